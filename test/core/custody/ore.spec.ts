/** Gold before the counter: ore in bags, with grade and moisture, that no furnace takes. */
import * as fc from 'fast-check';
import { containedNgOf, dryMgOf } from '../../../src/core/custody/ore/ore.js';
import {
  aCoopAtWork,
  aMiner,
  assayed,
  delivered,
  fireAssay,
  melted,
  outturn,
  refined,
  splitOff,
  worked,
  xrf,
} from '../../support/deeds.js';
import { broughtOre, milled, sampled, TONNE } from '../../support/ore.js';
import { COOP, given, type Deed } from '../../support/story.js';

/** By a selector's own hands. */
const picked = (member: string) => broughtOre('O-1', TONNE, { bags: 3 }, { origin: 'selection', member });

describe('ore at the counter', () => {
  test('bags, tonnes, grade and moisture are registered, and no fine gold', () => {
    const world = given(aCoopAtWork)
      .when(broughtOre('O-1', 2 * TONNE, { bags: 40, gradeMgPerT: 15_000, moisturePpm: 80_000 }))
      .thenRecorded(['lot.registered', { form: 'ore', ore: { bags: 40, gradeMgPerT: 15_000, moisturePpm: 80_000 } }]);
    expect(world.lot('O-1')).toMatchObject({ grossMg: 2 * TONNE, ore: { bags: 40 } });
    expect(world.lot('O-1').fineness).toBeUndefined();
    // 1.84 t dry at 15 g/t hold 27.6 g.
    expect(containedNgOf(2 * TONNE, world.lot('O-1').ore ?? {})).toBe(27_600_000_000n);
  });
  test('a thousand tonnes is a lot, and a milligram more is none', () => {
    given(aCoopAtWork)
      .when(broughtOre('O-1', 1000 * TONNE, { bags: 20_000 }))
      .thenHeld();
    given(aCoopAtWork)
      .when(broughtOre('O-1', 1000 * TONNE + 1))
      .thenRejected('out-of-range');
  });
  test('it counts towards nobody’s monthly limit, and no site’s band', () => {
    const world = given(aCoopAtWork)
      .when(broughtOre('O-1', 2 * TONNE, {}, { member: 'rosa' }))
      .thenHeld();
    expect(world.members.get(`${COOP}/rosa`)?.months).toEqual({});
  });
  test.each<[string, Deed, Parameters<ReturnType<ReturnType<typeof given>['when']>['thenRejected']>[0]]>([
    ['ore of which nothing is known', delivered('O-1', 1, null, { form: 'ore' }), 'missing'],
    ['ore with a fineness', delivered('O-1', 1, xrf(900_000), { form: 'ore', ore: {} }), 'ore-not-milled'],
    ['dust with a grade', delivered('O-1', 1, null, { form: 'alluvial', ore: {} }), 'not-ore'],
    ['ore that is all water', broughtOre('O-1', 1, { moisturePpm: 1_000_000 }), 'out-of-range'],
    ['ore without gold, said to have been sampled', broughtOre('O-1', 1, { gradeMgPerT: 0 }), 'out-of-range'],
    ['ore that is more than gold', broughtOre('O-1', 1, { gradeMgPerT: 1_000_000_001 }), 'out-of-range'],
    ['no bags at all', broughtOre('O-1', 1, { bags: 0 }), 'out-of-range'],
  ])('%s', (_, deed, code) => {
    given(aCoopAtWork).when(deed).thenRejected(code);
  });
  test('ore picked from the waste is a selector’s; of anybody else it is held', () => {
    given(aCoopAtWork, aMiner('luz', { kind: 'selector' }))
      .when(picked('luz'))
      .thenHeld();
    given(aCoopAtWork).when(picked('ana')).thenHeld('not-a-selector');
    given(aCoopAtWork).when(picked('nobody')).thenHeld('unknown-member');
  });
});

describe('ore and gold stay apart until the mill', () => {
  const both = [aCoopAtWork, broughtOre('O-1', TONNE, { gradeMgPerT: 20_000 }), delivered('E-1', 2_000)];
  test.each<[string, Deed]>([
    ['melted with gold', melted('B-1', ['O-1', 'E-1'], 2_000)],
    ['pooled with gold', melted('B-1', ['O-1', 'E-1'], 2_000, { process: 'aggregate' })],
    ['melted alone', melted('B-1', ['O-1'], 2_000)],
    ['assayed as gold', assayed('O-1', fireAssay(900_000))],
    ['refined', refined('G-1', outturn('O-1', { meltMg: 9, reading: fireAssay(1), creditedMg: 0, grainMg: 1 }))],
    ['worked', worked('A-1', 'O-1', { takeMg: 10, alloyMg: 0, outMg: 10, ppm: 750_000 })],
    ['sampled for an umpire', sampled('O-1', ['S-1', 10, 'umpire'])],
  ])('%s', (_, deed) => {
    given(...both)
      .when(deed)
      .thenRejected('ore-not-milled');
  });
  test('a mill takes no gold', () => {
    given(...both)
      .when(milled({ takes: [['E-1', 2_000]], sponge: 1 }))
      .thenRejected('not-ore');
  });
  test('a part of it is ore of the same grade, and nobody counted its bags', () => {
    const world = given(aCoopAtWork, broughtOre('O-1', TONNE, { bags: 20, gradeMgPerT: 9_000 }))
      .when(splitOff('O-1', ['O-2', 1_000_000]))
      .thenRecorded(['lot.split']);
    expect(world.lot('O-2')).toMatchObject({ form: 'ore', ore: { gradeMgPerT: 9_000 } });
    expect(world.lot('O-2').ore?.bags).toBeUndefined();
  });
});

test('dry mass and contained gold round down, and never to a milligram that is not there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 0, max: 999_999 }), (grossMg, moisturePpm) => {
      const dry = dryMgOf(grossMg, { moisturePpm });
      expect(dry * 1_000_000n <= BigInt(grossMg) * BigInt(1_000_000 - moisturePpm)).toBe(true);
      expect((dry + 1n) * 1_000_000n > BigInt(grossMg) * BigInt(1_000_000 - moisturePpm)).toBe(true);
    }),
  );
});
