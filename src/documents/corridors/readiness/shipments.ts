/** What is known of an exporter's shipments: how they were packed and sent, from its own statements, and who gets them. */
import type { EntityManager } from 'typeorm';
import type {
  Credential,
  Role,
  ShipmentExported,
  ShipmentLine,
  ShipmentPacked,
} from '../../../core/custody/registry.js';
import { parseStatement } from '../../../core/log/entry.js';
import type { Statement } from '../../../core/log/statement.js';
import { addDays } from '../../../core/day.js';

export interface ShipmentKnown {
  readonly code: string;
  readonly exporter: string;
  /** ISO 3166-1 alpha-2, of the exporter. */
  readonly country: string;
  readonly consignee: { readonly organisation: string; readonly country: string; readonly role: Role };
  readonly credentials: readonly Credential[];
  readonly incoterm: string;
  readonly packedOn: string;
  readonly lines: readonly ShipmentLine[];
  readonly exportedOn?: string;
  readonly airWaybill?: string;
  /** The day it is to leave, where somebody planned it. */
  readonly plannedOn?: string;
  /** Schemes that its bars carry. */
  readonly schemes: readonly string[];
}

/** As the exporter's own eyes find it. */
export interface ShipmentRow {
  readonly code: string;
  readonly exporter: string;
  readonly country: string;
  readonly consignee: ShipmentKnown['consignee'];
  readonly credentials: readonly Credential[] | null;
  readonly lots: readonly string[];
  readonly planned: string | null;
}

/** After so long nobody waits for a paper any more. */
const REMEMBERED_DAYS = 400;

interface Asked {
  readonly today: string;
  readonly code?: string;
  readonly consignee?: string;
  /** Those as well that nobody waits for any more, of this day and later. */
  readonly since?: string;
}

/**
 * With the exporter's eyes: one of them, or those that somebody may still wait for, to one consignee or to any.
 * @param own the fence of the code: `s.org` is `$1`
 */
export async function shipmentsOf(
  tx: EntityManager,
  own: string,
  org: string,
  { code, consignee, today, since = today }: Asked,
): Promise<ShipmentRow[]> {
  const from = code === undefined ? [addDays(today, -REMEMBERED_DAYS), since].toSorted()[0] : null;
  return tx.query(find(own), [org, code ?? null, from, consignee ?? null]);
}

/**
 * What the exporter said of them, and the claims of their bars: its own words and knowledge, though the bars it sold are out of its
 * sight by now. So this is read as the application, of rows that the exporter's eyes found.
 */
export async function knownOf(manager: EntityManager, rows: readonly ShipmentRow[]): Promise<ShipmentKnown[]> {
  const [said, claims] = [await statementsOf(manager, rows), await claimsOf(manager, rows)];
  return rows.map((row) => knownFrom(row, said.get(row.code) ?? [], claims));
}

function knownFrom(
  { planned, lots, credentials, ...row }: ShipmentRow,
  said: readonly Statement[],
  claims: ReadonlyMap<string, readonly string[]>,
): ShipmentKnown {
  const last = <Data>(type: string) => said.findLast((one) => one.type === type)?.data as unknown as Data | undefined;
  const packed = last<ShipmentPacked>('shipment.packed');
  if (packed === undefined) throw new Error(`bug: shipment ${row.code} was never packed`);
  const { on, lines } = last<Pick<ShipmentPacked, 'on' | 'lines'>>('shipment.repacked') ?? packed;
  const exported = last<ShipmentExported>('shipment.exported');
  return {
    ...row,
    credentials: credentials ?? [],
    incoterm: packed.incoterm,
    packedOn: on.date,
    lines,
    ...(exported !== undefined && { exportedOn: exported.on.date }),
    ...(exported?.airWaybill !== undefined && { airWaybill: exported.airWaybill }),
    ...(planned !== null && { plannedOn: planned }),
    schemes: [...new Set(lots.flatMap((lot) => claims.get(lot) ?? []))],
  };
}

/** By the shipment's code, as they were said. Its first lot was in all of them; in those of another before it, perhaps. */
async function statementsOf(manager: EntityManager, rows: readonly ShipmentRow[]): Promise<Map<string, Statement[]>> {
  const asked = rows.map(({ exporter, code, lots: [lot = null] }) => ({ exporter, code, lot }));
  const found: { code: string; bytes: Buffer }[] = await manager.query(SAID, [JSON.stringify(asked)]);
  const said = new Map<string, Statement[]>();
  for (const { code, bytes } of found) {
    const statement = parseStatement(Uint8Array.from(bytes));
    if (statement?.data['shipment'] === code) said.set(code, [...(said.get(code) ?? []), statement]);
  }
  return said;
}

async function claimsOf(manager: EntityManager, rows: readonly ShipmentRow[]): Promise<Map<string, readonly string[]>> {
  const lots = rows.flatMap((row) => row.lots);
  const found: { id: string; claims: string[] }[] = await manager.query(
    'SELECT id, claims FROM lot WHERE id = ANY ($1::uuid[])',
    [lots],
  );
  return new Map(found.map(({ id, claims }) => [id, claims]));
}

const find = (own: string): string => `
SELECT s.code, s.org AS exporter, e.country, s.state -> 'lots' AS lots, p.day::text AS planned,
       jsonb_build_object('organisation', s.consignee, 'country', c.country, 'role', c.role) AS consignee,
       (SELECT jsonb_agg(jsonb_build_object('scheme', k.scheme, 'number', k.number, 'from', k.valid_from,
                 'until', k.valid_until, 'acts', k.acts)) FROM credential k WHERE k.org = s.consignee) AS credentials
  FROM shipment s JOIN organisation e ON e.org = s.org JOIN organisation c ON c.org = s.consignee
  LEFT JOIN planned_departure p ON p.org = s.org AND p.shipment = s.code
 WHERE ${own} AND ($2::text IS NULL OR s.code = $2) AND ($3::date IS NULL OR NOT s.exported OR s.day >= $3::date)
   AND ($4::text IS NULL OR s.consignee = $4)
 ORDER BY s.code`;

const SAID = `
SELECT asked.code, t.bytes
  FROM jsonb_to_recordset($1::jsonb) AS asked (exporter text, code text, lot uuid)
  JOIN lot_link l ON l.lot = asked.lot
  JOIN statement t ON t.idx = l.idx AND t.org = asked.exporter AND t.type IN ('shipment.packed', 'shipment.repacked', 'shipment.exported')
 ORDER BY t.idx`;
