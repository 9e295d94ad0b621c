/** Intake at the counter: a lot is registered (one delivery, one lot). Doubts become holds, not refusals. */
import type { Draft, Reveal } from '../log/statement.js';
import { Rejection } from '../rejection.js';
import { draft, freeCode, lotOf, type Act, type Facts } from './act.js';
import { judge, schemesOf } from './claims.js';
import { finenessOf, type Reading } from './assays/reading.js';
import { settle, type Doubt } from './doubts.js';
import type { Form, Judged, LotRegistered, LotReleased } from './statements.js';
import { inOrder, inOwnHands, notInFuture } from './rules/custody.js';
import { withinSite } from './rules/fineness.js';
import { positive } from './rules/mass.js';
import { declarationUnused, monthlyLimit, registration } from './rules/papers.js';

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
  const fineness = input.reading && finenessOf(input.reading, act.on.date);
  const { member: code, declaration } = input;
  const member = code === undefined ? undefined : facts.members.get(`${act.org}/${code}`);
  const use = declaration === undefined ? undefined : facts.uses.get(`declaration:${act.org}:${declaration}`);
  const doubts: Doubt[] =
    input.origin !== 'production'
      ? []
      : [
          ...registration(member, act.on.date, code),
          ...declarationUnused(use, input.code, declaration),
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
  const isHeld = doubts.some(({ level }) => level === 'hold');
  const subject = code === undefined ? undefined : `member:${act.org}/${code}`;
  return [
    draft(act, 'lot.registered', [input.lot], data, reveals(act.org, input, !isHeld)),
    ...settle(act, input.lot, doubts, subject),
  ];
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
  const use = { activity: 'production', site: input.site, form: input.form } as const;
  return schemesOf(producer).map((scheme) => judge(producer, act.org, scheme, use, act.on.date));
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
