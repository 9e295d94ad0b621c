/** What lies sealed beside the ledger, opened for the organisation whose it is; and its papers. */
import type { DataSource } from 'typeorm';
import { text, toHex } from '../../core/bytes.js';
import { readAs } from '../../database/tenant.js';
import { IssuedPapers, type DocumentSummary } from '../../documents/issued-papers.js';
import type { Sight } from '../../http/sight.js';
import type { Disclosed, History, Past } from '../../ledger/history.js';
import type { Vault } from '../../ledger/private/vault.js';
import { openMembers, type SealedMember, type StoredMember } from '../../parties/projections/members.projection.js';
import { bookRowContext } from '../import/money.js';

const ROWS = 500;

/** The private values of these statements that the organisation kept itself. */
export async function valuesOf(history: History, org: string, past: readonly Past[]): Promise<Disclosed[]> {
  const committed = past.filter(({ statement }) => statement.sd !== undefined);
  const values = await history.ownDisclosuresOf(
    org,
    committed.map(({ sid }) => sid),
  );
  return values.filter((value) => value.org === org);
}

export async function* membersOf(
  dataSource: DataSource,
  vault: Vault,
  sight: Sight,
  org: string,
): AsyncGenerator<readonly StoredMember[]> {
  const sql = `SELECT subject, sealed FROM private_member
    WHERE ${sight.own('org')} AND ($2::bytea IS NULL OR subject > $2) ORDER BY subject LIMIT ${ROWS}`;
  for (let after: Buffer | null = null; ;) {
    const values = [org, after];
    const rows: SealedMember[] = await readAs(dataSource, org, (tx) => tx.query(sql, values));
    yield await openMembers(dataSource, vault, rows);
    if (rows.length < ROWS) return;
    after = Buffer.from(rows.at(-1)?.subject ?? []);
  }
}

interface SealedRow {
  readonly file: string;
  readonly line: number;
  readonly name: Buffer;
  readonly subject: Buffer;
  readonly sealed: Buffer;
}

/** Rows of the money books it brought, as they were read. */
export async function* booksOf(
  dataSource: DataSource,
  vault: Vault,
  sight: Sight,
  org: string,
): AsyncGenerator<readonly object[]> {
  const sql = `SELECT file, line, name, subject, sealed FROM private_book_row
    WHERE ${sight.own('org')} AND ($2::text IS NULL OR (file, name) > ($2, $3::bytea)) ORDER BY file, name LIMIT ${ROWS}`;
  for (let after: SealedRow | undefined; ;) {
    const values = [org, after?.file ?? null, after?.name ?? null];
    const rows: SealedRow[] = await readAs(dataSource, org, (tx) => tx.query(sql, values));
    const sealed = rows.map((row) => ({ ...row, context: bookRowContext(row.name) }));
    const opened = await vault.open(dataSource, sealed);
    yield rows.map(({ file, line, name }, i) => {
      const cells = text(opened[i] ?? new Uint8Array());
      if (!cells) throw new Error(`bug: row ${toHex(name)} of ${org}'s money books does not open`);
      return { file, line, cells: JSON.parse(cells) as unknown };
    });
    if (rows.length < ROWS) return;
    after = rows.at(-1);
  }
}

export interface PaperFile {
  readonly paper: DocumentSummary;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What papers tell of. */
type About = { readonly shipment: string; readonly lot: null } | { readonly shipment: null; readonly lot: string };

/** Every file of every issued paper of the organisation, one at a time. */
export async function* papersOf(
  dataSource: DataSource,
  store: IssuedPapers,
  sight: Sight,
  org: string,
): AsyncGenerator<PaperFile> {
  const sql = `SELECT DISTINCT shipment, lot FROM document WHERE ${sight.own('org')} ORDER BY shipment, lot`;
  const told = await readAs(dataSource, org, (tx) => tx.query<About[]>(sql, [org]));
  const reader = { role: 'registrar', name: 'export', org } as const;
  for (const { shipment, lot } of told) {
    for (const paper of await store.about(reader, shipment === null ? { lot } : { shipment })) {
      for (const { name } of paper.files)
        yield { paper, name, bytes: (await store.file(reader, paper.id, name)).bytes };
    }
  }
}
