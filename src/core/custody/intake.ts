/** Intake at the counter: a lot is registered (one delivery, one lot) and assayed. Doubts become holds, not refusals. */
import type { Draft, Reveal } from '../log/statement.js';
import { Rejection } from '../rejection.js';
import { draft, freeCode, lotOf, type Act, type Facts } from './act.js';
import { judge, schemesOf } from './claims.js';
import type {
  Fineness,
  Form,
  HoldReason,
  Judged,
  LotAssayed,
  LotHeld,
  LotRegistered,
  LotReleased,
  Method,
  Rebasing,
} from './statements.js';
import { inOrder, inOwnHands, notInFuture } from './rules/custody.js';
import { agree, combinedUncertaintyNg, governs, uncertaintyPpmOf, withinSite } from './rules/fineness.js';
import { enough, notNegative, positive } from './rules/mass.js';
import { declarationUnused, monthlyLimit, registration } from './rules/papers.js';

export interface Reading {
  readonly ppm: number;
  readonly method: Method;
  /** Where the laboratory gives none, the method's own. */
  readonly uncertaintyPpm?: number;
}

export interface Registration {
  readonly lot: string;
  readonly code: string;
  readonly origin: LotRegistered['origin'];
  readonly form: Form;
  readonly site: string;
  readonly grossMg: number;
  readonly reading?: Reading;
  readonly scale?: string;
  /** Code of the miner who handed it in; asked for production. */
  readonly member?: string;
  readonly declaration?: string;
  readonly note?: string;
  /** Opening stock: the schemes its papers give it. */
  readonly schemes?: readonly string[];
}

/** `lot.registered`, and `lot.held` where a paper or limit does not fit. */
export function register(facts: Facts, act: Act, input: Registration): Draft[] {
  notInFuture(act);
  positive(input.grossMg, 'grossMg');
  freeCode(facts, act, input.code);
  const site = facts.sites.get(`${act.org}/${input.site}`);
  if (site === undefined) throw new Rejection('unknown-site', 'site', { site: input.site });
  const fineness = input.reading && finenessOf(input.reading);
  const { member: code, declaration } = input;
  const member = code === undefined ? undefined : facts.members.get(`${act.org}/${code}`);
  const use = declaration === undefined ? undefined : facts.uses.get(`declaration:${act.org}:${declaration}`);
  const reasons: HoldReason[] =
    input.origin !== 'production'
      ? []
      : [
          ...registration(member, act.on.date),
          ...declarationUnused(use, input.code),
          ...monthlyLimit(member, site.country, act.on, input.grossMg, fineness?.ppm),
          ...withinSite(site, fineness?.ppm),
        ];
  const data: LotRegistered = {
    on: act.on,
    lot: input.lot,
    code: input.code,
    origin: input.origin,
    form: input.form,
    site: input.site,
    grossMg: input.grossMg,
    ...(fineness && { fineness }),
    ...(input.scale !== undefined && { scale: input.scale }),
    custodian: act.org,
    owner: act.org,
    claims: claimsAtIntake(facts, act, input),
  };
  const drafts = [draft(act, 'lot.registered', [input.lot], data, reveals(act.org, input, reasons.length === 0))];
  return reasons.length === 0 ? drafts : [...drafts, hold(act, input.lot, reasons)];
}

export function hold(act: Act, lot: string, reasons: readonly HoldReason[]): Draft {
  const data: LotHeld = { on: act.on, lot, reasons };
  return draft(act, 'lot.held', [lot], data);
}

/** `lot.released`: whoever holds the gold says why the doubt is settled; it may be used from then on. */
export function releaseHold(facts: Facts, act: Act, input: { readonly lot: string; readonly reason: string }): Draft[] {
  const lot = lotOf(facts, input.lot);
  inOwnHands(lot, act);
  inOrder(act, lot.born.date, lot.code);
  if (lot.holds.length === 0) throw new Rejection('not-held', 'lot', { lot: lot.code });
  const data: LotReleased = { on: act.on, lot: lot.id, reason: input.reason };
  return [draft(act, 'lot.released', [lot.id], data)];
}

function claimsAtIntake(facts: Facts, act: Act, input: Registration): Judged[] {
  if (input.origin === 'opening') {
    return (input.schemes ?? []).map((scheme) => ({ scheme, party: act.org, credential: null, standing: 'valid' }));
  }
  const producer = facts.parties.get(act.org);
  return schemesOf(producer).map((scheme) => judge(producer, act.org, scheme, 'production', act.on.date));
}

/** What is told of a delivery beside its gold is its miner's, and goes with the miner. */
function reveals(org: string, input: Registration, counted: boolean): Reveal[] {
  const values: Reveal[] = [];
  if (input.member !== undefined)
    values.push({ name: 'member', value: input.member }, { name: 'counted', value: counted });
  if (input.declaration !== undefined) values.push({ name: 'declaration', value: input.declaration });
  if (input.note !== undefined) values.push({ name: 'note', value: input.note });
  return input.member === undefined
    ? values
    : values.map(({ name, value }) => ({ name, value, subject: `member:${org}/${input.member}` }));
}

export interface AssayReport {
  readonly lot: string;
  readonly laboratory: string;
  readonly reading: Reading;
  readonly silverPpm?: number;
  readonly certificate?: string;
  readonly sampleMg: number;
}

/** `lot.assayed`: re-bases first where the reading governs, then takes the sample, which the assay consumes. */
export function assay(facts: Facts, act: Act, input: AssayReport): Draft[] {
  const lot = lotOf(facts, input.lot);
  inOrder(act, lot.born.date, lot.code);
  notNegative(input.sampleMg, 'sampleMg');
  // A reading re-bases the lot and a sample leaves it for good: only whoever has it in hand lets that be done.
  inOwnHands(lot, act);
  if (input.sampleMg > 0) enough(lot, input.sampleMg);
  const fineness = finenessOf(input.reading);
  const better = governs(fineness, lot.fineness);
  const data: LotAssayed = {
    on: act.on,
    lot: lot.id,
    laboratory: input.laboratory,
    fineness,
    ...(input.silverPpm !== undefined && { silverPpm: input.silverPpm }),
    ...(input.certificate !== undefined && { certificate: input.certificate }),
    sampleMg: input.sampleMg,
    governs: better,
    ...(better && lot.fineness && { rebasing: rebase(lot.id, lot.grossMg, lot.fineness, fineness) }),
  };
  return [draft(act, 'lot.assayed', [lot.id], data)];
}

/** The reconciliation of `grossMg` from one fineness to a better one. */
export function rebase(lot: string, grossMg: number, from: Fineness, to: Fineness): Rebasing {
  const mass = BigInt(grossMg);
  const fromNg = mass * BigInt(from.ppm);
  const toNg = mass * BigInt(to.ppm);
  // Two readings of one method on one bar are still two readings: they add in quadrature, so they get names of their own.
  const uncertaintyNg = combinedUncertaintyNg([
    { method: 'none', uncertaintyNg: mass * BigInt(from.uncertaintyPpm) },
    { method: to.method, uncertaintyNg: mass * BigInt(to.uncertaintyPpm) },
  ]);
  return {
    lot,
    fromNg: `${fromNg}`,
    toNg: `${toNg}`,
    uncertaintyNg: `${uncertaintyNg}`,
    within: agree(fromNg, toNg, uncertaintyNg),
  };
}

export function finenessOf(reading: Reading): Fineness {
  if (!Number.isSafeInteger(reading.ppm) || reading.ppm <= 0 || reading.ppm > 1_000_000) {
    throw new Rejection('out-of-range', 'finenessPpm', { value: String(reading.ppm), min: '1', max: '1000000' });
  }
  const { ppm, method } = reading;
  return { ppm, method, uncertaintyPpm: reading.uncertaintyPpm ?? uncertaintyPpmOf(method) };
}
