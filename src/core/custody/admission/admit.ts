/**
 * Admission of a statement that its author signed: the decision the desk would make of it is made again, and what comes out
 * must be, member for member, what was signed. So a signature can say nothing that the rules would not have said, and the
 * holds that follow from an act follow from a signed one too, attested by whoever runs the ledger.
 */
import { dayAt } from '../../day.js';
import { formatCanonical, isList, isRecord, type Json } from '../../log/canonical-json.js';
import type { Disclosure, Draft, Reveal, SignedDraft, Statement } from '../../log/statement.js';
import { own } from '../../own.js';
import { Rejection } from '../../rejection.js';
import type { Act } from '../act.js';
import type { Handed } from '../holds/handed.js';
import type { Evidence } from '../registry.js';
import { SIGNABLE, type AdmissionFacts, type Asked, type Needs, type SignableAct } from './acts.js';
import { Said } from './said.js';

export type { AdmissionFacts, Needs } from './acts.js';

/** A statement to be, as far as a decision reads it. */
export type Stated = Pick<Statement, 'type' | 'org' | 'lots' | 'at' | 'log'> & {
  readonly data: { readonly [name: string]: Json };
};

/** What was looked up around a statement before it is decided; facts that never change. */
export interface Around {
  /** Codes of the sites at which its lots were mined. */
  readonly sites: readonly string[];
  /** Codes of its organisation's scales. */
  readonly scales: readonly string[];
  /** Owners of the lots of an acceptance, whose title may pass with it. */
  readonly owners?: readonly string[];
  /** Milligrams of each lot of a shipment when it was packed. */
  readonly packedMg?: ReadonlyMap<string, number>;
  /** Who handed in a delivery that is released, and what of it counts in their month. */
  readonly handed?: Handed;
  /** Lots in the shipment that a paper is for, and who assayed them in the words of whoever had them. */
  readonly packed?: readonly string[];
  readonly laboratories?: readonly string[];
  /** The file that it names, as its author keeps it. */
  readonly file?: Evidence;
}

/** When it reaches the log, and who signed. */
export interface Arrival {
  readonly received: string;
  readonly signers: readonly string[];
  /** The person who is signed in and brings it (`Act.by`). */
  readonly by?: string;
}

/** The facts that `decided` and `admit` look at, by projection kind; the statement's lots among them. */
export function needsOf(stated: Stated, reveals: readonly Reveal[], around: Around): Needs {
  const { lots, org } = stated;
  const needs = signable(stated.type).needs?.(asked(stated, reveals, around)) ?? {};
  return {
    ...needs,
    lots: [...new Set([...lots, ...(needs['lots'] ?? [])])],
    keys: [...new Set([org, ...(needs['keys'] ?? [])])],
  };
}

/** What the rules make of it: the act first, then what follows from it. */
export function decided(
  facts: AdmissionFacts,
  stated: Stated,
  reveals: readonly Reveal[],
  around: Around,
  { received, signers, by }: Arrival,
): Draft[] {
  const { org, at, type, log } = stated;
  const ask = asked(stated, reveals, around);
  const on = ask.said.has('on') ? ask.said.on() : { date: received.slice(0, 10), tz: 'UTC' };
  const today = dayAt(Date.parse(received), on.tz);
  const act: Act = { org, on, at, today, attested: 'platform', ...(by !== undefined && { by }) };
  return signable(type).decide(facts, act, ask, { log, received, signers });
}

/**
 * The signed statement as the draft to record, and what follows from it.
 * @throws Rejection `act-differs` naming the member in which it is not what the rules make of it, or the rules' own
 */
export function admit(facts: AdmissionFacts, signed: SignedDraft, around: Around, arrival: Arrival): Draft[] {
  const { statement, disclosures } = signed;
  const [first, ...following] = decided(facts, statement, disclosures, around, arrival);
  if (first === undefined) throw new Error(`bug: ${statement.type} was decided to nothing`);
  if (first.type !== statement.type) throw differs('type', statement.type, first.type);
  const { device: _device, ...data } = statement.data;
  compare('data', data, first.data);
  const [said, right] = [[...statement.lots].sort(), [...first.lots].sort()];
  compare('lots', said, right);
  compareReveals(disclosures, first.reveals ?? []);
  const { attested: _attested, ...own } = first;
  return [
    { ...own, lots: statement.lots, data: statement.data, signed },
    ...following.map((draft) => asOf(draft, arrival)),
  ];
}

/** What follows from an act is said by the platform, when it takes the act in. */
function asOf(draft: Draft, { received }: Arrival): Draft {
  return { ...draft, at: received };
}

function signable(type: string): SignableAct {
  const act = own(SIGNABLE, type);
  if (act === undefined) {
    throw new Rejection('not-signable', 'type', { type: type.slice(0, 60), choices: Object.keys(SIGNABLE).join(', ') });
  }
  return act;
}

function asked({ org, lots, data }: Stated, reveals: readonly Reveal[], around: Around): Asked {
  const values = new Map(reveals.map(({ name, value }) => [name, value]));
  if (values.size < reveals.length) throw new Rejection('malformed', 'disclosures');
  return { org, lots, said: new Said(data), values, ...around };
}

/** A difference is told by the path at which it begins. */
function compare(at: string, said: Json | undefined, right: Json | undefined): void {
  if (said === undefined || right === undefined) {
    if (said !== right) throw differs(at, said, right);
    return;
  }
  if (isList(said) && isList(right) && said.length === right.length) {
    said.forEach((item, i) => compare(`${at}[${i}]`, item, right[i]));
  } else if (!isList(said) && !isList(right) && isRecord(said) && isRecord(right)) {
    const names = [...new Set([...Object.keys(right), ...Object.keys(said)])].sort();
    for (const name of names) compare(`${at}.${name}`, own(said, name), own(right, name));
  } else if (shown(said) !== shown(right)) {
    throw differs(at, said, right);
  }
}

/** Values the rules speak of must be theirs; others an author may commit to freely. */
function compareReveals(disclosures: readonly Disclosure[], right: readonly Reveal[]): void {
  const said = new Map(disclosures.map(({ name, value }) => [name, value]));
  for (const { name, value } of right) compare(`disclosures.${name}`, said.get(name), value);
  const strange = RULED.find((name) => said.has(name) && !right.some((one) => one.name === name));
  if (strange !== undefined) throw differs(`disclosures.${strange}`, said.get(strange), undefined);
}

/** Private values that projections and papers read. */
const RULED = [
  'member',
  'counted',
  'declaration',
  'declared',
  'photo',
  'note',
  'terms',
  'operator',
  'released',
  'authority',
  'figures',
];

function shown(value: Json): string {
  return formatCanonical(value);
}

function differs(at: string, said: Json | undefined, right: Json | undefined): Rejection {
  return new Rejection('act-differs', at, {
    ...(said !== undefined && { value: shown(said).slice(0, 200) }),
    ...(right !== undefined && { right: shown(right).slice(0, 200) }),
  });
}
