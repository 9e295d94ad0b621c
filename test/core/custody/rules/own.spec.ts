/** `threshold.set`: stricter, never looser, never a law's, never for days gone by; and back only by another person. */
import { array, assert, constantFrom, integer, option, property, record } from 'fast-check';
import type { Act } from '../../../../src/core/custody/act.js';
import { ADJUSTABLE, ADJUSTABLE_IDS, type AdjustableId } from '../../../../src/core/custody/rules/own/adjustable.js';
import {
  figureFor,
  levelFor,
  type OwnThreshold,
  type OwnThresholds,
} from '../../../../src/core/custody/rules/own/own.js';
import { setThreshold, type ThresholdInput } from '../../../../src/core/custody/rules/own/set.js';
import { inForce } from '../../../../src/core/custody/rules/thresholds/dated.js';
import { Rejection } from '../../../../src/core/rejection.js';

const [ANA, LUZ] = ['person:ana', 'person:luz'];
const TODAY = '2026-03-10';
const LOSS = { threshold: 'melt-loss', key: 'alluvial' } as const;

function actOf(by: string | undefined, today = TODAY): Act {
  const on = { date: today, tz: 'UTC' };
  return { org: 'coop', on, at: `${today}T12:00:00.000Z`, today, attested: 'platform', ...(by && { by }) };
}

/** As the projection keeps it. */
function after(own: OwnThresholds, input: ThresholdInput, by?: string, today = TODAY): OwnThresholds {
  const [draft] = setThreshold(own, actOf(by, today), input);
  const { data } = draft ?? {};
  return [...own, { sid: `${own.length}`, at: today, ...(by && { by }), ...data } as unknown as OwnThreshold];
}

function refused(own: OwnThresholds, input: ThresholdInput, by?: string): { code: string; at: string; detail: object } {
  try {
    setThreshold(own, actOf(by), input);
  } catch (error) {
    if (error instanceof Rejection) return { code: error.code, at: error.at, detail: error.detail };
    throw error;
  }
  return { code: 'taken', at: '', detail: {} };
}

test.each<[string, ThresholdInput, string, object]>([
  [
    'looser than the catalogue',
    { ...LOSS, value: 20_001 },
    'threshold-looser',
    { min: '0', max: '20000', value: '20001' },
  ],
  [
    'a least below the catalogue’s least',
    { threshold: 'usual-fineness-least', key: 'vein', value: 499_999 },
    'threshold-looser',
    { min: '500000', max: '1000000' },
  ],
  ['a count of nothing', { threshold: 'weights-alike', value: 0 }, 'threshold-looser', { min: '1', max: '3' }],
  ['half a part', { ...LOSS, value: 0.5 }, 'threshold-looser', {}],
  [
    'a figure that rests on a source',
    { threshold: 'melt-loss', key: 'amalgam-sponge', value: 50_000 },
    'threshold-not-yours',
    { value: '100000' },
  ],
  ['a form that has no figure', { threshold: 'melt-loss', key: 'ore', value: 1 }, 'malformed', { value: 'ore' }],
  ['no form where each has its own', { threshold: 'melt-loss', value: 1 }, 'malformed', {}],
  ['a form where the figure has none', { threshold: 'near-capacity', key: 'dore', value: 1 }, 'malformed', {}],
  ['yesterday', { ...LOSS, value: 1, from: '2026-03-09' }, 'chronology', { notBefore: TODAY }],
  ['nothing, where nothing was set', LOSS, 'missing', {}],
  [
    'a hold of what is about no lot',
    { threshold: 'count-tolerance-mg', level: 'hold' },
    'malformed',
    { choices: 'ask' },
  ],
  ['a hold of what asks already', { threshold: 'weights-alike', level: 'hold' }, 'malformed', {}],
])('%s is refused', (_, input, code, detail) => {
  expect(refused([], input, ANA)).toMatchObject({ code, detail });
});

describe('given a bound of 1 % that Ana set and that holds', () => {
  const own = after([], { ...LOSS, value: 10_000, level: 'hold' }, ANA);

  test.each<[string, ThresholdInput]>([
    ['a looser figure', { ...LOSS, value: 10_001, level: 'hold' }],
    ['the catalogue’s figure', { ...LOSS, level: 'hold' }],
    ['the figure alone, so that it warns again', { ...LOSS, value: 10_000 }],
    ['nothing at all', LOSS],
    ['the same from a later day', { ...LOSS, from: '2027-01-01' }],
  ])('she does not go back to %s, nor does a machine', (_, input) => {
    expect(refused(own, input, ANA).code).toBe('same-person');
    expect(refused(own, input, 'key:1').code).toBe('needs-a-person');
    expect(refused(own, input).code).toBe('needs-a-person');
    expect(refused(own, input, LUZ).code).toBe('taken');
  });

  test('she makes it stricter still, and Luz takes back all of it', () => {
    const stricter = after(own, { ...LOSS, value: 5_000, level: 'hold', from: '2026-04-01' }, ANA);
    const figures = ['2026-03-09', TODAY, '2026-03-31', '2026-04-01'].map((day) =>
      figureFor(stricter, 'melt-loss', day, 'alluvial'),
    );
    expect(figures).toEqual([20_000, 10_000, 10_000, 5_000]);
    const back = after(stricter, { ...LOSS, from: '2026-06-01' }, LUZ);
    expect(figureFor(back, 'melt-loss', '2026-05-31', 'alluvial')).toBe(5_000);
    expect(figureFor(back, 'melt-loss', '2026-06-01', 'alluvial')).toBe(20_000);
    expect(levelFor(back, 'melt-loss', '2026-06-01', 'alluvial')).toBe('warn');
  });

  test('no other form, figure or organisation is touched', () => {
    expect(figureFor(own, 'melt-loss', TODAY, 'dore')).toBe(5_000);
    expect(levelFor(own, 'melt-loss', TODAY, 'dore')).toBe('warn');
    expect(levelFor(own, 'near-capacity', TODAY)).toBe('warn');
    expect(figureFor(undefined, 'melt-loss', TODAY, 'alluvial')).toBe(20_000);
  });
});

test('whatever is set, by whomever, in whichever order: never looser than the catalogue', () => {
  const some = record({
    threshold: constantFrom(...ADJUSTABLE_IDS),
    value: option(integer({ min: 0, max: 1_000_000 }), { nil: undefined }),
    level: option(constantFrom('ask', 'hold'), { nil: undefined }),
    key: constantFrom(undefined, 'alluvial', 'vein', 'dore', 'amalgam-sponge'),
    from: constantFrom(TODAY, '2026-05-01', '2027-01-01'),
    by: constantFrom(ANA, LUZ, 'key:1'),
  });
  assert(
    property(array(some, { maxLength: 30 }), (tried) => {
      let own: OwnThresholds = [];
      for (const { by, ...input } of tried) {
        try {
          own = after(own, JSON.parse(JSON.stringify(input)) as ThresholdInput, by);
        } catch (error) {
          if (!(error instanceof Rejection)) throw error;
        }
      }
      for (const day of ['2026-03-01', TODAY, '2026-12-31', '2027-06-01']) {
        for (const [id, { figures, stricter }] of Object.entries(ADJUSTABLE)) {
          for (const key of [undefined, ...figures.map((row) => row.key)]) {
            const [ours, mine] = [inForce(figures, day, key), figureFor(own, id as AdjustableId, day, key)];
            const looser =
              ours !== undefined && mine !== undefined && (stricter === 'less' ? mine > ours : mine < ours);
            expect(looser || (ours === undefined) !== (mine === undefined)).toBe(false);
            if (day < TODAY) expect(mine).toBe(ours);
          }
        }
      }
    }),
  );
});
