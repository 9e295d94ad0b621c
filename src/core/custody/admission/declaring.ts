/** What an organisation counts, finds out about others and says of itself, as it signs it: no lot is moved by any of it. */
import { hasMembers } from '../../log/shape.js';
import { isRecord, type Json } from '../../log/canonical-json.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import type { Act } from '../act.js';
import { assess, type Assessment, type Identity } from '../diligence/assess.js';
import { reportCraft } from '../diligence/craft.js';
import type { DiligenceFile } from '../diligence/file.js';
import type { Owner } from '../diligence/owners.js';
import { CRITERION_RESULTS, FINDINGS, FLAGS, MATERIALS, MODULES, PARTS } from '../diligence/statements.js';
import { ADJUSTABLE_IDS, RAISED } from '../rules/own/adjustable.js';
import { setThreshold } from '../rules/own/set.js';
import { FORMS } from '../statements.js';
import { count } from '../volumes/count.js';
import type { AdmissionFacts, Asked, SignableAct } from './acts.js';
import { wordIn, type Said } from './said.js';

export interface DeclaringFacts {
  /** By `<buyer>/<supplier>`. */
  readonly diligence: ReadonlyMap<string, DiligenceFile>;
  /** Milligrams by `<custodian>/<stock>`, summed and not folded. */
  readonly stock: ReadonlyMap<string, number>;
}

/** Acts that look at sums: they are decided first in their batch. */
export const SUMMED: ReadonlySet<string> = new Set(['stock.counted']);

const STOCKS = ['all', 'unmelted', ...FORMS] as const;

export const DECLARING: Readonly<Record<string, SignableAct>> = {
  'stock.counted': {
    needs: ({ org, said }) => ({ stock: [`${org}/${said.oneOf('stock', STOCKS)}`], thresholds: [org] }),
    decide: (facts, act, { said }) => {
      const stock = said.oneOf('stock', STOCKS);
      const bookMg = facts.stock.get(`${act.org}/${stock}`) ?? 0;
      const own = facts.thresholds?.get(act.org);
      return count(act, { custodian: act.org, stock, countedMg: said.whole('countedMg'), bookMg }, own);
    },
  },
  'threshold.set': {
    needs: ({ org }) => ({ thresholds: [org] }),
    decide: (facts, act, { said }) =>
      setThreshold(facts.thresholds?.get(act.org) ?? [], act, {
        threshold: said.oneOf('threshold', ADJUSTABLE_IDS),
        ...said.optional('key', said.text),
        ...said.optional('value', said.whole),
        ...(said.has('level') && { level: said.oneOf('level', RAISED) }),
        from: said.day('from'),
        ...said.optional('reason', said.text),
      }),
  },
  'risk.assessed': {
    needs: ({ org, said }) => {
      const supplier = said.text('organisation');
      return { parties: [supplier], diligence: [`${org}/${supplier}`] };
    },
    decide: assessed,
  },
  'craft.reported': {
    decide: (_facts, act, { said }) =>
      reportCraft(act, {
        version: said.text('version'),
        period: { from: said.part('period').day('from'), until: said.part('period').day('until') },
        modules: said.list('modules').map((one) => ({
          module: one.oneOf('module', MODULES),
          criteria: one.list('criteria').map((criterion) => ({
            criterion: criterion.text('criterion'),
            result: criterion.oneOf('result', CRITERION_RESULTS),
          })),
        })),
        ...said.optional('scheme', said.text),
        evidence: said.sid('evidence'),
        from: said.day('from'),
        until: said.day('until'),
      }),
  },
};

/** A stop is taken back at the desk alone: whoever decided before is looked up there. */
function assessed(facts: AdmissionFacts, { by: _by, ...act }: Act, { said, values }: Asked): Draft[] {
  const owners = [...values].filter(([name]) => name.startsWith('owner.')).map(([name, value]) => ownerIn(name, value));
  const input: Assessment = {
    organisation: said.text('organisation'),
    step: said.oneOf('step', PARTS),
    ...said.optional('result', said.text),
    ...(said.has('material') && { material: said.oneOf('material', MATERIALS) }),
    ...(said.has('list') && { list: listIn(said.part('list')) }),
    ...(said.has('places') && { places: said.list('places').map(placeIn) }),
    flags: said.listOrNone('flags').map((flag) => ({ id: flag.oneOf('id', FLAGS), figures: {} })),
    ...said.optional('reviewBy', said.day),
    evidence: said.words('evidence'),
    ...(owners.length > 0 && { owners }),
    ...named('identity', identityIn(values.get('identity'))),
    ...named('plan', wordIn(values, 'plan')),
    ...named('note', wordIn(values, 'note')),
  };
  return assess(facts, act, input);
}

function listIn(list: Said): NonNullable<Assessment['list']> {
  return { name: list.text('name'), version: list.text('version'), date: list.day('date') };
}

function placeIn(place: Said): NonNullable<Assessment['places']>[number] {
  const finding = place.oneOf('finding', FINDINGS);
  return { country: place.code('country'), ...place.optional('region', place.code), finding };
}

function ownerIn(at: string, value: Json): Owner {
  const good =
    hasMembers(value, ['code', 'name', 'country', 'sharePpm', 'exposed']) &&
    [value['code'], value['name'], value['country']].every((word) => typeof word === 'string' && word !== '') &&
    typeof value['sharePpm'] === 'number' &&
    typeof value['exposed'] === 'boolean' &&
    at === `owner.${value['code'] as string}`;
  if (!good) throw new Rejection('malformed', `disclosures.${at}`);
  return value as unknown as Owner;
}

function identityIn(value: Json | undefined): Identity | undefined {
  if (value === undefined) return undefined;
  const words = isRecord(value) && hasMembers(value, ['legalForm', 'kind', 'number']) ? Object.values(value) : [];
  if (words.length === 0 || !words.every((word) => typeof word === 'string' && word !== '')) {
    throw new Rejection('malformed', 'disclosures.identity');
  }
  return value as unknown as Identity;
}

function named<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [name in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [name in Name]?: Value };
}
