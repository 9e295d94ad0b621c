/**
 * `risk.assessed`: one part of the file that a buyer keeps about a supplier. What follows from the rules is not asked for: which
 * owners are missing, what a place's finding makes of a supplier, by when a plan is reviewed.
 */
import { addMonths } from '../../day.js';
import type { Draft, Reveal } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, type Act, type Facts } from '../act.js';
import { secondPerson, type Authors } from '../holds/four-eyes.js';
import { profileOf } from '../profiles/profiles.js';
import type { Party } from '../registry.js';
import { notInFuture } from '../rules/custody.js';
import { inForce } from '../rules/thresholds/dated.js';
import { MITIGATION_MONTHS } from '../rules/thresholds/diligence.js';
import type { DiligenceFile } from './file.js';
import type { Flag } from './flags.js';
import { missingOwners, type Owner } from './owners.js';
import { RESULTS, type Material, type Part, type Place, type RiskAssessed } from './statements.js';

export interface DiligenceFacts extends Pick<Facts, 'parties'> {
  /** By `<buyer>/<supplier>`. */
  readonly diligence: ReadonlyMap<string, DiligenceFile>;
  readonly authors: Authors;
}

export interface Identity {
  readonly legalForm: string;
  /** As the country's profile names it, such as `NIT`. */
  readonly kind: string;
  readonly number: string;
}

export interface Assessment {
  readonly organisation: string;
  readonly step: Part;
  readonly result?: string;
  readonly identity?: Identity;
  readonly material?: Material;
  readonly owners?: readonly Owner[];
  readonly list?: RiskAssessed['list'];
  readonly places?: readonly Place[];
  readonly flags?: readonly Flag[];
  readonly plan?: string;
  readonly reviewBy?: string;
  readonly evidence?: readonly string[];
  readonly note?: string;
}

type Found = Pick<RiskAssessed, 'result'> & Partial<RiskAssessed>;

/** @throws Rejection also `needs-a-person` and `same-person`, where a stop is taken back */
export function assess(facts: DiligenceFacts, act: Act, input: Assessment): Draft[] {
  notInFuture(act);
  const { organisation, step, evidence = [] } = input;
  const supplier = facts.parties.get(organisation);
  if (supplier === undefined) throw new Rejection('unknown-organisation', 'organisation', { organisation });
  if (organisation === act.org) throw new Rejection('not-permitted', 'organisation');
  const before = facts.diligence.get(`${act.org}/${organisation}`)?.parts[step];
  if (before !== undefined && act.on.date < before.day) {
    throw new Rejection('chronology', 'on', { day: act.on.date, notBefore: before.day });
  }
  const { result, missing = [], ...found } = FINDERS[step](input, act.on.date, supplier);
  const taken = before !== undefined && before.result !== 'continue' && result === 'continue';
  if (step === 'decision' && taken) secondPerson(facts.authors, act, [before.sid]);
  const lacking = [...missing, ...(PROVEN.has(step) && evidence.length === 0 ? ['evidence'] : [])];
  const data: RiskAssessed = {
    on: act.on,
    organisation,
    step,
    result: lacking.length > 0 && IDENTIFYING.has(step) ? 'incomplete' : result,
    ...found,
    ...(lacking.length > 0 && { missing: lacking }),
    ...(input.reviewBy !== undefined && { reviewBy: input.reviewBy }),
    evidence,
  };
  return [draft(act, 'risk.assessed', [], data, revealsOf(act.org, input))];
}

const PROVEN: ReadonlySet<Part> = new Set(['kyc', 'cahra', 'audit', 'report']);
const IDENTIFYING: ReadonlySet<Part> = new Set(['kyc', 'owners']);

type Finder = (input: Assessment, day: string, supplier: Party) => Found;

const FINDERS: Readonly<Record<Part, Finder>> = {
  kyc: (input, _day, { country }) => {
    identified(needed(input.identity, 'identity'), country);
    return { result: 'identified' };
  },
  owners: ({ material = 'mined', owners = [] }, day) => {
    return { result: 'identified', material, missing: missingOwners(owners, material, day) };
  },
  cahra: (input) => {
    const places = needed(input.places, 'places');
    const result = places.every(({ finding }) => finding === 'clear') ? 'clear' : 'at-risk';
    return { result, list: needed(input.list, 'list') as NonNullable<RiskAssessed['list']>, places };
  },
  flags: ({ flags = [] }) => ({
    result: flags.length === 0 ? 'none' : 'raised',
    flags: flags.map(({ id }) => ({ id })),
  }),
  mitigation: (input, day) => {
    const reviewBy = needed(input.reviewBy, 'reviewBy');
    const last = addMonths(day, inForce(MITIGATION_MONTHS, day) ?? 0);
    if (reviewBy <= day || reviewBy > last) {
      throw new Rejection('out-of-range', 'reviewBy', { value: reviewBy, min: day, max: last });
    }
    needed(input.plan, 'plan');
    return { result: chosen(input, 'planned') };
  },
  decision: (input) => {
    needed(input.note, 'note');
    return { result: chosen(input) };
  },
  audit: (input) => ({ result: chosen(input) }),
  report: () => ({ result: 'published' }),
};

function chosen({ step, result }: Assessment, usual?: string): string {
  const choices: readonly string[] = RESULTS[step];
  const said = needed(result ?? usual, 'result');
  if (!choices.includes(said)) throw new Rejection('malformed', 'result', { value: said, choices: choices.join(', ') });
  return said;
}

function needed<Value>(value: Value | undefined, at: string): Value {
  if (value === undefined) throw new Rejection('missing', at);
  return value;
}

/** Where the country's profile knows numbers of organisations, it is one of those. The number itself is never repeated. */
function identified({ kind, number }: Identity, country: string): void {
  const kinds = (profileOf(country)?.identities ?? []).filter((one) => one.of === 'organisation');
  if (kinds.length === 0) return;
  const known = kinds.find((one) => one.kind === kind);
  if (known === undefined) {
    throw new Rejection('malformed', 'identity.kind', {
      value: kind,
      choices: kinds.map((one) => one.kind).join(', '),
    });
  }
  if (!known.holds(number)) throw new Rejection('malformed', 'identity.number', { example: known.example });
}

/** Each owner is a person of their own: erased one by one, under `owner.<code>` among the buyer's people. */
function revealsOf(org: string, { identity, owners = [], plan, note, flags }: Assessment): Reveal[] {
  const figures = (flags ?? []).map((flag) => Object.assign({ id: flag.id }, flag.figures));
  return [
    ...(identity === undefined ? [] : [{ name: 'identity', value: { ...identity } }]),
    ...owners.map((owner) => {
      return { name: `owner.${owner.code}`, value: { ...owner }, subject: `member:${org}/owner.${owner.code}` };
    }),
    ...(plan === undefined ? [] : [{ name: 'plan', value: plan }]),
    ...(note === undefined ? [] : [{ name: 'note', value: note }]),
    ...(figures.length === 0 ? [] : [{ name: 'figures', value: figures }]),
  ];
}
