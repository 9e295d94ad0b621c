/** What is in a shipment, as the decisions about it and its papers want to know it. */
import type { DataSource } from 'typeorm';
import type { ShipmentPacked } from '../../core/custody/registry.js';
import { parseStatement } from '../../core/log/entry.js';
import { readAs } from '../../database/tenant.js';
import { NAME } from '../lot.sql.js';

const PACKING = `
SELECT s.bytes FROM lot_link l JOIN statement s USING (idx)
 WHERE l.lot = $1 AND s.type IN ('shipment.packed', 'shipment.repacked') AND s.org = $2 ORDER BY s.idx DESC LIMIT 1`;

/** As the application: whoever a shipment does not concern is refused by the decision, as if there were none. */
export async function packedIn(dataSource: DataSource, exporter: string, shipment: string): Promise<string[]> {
  if (!NAME.test(exporter) || !NAME.test(shipment)) return [];
  const rows: { lots: string[] }[] = await dataSource.query(
    `SELECT state -> 'lots' AS lots FROM shipment WHERE id = $1`,
    [`${exporter}/${shipment}`],
  );
  return rows[0]?.lots ?? [];
}

/** Who read these lots, as whoever had them said. */
export async function laboratoriesOf(dataSource: DataSource, lots: readonly string[]): Promise<string[]> {
  const rows: { laboratory: string }[] = await dataSource.query(LABORATORIES, [lots]);
  return rows.map(({ laboratory }) => laboratory);
}

const LABORATORIES = `
SELECT DISTINCT convert_from(s.bytes, 'UTF8')::jsonb #>> '{data,laboratory}' AS laboratory
  FROM lot_link l JOIN statement s USING (idx) WHERE l.lot = ANY ($1::uuid[]) AND s.type = 'lot.assayed'`;

/** Milligrams when they were packed, or packed anew. @param lots of the shipment, one of which tells of all */
export async function packedMgOf(
  dataSource: DataSource,
  org: string,
  [lot]: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await readAs(dataSource, org, (tx) => tx.query<{ bytes: Buffer }[]>(PACKING, [lot ?? null, org]));
  const lines = rows.flatMap(({ bytes }) => {
    const data = parseStatement(Uint8Array.from(bytes))?.data as unknown as Pick<ShipmentPacked, 'lines'> | undefined;
    return data?.lines ?? [];
  });
  return new Map(lines.map((line) => [line.lot, line.grossMg]));
}
