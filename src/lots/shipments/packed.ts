/** What the papers of a shipment will say of its bars: their milligrams when they were packed, or packed anew. */
import type { DataSource } from 'typeorm';
import type { ShipmentPacked } from '../../core/custody/registry.js';
import { parseStatement } from '../../core/log/entry.js';
import { readAs } from '../../database/tenant.js';

const PACKING = `
SELECT s.bytes FROM lot_link l JOIN statement s USING (idx)
 WHERE l.lot = $1 AND s.type IN ('shipment.packed', 'shipment.repacked') AND s.org = $2 ORDER BY s.idx DESC LIMIT 1`;

/** @param lots of the shipment, one of which tells of all */
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
