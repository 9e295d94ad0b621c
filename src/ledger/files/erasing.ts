/** What an entry `personal-data.erased` erases in the database is erased in the journal too. */
import type { DataSource } from 'typeorm';
import { parseStatement } from '../../core/log/entry.js';
import { ERASED, type PersonalDataErased } from '../private/erase.js';
import type { Journaled } from './journal.js';
import type { LogFiles } from './log-files.js';

/** Of the erasures from index `from` on, below `to`. Doing it again changes nothing. */
export async function eraseInFiles(dataSource: DataSource, files: LogFiles, from: number, to: number): Promise<void> {
  const rows: { bytes: Buffer }[] = await dataSource.query(
    'SELECT bytes FROM statement WHERE type = $1 AND idx >= $2 AND idx < $3 ORDER BY idx',
    [ERASED, from, to],
  );
  if (rows.length === 0) return;
  for (const { bytes } of rows) {
    const statement = parseStatement(Uint8Array.from(bytes));
    if (statement === undefined) continue; // not one that was signed: nothing to act on
    const { digests, of } = statement.data as unknown as PersonalDataErased;
    const about: { idx: number }[] = await dataSource.query(
      "SELECT idx::float8 AS idx FROM statement WHERE sid = ANY (SELECT decode(hex, 'hex') FROM unnest($1::text[]) AS hex)",
      [of],
    );
    const erased = new Set(digests);
    await files.journal.forget(
      about.map(({ idx }) => idx),
      (entry) => without(entry, erased, statement.org),
    );
  }
  const keys: { subject: string }[] = await dataSource.query(
    `SELECT encode(subject, 'hex') AS subject FROM data_key WHERE subject = ANY (SELECT decode(hex, 'hex') FROM unnest($1::text[]) AS hex)`,
    [await files.dataKeys.subjects()],
  );
  await files.dataKeys.keepOnly(new Set(keys.map(({ subject }) => subject)));
}

function without(entry: Journaled, digests: ReadonlySet<string>, org: string): Journaled {
  const { private_value: sealed, ...beside } = entry.beside;
  if (sealed === undefined) return entry;
  const rows = JSON.parse(sealed) as { digest: string; org: string }[];
  const left = rows.filter((row) => row.org !== org || !digests.has(row.digest));
  if (left.length === rows.length) return entry;
  return { ...entry, beside: left.length === 0 ? beside : { ...beside, private_value: JSON.stringify(left) } };
}
