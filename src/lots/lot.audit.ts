/**
 * The lot table against the gold counted again from history. Decisions believe this table, and the database lets the
 * application change it: so whoever has its login could lend a lot milligrams here that no statement gave it.
 */
import type { EntityManager } from 'typeorm';
import type { Balance } from '../core/custody/balance.js';
import type { Fault } from '../ledger/fsck.js';

interface HeldRow {
  readonly id: string;
  readonly code: string;
  readonly columnMg: number;
  readonly stateMg: number;
  /** The lot's newest entry; null for a lot that history does not know. */
  readonly idx: number | null;
}

const PAGE = 5000;

/** @param balance that has taken all statements of the snapshot that `tx` sees, `size` of them */
export async function lotTableFaults(tx: EntityManager, size: number, balance: Balance): Promise<Fault[]> {
  const faults: Fault[] = [];
  let known = 0;
  for (let page = await readPage(tx, null); page.length > 0; page = await readPage(tx, page.at(-1)?.id ?? null)) {
    for (const { id, code, columnMg, stateMg, idx } of page) {
      const restMg = balance.restMgOf(id);
      if (restMg !== undefined) known++;
      if (restMg === columnMg && restMg === stateMg) continue;
      const held =
        columnMg === stateMg ? `${stateMg} mg` : `${columnMg} mg in its column and ${stateMg} mg in its state`;
      const left = restMg === undefined ? 'no entry made it' : `its entries leave ${restMg} mg`;
      faults.push({ idx: idx ?? size, what: `lot ${code}: the table holds ${held}, ${left}` });
    }
  }
  const missing = balance.lots - known;
  if (missing > 0) faults.push({ idx: size, what: `${missing} lots of the entries are missing from the table` });
  return faults;
}

function readPage(tx: EntityManager, after: string | null): Promise<HeldRow[]> {
  return tx.query(
    `SELECT lot.id, lot.code, lot.gross_mg::float8 AS "columnMg", (lot.state->>'grossMg')::float8 AS "stateMg",
            (SELECT max(l.idx)::float8 FROM lot_link l WHERE l.lot = lot.id) AS idx
       FROM lot WHERE $1::uuid IS NULL OR lot.id > $1 ORDER BY lot.id LIMIT ${PAGE}`,
    [after],
  );
}
