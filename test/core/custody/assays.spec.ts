/** Assays as a series: which one governs and what it changes, an umpire, a replacement, sealed samples, and what parties settle on. */
import { settlementOf, splittingLimitPpm } from '../../../src/core/custody/assays/splitting.js';
import type { Fineness, Method } from '../../../src/core/custody/statements.js';
import {
  aCoopAtWork,
  anExporter,
  as,
  assayed,
  delivered,
  dispatched,
  fireAssay,
  melted,
  onDay,
  received,
  touchstone,
  xrf,
} from '../../support/deeds.js';
import { read, sampled, umpire } from '../../support/ore.js';
import { COOP, EXPORTER, given, idOf, sidAt, type Deed } from '../../support/story.js';

const bar: Deed[] = [aCoopAtWork, anExporter(), delivered('B-0', 112_400, touchstone(931_000))];
const REPLACED = { of: sidAt(1), reason: 'typing-error' } as const;

const by = (org: string, ppm: number, method: Method = 'fire-assay', replaced = false) => {
  const fineness: Fineness = { ppm, method, uncertaintyPpm: 300 };
  return { org, fineness, replaced };
};

describe('which reading governs', () => {
  const LADDER: readonly Method[] = ['estimate', 'touchstone', 'calculated', 'xrf', 'fire-assay', 'umpire'];
  const pairs = LADDER.flatMap((before, i) => LADDER.map((now, j) => [before, now, j >= i] as const));
  test.each(pairs)('after %s comes %s: %s', (before, method, governs) => {
    given(aCoopAtWork, delivered('B-0', 112_400, null), read('B-0', { ppm: 931_000, method: before }))
      .when(read('B-0', { ppm: 931_000, method }))
      .thenRecorded(['lot.assayed', { governs }]);
  });
  test('a refinery’s outturn of something else never governs, not even gold that nobody has read', () => {
    const world = given(aCoopAtWork, delivered('B-0', 112_400, null))
      .when(read('B-0', { ppm: 900_000, method: 'outturn' }))
      .thenRecorded(['lot.assayed', { governs: false }]);
    expect(world.lot('B-0').fineness).toBeUndefined();
  });
  test('a worse reading stands in the series and changes nothing', () => {
    const world = given(...bar, read('B-0', fireAssay(930_000)))
      .when(read('B-0', xrf(935_000)))
      .thenRecorded(['lot.assayed', { governs: false }]);
    expect(world.lot('B-0')).toMatchObject({ fineness: { ppm: 930_000 }, assays: 2 });
  });
  test('silver has an uncertainty of its own, and the two are no more than the whole', () => {
    given(...bar)
      .when(read('B-0', fireAssay(931_000), { silverPpm: 69_000, silverUncertaintyPpm: 900 }))
      .thenRecorded(['lot.assayed', { silverPpm: 69_000, silverUncertaintyPpm: 900 }]);
    given(...bar)
      .when(read('B-0', fireAssay(931_000), { silverPpm: 69_001 }))
      .thenRejected('more-than-whole', { goldPpm: '931000', silverPpm: '69001' });
  });
  test('who read it is a person, kept beside the ledger and erased with them', () => {
    const world = given(...bar)
      .when(read('B-0', xrf(931_000), { operator: 'op-7', surfacePrepared: true, sellerPresent: false }))
      .thenRecorded(['lot.assayed', { surfacePrepared: true, sellerPresent: false }]);
    const { data, reveals } = world.recorded.at(-1) ?? {};
    expect(reveals).toEqual([{ name: 'operator', value: 'op-7', subject: `member:${COOP}/op-7` }]);
    expect(JSON.stringify(data)).not.toContain('op-7');
  });
});

describe('an umpire', () => {
  test('stands above the fire assays of both parties, whatever they read later', () => {
    const world = given(...bar, read('B-0', fireAssay(931_000)), read('B-0', umpire(929_500), { kind: 'umpire' }))
      .when(read('B-0', fireAssay(931_900)))
      .thenRecorded(['lot.assayed', { governs: false }]);
    expect(world.lot('B-0').fineness).toMatchObject({ ppm: 929_500, method: 'umpire' });
  });
  test.each([COOP])('is nobody who makes, holds or owns the lot: %s', (laboratory) => {
    given(...bar)
      .when(read('B-0', umpire(930_000), { kind: 'umpire', laboratory }))
      .thenRejected('umpire-not-apart', { laboratory });
  });
  test('reads as an umpire, and nobody else does', () => {
    given(...bar)
      .when(read('B-0', fireAssay(930_000), { kind: 'umpire' }))
      .thenRejected('malformed');
    given(...bar)
      .when(read('B-0', umpire(930_000), { kind: 'settlement' }))
      .thenRejected('malformed');
  });
});

describe('a replacement', () => {
  const wrong = [...bar, read('B-0', fireAssay(913_000))];
  test('of the reading that governs governs itself, and the wrong one stays in the series', () => {
    const world = given(...wrong)
      .when(read('B-0', fireAssay(931_000), { replaces: REPLACED }))
      .thenRecorded(['lot.assayed', { governs: true, replaces: REPLACED, rebasing: { fromNg: '102621200000' } }]);
    expect(world.lot('B-0')).toMatchObject({ governing: sidAt(2), replaced: [sidAt(1)], assays: 2 });
  });
  test('of an earlier reading keeps that one’s place: what was read after it still governs', () => {
    const world = given(...wrong, read('B-0', fireAssay(912_800)))
      .when(read('B-0', fireAssay(931_000), { replaces: REPLACED }))
      .thenRecorded(['lot.assayed', { governs: false }]);
    expect(world.lot('B-0').fineness).toMatchObject({ ppm: 912_800 });
  });
  test('of one that was replaced already', () => {
    given(...wrong, read('B-0', fireAssay(931_000), { replaces: REPLACED }))
      .when(read('B-0', fireAssay(931_100), { replaces: REPLACED }))
      .thenRejected('assay-replaced');
  });
  test('by a method that is worse', () => {
    given(...wrong)
      .when(read('B-0', xrf(931_000), { replaces: REPLACED }))
      .thenRejected('worse-method', { method: 'xrf', before: 'fire-assay' });
  });
  test.each<[string, readonly Deed[], Deed]>([
    ['of nothing', bar, read('B-0', fireAssay(931_000), { replaces: { ...REPLACED, of: sidAt(99) } })],
    ['of a delivery', bar, read('B-0', fireAssay(931_000), { replaces: { ...REPLACED, of: sidAt(0) } })],
    [
      'of another lot’s assay',
      [...wrong, delivered('B-1', 9_000)],
      read('B-1', fireAssay(931_000), { replaces: REPLACED }),
    ],
    [
      'of somebody else’s',
      [...wrong, dispatched('B-0', EXPORTER), as(EXPORTER), received('B-0', 112_400)],
      read('B-0', fireAssay(931_000), { replaces: REPLACED }),
    ],
    [
      'of one from before there were kinds',
      [...bar, assayed('B-0', fireAssay(913_000))],
      read('B-0', fireAssay(931_000), { replaces: REPLACED }),
    ],
  ])('%s', (_, before, deed) => {
    given(...before)
      .when(deed)
      .thenRejected('unknown-assay');
  });
});

describe('what seller and buyer settle on', () => {
  const day = '2026-03-01';
  test('within the splitting limit the average, rounded down to whole ppm', () => {
    expect(settlementOf([by('coop', 931_000), by('buyer', 931_500)], day)).toEqual({
      basis: 'average',
      finenessPpm: 931_250,
      apartPpm: 500,
      limitPpm: 500,
    });
    expect(settlementOf([by('coop', 931_000), by('buyer', 931_001)], day)).toMatchObject({ finenessPpm: 931_000 });
  });
  test('a part per million beyond it, an umpire is needed; and once there is one, it decides', () => {
    const apart = [by('coop', 931_000), by('buyer', 931_501)];
    expect(settlementOf(apart, day)).toEqual({ basis: 'umpire-needed', apartPpm: 501, limitPpm: 500 });
    expect(settlementOf([...apart, by('coop', 930_900, 'umpire')], day)).toEqual({
      basis: 'umpire',
      finenessPpm: 930_900,
    });
  });
  test('a party’s newest counts, what was replaced does not, and one alone settles nothing with anybody', () => {
    expect(settlementOf([by('coop', 900_000), by('coop', 931_000), by('buyer', 931_000)], day)).toMatchObject({
      apartPpm: 0,
    });
    expect(settlementOf([by('coop', 931_000), by('buyer', 900_000, 'fire-assay', true)], day)).toEqual({
      basis: 'one-party',
      finenessPpm: 931_000,
    });
    expect(settlementOf([by('coop', 931_000, 'xrf')], day)).toBeUndefined();
  });
  test('nobody settles by a stroke on the stone', () => {
    expect(splittingLimitPpm('touchstone', 'fire-assay', day)).toBeUndefined();
    expect(splittingLimitPpm('xrf', 'outturn', day)).toBe(20_000);
    expect(splittingLimitPpm('outturn', 'fire-assay', day)).toBe(500);
  });
});

describe('sealed samples', () => {
  const sets = sampled('B-0', ['M-1', 5_000, 'seller'], ['M-2', 5_000, 'buyer'], ['M-3', 5_000, 'umpire']);
  test('three sets leave the bar as lots of their own, of its gold, kept ninety days', () => {
    const world = given(...bar)
      .when(sets)
      .thenRecorded(['sample.taken', { process: 'split' }]);
    expect(world.lot('B-0').grossMg).toBe(97_400);
    expect(world.lot('M-3')).toMatchObject({
      form: 'sample',
      grossMg: 5_000,
      fineness: { ppm: 931_000 },
      custodian: COOP,
      kept: { seal: 'S-M-3', holder: 'umpire', keptBy: COOP, keepUntil: '2026-05-11' },
    });
  });
  test.each<[string, Deed, Parameters<ReturnType<ReturnType<typeof given>['when']>['thenRejected']>[0]]>([
    ['more than the bar has', sampled('B-0', ['M-1', 112_401, 'seller']), 'overspent'],
    ['nothing at all', sampled('B-0', ['M-1', 0, 'seller']), 'not-positive'],
    ['two sets for one side', sampled('B-0', ['M-1', 5, 'seller'], ['M-2', 5, 'seller']), 'malformed'],
    ['one code twice', sampled('B-0', ['M-1', 5, 'seller'], ['M-1', 5, 'buyer']), 'code-used'],
    ['kept until yesterday', sampled('B-0', ['M-1', 5, 'seller', { keepUntil: '2026-02-09' }]), 'chronology'],
    ['of a bar nobody knows', sampled('B-9', ['M-1', 5, 'seller']), 'unknown-lot'],
  ])('%s', (_, deed, code) => {
    given(...bar)
      .when(deed)
      .thenRejected(code);
  });
  test('a seal that is on other gold holds the sample, not the bar', () => {
    const world = given(...bar, sampled('B-0', ['M-1', 5_000, 'seller']))
      .when(sampled('B-0', ['M-2', 5_000, 'buyer', { seal: 'S-M-1' }]))
      .thenHeld('seal-used');
    expect(world.lot('B-0').holds).toEqual([]);
    expect(world.lot('M-2').holds).toHaveLength(1);
  });
  test('the umpire’s is used up without a word; before its day anybody else is warned', () => {
    given(...bar, sets)
      .when(read('M-3', umpire(930_000), { kind: 'umpire', sampleMg: 5_000 }))
      .thenRecorded(['lot.assayed']);
    given(...bar, sets)
      .when(read('M-1', xrf(931_000), { sampleMg: 5_000 }))
      .thenRecorded(['lot.assayed'], ['question.raised', { reasons: [{ code: 'sample-kept-still', level: 'warn' }] }]);
    given(...bar, sets, onDay('2026-05-12'))
      .when(read('M-1', xrf(931_000), { sampleMg: 5_000 }))
      .thenRecorded(['lot.assayed']);
  });
  test('returned into a melt, its gold is counted again where it went', () => {
    const world = given(...bar, sets, onDay('2026-05-12'))
      .when(melted('B-1', ['B-0', 'M-1', 'M-2', 'M-3'], 112_400, { cause: 'slag' }))
      .thenRecorded(['lots.transformed']);
    expect([...world.lot('B-1').composition.origins]).toEqual([idOf('B-0')]);
  });
});
