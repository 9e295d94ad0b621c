/**
 * The stock book, kept with the lots: each statement is booked from the lots as they were before it and after it, and a
 * batch's movements are added to `balance_month` in one statement.
 */
import type { EntityManager } from 'typeorm';
import type { Lot, Lots } from '../../core/custody/lot.js';
import type { LotsTransformed } from '../../core/custody/statements.js';
import { movementsOf, type Movement } from '../../core/custody/volumes/movements.js';
import { countedOf } from '../../core/custody/volumes/papers.js';
import type { Recorded, RebuiltTable } from '../../ledger/projection.js';
import { noteVolumes } from '../volumes/papers.projection.js';

export const BALANCE_TABLES: readonly RebuiltTable[] = [
  { name: 'balance_month' },
  { name: 'stock_site' },
  { name: 'paper_volume' },
];

/** Of statements folded and not yet saved; gone with them. */
const booked = new WeakMap<Recorded, readonly Movement[]>();

/** Folds a statement into the lots, and notes what that moved. */
export function booking(lots: Lots, recorded: Recorded, fold: () => string[]): string[] {
  const { statement } = recorded;
  const before = new Map(statement.lots.map((id) => [id, lots.get(id)]));
  const changed = fold();
  const movements = movementsOf(
    statement,
    (id) => before.get(id),
    (id) => lots.get(id),
  );
  booked.set(recorded, movements);
  noteVolumes(
    recorded,
    countedOf(
      statement,
      (id) => before.get(id),
      (id) => lots.get(id),
    ),
  );
  return changed;
}

/** @param lots those the statements changed, as they are after the last of them */
export async function saveBalances(
  tx: EntityManager,
  lots: ReadonlyMap<string, Lot>,
  recorded: readonly Recorded[],
): Promise<void> {
  const movements = recorded.flatMap((one) => booked.get(one) ?? []);
  if (movements.length === 0) return;
  const sites = await sitesOf(tx, lots, movements, recorded);
  const sums = new Map<string, { row: readonly string[]; mg: bigint; ng: bigint }>();
  for (const { lot, custodian, form, claim, month, kind, mg, ng } of movements) {
    const row = [custodian, sites.get(lot) ?? '', form, claim, month, kind];
    const key = JSON.stringify(row);
    const sum = sums.get(key) ?? { row, mg: 0n, ng: 0n };
    sums.set(key, { row, mg: sum.mg + BigInt(mg), ng: sum.ng + ng });
  }
  const rows = [...sums.values()];
  await tx.query(ADD, [
    ...[0, 1, 2, 3, 4, 5].map((column) => rows.map(({ row }) => row[column])),
    rows.map(({ mg }) => String(mg)),
    rows.map(({ ng }) => String(ng)),
  ]);
}

const ADD = `
INSERT INTO balance_month (org, site, form, claim, month, kind, mg, ng)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::numeric[])
ON CONFLICT (org, site, form, claim, month, kind) DO UPDATE
SET (mg, ng) = ROW (balance_month.mg + excluded.mg, balance_month.ng + excluded.ng)`;

/** The site of each lot that moved: its own, or the one site of all it was made of, or none. Keeps those of new lots. */
async function sitesOf(
  tx: EntityManager,
  lots: ReadonlyMap<string, Lot>,
  movements: readonly Movement[],
  recorded: readonly Recorded[],
): Promise<Map<string, string>> {
  const sites = new Map<string, string>();
  for (const { id, registrar, origin } of lots.values()) if (origin) sites.set(id, `${registrar}/${origin.site}`);
  const made = recorded.flatMap(makingIn);
  const born = new Set(made.flatMap(({ to }) => to));
  const asked = [...movements.map(({ lot }) => lot), ...made.flatMap(({ from }) => from)];
  const older = [...new Set(asked)].filter((lot) => !sites.has(lot) && !born.has(lot));
  if (older.length > 0) {
    const sql = 'SELECT lot, site FROM stock_site WHERE lot = ANY ($1::uuid[])';
    const rows: { lot: string; site: string }[] = await tx.query(sql, [older]);
    for (const { lot, site } of rows) sites.set(lot, site);
  }
  for (const { from, to } of made) {
    const all = new Set(from.map((lot) => sites.get(lot) ?? ''));
    const [only = ''] = all.size === 1 ? all : [];
    for (const lot of to) sites.set(lot, only);
  }
  if (born.size > 0) {
    const sql =
      'INSERT INTO stock_site (lot, site) SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING';
    await tx.query(sql, [[...born], [...born].map((lot) => sites.get(lot) ?? '')]);
  }
  return sites;
}

/** What is made of what; gold that nobody explains is of no site. */
function makingIn({ statement }: Recorded): { readonly from: readonly string[]; readonly to: readonly string[] }[] {
  const { inputs, outputs, unexplained } = statement.data as unknown as Partial<LotsTransformed>;
  if (!Array.isArray(inputs) || !Array.isArray(outputs) || !statement.lots.includes(outputs[0]?.lot ?? '')) return [];
  const to = outputs.map(({ lot }) => lot);
  return [{ from: unexplained === undefined ? inputs.map(({ lot }) => lot) : [], to }];
}
