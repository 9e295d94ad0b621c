import {
  aCooperative,
  aCoopAtWork,
  delivered,
  fireAssay,
  melted,
  outturn,
  refined,
  worked,
  xrf,
} from '../../support/deeds.js';
import { given, idOf, type Deed } from '../../support/story.js';
import { rest } from '../../../src/core/provenance/shares.js';

/** Two bars: 100 g at 940 ‰ from the river, 100 g at 670 ‰ from the vein, as if read at the exporter's. */
const wide: Deed = (world) => {
  world.do(aCoopAtWork);
  world.sites.forEach((site, id) => world.sites.set(id, { ...site, minPpm: 500_000 }));
};
const bars = [wide, delivered('B-1', 100_000, fireAssay(940_000)), delivered('B-2', 100_000, fireAssay(670_000))];
/** What season's books give for a bar: its refiner's melt, assay, fine gold credited and grain. */
const b1 = outturn('B-1', { meltMg: 99_900, reading: fireAssay(939_900), creditedMg: 93_800, grainMg: 93_809 });
const b2 = outturn('B-2', { meltMg: 99_800, reading: fireAssay(670_100), creditedMg: 66_100, grainMg: 66_106 });

describe('refining that cannot be', () => {
  test.each([
    ['the refiner’s melt weighs more than the bar', { meltMg: 100_001 }, 'outputs-exceed-inputs'],
    ['more fine gold is credited than was in the melt', { creditedMg: 93_897 }, 'fine-gold-gained'],
    ['the grain holds more than was credited', { grainMg: 93_810 }, 'fine-gold-gained'],
    ['a fineness beyond pure', { reading: fireAssay(1_000_001) }, 'out-of-range'],
  ] as const)('%s', (_, wrong, code) => {
    given(...bars)
      .when(refined('RF-1', { ...b1, ...wrong }))
      .thenRejected(code);
  });
  test('under a number that is taken, or from a bar melted already', () => {
    given(...bars)
      .when(refined('B-2', b1))
      .thenRejected('code-used');
    given(...bars, melted('X-1', ['B-1'], 100_000))
      .when(refined('RF-1', b1))
      .thenRejected('overspent');
  });
  // Its last milligram is spent by the first line.
  test('the same bar twice', () => {
    given(...bars)
      .when(refined('RF-1', b1, b1))
      .thenRejected('overspent');
  });
  test('grain from no bar at all', () => {
    given(aCooperative()).when(refined('RF-1')).thenRejected('missing');
  });
});

test('a bar into grain: melt loss, re-basing, retention and rounding, each a line of its own', () => {
  given(...bars)
    .when(refined('RF-1', b1))
    .thenRecorded([
      'lots.transformed',
      {
        inputs: [{ lot: idOf('B-1'), grossMg: 100_000, fineNg: '94000000000' }],
        rebasings: [{ lot: idOf('B-1'), fromNg: `${99_900n * 940_000n}`, toNg: `${99_900n * 939_900n}`, within: true }],
        outputs: [{ grossMg: 93_809, fineNg: '93799619100' }],
        losses: [
          { cause: 'melt-loss', grossMg: 100, fineNg: '94000000' },
          { cause: 'retention', grossMg: 6_091, fineNg: '96010000' },
          { cause: 'rounding', grossMg: 0, fineNg: '380900' },
        ],
      },
    ]);
});
/** P12: beyond 0.5 ‰ between two fire assays a third laboratory is asked for, whatever the doubt of both. */
const ASSAYS_APART = { reasons: [{ rule: 'P12', code: 'assays-apart', level: 'ask' }] };
test('a refiner’s assay beyond the doubt is recorded and shown', () => {
  // Two fire assays of 0.3 ‰ agree within 0.848 ‰.
  const low = { reading: fireAssay(939_151), creditedMg: 93_700, grainMg: 93_709 };
  given(...bars)
    .when(refined('RF-1', { ...b1, ...low }))
    .thenRecorded(['lots.transformed', { rebasings: [{ within: false }] }], ['question.raised', ASSAYS_APART]);
  given(...bars)
    .when(refined('RF-1', { ...b1, ...low, reading: fireAssay(939_152) }))
    .thenRecorded(['lots.transformed', { rebasings: [{ within: true }] }], ['question.raised', ASSAYS_APART]);
});
test('grain of several bars holds exactly what it weighs', () => {
  const world = given(...bars)
    .when(refined('RF-1', b1, b2))
    .thenRecorded(['lots.transformed']);
  expect(world.lot('RF-1')).toMatchObject({ grossMg: 159_915, fineness: { ppm: 999_900 } });
  for (const bar of ['B-1', 'B-2']) expect(world.lot(bar).grossMg).toBe(0);
});
// Losses are each from their own source: the vein bar's larger retention must not be carried by the river's gold. Pooled,
// the vein's share of the grain comes out too large (0.9 % in a season), and the books say otherwise, bar by bar.
test('a bar gives the grain what the refiner credited for it, no more', () => {
  const world = given(...bars)
    .when(refined('RF-1', b1, b2))
    .thenRecorded(['lots.transformed']);
  const shares = rest(world.lot('RF-1').composition);
  expect(shares.get(idOf('B-1'))).toBe(93_809n * 999_900n);
  expect(shares.get(idOf('B-2'))).toBe(66_106n * 999_900n);
});

describe('the jeweller’s bench', () => {
  const grain = [...bars, refined('RF-1', b1, b2)];
  const batch = { takeMg: 48_000, alloyMg: 15_994, outMg: 63_944, ppm: 750_000 };

  test('more comes out than grain and alloy metal weigh', () => {
    given(...grain)
      .when(worked('A-1', 'RF-1', { ...batch, outMg: 63_995 }))
      .thenRejected('outputs-exceed-inputs', { inMg: '63994' });
  });
  test('a stated fineness beyond the doubt of the grain’s assay would be gold from nowhere', () => {
    given(...grain)
      .when(worked('A-1', 'RF-1', { ...batch, ppm: 760_000 }))
      .thenRejected('fine-gold-gained');
  });
  test('more grain than the bench holds', () => {
    given(...grain)
      .when(worked('A-1', 'RF-1', { ...batch, takeMg: 159_916 }))
      .thenRejected('overspent');
  });
  test.each([-1_000, 0.5])('%d mg of alloy metal', (alloyMg) => {
    given(...grain)
      .when(worked('A-1', 'RF-1', { ...batch, alloyMg, outMg: 40_000 }))
      .thenRejected('not-positive');
  });
  test('18 carat: the batch is re-based to 750 ‰ and what got lost is lost at that', () => {
    const world = given(...grain)
      .when(worked('A-1', 'RF-1', batch))
      .thenRecorded([
        'lots.transformed',
        {
          additions: [{ material: 'alloy', grossMg: 15_994 }],
          rebasings: [{ lot: null, fromNg: '47995200000', toNg: '47995500000', within: true }],
          outputs: [{ grossMg: 63_944, fineNg: '47958000000' }],
          losses: [{ cause: 'melt-loss', grossMg: 50, fineNg: '37500000' }],
        },
      ]);
    expect(world.lot('RF-1').grossMg).toBe(111_915);
  });
  test('too little fine gold is recorded as a difference beyond the doubt, not refused', () => {
    given(...grain)
      .when(worked('A-1', 'RF-1', { ...batch, ppm: 740_000 }))
      .thenRecorded(['lots.transformed', { rebasings: [{ within: false }] }]);
  });
  test('a piece of the batch takes its gold and leaves the rest, and no more than there is', () => {
    const piece = { takeMg: 2_746, alloyMg: 0, outMg: 2_746, ppm: 750_000, process: 'manufacture' } as const;
    const story = [...grain, worked('A-1', 'RF-1', batch)];
    const world = given(...story)
      .when(worked('J-1', 'A-1', piece))
      .thenRecorded(['lots.transformed', { rebasings: [], losses: [], additions: [] }]);
    expect(world.lot('A-1').grossMg).toBe(61_198);
    given(...story, worked('J-1', 'A-1', { ...piece, takeMg: 63_944, outMg: 63_944 }))
      .when(worked('J-2', 'A-1', piece))
      .thenRejected('overspent');
  });
  test('grain nobody assayed is not alloyed into a stated fineness', () => {
    given(wide, delivered('E-1', 10_000, null))
      .when(worked('A-1', 'E-1', { takeMg: 10_000, alloyMg: 1_000, outMg: 11_000, ppm: 750_000 }))
      .thenRejected('fine-gold-gained');
    given(wide, delivered('E-1', 10_000, xrf(940_000)))
      .when(worked('A-1', 'E-1', { takeMg: 10_000, alloyMg: 2_533, outMg: 12_500, ppm: 750_000 }))
      .thenRecorded(['lots.transformed']);
  });
});
