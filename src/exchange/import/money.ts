/**
 * Payouts, premium and royalties: kept for the accounts to come, as written and as read. They hold people and prices, so
 * rows lie sealed under their organisation's data key, and are found by a keyed name.
 */
import type { DataSource } from 'typeorm';
import { text, toHex, utf8 } from '../../core/bytes.js';
import { organisationSubject, type Vault } from '../../ledger/private/vault.js';
import type { Season } from '../season/season.js';
import type { Desk } from './desk.js';
import { DIFFERENCE } from './sentences.js';

interface MoneyRow {
  /** Lower case. */
  readonly file: string;
  readonly key: string;
  readonly line: number;
  /** `{written, read}` as JSON. */
  readonly cells: string;
}

/** A row kept before under the same key stays as it was; one that now says something else is a difference. */
export async function keepMoney(dataSource: DataSource, vault: Vault, desk: Desk, season: Season): Promise<void> {
  const rows = [...season.payouts, ...season.premium, ...season.royalties];
  const given = rows.map(({ file, line, key, raw: written, sha256OfFile: _, ...read }) => {
    return { file: file.toLowerCase(), key, line, cells: JSON.stringify({ written, read }) };
  });
  const known = await keptRows(dataSource, vault, desk.owner);
  const names = given.map((row) => nameOf(vault, desk.owner, row));
  await keepRows(
    dataSource,
    vault,
    desk.owner,
    given.filter((_, i) => !known.has(toHex(names[i] as Buffer))),
  );
  for (const [i, row] of rows.entries()) {
    const before = known.get(toHex(names[i] as Buffer));
    if (before === undefined || readOf(before) === readOf(given[i]?.cells ?? '')) continue;
    desk.differs(row, Object.keys(row.raw)[0] ?? '', 'row-changed', DIFFERENCE['row-changed']());
  }
}

/** Rows that version 0.1.0 kept in clear, sealed and then removed. */
export async function sealMoney(dataSource: DataSource, vault: Vault): Promise<void> {
  await dataSource.transaction(async (tx) => {
    const rows: (MoneyRow & { org: string })[] = await tx.query(
      'SELECT org, file, key, line, cells::text AS cells FROM book_row',
    );
    for (const org of new Set(rows.map((row) => row.org))) {
      await keepRows(
        tx,
        vault,
        org,
        rows.filter((row) => row.org === org),
      );
    }
    if (rows.length > 0) await tx.query('DELETE FROM book_row');
  });
}

async function keepRows(
  tx: Pick<DataSource, 'query'>,
  vault: Vault,
  org: string,
  rows: readonly MoneyRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = rows.map((row) => nameOf(vault, org, row));
  const clear = rows.map(({ cells }, i) => {
    return { subject: organisationSubject(org), context: bookRowContext(names[i] as Buffer), value: utf8(cells) };
  });
  const sealed = await vault.seal(tx, clear);
  await tx.query(
    `INSERT INTO private_book_row (org, file, name, line, subject, sealed)
     SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::integer[], $5::bytea[], $6::bytea[]) ON CONFLICT DO NOTHING`,
    [
      org,
      rows.map(({ file }) => file),
      names,
      rows.map(({ line }) => line),
      sealed.map(({ subject }) => subject),
      sealed.map((one) => one.sealed),
    ],
  );
}

/** What each row said, by the hex of its name. */
async function keptRows(dataSource: DataSource, vault: Vault, org: string): Promise<Map<string, string>> {
  const rows: { name: Buffer; subject: Buffer; sealed: Buffer }[] = await dataSource.query(
    'SELECT name, subject, sealed FROM private_book_row WHERE org = $1',
    [org],
  );
  const opened = await vault.open(
    dataSource,
    rows.map(({ name, subject, sealed }) => ({ subject, sealed, context: bookRowContext(name) })),
  );
  return new Map(
    rows.map(({ name }, i) => {
      const cells = text(opened[i] ?? new Uint8Array());
      if (!cells) throw new Error(`bug: a row of ${org}'s money books does not open`);
      return [toHex(name), cells];
    }),
  );
}

function nameOf(vault: Vault, org: string, { file, key }: Pick<MoneyRow, 'file' | 'key'>): Buffer {
  return vault.tag('book row', org, file, key);
}

/** Where a sealed row opens, and nowhere else. */
export function bookRowContext(name: Uint8Array): string {
  return `private_book_row ${toHex(name)}`;
}

/** What a row says, in one order of its members: rows of 0.1.0 come in PostgreSQL's own. */
function readOf(cells: string): string {
  const { read } = JSON.parse(cells) as { readonly read: Readonly<Record<string, unknown>> };
  return JSON.stringify(Object.entries(read).sort(([a], [b]) => (a < b ? -1 : 1)));
}
