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
import { addDays } from '../../../core/day.js';

export interface ShipmentKnown {
  readonly code: string;
  readonly exporter: string;
  /** ISO 3166-1 alpha-2, of the exporter. */
  readonly country: string;
  readonly consignee: { readonly organisation: string; readonly country: string; readonly role: Role };
  readonly credentials: readonly Credential[];
  readonly corridor: string;
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

interface Row {
  readonly code: string;
  readonly exporter: string;
  readonly country: string;
  readonly consignee: ShipmentKnown['consignee'];
  readonly credentials: readonly Credential[] | null;
  readonly lots: readonly string[];
  readonly planned: string | null;
  readonly statements: Buffer[];
}

/** After so long nobody waits for a paper any more. */
const REMEMBERED_DAYS = 400;

/** With the exporter's eyes. @param own the fence of the code: `s.org` is `$1` */
export async function shipmentsOf(
  tx: EntityManager,
  own: string,
  org: string,
  { code, today }: { readonly code?: string; readonly today: string },
): Promise<Omit<ShipmentKnown, 'schemes'>[]> {
  const since = code === undefined ? addDays(today, -REMEMBERED_DAYS) : null;
  const rows: Row[] = await tx.query(find(own), [org, code ?? null, since]);
  return rows.map(knownOf);
}

/** What they carried is the exporter's own knowledge, and that of the bars it sold is still read here: as the application. */
export async function schemesOf(
  tx: EntityManager,
  lots: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows: { id: string; claims: string[] }[] = await tx.query(
    'SELECT id, claims FROM lot WHERE id = ANY ($1::uuid[])',
    [lots],
  );
  return new Map(rows.map(({ id, claims }) => [id, claims]));
}

function knownOf({ statements, planned, lots: _, credentials, ...row }: Row): Omit<ShipmentKnown, 'schemes'> {
  const told = statements.flatMap((bytes) => parseStatement(Uint8Array.from(bytes)) ?? []);
  const last = <Data>(type: string) => told.findLast((one) => one.type === type)?.data as unknown as Data | undefined;
  const packed = last<ShipmentPacked>('shipment.packed');
  if (packed === undefined) throw new Error(`bug: shipment ${row.code} was never packed`);
  const { on, lines } = last<Pick<ShipmentPacked, 'on' | 'lines'>>('shipment.repacked') ?? packed;
  const exported = last<ShipmentExported>('shipment.exported');
  return {
    ...row,
    credentials: credentials ?? [],
    corridor: packed.corridor,
    incoterm: packed.incoterm,
    packedOn: on.date,
    lines,
    ...(exported !== undefined && { exportedOn: exported.on.date }),
    ...(exported?.airWaybill !== undefined && { airWaybill: exported.airWaybill }),
    ...(planned !== null && { plannedOn: planned }),
  };
}

/** The first lot of a shipment was in all its statements; in another's before it, perhaps. */
const find = (own: string): string => `
SELECT s.code, s.org AS exporter, e.country, s.state -> 'lots' AS lots, p.day::text AS planned,
       jsonb_build_object('organisation', s.consignee, 'country', c.country, 'role', c.role) AS consignee,
       (SELECT jsonb_agg(jsonb_build_object('scheme', k.scheme, 'number', k.number, 'from', k.valid_from,
                 'until', k.valid_until, 'acts', k.acts)) FROM credential k WHERE k.org = s.consignee) AS credentials,
       ARRAY(SELECT t.bytes FROM lot_link l JOIN statement t USING (idx)
              WHERE l.lot = (s.state -> 'lots' ->> 0)::uuid AND t.org = s.org AND t.type LIKE 'shipment.%'
                AND convert_from(t.bytes, 'UTF8')::jsonb #>> '{data,shipment}' = s.code ORDER BY t.idx) AS statements
  FROM shipment s JOIN organisation e ON e.org = s.org JOIN organisation c ON c.org = s.consignee
  LEFT JOIN planned_departure p ON p.org = s.org AND p.shipment = s.code
 WHERE ${own} AND ($2::text IS NULL OR s.code = $2) AND ($3::date IS NULL OR NOT s.exported OR s.day >= $3::date)
 ORDER BY s.code`;
