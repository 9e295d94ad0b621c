/** Whether a shipment has the papers its corridor asks for: pure, from what is known of it and what is there. */
import { standingOf } from '../../../core/custody/claims.js';
import { onWaybillNumber, type Remark } from '../../../core/custody/papers/remarks.js';
import { inForce } from '../../../core/custody/rules/thresholds/dated.js';
import { sellerInsures } from '../../../core/custody/terms/incoterm.js';
import type { DocumentStatus } from '../../document.row.js';
import { isDocumentKind, typeOf } from '../../types/document-types.js';
import { corridorOn, type Corridor } from '../corridor.js';
import { DAYS_TO_DEPARTURE } from '../everywhere.js';
import type { Needed } from '../needed.js';
import type { ShipmentKnown } from './shipments.js';
import { holidaysKnown, workingDay } from '../days/working-days.js';

export const STATES = ['have', 'asked', 'missing', 'expired', 'warning', 'not-open'] as const;
export type State = (typeof STATES)[number];

/** The newest version of a paper of ours. */
export interface Made {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly status: DocumentStatus;
  /** It says that the one before it is void. */
  readonly notice: boolean;
}

/** A paper that somebody else issued, which no other took the place of. */
export interface Kept {
  readonly sid: string;
  readonly kind: string;
  readonly number: string;
  readonly until?: string;
  readonly remarks: readonly Remark[];
}

/** A sentence to be, in `words.ts`. */
export interface Found {
  readonly code: string;
  readonly figures: Readonly<Record<string, string>>;
}

export interface Item {
  readonly needed: Needed;
  readonly state: State;
  readonly what: Found | Remark;
  readonly due: string;
  readonly document?: { readonly id: string; readonly number: string };
}

export interface Judged {
  readonly corridor: Corridor;
  readonly open: boolean;
  /** Nothing that a person must bring by the day of departure is missing. */
  readonly ready: boolean;
  /** Nothing that is required is missing at all. */
  readonly complete: boolean;
  readonly departs: string;
  readonly assumed: boolean;
  readonly items: readonly Item[];
  readonly warnings: readonly (Found | Remark)[];
}

export interface Papers {
  readonly made: readonly Made[];
  readonly kept: readonly Kept[];
}

/** @param yearMg gross milligrams that went to the same consignee this year, this shipment's among them */
export function judge(shipment: ShipmentKnown, papers: Papers, today: string, yearMg: number): Judged {
  const judged = itemize(shipment, papers, today);
  const { departs, corridor } = judged;
  return { ...judged, warnings: warningsOf(shipment, corridor, { departs, yearMg, papers }) };
}

export type Itemized = Omit<Judged, 'warnings'>;

/** Paper by paper, without what is to be warned of. */
export function itemize(shipment: ShipmentKnown, papers: Papers, today: string): Itemized {
  const { exportedOn, plannedOn } = shipment;
  const departs = departureOf(shipment);
  const corridor = corridorOf(shipment);
  const open = corridor.closed.length === 0;
  const asks = corridor.papers.filter(({ scheme }) => scheme === undefined || shipment.schemes.includes(scheme));
  const items = asks.map((needed) => itemOf(needed, shipment, papers, { departs, open, today }));
  const wanting = items.filter(
    ({ needed, state }) => needed.level === 'required' && state !== 'have' && state !== 'warning',
  );
  return {
    corridor,
    open,
    ready: open && wanting.every((item) => waits(item, exportedOn !== undefined)),
    complete: open && wanting.length === 0,
    departs,
    assumed: exportedOn === undefined && plannedOn === undefined,
    items,
  };
}

export function corridorOf(shipment: ShipmentKnown): Corridor {
  return corridorOn(shipment.country, shipment.consignee.country, departureOf(shipment));
}

function departureOf(shipment: ShipmentKnown): string {
  return shipment.exportedOn ?? shipment.plannedOn ?? assumedDay(shipment);
}

function itemOf(
  needed: Needed,
  { incoterm, exportedOn, country, consignee }: ShipmentKnown,
  { made, kept }: Papers,
  { departs, open, today }: { readonly departs: string; readonly open: boolean; readonly today: string },
): Item {
  const level = needed.insured && !sellerInsures(incoterm) ? 'advised' : needed.level;
  const left = exportedOn !== undefined;
  const found = isDocumentKind(needed.kind)
    ? ofOurs(needed.kind, made, left)
    : ofOthers(needed, kept, latest(departs, left ? departs : today));
  const state = !open && found.state === 'missing' ? 'not-open' : found.state;
  // By the days on which whoever brings it works.
  const where = needed.by === 'refiner' ? consignee.country : country;
  return { ...found, needed: { ...needed, level }, state, due: workingDay(departs, where, needed.due) };
}

/** What is due after departure, or is made by itself at it, keeps nothing from leaving. */
function waits({ needed, state, what }: Item, left: boolean): boolean {
  return state !== 'expired' && (needed.due > 0 || (!left && what.code === 'made-at-export'));
}

function assumedDay({ packedOn, country }: ShipmentKnown): string {
  return workingDay(packedOn, country, inForce(DAYS_TO_DEPARTURE, packedOn) ?? 0);
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}

type Standing = Pick<Item, 'state' | 'what' | 'document'>;

function ofOurs(kind: string, made: readonly Made[], left: boolean): Standing {
  const paper = made.find((one) => one.kind === kind);
  if (paper === undefined) {
    const code = !left && typeOf(kind).made === 'at-export' ? 'made-at-export' : 'to-ask';
    return { state: 'missing', what: { code, figures: {} } };
  }
  const { id, number, status, notice } = paper;
  const figures = { number };
  const document = { id, number };
  if (notice || status === 'void') return { state: 'missing', what: { code: 'void', figures }, document };
  if (status === 'failed') return { state: 'missing', what: { code: 'failed', figures }, document };
  if (status === 'requested' || status === 'rendering')
    return { state: 'asked', what: { code: 'asked', figures }, document };
  return { state: 'have', what: { code: 'issued', figures }, document };
}

/** The newest that holds; of those that hold no more, the newest. */
function ofOthers({ kind }: Needed, kept: readonly Kept[], day: string): Standing {
  const all = kept.filter((one) => one.kind === kind);
  const holding = all.filter(({ until }) => until === undefined || day < until);
  const paper = holding.at(-1) ?? all.at(-1);
  if (paper === undefined) return { state: 'missing', what: { code: 'missing', figures: {} } };
  const { sid, number, until, remarks } = paper;
  const document = { id: sid, number };
  const figures = { number, ...(until !== undefined && { until }) };
  if (holding.length === 0) return { state: 'expired', what: { code: 'expired', figures }, document };
  const [remark] = remarks;
  if (remark !== undefined) return { state: 'warning', what: remark, document };
  return { state: 'have', what: { code: 'kept', figures }, document };
}

interface Around {
  readonly departs: string;
  readonly yearMg: number;
  readonly papers: Papers;
}

function warningsOf(
  shipment: ShipmentKnown,
  corridor: Corridor,
  { departs, yearMg, papers }: Around,
): (Found | Remark)[] {
  const { country, airWaybill, consignee, exportedOn, plannedOn } = shipment;
  const bare = airWaybill !== undefined && !papers.kept.some(({ kind }) => kind === 'air-waybill');
  return [
    ...corridor.closed.map(({ source }): Found => ({
      code: 'corridor-closed',
      figures: { from: country, ground: source.text },
    })),
    ...(corridor.origin === undefined ? [{ code: 'end-unknown', figures: { country } }] : []),
    ...(corridor.destination === undefined ? [{ code: 'end-unknown', figures: { country: consignee.country } }] : []),
    ...licenceWanted(shipment, corridor, departs),
    ...beyondLimits(shipment, corridor, yearMg),
    // What was only said when it left is judged as its paper would be.
    ...(bare ? onWaybillNumber(airWaybill) : []),
    ...papers.kept.flatMap(({ remarks }) => remarks),
    ...(exportedOn === undefined && plannedOn === undefined
      ? [{ code: 'departure-assumed', figures: { day: departs } }]
      : []),
    ...[...new Set([country, consignee.country])].flatMap(holidaysUnknown),
  ];
}

function holidaysUnknown(country: string): Found[] {
  const known = holidaysKnown(country);
  return known === 'all' ? [] : [{ code: `holidays-${known}`, figures: { country } }];
}

function licenceWanted({ consignee, credentials }: ShipmentKnown, { licences }: Corridor, day: string): Found[] {
  return licences.flatMap(({ roles, schemes, source }) => {
    const holds = credentials.some((one) => schemes.includes(one.scheme) && standingOf(one, day) === 'valid');
    if (roles.includes(consignee.role) || holds) return [];
    const figures = { party: consignee.organisation, choices: [...roles, ...schemes].join(', '), ground: source.text };
    return [{ code: 'licence-wanted', figures }];
  });
}

function beyondLimits({ lines, consignee }: ShipmentKnown, { limits }: Corridor, yearMg: number): Found[] {
  return limits.flatMap((limit): Found[] => {
    const about = { ground: limit.source.text };
    if (limit.code === 'importer-volume') {
      const figures = { ...about, party: consignee.organisation, found: `${yearMg}`, limit: `${limit.mostMgPerYear}` };
      return yearMg > limit.mostMgPerYear ? [{ code: limit.code, figures }] : [];
    }
    const light = limit.code === 'bar-too-light';
    const beyond = lines.filter((bar) => (light ? bar.grossMg < limit.leastMg : bar.finenessPpm > limit.mostPpm));
    const bars = beyond.map(({ code }) => code).join(', ');
    const most = light ? limit.leastMg : limit.mostPpm;
    return beyond.length === 0 ? [] : [{ code: limit.code, figures: { ...about, bars, limit: `${most}` } }];
  });
}
