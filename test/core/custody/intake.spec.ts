import type { Registration } from '../../../src/core/custody/intake.js';
import type { Lot } from '../../../src/core/custody/lot.js';
import {
  aCoopAtWork,
  aMiner,
  aPanner,
  aParty,
  aSite,
  delivered,
  heldBack,
  melted,
  onDay,
  touchstone,
  xrf,
} from '../../support/deeds.js';
import { COOP, given, idOf, type Deed } from '../../support/story.js';

const rosa = { member: 'rosa' };
const nobodyNamed = { member: undefined } as unknown as Partial<Registration>;
const undeclared = { declaration: undefined } as unknown as Partial<Registration>;
const panned = (code: string, mg: number): Deed => delivered(code, mg, null, rosa);
const released: Deed = () => [
  { type: 'lot.released', org: COOP, at: '2026-02-11T17:00:00.000Z', lots: [idOf('E-1')], data: { lot: idOf('E-1') } },
];

describe('what cannot be read or cannot be true is refused', () => {
  test.each([0, -2_400, 2.4, Number.NaN])('%d mg on the scale', (grossMg) => {
    given(aCoopAtWork).when(delivered('E-1', grossMg)).thenRejected('not-positive');
  });
  test.each([0, -1, 1_000_001, 940.5])('a fineness of %d ppm', (ppm) => {
    given(aCoopAtWork)
      .when(delivered('E-1', 2_400, touchstone(ppm)))
      .thenRejected('out-of-range');
  });
  test('a site nobody knows', () => {
    given(aCoopAtWork)
      .when(delivered('E-1', 2_400, null, { site: 'LIM-Z' }))
      .thenRejected('unknown-site');
  });
  test('a delivery number used twice', () => {
    given(aCoopAtWork, delivered('E-1')).when(delivered('E-1')).thenRejected('code-used', { code: 'E-1' });
  });
  test('a delivery of tomorrow', () => {
    given(aCoopAtWork, (world) => void (world.today = '2026-02-09'))
      .when(delivered('E-1'))
      .thenRejected('in-the-future', { day: '2026-02-10', today: '2026-02-09' });
  });
});

describe('gold on the table whose papers do not fit is weighed and held', () => {
  test('a miner nobody knows', () => {
    given(aCoopAtWork)
      .when(delivered('E-1', 930, null, { member: 'LIM-999' }))
      .thenHeld('unknown-member');
  });
  // The counter's form asks for the miner, yet gold that nobody is named for must not pass as good gold either.
  test('production nobody is named for', () => {
    given(aCoopAtWork)
      .when(delivered('E-1', 930, null, nobodyNamed))
      .thenHeld('unknown-member');
  });
  test('a panner whose yearly registration lapsed: its last day counts, the next does not', () => {
    const until = aPanner('rosa', { from: '2025-02-11', until: '2026-02-11' });
    given(aCoopAtWork, until, onDay('2026-02-10'))
      .when(delivered('E-1', 930, null, rosa))
      .thenHeld();
    given(aCoopAtWork, until, onDay('2026-02-11'))
      .when(delivered('E-1', 930, null, rosa))
      .thenHeld('registration-lapsed');
  });
  test('a panner whose registration has not begun', () => {
    const from = aPanner('rosa', { from: '2026-02-11', until: null });
    given(aCoopAtWork, from)
      .when(delivered('E-1', 930, null, rosa))
      .thenHeld('registration-not-yet');
  });
  test('nobody asks an associate for a yearly registration', () => {
    const lapsed = aMiner('ana', { until: '2026-01-01' });
    given(aCoopAtWork, lapsed).when(delivered('E-1')).thenHeld();
  });
  test('a production declaration used twice, even by a delivery that was itself held', () => {
    const again = delivered('E-2', 1_820, touchstone(940_000), { declaration: 'DP-E-1' });
    given(aCoopAtWork, delivered('E-1')).when(again).thenHeld('declaration-used');
    given(aCoopAtWork, delivered('E-1', 930, null, { member: 'LIM-999' }))
      .when(again)
      .thenHeld('declaration-used');
  });
  test('every doubt at once, each with its own reason', () => {
    const all = delivered('E-2', 930, touchstone(410_000), { member: 'LIM-999', declaration: 'DP-E-1' });
    given(aCoopAtWork, delivered('E-1'))
      .when(all)
      .thenHeld('unknown-member', 'declaration-used', 'fineness-outside-site');
  });
});

describe('the fineness a site’s gold has', () => {
  test.each([850_000, 995_000])('%d ppm lies on the boundary and is good', (ppm) => {
    given(aCoopAtWork)
      .when(delivered('E-1', 2_400, xrf(ppm)))
      .thenHeld();
  });
  test.each([849_999, 995_001])('%d ppm lies outside and is held', (ppm) => {
    given(aCoopAtWork)
      .when(delivered('E-1', 2_400, xrf(ppm)))
      .thenHeld('fineness-outside-site');
  });
  test('gold nobody assayed yet has no fineness to doubt', () => {
    given(aCoopAtWork)
      .when(delivered('E-1', 2_400, null))
      .thenRecorded(['lot.registered']);
  });
});

describe('a panner’s 35 g of a calendar month', () => {
  test('35 g exactly are within, one milligram more is held', () => {
    given(aCoopAtWork).when(panned('E-1', 35_000)).thenHeld();
    given(aCoopAtWork).when(panned('E-1', 35_001)).thenHeld('over-monthly-limit');
  });
  test('a month’s deliveries count together', () => {
    const story = [aCoopAtWork, panned('E-1', 20_000), panned('E-2', 14_999)];
    given(...story)
      .when(panned('E-3', 1))
      .thenHeld();
    given(...story)
      .when(panned('E-3', 2))
      .thenHeld('over-monthly-limit');
  });
  test('fine grams count where somebody assayed: 35 g at 940 ‰ leave 2.1 g', () => {
    const story = [aCoopAtWork, delivered('E-1', 35_000, touchstone(940_000), rosa)];
    given(...story)
      .when(panned('E-2', 2_100))
      .thenHeld();
    given(...story)
      .when(panned('E-2', 2_101))
      .thenHeld('over-monthly-limit');
  });
  test('what was held does not count, and the next month begins at nothing', () => {
    given(aCoopAtWork, panned('E-1', 61_000)).when(panned('E-2', 35_000)).thenHeld();
    given(aCoopAtWork, onDay('2026-01-31'), panned('E-1', 35_000), onDay('2026-02-01'))
      .when(panned('E-2', 35_000))
      .thenHeld();
  });
  test('associates have no such limit, nor have panners of a country that sets none', () => {
    given(aCoopAtWork)
      .when(delivered('E-1', 61_000, null))
      .thenHeld();
    given(aCoopAtWork, aParty(COOP, 'cooperative', 'PE'), aSite('PLAYA', { country: 'PE' }))
      .when(panned('E-1', 61_000))
      .thenHeld();
  });
});

describe('held gold stays where it is', () => {
  const held = [aCoopAtWork, delivered('E-1', 930, null, { member: 'LIM-999' })];

  test('it is not melted, and the deliveries beside it are untouched', () => {
    const { world, when } = given(...held, delivered('E-2'));
    when(melted('B-1', ['E-2', 'E-1'], 3_000)).thenRejected('lot-held', { lot: 'E-1', rule: 'P4' });
    expect(world.lot('E-2').grossMg).toBe(2_400);
  });
  test('a release by someone with the right lets it go on', () => {
    const { holds }: Lot = given(...held, released).world.lot('E-1');
    expect(holds).toEqual([]);
    given(...held, released)
      .when(melted('B-1', ['E-1'], 920))
      .thenRecorded(['lots.transformed']);
    given(...held, released, heldBack('E-1'))
      .when(melted('B-1', ['E-1'], 900))
      .thenRejected('lot-held');
  });
});

describe('what a delivery does not say', () => {
  // A key built from an absent value must not meet a value that reads the same.
  test('a declaration called "undefined" says nothing of deliveries without one', () => {
    given(aCoopAtWork, delivered('E-1', 2_400, null, { declaration: 'undefined' }))
      .when(delivered('E-2', 2_400, null, undeclared))
      .thenHeld();
  });
  test('the people behind it stay out of the statement', () => {
    const { recorded } = given(aCoopAtWork)
      .when(delivered('E-1', 2_400, null, { note: 'mojado' }))
      .thenHeld();
    expect(JSON.stringify(recorded[0]?.data)).not.toMatch(/ana|DP-E-1|mojado/);
    // Told of the miner, so that it goes with the miner.
    const subject = 'member:coop/ana';
    expect(recorded[0]?.reveals).toEqual([
      { name: 'member', value: 'ana', subject },
      { name: 'counted', value: true, subject },
      { name: 'declaration', value: 'DP-E-1', subject },
      { name: 'note', value: 'mojado', subject },
    ]);
  });
});
