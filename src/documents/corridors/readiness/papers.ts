/** Which papers a shipment has: those made here, by their newest version, and those that were captured for it. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Ledger } from '../../../ledger/ledger.js';
import { besideOf, outturnsOf, remarksOf, type CapturedRow, type Gathered } from '../../captured/captured.view.js';
import type { Kept, Made, Papers } from './judge.js';
import type { ShipmentKnown } from './shipments.js';

export interface Rows {
  readonly made: readonly (Made & { readonly shipment: string })[];
  readonly captured: readonly CapturedRow[];
  readonly outturns: Gathered['outturns'];
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
  return { made, captured, outturns: await outturnsOf(tx, captured) };
}

/** Those of each shipment; what lies beside the ledger is read as the application, of rows that the exporter's eyes found. */
export async function sorted(
  dataSource: DataSource,
  ledger: Pick<Ledger, 'vault'>,
  shipments: readonly ShipmentKnown[],
  { made, captured, outturns }: Rows,
): Promise<ReadonlyMap<string, Papers>> {
  const beside = await besideOf(dataSource, ledger, captured);
  return new Map(
    shipments.map((shipment) => {
      const rows = captured.filter((row) => row.shipment === shipment.code);
      const kept = rows.map((row) => keptOf(row, beside.get(row.sid) ?? {}, shipment, outturns));
      return [shipment.code, { made: made.filter((one) => one.shipment === shipment.code), kept }];
    }),
  );
}

function keptOf(
  row: CapturedRow,
  beside: CapturedRow['said']['fields'],
  shipment: Gathered['shipment'],
  outturns: Gathered['outturns'],
): Kept {
  const { sid, kind, number, said } = row;
  const remarks = remarksOf(row, { ...said.fields, ...beside }, shipment, outturns);
  return { sid, kind, number, remarks, ...(said.until !== undefined && { until: said.until }) };
}
