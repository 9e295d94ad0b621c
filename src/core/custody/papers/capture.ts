/** `document.captured`: a paper somebody else issued for a shipment, with what it says; its number and file, never an imitation. */
import type { Json } from '../../log/canonical-json.js';
import type { Draft, Reveal } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { settle } from '../doubts.js';
import { concerns } from '../lot.js';
import type { DocumentCaptured, Shipment } from '../registry.js';
import { notInFuture } from '../rules/custody.js';
import { capturedElsewhere, firstUse, paperUse } from '../rules/intake/everywhere.js';
import { readFields } from './fields.js';
import { capturedKind, CAPTURED_KIND_IDS, type CapturedKind, type Keeper } from './kinds.js';

/** What is said of the paper itself. */
type Head = Pick<DocumentCaptured, 'shipment' | 'kind' | 'number'> &
  Partial<Pick<DocumentCaptured, 'exporter' | 'issuer' | 'issuedOn' | 'until' | 'fineNg' | 'file' | 'covers'>>;

export interface Capture extends Head {
  /** The statement that recorded the paper whose place it takes, lowercase hex. */
  readonly replaces?: string;
  /** By the kind's table; absent where a book tells of the number alone, of whatever kind. */
  readonly fields?: { readonly [name: string]: Json };
  /** In whose register the persons in it are. */
  readonly member?: string;
  /** Who assayed what is in the shipment, in the words of whoever had it. */
  readonly laboratories?: readonly string[];
}

/** A captured paper as decisions look at it. */
export interface CapturedPaper {
  readonly org: string;
  readonly exporter: string;
  readonly shipment: string;
  readonly kind: string;
  readonly number: string;
  readonly fineNg?: string;
  readonly replacedBy?: string;
}

/** The papers by the sid of their statement, only where one is replaced. */
export interface CaptureFacts extends Facts {
  readonly papers?: ReadonlyMap<string, CapturedPaper>;
}

/** The facts it is decided by. @param packed lots in the shipment */
export function captureNeeds(
  org: string,
  { exporter = org, shipment, kind, number, covers = [], replaces, member }: Capture,
  packed: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  return {
    shipments: [`${exporter}/${shipment}`],
    lots: [...new Set([...packed, ...covers])],
    uses: [`receipt:${org}:${number}`, ...paperUse(kind, number)],
    captured: replaces === undefined ? [] : [replaces],
    members: member === undefined ? [] : [`${org}/${member}`],
  };
}

export function capture(facts: CaptureFacts, act: Act, input: Capture): Draft[] {
  notInFuture(act);
  const { exporter = act.org, shipment: code, kind, number, fineNg } = input;
  const shipment = facts.shipments.get(`${exporter}/${code}`);
  const known = input.fields === undefined ? undefined : kindOf(kind);
  if (shipment === undefined || !keeps(facts, act.org, shipment, input, known)) {
    throw new Rejection('unknown-shipment', 'shipment', { shipment: code });
  }
  if (input.member !== undefined && !facts.members.has(`${act.org}/${input.member}`)) {
    throw new Rejection('not-found', 'member', { value: input.member });
  }
  inside(facts, act.org, shipment, input.covers);
  const before = input.replaces === undefined ? undefined : replacedBy(facts, act, exporter, input);
  // What a receipt covers, it covers once (P3); the same receipt again, in the place of itself, still does.
  if (fineNg !== undefined && before?.number !== number && facts.uses.has(`receipt:${act.org}:${number}`)) {
    throw new Rejection('code-used', 'number', { code: number });
  }
  const { data, reveals } = said(act, input, known, before);
  const paper = { org: exporter, shipment: code, kind, number, reader: act.org };
  const doubts = capturedElsewhere(firstUse(facts.uses, kind, number), paper);
  return [draft(act, 'document.captured', input.covers ?? [], data, [...reveals]), ...settle(act, undefined, doubts)];
}

function kindOf(kind: string): CapturedKind {
  const known = capturedKind(kind);
  if (known === undefined)
    throw new Rejection('malformed', 'kind', { value: kind, choices: CAPTURED_KIND_IDS.join(', ') });
  return known;
}

/** Whoever it does not concern learns not even that there is such a shipment. */
function keeps(facts: Facts, org: string, shipment: Shipment, input: Capture, kind?: CapturedKind): boolean {
  if (shipment.exporter === org && kind === undefined) return true;
  const { covers = [], laboratories = [] } = input;
  const packed = shipment.lots.map((id) => facts.lots.get(id));
  const within = contained(facts, shipment);
  const is: Readonly<Record<Keeper, () => boolean>> = {
    exporter: () => shipment.exporter === org,
    consignee: () => shipment.consignee === org,
    // Gold of its own that is elsewhere makes nobody a producer of what is in the box.
    producer: () =>
      [...shipment.lots, ...covers.filter((id) => within.has(id))].some((id) => facts.lots.get(id)?.registrar === org),
    laboratory: () => laboratories.includes(org),
    carrier: () => packed.some((lot) => lot?.custodian === org || lot?.transit?.to === org),
  };
  return kind?.keepers.some((keeper) => is[keeper]()) === true;
}

/** What it covers is in the box, or was melted into what is. */
function inside(facts: Facts, org: string, shipment: Shipment, covers: readonly string[] = []): void {
  const within = contained(facts, shipment);
  const strange = covers.find((lot) => !within.has(lot));
  if (strange === undefined) return;
  const lot = lotOf(facts, strange);
  if (!concerns(lot, org)) throw new Rejection('unknown-lot', 'lots', { lot: strange });
  const { id } = shipment;
  throw new Rejection('not-packed', 'lots', { lot: lot.code, shipment: id.slice(id.indexOf('/') + 1) });
}

/** Its bars, and the deliveries they were made of. */
function contained(facts: Facts, { lots }: Shipment): ReadonlySet<string> {
  return new Set(lots.flatMap((bar) => [bar, ...(facts.lots.get(bar)?.composition.origins ?? [])]));
}

function replacedBy(
  { papers }: CaptureFacts,
  act: Act,
  exporter: string,
  { replaces = '', shipment, kind }: Capture,
): CapturedPaper {
  const paper = papers?.get(replaces);
  const same =
    paper?.exporter === exporter && paper.shipment === shipment && paper.kind === kind && paper.org === act.org;
  if (!same) throw new Rejection('unknown-document', 'replaces', { document: replaces });
  if (paper.replacedBy !== undefined) {
    throw new Rejection('paper-replaced', 'replaces', { kind, number: paper.number, by: paper.replacedBy });
  }
  return paper;
}

function said(
  act: Act,
  { exporter, member, replaces, covers, laboratories: _, fields: told, ...head }: Capture,
  kind: CapturedKind | undefined,
  before: CapturedPaper | undefined,
): { readonly data: DocumentCaptured; readonly reveals: readonly Reveal[] } {
  if (kind !== undefined) headed(act, head, kind);
  const subject = member === undefined ? undefined : `member:${act.org}/${member}`;
  const { fields, reveals } = readFields(kind?.fields ?? [], told ?? {}, subject);
  const data: DocumentCaptured = {
    on: act.on,
    ...head,
    ...(exporter !== undefined && exporter !== act.org && { exporter }),
    ...(covers !== undefined && covers.length > 0 && { covers }),
    ...(before !== undefined && {
      replaces: { of: replaces ?? '', ...(before.fineNg !== undefined && { fineNg: before.fineNg }) },
    }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
  const whose = subject === undefined ? [] : [{ name: 'member', value: member ?? '', subject }];
  return { data, reveals: [...reveals, ...whose] };
}

/** What the kind cannot do without, and days in their order. */
function headed(
  act: Act,
  head: Pick<Capture, 'issuer' | 'issuedOn' | 'until' | 'fineNg'>,
  { head: needed }: CapturedKind,
): void {
  const missing = needed.find((name) => head[name] === undefined);
  if (missing !== undefined) throw new Rejection('missing', missing);
  const { issuedOn = act.on.date, until } = head;
  if (issuedOn > act.today) throw new Rejection('in-the-future', 'issuedOn', { day: issuedOn, today: act.today });
  if (until !== undefined && until <= issuedOn) {
    throw new Rejection('chronology', 'until', { day: until, notBefore: issuedOn });
  }
}
