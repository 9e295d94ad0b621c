/**
 * Moves sealed bytes of papers and of forms between the database and the bucket: each is copied where it is not, read back, and
 * hashed; whatever was copied before is only read. Nothing goes from where it was until everything was found where it goes.
 */
import { sha256 } from '#crypto';
import type { DataSource } from 'typeorm';
import { type Blobs, isWhole } from './blobs.js';

/** Sealed bytes, by their hash or in the row of their file. */
interface Lying {
  readonly sha256: Buffer;
  /** Of the file; null for bytes that no row names. */
  readonly name: string | null;
  /** Where they lie in their file's own row, as before migration 0099. */
  readonly row?: { readonly document: string; readonly bytes: Buffer };
}

export interface Fault {
  readonly name: string;
  readonly what: 'lies nowhere' | 'was changed';
}

export interface Moved {
  readonly files: number;
  readonly copied: number;
  /** That were there already. */
  readonly found: number;
  /** Copied. */
  readonly bytes: number;
  readonly faults: readonly Fault[];
}

/** How many lie only in the database, only in the bucket, in both, and in neither. */
export interface Whereabouts {
  readonly database: number;
  readonly bucket: number;
  readonly both: number;
  readonly nowhere: number;
}

export type Progress = (done: number, of: number) => void;

const AT_A_TIME = 200;

export class Moving {
  /** Hashes that were read where they go, in hex. */
  private readonly arrived = new Set<string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Blobs,
    private readonly bucket: Blobs,
  ) {}

  /** Nothing is copied, and nothing read but whether it is there. */
  async whereabouts(progress: Progress): Promise<Whereabouts> {
    const count = { database: 0, bucket: 0, both: 0, nowhere: 0 };
    for await (const { sha256: place, row } of this.each(progress)) {
      const here = row !== undefined || (await this.database.has(place));
      const there = await this.bucket.has(place);
      count[here ? (there ? 'both' : 'database') : there ? 'bucket' : 'nowhere'] += 1;
    }
    return count;
  }

  async copy(to: 'bucket' | 'database', progress: Progress): Promise<Moved> {
    const faults: Fault[] = [];
    let [files, copied, found, bytes] = [0, 0, 0, 0];
    for await (const lying of this.each(progress)) {
      files += 1;
      const size = await this.arrive(lying, to);
      if (typeof size === 'object') faults.push(size);
      else if (size === 0) found += 1;
      else [copied, bytes] = [copied + 1, bytes + size];
    }
    return { files, copied, found, bytes, faults };
  }

  /**
   * Takes out of the database what was read in the bucket, each in the transaction that records it.
   * @param owner the login that owns the tables: the application's own cannot
   * @returns how many
   */
  async clear(owner: DataSource, progress: Progress): Promise<number> {
    let cleared = 0;
    for await (const { sha256: place, name, row } of this.each(progress)) {
      if (!this.arrived.has(place.toString('hex'))) continue;
      cleared += await owner.transaction(async (tx) => {
        const inRow = row && [row.document, name];
        await (inRow ? tx.query(NOTED_OF_ROW, [place, ...inRow]) : tx.query(NOTED, [place]));
        const [, gone]: [object[], number] = inRow
          ? await tx.query(LEFT_ITS_ROW, [place, ...inRow])
          : await tx.query('DELETE FROM sealed_bytes WHERE sha256 = $1', [place]);
        return gone;
      });
    }
    return cleared;
  }

  /** @returns bytes copied, 0 where they were there */
  private async arrive({ sha256: place, name, row }: Lying, to: 'bucket' | 'database'): Promise<number | Fault> {
    const [there, here] = to === 'bucket' ? [this.bucket, this.database] : [this.database, this.bucket];
    if (row !== undefined && to === 'database') return 0;
    const kept = await there.get(place);
    const good = isWhole(kept, place);
    const bytes = good ? kept : (row?.bytes ?? (await here.get(place)));
    const called = name ?? place.toString('hex');
    if (bytes === undefined) return { name: called, what: kept === undefined ? 'lies nowhere' : 'was changed' };
    if (!isWhole(bytes, place)) return { name: called, what: 'was changed' };
    if (!good) await there.put(place, bytes);
    // The database replaces nothing: what was spoiled in it stays.
    if (!good && !isWhole(await there.get(place), place)) return { name: called, what: 'was changed' };
    this.arrived.add(place.toString('hex'));
    return good ? 0 : bytes.length;
  }

  private async *each(progress: Progress): AsyncGenerator<Lying> {
    const [counted]: { files: string }[] = await this.dataSource.query(
      `SELECT (SELECT count(*) FROM (${NAMED}) named) + (SELECT count(*) FROM document_file WHERE bytes IS NOT NULL) AS files`,
    );
    const of = Number(counted?.files);
    let done = 0;
    for await (const lying of this.everything()) {
      yield lying;
      done += 1;
      progress(done, Math.max(of, done));
    }
  }

  private async *everything(): AsyncGenerator<Lying> {
    for (let after: Uint8Array = new Uint8Array(); ;) {
      const rows: Lying[] = await this.dataSource.query(
        `SELECT sha256, name FROM (${NAMED}) named WHERE sha256 > $1 ORDER BY sha256 LIMIT ${AT_A_TIME}`,
        [after],
      );
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.sha256;
    }
    const inRows: { document: string; name: string }[] = await this.dataSource.query(
      'SELECT document, name FROM document_file WHERE bytes IS NOT NULL ORDER BY document, name',
    );
    for (const { document, name } of inRows) {
      const [row]: { bytes: Buffer }[] = await this.dataSource.query(
        'SELECT bytes FROM document_file WHERE document = $1 AND name = $2 AND bytes IS NOT NULL',
        [document, name],
      );
      if (row !== undefined)
        yield { sha256: Buffer.from(sha256(row.bytes)), name, row: { document, bytes: row.bytes } };
    }
  }
}

/** What rows name, and what lies in the database though no row does: a crash may have come between the two. */
const NAMED = `
SELECT sha256, max(name) AS name FROM (
  SELECT sealed_sha256 AS sha256, name FROM document_file WHERE sealed_sha256 IS NOT NULL
   UNION ALL SELECT sealed_sha256, name || ' v' || version FROM intake_form
   UNION ALL SELECT sha256, NULL FROM sealed_bytes) known GROUP BY sha256`;

/** A move is noted of what lies here, and of nothing that is gone already. */
const NOTED = 'INSERT INTO moved_bytes (sha256) SELECT sha256 FROM sealed_bytes WHERE sha256 = $1';

const NOTED_OF_ROW = `
INSERT INTO moved_bytes (sha256)
SELECT $1 FROM document_file WHERE document = $2 AND name = $3 AND bytes IS NOT NULL`;

const LEFT_ITS_ROW = `
UPDATE document_file SET bytes = NULL, sealed_sha256 = $1 WHERE document = $2 AND name = $3 AND bytes IS NOT NULL`;
