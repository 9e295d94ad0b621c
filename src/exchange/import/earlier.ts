/** What of a book the ledger knows already: which lots, and which rows with which content. */
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import { digestOf, keyedDigestOf } from '../../ledger/append/batch.js';
import type { Vault } from '../../ledger/private/vault.js';
import type { Origin } from '../season/sheet/book.js';

/** The book whose rows are people. */
const PERSONS = 'members.csv';

export class Earlier {
  private constructor(
    private readonly vault: Vault,
    private readonly owner: string,
    /** Ids of lots by `<organisation>/<code>`. */
    readonly lots: Map<string, string>,
    /** Digests of rows, as the ledger keeps them, by `book:<owner>:<file>:<row key>`. */
    private readonly rows: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  /** @param orgs ids of all organisations the book names */
  static async load(dataSource: DataSource, vault: Vault, owner: string, orgs: readonly string[]): Promise<Earlier> {
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
    return new Earlier(vault, owner, new Map(lots.map(({ id, key }) => [key, id])), rows);
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
    const digest = this.digestOf(rows);
    // Version 0.1.0 kept the digest as it came.
    const same = [keyedDigestOf(this.vault, { digest }), digestOf({ digest })];
    return known !== undefined && !same.some((one) => known.has(toHex(one)));
  }

  /**
   * How the ledger names a row for ever: by its natural key, unless that is a person's code. Statements and requests are
   * in clear, and people never are.
   */
  nameOf({ file, key }: Origin): string {
    if (file.toLowerCase() !== PERSONS) return key;
    // Version 0.1.0 named people's rows by their codes, and the ledger keeps what it was told.
    const isOld = this.rows.has(`book:${this.owner}:${PERSONS}:${key}`);
    return isOld ? key : this.vault.textTag('book row', this.owner, PERSONS, key);
  }

  /** File names are known in any case. */
  private prefixOf(row: Origin): string {
    return `book:${this.owner}:${row.file.toLowerCase()}:${this.nameOf(row)}`;
  }
}
