/** The mill: whose gold it gives, what the auditor finds of it, and that nothing is gained from the shaft to the grain. */
import * as fc from 'fast-check';
import { Balance, type BalanceError } from '../../../src/core/custody/balance.js';
import type { LotsTransformed, Output } from '../../../src/core/custody/statements.js';
import type { Draft, Statement } from '../../../src/core/log/statement.js';
import { rest, totalOf } from '../../../src/core/provenance/shares.js';
import { aCoopAtWork, aRefiner, delivered, fireAssay, melted, outturn, refined, xrf } from '../../support/deeds.js';
import { broughtOre, milled, read, TONNE } from '../../support/ore.js';
import { COOP, given, idOf, type Deed, type World } from '../../support/story.js';

/** Owned by somebody else, as ore that was brought to be milled for a toll is. */
const belongsTo =
  (code: string, owner: string): Deed =>
  (world) =>
    void world.lots.set(idOf(code), { ...world.lot(code), owner });

/** What the auditor, who shares nothing with the fold, finds wrong with a tale. */
function faultsOf(recorded: readonly Draft[]): BalanceError[] {
  const balance = new Balance();
  return recorded.flatMap((draft) => balance.add({ ...draft, id: '' } as unknown as Statement));
}

const grossIn = (world: World) =>
  world.recorded
    .filter(({ type }) => type === 'lot.registered')
    .reduce((mg, { data }) => mg + Number(data['grossMg']), 0);
const lost = (world: World) =>
  world.recorded
    .flatMap(({ data }) => (data['losses'] ?? []) as unknown as { grossMg: number }[])
    .reduce((mg, { grossMg }) => mg + grossMg, 0);

function changed(draft: Draft, change: (data: LotsTransformed) => LotsTransformed): Draft {
  const data = change(draft.data as unknown as LotsTransformed);
  return {
    ...draft,
    data: data as unknown as Draft['data'],
    lots: [...data.inputs, ...data.outputs].map(({ lot }) => lot),
  };
}

const heavier = (data: LotsTransformed) => ({
  ...data,
  outputs: data.outputs.map((one) => Object.assign({}, one, { grossMg: one.grossMg + 1 })),
});

describe('a milling campaign', () => {
  const ore = [
    aCoopAtWork,
    aRefiner(),
    broughtOre('O-1', 3 * TONNE, { gradeMgPerT: 10_000 }),
    broughtOre('O-2', TONNE, { gradeMgPerT: 30_000 }),
  ];
  const all = [
    ['O-1', 3 * TONNE],
    ['O-2', TONNE],
  ] as const;

  test('its sponge has the shares of what each ore holds, not of what it weighs', () => {
    const world = given(...ore)
      .when(milled({ takes: all, sponge: 30_000, tailings: 3_900_000_000 }))
      .thenRecorded(['lots.transformed', { process: 'mill', campaign: { code: 'C-1' } }]);
    // 3 t at 10 g/t and 1 t at 30 g/t hold 30 g each.
    for (const code of ['SP', 'TL']) {
      const shares = rest(world.lot(code).composition);
      expect(shares.get(idOf('O-1'))).toBe(shares.get(idOf('O-2')));
    }
    expect(world.lot('SP')).toMatchObject({ form: 'amalgam-sponge', grossMg: 30_000, owner: COOP });
    expect(world.lot('TL')).toMatchObject({ form: 'tailings', ore: {} });
    expect(world.lot('O-1').grossMg).toBe(0);
  });
  test('ore without a grade falls by its dry mass', () => {
    const world = given(aCoopAtWork, broughtOre('O-1', 3 * TONNE, { gradeMgPerT: 5 }), broughtOre('O-2', TONNE))
      .when(milled({ takes: all, sponge: 40_000 }))
      .thenRecorded(['lots.transformed']);
    expect(rest(world.lot('SP').composition).get(idOf('O-2'))).toBe(10_000n);
  });
  test('of several owners: a lot each, by what their ore holds, to the milligram', () => {
    const owners = { [COOP]: 'SP-1', refiner: 'SP-2' };
    const world = given(...ore, belongsTo('O-2', 'refiner'))
      .when(milled({ takes: all, sponge: 30_001, owners }))
      .thenRecorded(['lots.transformed']);
    expect(world.lot('SP-1')).toMatchObject({ owner: COOP, grossMg: 15_000 });
    expect(world.lot('SP-2')).toMatchObject({ owner: 'refiner', grossMg: 15_001, custodian: COOP });
  });
  test.each<[string, Parameters<typeof milled>[0]]>([
    ['one lot for two owners', { takes: all, sponge: 30_000 }],
    ['an owner left out', { takes: all, sponge: 30_000, owners: { [COOP]: 'SP-1' } }],
    ['a stranger', { takes: all, sponge: 30_000, owners: { [COOP]: 'SP-1', jeweller: 'SP-2' } }],
    [
      'tailings of nobody',
      { takes: all, sponge: 30_000, owners: { [COOP]: 'SP-1', refiner: 'SP-2' }, tailings: 1_000 },
    ],
  ])('%s', (_, campaign) => {
    given(...ore, belongsTo('O-2', 'refiner'))
      .when(milled(campaign))
      .thenRejected('owners-of-ore', { owners: 'coop, refiner' });
  });
  test('more than went in does not come out', () => {
    given(...ore)
      .when(milled({ takes: all, sponge: 1, tailings: 4 * TONNE }))
      .thenRejected('outputs-exceed-inputs');
  });
  test('ore that is not there any more', () => {
    given(...ore)
      .when(milled({ takes: [['O-2', TONNE + 1]], sponge: 1 }))
      .thenRejected('overspent');
  });
  test('its tailings go to the next mill', () => {
    given(...ore)
      .when(
        milled({ takes: all, sponge: 30_000, tailings: 3 * TONNE }),
        milled({ takes: [['TL', 3 * TONNE]], sponge: 9_000, technique: 'cyanidation', owners: { [COOP]: 'SP-9' } }),
      )
      .thenRecorded(['lots.transformed']);
  });
  test('fine gold begins with the first reading of what it gave', () => {
    const world = given(...ore)
      .when(milled({ takes: all, sponge: 30_000 }), read('SP', xrf(800_000)))
      .thenRecorded(['lot.assayed', { governs: true }]);
    expect(totalOf(rest(world.lot('SP').composition))).toBe(30_000n * 800_000n);
  });
});

describe('the auditor finds a campaign that', () => {
  const milling = given(
    aCoopAtWork,
    broughtOre('O-1', TONNE, { gradeMgPerT: 30_000 }),
    delivered('E-1', 2_000),
    milled({ takes: [['O-1', TONNE]], sponge: 9_000, tailings: TONNE / 2, reading: xrf(800_000) }),
  ).world.recorded;
  const told = (change: (data: LotsTransformed) => LotsTransformed): BalanceError[] =>
    faultsOf(milling.map((draft) => (draft.type === 'lots.transformed' ? changed(draft, change) : draft)));

  test('is as it was decided: nothing', () => {
    expect(told((data) => data)).toEqual([]);
  });
  test.each<[string, (data: LotsTransformed) => LotsTransformed]>([
    ['was called a melt', (data) => ({ ...data, process: 'melt' })],
    ['took gold beside its ore', (data) => ({ ...data, inputs: [...data.inputs, { lot: idOf('E-1'), grossMg: 1 }] })],
    ['took unexplained gold', (data) => ({ ...data, unexplained: { grossMg: 1 } })],
    [
      'counted ore as fine gold',
      (data) => ({ ...data, inputs: data.inputs.map((one) => Object.assign({ fineNg: '9' }, one)) }),
    ],
    ['lost fine gold', (data) => ({ ...data, losses: [{ cause: 'spill', grossMg: 1, fineNg: '1000000' }] })],
    [
      'calls its sponge ore, fineness and all',
      (data) => ({ ...data, outputs: data.outputs.map((one) => Object.assign({ ore: {} }, one)) }),
    ],
  ])('%s', (_, change) => {
    expect(told(change).map(({ what }) => what)).toContain('ore');
  });
  test('gave more than it took', () => {
    expect(told(heavier).map(({ what }) => what)).toEqual(expect.arrayContaining(['gross', 'output']));
  });
});

describe('from the shaft to the grain', () => {
  test('no milligram is gained or lost unsaid, whatever the ore, the mill and the furnace give', () => {
    const tonnes = fc.integer({ min: 1_000_000, max: 2_000_000_000 });
    const grade = fc.option(fc.integer({ min: 1, max: 90_000 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(fc.record({ grossMg: tonnes, grade, moisturePpm: fc.integer({ min: 0, max: 400_000 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 20, max: 90_000 }),
        fc.integer({ min: 500_000, max: 950_000 }),
        (ores, sponge, ppm) => {
          const codes = ores.map((_, n) => `O-${n}`);
          const whole = ores.reduce((mg, { grossMg }) => mg + grossMg, 0);
          const tale = given(
            aCoopAtWork,
            ...ores.map(({ grossMg, grade, moisturePpm }, n) =>
              broughtOre(`O-${n}`, grossMg, { moisturePpm, ...(grade !== undefined && { gradeMgPerT: grade }) }),
            ),
          );
          const bar = sponge - 1;
          const fine = Math.floor((bar * ppm) / 1_000_000);
          const bars = outturn('B-1', {
            meltMg: bar,
            reading: fireAssay(ppm),
            creditedMg: fine,
            grainMg: Math.floor((fine * 1_000_000) / 999_900),
          });
          tale
            .when(
              milled({
                takes: ores.map(({ grossMg }, n) => [codes[n] ?? '', grossMg] as const),
                sponge,
                tailings: whole - sponge - 7,
              }),
              read('SP', xrf(ppm)),
              melted('B-1', ['SP'], bar),
              read('B-1', fireAssay(ppm)),
              refined('G-1', bars),
            )
            .thenHeld();
          const { world } = tale;
          expect(faultsOf(world.recorded)).toEqual([]);
          const left = [...world.lots.values()].reduce((mg, lot) => mg + lot.grossMg, 0);
          expect(left + lost(world)).toBe(grossIn(world));
          const shares = rest(world.lot('G-1').composition);
          expect([...shares.keys()].every((origin) => codes.some((code) => idOf(code) === origin))).toBe(true);
          expect([...shares.values()].every((units) => units >= 0n)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
  test('a re-basing makes no share and takes none away', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 300_000, max: 999_000 }), { minLength: 1, maxLength: 6 }), (readings) => {
        const bar = [aCoopAtWork, delivered('E-1', 7_001), delivered('E-2', 13), delivered('E-3', 907)];
        const world = given(...bar, melted('B-1', ['E-1', 'E-2', 'E-3'], 7_900))
          .when(...readings.map((ppm) => read('B-1', fireAssay(ppm), { sampleMg: 3 })))
          .thenHeld();
        const shares = rest(world.lot('B-1').composition);
        expect([...shares.keys()].sort()).toEqual(['E-1', 'E-2', 'E-3'].map(idOf));
        expect(totalOf(shares)).toBe(BigInt(world.lot('B-1').grossMg) * BigInt(readings.at(-1) ?? 0));
        expect([...shares.values()].every((units) => units >= 0n)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test('the outputs of a campaign name whose they are', () => {
  const world = given(aCoopAtWork, broughtOre('O-1', TONNE)).when(
    milled({ takes: [['O-1', TONNE]], sponge: 9, tailings: 9 }),
  );
  const made = world.thenRecorded(['lots.transformed']).recorded.at(-1)?.data['outputs'] as unknown as Output[];
  expect(made.map(({ owner }) => owner)).toEqual([COOP, COOP]);
});
