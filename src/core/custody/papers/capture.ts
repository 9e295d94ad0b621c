/** `document.captured`: a paper somebody else issued for a shipment, with what it says; its number and file, never an imitation. */
import type { Json } from '../../log/canonical-json.js';
import type { Draft, Reveal } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { settle } from '../doubts.js';
import type { DocumentCaptured, Shipment } from '../registry.js';
import { notInFuture } from '../rules/custody.js';
import { capturedElsewhere, firstUse } from '../rules/intake/everywhere.js';
import { readFields } from './fields.js';
import { capturedKind, CAPTURED_KIND_IDS, type CapturedKind, type Keeper } from './kinds.js';

/** What is said of the paper itself. */
type Head = Pick<DocumentCaptured, 'shipment' | 'kind' | 'number'> &
  Partial<Pick<DocumentCaptured, 'exporter' | 'issuer' | 'issuedOn' | 'until' | 'fineNg' | 'file' | 'covers'>>;

export interface Capture extends Head {
  /** The statement that recorded the paper whose place it takes, lowercase hex. */
  readonly replaces?: string;
  /** By the kind's table; absent where only the number is known, of whatever kind. */
  readonly fields?: { readonly [name: string]: Json };
  /** In whose register the persons in it are. */
  readonly member?: string;
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

/** @param papers captured before, by the sid of their statement: the one that is replaced */
export function capture(
  facts: Facts,
  act: Act,
  input: Capture,
  papers: ReadonlyMap<string, CapturedPaper> = new Map(),
): Draft[] {
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
  inside(facts, shipment, input.covers);
  const before = input.replaces === undefined ? undefined : replacedBy(act, exporter, input, papers);
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
function keeps(facts: Facts, org: string, shipment: Shipment, { covers = [] }: Capture, kind?: CapturedKind): boolean {
  if (shipment.exporter === org && kind === undefined) return true;
  const is: Readonly<Record<Keeper, () => boolean>> = {
    exporter: () => shipment.exporter === org,
    consignee: () => shipment.consignee === org,
    producer: () => [...shipment.lots, ...covers].some((id) => facts.lots.get(id)?.registrar === org),
  };
  return kind?.keepers.some((keeper) => is[keeper]()) === true;
}

/** What it covers is in the box, or was melted into what is. */
function inside(facts: Facts, { id, lots }: Shipment, covers: readonly string[] = []): void {
  const origins = new Set(lots.flatMap((bar) => facts.lots.get(bar)?.composition.origins ?? []));
  const strange = covers.find((lot) => !lots.includes(lot) && !origins.has(lot));
  if (strange === undefined) return;
  throw new Rejection('not-packed', 'lots', {
    lot: lotOf(facts, strange).code,
    shipment: id.slice(id.indexOf('/') + 1),
  });
}

function replacedBy(
  act: Act,
  exporter: string,
  { replaces = '', shipment, kind }: Capture,
  papers: ReadonlyMap<string, CapturedPaper>,
): CapturedPaper {
  const paper = papers.get(replaces);
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
  { exporter, member, replaces, covers, fields: told, ...head }: Capture,
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
  return { data, reveals };
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
