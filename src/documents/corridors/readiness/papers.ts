/** Which papers a shipment has: those made here, by their newest version, and those that were captured for it. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Ledger } from '../../../ledger/ledger.js';
import { besideOf, remarksOf, type CapturedRow, type Gathered } from '../../captured/captured.view.js';
import type { Kept, Made, Papers } from './judge.js';
import type { ShipmentKnown } from './shipments.js';

export interface Rows {
  readonly made: readonly (Made & { readonly shipment: string })[];
  readonly captured: readonly CapturedRow[];
}

/** With the exporter's eyes. @param fence of the code: the column names the organisation `$1` */
export async function papersOf(
  tx: EntityManager,
  fence: (column: string) => string,
  org: string,
  shipments: readonly string[],
): Promise<Rows> {
  const made: Rows['made'] = await tx.query(
    `SELECT DISTINCT ON (shipment, kind) id, shipment, kind, number, status, notice FROM document
      WHERE ${fence('org')} AND shipment = ANY ($2::text[]) ORDER BY shipment, kind, number DESC, version DESC`,
    [org, shipments],
  );
  const captured: CapturedRow[] = await tx.query(
    `SELECT encode(sid, 'hex') AS sid, org, exporter, shipment, kind, number, said, NULL AS "replacedBy" FROM captured_paper
      WHERE ${fence('exporter')} AND shipment = ANY ($2::text[]) AND replaced_by IS NULL ORDER BY idx`,
    [org, shipments],
  );
  return { made, captured };
}

/** By shipment, with nothing pointed out of any: for whoever asks only what there is. */
export function unremarked({ made, captured }: Rows): ReadonlyMap<string, Papers> {
  const found = new Map<string, { readonly made: Made[]; readonly kept: Kept[] }>();
  const of = (shipment: string) => {
    const papers = found.get(shipment) ?? { made: [], kept: [] };
    found.set(shipment, papers);
    return papers;
  };
  for (const paper of made) of(paper.shipment).made.push(paper);
  for (const row of captured) of(row.shipment).kept.push(keptOf(row, []));
  return found;
}

/**
 * Those of one shipment. What lies beside the ledger is read as the application, of rows that the exporter's eyes found.
 * @param outturns as those eyes found them
 */
export async function remarked(
  dataSource: DataSource,
  ledger: Pick<Ledger, 'vault'>,
  shipment: ShipmentKnown,
  { made, captured }: Rows,
  outturns: Gathered['outturns'],
): Promise<Papers> {
  const beside = await besideOf(dataSource, ledger, captured);
  const kept = captured.map((row) => {
    const fields = { ...row.said.fields, ...beside.get(row.sid) };
    return keptOf(row, remarksOf(row, fields, shipment, outturns));
  });
  return { made, kept };
}

function keptOf({ sid, kind, number, said }: CapturedRow, remarks: Kept['remarks']): Kept {
  return { sid, kind, number, remarks, ...(said.until !== undefined && { until: said.until }) };
}
