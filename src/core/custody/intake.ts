/** Intake at the counter: a lot is registered (one delivery, one lot). Doubts become holds, not refusals. */
import type { Draft, Reveal } from '../log/statement.js';
import { fineNg, PPM_WHOLE } from '../quantity.js';
import { Rejection } from '../rejection.js';
import { draft, freeCode, type Act, type Facts } from './act.js';
import { judge, schemesOf } from './claims.js';
import { finenessOf, type Reading } from './assays/reading.js';
import { settle, type Doubt } from './doubts.js';
import type { Position } from './outline.js';
import type { SiteRegistered } from './registry.js';
import { fitForOre, selectorsOnly } from './ore/rules.js';
import type { Form, Judged, LotRegistered, Ore } from './statements.js';
import { notInFuture } from './rules/custody.js';
import { withinSite } from './rules/intake/fineness.js';
import { calibrated } from './rules/intake/instruments.js';
import { positive } from './rules/mass.js';
import { alikeId, strawMiner } from './rules/people/patterns.js';
import {
  buyerRegistered,
  declarationCovers,
  personalLimit,
  photoUnused,
  registration,
  titleInForce,
} from './rules/intake/papers.js';
import { DECLARATION, declaredElsewhere, firstUse } from './rules/intake/everywhere.js';
import { dugWithinTitle } from './rules/intake/outline.js';
import { capacity, depositFits, drift, originFits, withinDeposit } from './rules/intake/sites.js';
import { NOTHING_YET } from './volumes/site-yield.js';
import { volumesId, withinPapers } from './volumes/papers.js';

export interface Registration {
  readonly lot: string;
  readonly code: string;
  readonly origin: LotRegistered['origin'];
  readonly form: Form;
  readonly site: string;
  readonly grossMg: number;
  readonly reading?: Reading;
  /** It is ore: what is known of it, and then no reading. */
  readonly ore?: Ore;
  readonly scale?: string;
  /** Code of the miner who handed it in; asked for production. */
  readonly member?: string;
  readonly declaration?: string;
  /** Quantity the declaration states, where it states one: it may then cover several deliveries. */
  readonly declaredMg?: number;
  /** Where it was dug, and the outline of the site's title where that is known: judged, and only the place kept, privately. */
  readonly place?: Position;
  readonly outline?: string;
  /** SHA-256 of the photograph of scale and seal, lowercase hex. */
  readonly photo?: string;
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
  fitForOre(input.form, input.ore, input.reading !== undefined);
  const fineness = input.reading && finenessOf(input.reading, act.on.date);
  const { member: code } = input;
  const doubts = [...ofMine(facts, act, input, site, fineness?.ppm), ...calibratedScale(facts, act, input)];
  const data: LotRegistered = {
    on: act.on,
    lot: input.lot,
    code: input.code,
    origin: input.origin,
    form: input.form,
    site: input.site,
    grossMg: input.grossMg,
    ...(fineness && { fineness }),
    ...(input.ore && { ore: input.ore }),
    ...(input.scale !== undefined && { scale: input.scale }),
    custodian: act.org,
    owner: act.org,
    claims: claimsAtIntake(facts, act, input),
  };
  const isHeld = doubts.some(({ level }) => level === 'hold');
  const subject = code === undefined ? undefined : `member:${act.org}/${code}`;
  return [
    draft(act, 'lot.registered', [input.lot], data, reveals(act.org, input, !isHeld && input.ore === undefined)),
    ...settle(act, input.lot, doubts, subject),
  ];
}

/** What does not fit of gold that is said to come from this site and this miner; opening stock says neither. */
function ofMine(facts: Facts, act: Act, input: Registration, site: SiteRegistered, ppm: number | undefined): Doubt[] {
  if (input.origin === 'purchase') return buyerRegistered(facts.parties.get(act.org), act.on.date);
  if (input.origin !== 'production' && input.origin !== 'selection') return [];
  const { member: code, declaration, photo, form, grossMg } = input;
  const day = act.on.date;
  const member = code === undefined ? undefined : facts.members.get(`${act.org}/${code}`);
  const use = declaration === undefined ? undefined : facts.uses.get(`declaration:${act.org}:${declaration}`);
  const given = facts.yields?.get(`${act.org}/${site.site}`) ?? NOTHING_YET;
  const own = facts.thresholds?.get(act.org);
  const outside = withinSite(site, ppm);
  const papers = [
    ...dugWithinTitle(site, input.place, input.outline),
    ...registration(member, site.country, day, code),
    ...titleInForce(site, facts.parties.get(act.org), act),
    ...declarationCovers(use, input),
    ...declaredElsewhere(firstUse(facts.uses, DECLARATION, declaration), act.org, declaration),
    ...photoUnused(photo === undefined ? undefined : facts.uses.get(`photo:${photo}`), act.org, input.code),
    ...selectorsOnly(input.origin, member),
  ];
  // Ore is no fine gold yet, of no month and no band: what the mill makes of it is.
  if (input.ore !== undefined) return [...papers, ...originFits(site, facts.parties.get(act.org)?.country, form, day)];
  return [
    ...papers,
    ...personalLimit(member, site.country, act.on, grossMg, ppm),
    ...producedWithin(facts, act, input, ppm),
    ...capacity(site, given, act.on, { grossMg, ppm }, own),
    ...depositFits(site, form, day),
    ...outside,
    // A fineness that is held for its site is not doubted again for its deposit or its neighbours.
    ...(outside.length > 0 ? [] : [...withinDeposit(site, ppm, day, own), ...drift(site, given, ppm, day, own)]),
    ...originFits(site, facts.parties.get(act.org)?.country, form, day),
    ...strawMiner(member, site.country, act.on, { grossMg, ppm }, alikeTo(facts, act, input), own),
  ];
}

/** P6: the papers of whoever works the site cover this much gold. */
function producedWithin(facts: Facts, { org, on }: Act, { site, form, grossMg }: Registration, ppm?: number): Doubt[] {
  const counted = facts.volumes?.get(volumesId(org, 'production', on.date));
  if (counted === undefined) return [];
  const ng = fineNg(grossMg, ppm ?? PPM_WHOLE);
  return withinPapers(facts.parties.get(org), counted, { activity: 'production', site, form, ng, day: on.date });
}

/** Deliveries of that day and site that weighed the same; none where nobody counted them. */
function alikeTo(facts: Facts, act: Act, { site, grossMg }: Registration): number {
  return facts.alike?.get(alikeId(act.org, site, act.on.date, grossMg)) ?? 0;
}

function calibratedScale(facts: Facts, act: Act, { scale }: Registration): Doubt[] {
  return calibrated(scale === undefined ? undefined : facts.scales.get(`${act.org}/${scale}`), scale, act.on.date);
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
  if (input.declaredMg !== undefined) values.push({ name: 'declared', value: input.declaredMg });
  if (input.photo !== undefined) values.push({ name: 'photo', value: input.photo });
  if (input.note !== undefined) values.push({ name: 'note', value: input.note });
  if (input.place !== undefined) values.push({ name: 'place', value: { ...input.place } });
  return input.member === undefined
    ? values
    : values.map(({ name, value }) => ({ name, value, subject: `member:${org}/${input.member}` }));
}
