/** What of a book the ledger knows already: which lots, and which rows with which content. */
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import { digestOf } from '../../ledger/append/batch.js';
import type { Origin } from '../season/book.js';

export class Earlier {
  private constructor(
    private readonly owner: string,
    /** Ids of lots by `<organisation>/<code>`. */
    readonly lots: Map<string, string>,
    /** Digests of rows, as the ledger keeps them, by `book:<owner>:<file>:<row key>`. */
    private readonly rows: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  /** @param orgs ids of all organisations the book names */
  static async load(dataSource: DataSource, owner: string, orgs: readonly string[]): Promise<Earlier> {
    const lots: { id: string; key: string }[] = await dataSource.query(
      `SELECT id, registrar || '/' || code AS key FROM lot WHERE registrar = ANY($1)`,
      [orgs],
    );
    const answers: { key: string; digest: Buffer }[] = await dataSource.query(
      'SELECT key, digest FROM idempotency WHERE org = ANY($1) AND actor = $2',
      [orgs, `import:${owner}`],
    );
    const rows = new Map<string, Set<string>>();
    for (const { key, digest } of answers) {
      const row = key.slice(0, key.lastIndexOf(':'));
      const known = rows.get(row) ?? new Set();
      rows.set(row, known.add(toHex(digest)));
    }
    return new Earlier(owner, new Map(lots.map(({ id, key }) => [key, id])), rows);
  }

  /** @param step a word without a colon, one per command made from the row */
  keyOf(row: Origin, step: string): string {
    return `${this.prefixOf(row)}:${step}`;
  }

  /**
   * SHA-256 of what the row says, not of how it is written: a book saved again with other marks or another order of days
   * is the same book.
   */
  digestOf(rows: readonly Origin[]): Uint8Array {
    const said = rows.map(({ file: _file, sha256OfFile: _hash, line: _line, raw: _raw, ...values }) =>
      Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return createHash('sha256').update(JSON.stringify(said)).digest();
  }

  isChanged(row: Origin, rows: readonly Origin[]): boolean {
    const known = this.rows.get(this.prefixOf(row));
    return known !== undefined && !known.has(toHex(digestOf({ digest: this.digestOf(rows) })));
  }

  /** File names are known in any case. */
  private prefixOf({ file, key }: Origin): string {
    return `book:${this.owner}:${file.toLowerCase()}:${key}`;
  }
}
