/** A captured paper as whoever keeps it and whoever it is kept for read it. */
import type { DataSource, EntityManager } from 'typeorm';
import { fromHex, toHex } from '../../core/bytes.js';
import { remarksOn, type Known, type Remark } from '../../core/custody/papers/remarks.js';
import { capturedKind } from '../../core/custody/papers/kinds.js';
import type { DocumentCaptured, Evidence } from '../../core/custody/registry.js';
import type { Fineness } from '../../core/custody/statements.js';
import type { Json } from '../../core/log/canonical-json.js';
import type { Language } from '../../http/sentences.js';
import type { Ledger } from '../../ledger/ledger.js';
import { valuesOf } from '../../ledger/private/values.js';
import type { ShipmentKnown } from '../corridors/readiness/shipments.js';
import { remarkSentence } from './words.js';

export interface CapturedRow {
  readonly sid: string;
  readonly org: string;
  readonly exporter: string;
  readonly shipment: string;
  readonly kind: string;
  readonly number: string;
  readonly said: DocumentCaptured;
  readonly replacedBy: string | null;
}

export interface CapturedView {
  readonly sid: string;
  readonly keptBy: string;
  readonly shipment: string;
  readonly kind: string;
  readonly title: string;
  readonly number: string;
  readonly on: string;
  readonly issuer?: string;
  readonly issuedOn?: string;
  readonly until?: string;
  readonly fineNg?: string;
  readonly covers?: readonly string[];
  /** What it says, without what was erased. */
  readonly fields: { readonly [name: string]: Json };
  /** Names of the fields that lie beside the ledger. */
  readonly beside: readonly string[];
  readonly file?: Evidence;
  readonly replaces?: string;
  readonly replacedBy?: string;
  readonly remarks: readonly { readonly code: string; readonly sentence: string }[];
}

/** Read with the eyes of whoever asks. */
export interface Gathered {
  readonly rows: readonly CapturedRow[];
  /** To its exporter alone. */
  readonly shipment: ShipmentKnown | undefined;
  readonly outturns: ReadonlyMap<string, readonly Reading[]>;
}

type Reading = Pick<Fineness, 'ppm' | 'method'>;
export type Beside = ReadonlyMap<string, { readonly [name: string]: Json }>;

/** What the refinery read of each lot. */
export async function outturnsOf(tx: EntityManager, rows: readonly CapturedRow[]): Promise<Gathered['outturns']> {
  const lots = rows.flatMap(({ said }) => said.covers ?? []);
  if (lots.length === 0) return new Map();
  const read: { lot: string; ppm: number }[] = await tx.query(OUTTURNS, [lots]);
  const outturns = new Map<string, readonly Reading[]>();
  for (const { lot, ppm } of read) outturns.set(lot, [...(outturns.get(lot) ?? []), { ppm, method: 'outturn' }]);
  return outturns;
}

const OUTTURNS = `
SELECT l.lot, (told.said #>> '{data,fineness,ppm}')::int AS ppm
  FROM lot_link l JOIN statement s USING (idx)
 CROSS JOIN LATERAL (SELECT convert_from(s.bytes, 'UTF8')::jsonb AS said) told
 WHERE l.lot = ANY ($1::uuid[]) AND s.type = 'lot.assayed' AND told.said #>> '{data,fineness,method}' = 'outturn'
 ORDER BY s.idx`;

/** Private values of papers that were found with the reader's eyes: theirs to read, whoever of the two keeps them. */
export async function besideOf(
  dataSource: DataSource,
  { vault }: Pick<Ledger, 'vault'>,
  rows: readonly CapturedRow[],
): Promise<Beside> {
  const values = await valuesOf(
    dataSource,
    vault,
    rows.flatMap(({ sid }) => fromHex(sid) ?? []),
  );
  const beside = new Map<string, { [name: string]: Json }>();
  for (const { sid, name, value } of values) {
    const id = toHex(sid);
    beside.set(id, { ...beside.get(id), [name]: value });
  }
  return beside;
}

export function viewsOf({ rows, shipment, outturns }: Gathered, beside: Beside, language: Language): CapturedView[] {
  return rows.map((row) => {
    const own = ofItsKind(row, beside.get(row.sid) ?? {});
    const fields = { ...row.said.fields, ...own };
    const remarks = remarksOf(row, fields, shipment, outturns);
    const told = remarks.map((one) => ({ code: one.code, sentence: remarkSentence(one, language) }));
    return { ...viewOf(row, language), fields, beside: Object.keys(own), remarks: told };
  });
}

/** Its author may have committed to more beside the statement, in whose register a person is among it. */
function ofItsKind(
  { kind }: CapturedRow,
  values: { readonly [name: string]: Json },
): { readonly [name: string]: Json } {
  const names = new Set<string>(capturedKind(kind)?.fields.map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

export function remarksOf(
  row: CapturedRow,
  fields: CapturedView['fields'],
  shipment: Gathered['shipment'],
  outturns: Gathered['outturns'],
): Remark[] {
  return remarksOn({ ...row, fields }, knownOf(row, shipment, outturns));
}

function knownOf(
  { said: { covers } }: CapturedRow,
  shipment: Gathered['shipment'],
  outturns: Gathered['outturns'],
): Known {
  const read = (covers ?? []).flatMap((lot) => outturns.get(lot) ?? []);
  if (shipment === undefined) return { assays: read };
  const lines = shipment.lines.filter(({ lot }) => covers?.includes(lot) ?? true);
  const packed = covers === undefined ? [] : lines.map(({ finenessPpm: ppm, method }): Reading => ({ ppm, method }));
  return {
    grossMg: lines.reduce((sum, { grossMg }) => sum + grossMg, 0),
    destination: shipment.consignee.country,
    ...(shipment.airWaybill !== undefined && { airWaybill: shipment.airWaybill }),
    assays: [...packed, ...read],
  };
}

type Head = Omit<CapturedView, 'fields' | 'beside' | 'remarks'>;

function viewOf({ sid, org, shipment, kind, number, said, replacedBy }: CapturedRow, language: Language): Head {
  const { on, issuer, issuedOn, until, fineNg, covers, file, replaces } = said;
  return {
    sid,
    keptBy: org,
    shipment,
    kind,
    title: capturedKind(kind)?.title[language] ?? kind,
    number,
    on: on.date,
    ...(issuer !== undefined && { issuer }),
    ...(issuedOn !== undefined && { issuedOn }),
    ...(until !== undefined && { until }),
    ...(fineNg !== undefined && { fineNg }),
    ...(covers !== undefined && { covers }),
    ...(file !== undefined && { file }),
    ...(replaces !== undefined && { replaces: replaces.of }),
    ...(replacedBy !== null && { replacedBy }),
  };
}
