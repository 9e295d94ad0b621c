/** Figures that an organisation made stricter for itself: judged by them from their day on, and nobody else is. */
import type { OwnThreshold } from '../../../../../src/core/custody/rules/own/own.js';
import { setThreshold, type ThresholdInput } from '../../../../../src/core/custody/rules/own/set.js';
import { count } from '../../../../../src/core/custody/volumes/count.js';
import { aCoopAtWork, aParty, aSite, delivered, melted, onDay, xrf } from '../../../../support/deeds.js';
import { COOP, sidAt, type Deed, type World } from '../../../../support/story.js';
import type { Row } from '../row.js';

/** By the very decision, recorded on the day it begins. */
const own =
  (input: ThresholdInput, org: string = COOP): Deed =>
  (world) => {
    const from = input.from ?? '2026-02-01';
    const before = world.thresholds.get(org) ?? [];
    const act = { ...world.act, org, on: { date: from, tz: 'UTC' }, today: from };
    const [said] = setThreshold(before, act, { ...input, from });
    const set = { sid: sidAt(900 + before.length), at: act.at, ...said?.data } as unknown as OwnThreshold;
    world.thresholds.set(org, [...before, set]);
  };
const MELT = { threshold: 'melt-loss', key: 'alluvial' } as const;
const dust = [aCoopAtWork, delivered('E-1', 100_000)];
const P11 = { rule: 'P11', code: 'melt-loss-unusual' } as const;
const losing = (mg: number): Deed => melted('B-1', ['E-1'], 100_000 - mg);
const passed = ({ code: _, ...row }: Row): Row => ({ ...row, does: 'passes' });
const closing = (differenceMg: number) => (world: World) =>
  count(
    { ...world.act, on: { date: '2026-03-31', tz: 'UTC' } },
    { custodian: COOP, stock: 'all', countedMg: 100_000 + differenceMg, bookMg: 100_000 },
    world.thresholds.get(COOP),
  );

export const rows: readonly Row[] = [
  passed({
    ...P11,
    says: '2 % of river gold where the house allows 1.5 %, before the house did',
    given: [...dust, own({ ...MELT, value: 15_000, from: '2026-02-11' })],
    when: losing(2_000),
    does: 'passes',
  }),
  {
    ...P11,
    says: 'a milligram more than the 1.5 % the house allows, from its first day',
    boundary: true,
    given: [...dust, own({ ...MELT, value: 15_000, from: '2026-02-10' })],
    when: losing(1_501),
    does: 'warns',
  },
  passed({
    ...P11,
    says: '1.5 % exactly, which the house allows',
    boundary: true,
    given: [...dust, own({ ...MELT, value: 15_000 })],
    when: losing(1_500),
    does: 'passes',
  }),
  {
    ...P11,
    says: 'more than 1.5 % where the house keeps such a bar apart',
    given: [...dust, own({ ...MELT, value: 15_000, level: 'hold' })],
    when: losing(1_501),
    does: 'holds',
    raised: 'hold',
  },
  {
    ...P11,
    says: 'more than the catalogue’s 2 % where the house only raised what becomes of it',
    given: [...dust, own({ ...MELT, level: 'ask' })],
    when: losing(2_001),
    does: 'asks',
    raised: 'ask',
  },
  passed({
    ...P11,
    says: '2 % where another house allows 1.5 %',
    given: [
      ...dust,
      aParty('coop-two', 'cooperative', 'CO'),
      own({ ...MELT, value: 15_000, level: 'hold' }, 'coop-two'),
    ],
    when: losing(2_000),
    does: 'passes',
  }),
  passed({
    ...P11,
    says: '2 % of river gold where the house is stricter with bars',
    given: [...dust, own({ threshold: 'melt-loss', key: 'dore', value: 1_000, level: 'hold' })],
    when: losing(2_000),
    does: 'passes',
  }),
  {
    rule: 'P8',
    says: '960.001 ‰ from a river where the house knows its river gold to 960 ‰',
    boundary: true,
    given: [aCoopAtWork, own({ threshold: 'usual-fineness-most', key: 'alluvial', value: 960_000, level: 'hold' })],
    when: delivered('E-1', 2_400, xrf(960_001)),
    does: 'holds',
    code: 'fineness-unusual-for-deposit',
    raised: 'hold',
  },
  {
    rule: 'P8',
    says: '899 ‰ where the house expects 900 ‰ at least, and raised only the upper bound',
    given: [
      aCoopAtWork,
      own({ threshold: 'usual-fineness-most', key: 'alluvial', level: 'hold' }),
      own({ threshold: 'usual-fineness-least', key: 'alluvial', value: 900_000 }),
    ],
    when: delivered('E-1', 2_400, xrf(899_000)),
    does: 'warns',
    code: 'fineness-unusual-for-deposit',
  },
  {
    rule: 'P6',
    says: 'the second delivery beyond half the capacity, where the house holds from there on',
    given: [
      aCoopAtWork,
      aSite('PLAYA', { capacityMgPerMonth: 10_000 }),
      own({ threshold: 'near-capacity', value: 500_000, level: 'hold' }),
      delivered('E-1', 6_000, xrf(900_000)),
    ],
    when: delivered('E-2', 100, xrf(900_000)),
    does: 'holds',
    code: 'near-capacity',
    raised: 'hold',
  },
  {
    rule: 'P24',
    says: '51 mg of 100 g where the house allows 50 mg',
    boundary: true,
    given: [aCoopAtWork, own({ threshold: 'count-tolerance-ppm', value: 500 })],
    when: closing(51),
    does: 'warns',
    code: 'closing-count-differs',
  },
  {
    rule: 'P24',
    says: '50 mg of 100 g, which the house allows',
    boundary: true,
    given: [aCoopAtWork, own({ threshold: 'count-tolerance-ppm', value: 500 }), onDay('2026-03-31')],
    when: closing(50),
    does: 'passes',
  },
];
