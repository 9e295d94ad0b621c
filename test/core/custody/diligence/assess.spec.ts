/** A buyer's file about a supplier: what is taken down, what is still missing, and what one person may not decide alone. */
import * as fc from 'fast-check';
import { assess, type Assessment, type DiligenceFacts } from '../../../../src/core/custody/diligence/assess.js';
import { stepsOf, type Assessed } from '../../../../src/core/custody/diligence/file.js';
import { missingOwners, type Owner } from '../../../../src/core/custody/diligence/owners.js';
import type { Part, RiskAssessed } from '../../../../src/core/custody/diligence/statements.js';
import type { Act } from '../../../../src/core/custody/act.js';
import { readData } from '../../../../src/core/custody/statement-data.js';
import { Rejection } from '../../../../src/core/rejection.js';

const SHA = 'ab'.repeat(32);
const [ANA, EVA] = ['person:ana', 'person:eva'];

function actBy(by: string | undefined, date = '2026-03-10'): Act {
  const on = { date, tz: 'Europe/Zurich' };
  return {
    org: 'refiner',
    on,
    at: `${date}T12:00:00.000Z`,
    today: '2026-12-31',
    attested: 'platform',
    ...(by && { by }),
  };
}

function factsWith(
  parts: Partial<Record<Part, Assessed>> = {},
  authors: Record<string, string[]> = {},
): DiligenceFacts {
  const supplier = { organisation: 'coop', name: 'Coop', role: 'cooperative' as const, country: 'CO', credentials: [] };
  return {
    parties: new Map([['coop', supplier]]),
    diligence: new Map([['refiner/coop', { org: 'refiner', organisation: 'coop', parts }]]),
    authors: new Map(Object.entries(authors)),
  };
}

function said(input: Omit<Assessment, 'organisation'>, facts = factsWith(), act = actBy(EVA)) {
  const [draft] = assess(facts, act, { organisation: 'coop', ...input });
  if (draft === undefined) throw new Error('an assessment is one statement');
  expect(readData(draft)).toBe('good');
  return { data: draft.data as unknown as RiskAssessed, reveals: draft.reveals ?? [] };
}

function refusal(input: Omit<Assessment, 'organisation'>, facts = factsWith(), act = actBy(EVA)): unknown[] {
  try {
    assess(facts, act, { organisation: 'coop', ...input });
  } catch (error) {
    if (error instanceof Rejection) return [error.code, error.at];
    throw error;
  }
  return [];
}

const owner = (code: string, sharePpm: number): Owner => ({
  code,
  name: 'Nombre',
  country: 'CO',
  sharePpm,
  exposed: false,
});
const identity = { legalForm: 'cooperative', kind: 'NIT', number: '800197268-4' };

test('who the supplier is: its number is one its country gives, and never stands in the statement', () => {
  const { data, reveals } = said({ step: 'kyc', identity, evidence: [SHA] });
  expect(data).toMatchObject({ result: 'identified', evidence: [SHA] });
  expect(JSON.stringify(data)).not.toContain('800197268');
  expect(reveals).toEqual([{ name: 'identity', value: identity }]);
  expect(said({ step: 'kyc', identity }).data).toMatchObject({ result: 'incomplete', missing: ['evidence'] });
  expect(refusal({ step: 'kyc', identity: { ...identity, number: '800197268-5' } })).toEqual([
    'malformed',
    'identity.number',
  ]);
  expect(refusal({ step: 'kyc', identity: { ...identity, kind: 'RUC' } })).toEqual(['malformed', 'identity.kind']);
  expect(refusal({ step: 'kyc' })).toEqual(['missing', 'identity']);
});

test('each owner is a person of their own beside the statement', () => {
  const owners = [owner('UBO-1', 600_000), owner('UBO-2', 350_000)];
  const { data, reveals } = said({ step: 'owners', material: 'mined', owners });
  expect(data).toMatchObject({ result: 'identified', material: 'mined' });
  expect(reveals.map(({ subject }) => subject)).toEqual(['member:refiner/owner.UBO-1', 'member:refiner/owner.UBO-2']);
  expect(JSON.stringify(data)).not.toContain('Nombre');
});

test.each<[string, 'mined' | 'recycled', number[], string[]]>([
  ['mined: what is left, a millionth under 10 %, hides no owner', 'mined', [900_001], []],
  ['mined: 10 % left could be one', 'mined', [900_000], ['owners-unaccounted']],
  ['recycled: a millionth under 25 %', 'recycled', [500_000, 250_001], []],
  ['recycled: 25 % left', 'recycled', [500_000, 250_000], ['owners-unaccounted']],
  ['nobody named', 'recycled', [], ['owners-unaccounted']],
])('%s', (_, material, shares, missing) => {
  const owners = shares.map((share, n) => owner(`UBO-${n}`, share));
  expect(missingOwners(owners, material, '2026-03-10')).toEqual(missing);
});

test('shares are whole parts per million and never more than the whole', () => {
  expect(refusal({ step: 'owners', owners: [owner('A', 600_000), owner('B', 400_001)] })).toEqual([
    'out-of-range',
    'owners',
  ]);
  expect(refusal({ step: 'owners', owners: [owner('A', 0)] })).toEqual(['out-of-range', 'owners[0].sharePpm']);
  expect(refusal({ step: 'owners', owners: [owner('A', 1), owner('A', 2)] })).toEqual(['code-used', 'owners[1].code']);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 8 }), (shares) => {
      const owners = shares.map((share, n) => owner(`UBO-${n}`, share));
      const total = shares.reduce((sum, share) => sum + share, 0);
      const judged = () => missingOwners(owners, 'mined', '2026-03-10');
      if (total > 1_000_000) expect(judged).toThrow(Rejection);
      else expect(judged()).toHaveLength(1_000_000 - total >= 100_000 ? 1 : 0);
    }),
  );
});

test('a plan is reviewed within six months, to the day', () => {
  const plan = { step: 'mitigation' as const, plan: 'weekly visits', result: 'planned' };
  expect(said({ ...plan, reviewBy: '2026-09-10' }).data.reviewBy).toBe('2026-09-10');
  expect(refusal({ ...plan, reviewBy: '2026-09-11' })).toEqual(['out-of-range', 'reviewBy']);
  expect(refusal({ ...plan, reviewBy: '2026-03-10' })).toEqual(['out-of-range', 'reviewBy']);
  expect(refusal({ step: 'mitigation', plan: 'visits' })).toEqual(['missing', 'reviewBy']);
});

describe('a supplier that was stopped', () => {
  const stopped = { decision: { sid: 'f'.repeat(64), day: '2026-03-01', result: 'stop', evidence: [] } };
  const by = { ['f'.repeat(64)]: [ANA] };
  const again = { step: 'decision' as const, result: 'continue', note: 'the site was visited' };

  test('is taken up again by another person, who says why', () => {
    expect(said(again, factsWith(stopped, by)).data.result).toBe('continue');
  });
  test('is not by whoever stopped it, nor by a machine’s key, nor by nobody', () => {
    expect(refusal(again, factsWith(stopped, by), actBy(ANA))[0]).toBe('same-person');
    expect(refusal(again, factsWith(stopped, by), actBy('key:7'))[0]).toBe('needs-a-person');
    expect(refusal(again, factsWith(stopped, by), actBy(undefined))[0]).toBe('needs-a-person');
  });
  test('stays stopped by anybody’s word, and nothing is decided before what was decided', () => {
    expect(said({ ...again, result: 'stop' }, factsWith(stopped, by), actBy(ANA)).data.result).toBe('stop');
    expect(refusal(again, factsWith(stopped, by), actBy(EVA, '2026-02-28'))).toEqual(['chronology', 'on']);
    expect(refusal({ step: 'decision', result: 'continue' }, factsWith(stopped, by))).toEqual(['missing', 'note']);
    expect(refusal({ ...again, result: 'perhaps' }, factsWith(stopped, by))).toEqual(['malformed', 'result']);
  });
});

test('nobody assesses themselves, nor whom nobody knows', () => {
  const { parties, ...rest } = factsWith();
  const coop = parties.get('coop');
  if (coop === undefined) throw new Error('the supplier is known');
  const known = { ...rest, parties: new Map([['refiner', { ...coop, organisation: 'refiner' }]]) };
  const input = { step: 'report' as const, evidence: [SHA] };
  expect(() => assess(known, actBy(EVA), { organisation: 'refiner', ...input })).toThrow(/not-permitted/);
  expect(() => assess(known, actBy(EVA), { organisation: 'ghost', ...input })).toThrow(/unknown-organisation/);
});

const at = (day: string, result: string, more: Partial<Assessed> = {}): Assessed => ({
  sid: SHA,
  day,
  result,
  evidence: [],
  ...more,
});
const states = (parts: Partial<Record<Part, Assessed>>, day = '2026-06-01', unknown: string[] = []) =>
  stepsOf({ parts }, day, unknown).map(({ state, missing }) =>
    missing.length === 0 ? state : `${state}: ${missing.join(', ')}`,
  );

describe('the five steps', () => {
  const whole = {
    kyc: at('2026-01-10', 'identified'),
    owners: at('2026-01-10', 'identified'),
    cahra: at('2026-01-11', 'clear'),
    flags: at('2026-01-12', 'none'),
    decision: at('2026-01-13', 'continue'),
    audit: at('2026-01-14', 'passed'),
    report: at('2026-01-15', 'published'),
  };

  test('an empty file says what is missing of each', () => {
    expect(states({})).toEqual([
      'incomplete: kyc, owners',
      'incomplete: cahra, flags',
      'incomplete: decision',
      'incomplete: audit',
      'incomplete: report',
    ]);
  });
  test('a whole one is complete until the day it falls due', () => {
    expect(states(whole)).toEqual(Array.from({ length: 5 }, () => 'complete'));
    expect(states(whole, '2027-01-09')[0]).toBe('complete');
    expect(states(whole, '2027-01-10')[0]).toBe('overdue');
  });
  test('flags want a plan, and its review is overdue on its day', () => {
    const flagged = { ...whole, flags: at('2026-01-12', 'raised', { flags: [{ id: 'R1' }] }) };
    expect(states(flagged)[2]).toBe('incomplete: mitigation');
    const planned = { ...flagged, mitigation: at('2026-01-12', 'planned', { reviewBy: '2026-06-02' }) };
    expect(states(planned)[2]).toBe('complete');
    expect(states(planned, '2026-06-02')[2]).toBe('overdue');
  });
  test('an owner not found and a country not judged are missing by name', () => {
    const hidden = { ...whole, owners: at('2026-01-10', 'incomplete', { missing: ['owners-unaccounted'] }) };
    expect(states(hidden, '2026-06-01', ['PE']).slice(0, 2)).toEqual([
      'incomplete: owners: owners-unaccounted',
      'incomplete: cahra: PE',
    ]);
  });
});
