/** P17 and P18: who was where, and who may bring gold into a country. */
import { impossibleTravel, type Sighting } from '../../../../../src/core/custody/rules/people/travel.js';
import * as deed from '../../../../support/deeds.js';
import { COOP, EXPORTER, REFINER, type Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

const quibdo = { latitude: '5.69', longitude: '-76.66' };
const zurich = { latitude: '47.37', longitude: '8.54' };
const went =
  (to: Omit<Sighting, 'at'>, at: string): Row['when'] =>
  () =>
    impossibleTravel({ ...quibdo, at: '2026-03-10T12:00:00.000Z' }, { ...to, at }, '2026-03-10');

const packing = (country: string, role: Parameters<typeof deed.aParty>[1], form = 'dore'): Deed[] => [
  deed.aCoopAtWork,
  deed.anExporter(deed.credential('rucom')),
  deed.aParty(REFINER, role, country),
  deed.delivered('E-1', 2_400, deed.touchstone(940_000)),
  ...(form === 'dore' ? [deed.melted('B-1', ['E-1'], 2_390)] : []),
  deed.dispatched(form === 'dore' ? 'B-1' : 'E-1', EXPORTER),
  deed.as(EXPORTER),
  deed.received(form === 'dore' ? 'B-1' : 'E-1', form === 'dore' ? 2_390 : 2_400),
  deed.as(COOP),
  deed.sold(form === 'dore' ? 'B-1' : 'E-1', EXPORTER),
  deed.as(EXPORTER),
];

export const rows: readonly Row[] = [
  {
    rule: 'P17',
    says: 'the same counter a minute later',
    when: went(quibdo, '2026-03-10T12:01:00.000Z'),
    does: 'passes',
  },
  {
    rule: 'P17',
    says: 'across the ocean on the next day',
    when: went(zurich, '2026-03-11T12:00:00.000Z'),
    does: 'passes',
  },
  {
    rule: 'P17',
    says: 'across the ocean within the hour',
    when: went(zurich, '2026-03-10T13:00:00.000Z'),
    does: 'asks',
    code: 'impossible-travel',
  },
  {
    rule: 'P17',
    says: 'at two places at once',
    when: went(zurich, '2026-03-10T12:00:00.000Z'),
    does: 'asks',
    code: 'impossible-travel',
  },
  {
    rule: 'P17',
    says: 'five kilometres off is still the same place',
    boundary: true,
    when: went({ latitude: '5.734', longitude: '-76.66' }, '2026-03-10T12:00:00.000Z'),
    does: 'passes',
  },
  {
    rule: 'P17',
    says: 'five kilometres and a street off is another place',
    boundary: true,
    when: went({ latitude: '5.736', longitude: '-76.66' }, '2026-03-10T12:00:00.000Z'),
    does: 'asks',
    code: 'impossible-travel',
  },
  {
    rule: 'P17',
    says: 'a clock that runs backwards takes no time off',
    when: went(zurich, '2026-03-10T11:00:00.000Z'),
    does: 'asks',
    code: 'impossible-travel',
  },

  {
    rule: 'P18',
    says: 'doré to a refiner in Switzerland',
    boundary: true,
    given: packing('CH', 'refiner'),
    when: deed.packed('X-1', ['B-1']),
    does: 'passes',
  },
  {
    rule: 'P18',
    says: 'doré to a jeweller in Switzerland',
    boundary: true,
    given: packing('CH', 'jeweller'),
    when: deed.packed('X-1', ['B-1']),
    does: 'refused',
    code: 'role-not-allowed',
  },
  {
    rule: 'P18',
    says: 'doré to a trader in Switzerland with a trade assayer’s licence',
    given: [...packing('CH', 'trader'), deed.aParty(REFINER, 'trader', 'CH', deed.credential('trade-assayer'))],
    when: deed.packed('X-1', ['B-1']),
    does: 'passes',
  },
  {
    rule: 'P18',
    says: 'the licence on the day it has lapsed',
    boundary: true,
    given: [
      ...packing('CH', 'trader'),
      deed.aParty(REFINER, 'trader', 'CH', deed.credential('trade-assayer', { until: '2026-02-10' })),
    ],
    when: deed.packed('X-1', ['B-1']),
    does: 'refused',
    code: 'role-not-allowed',
  },
  {
    rule: 'P18',
    says: 'doré to a jeweller where no law we know forbids it',
    given: packing('PE', 'jeweller'),
    when: deed.packed('X-1', ['B-1']),
    does: 'passes',
  },
  {
    rule: 'P18',
    says: 'gold that is no doré to a jeweller in Switzerland',
    given: packing('CH', 'jeweller', 'alluvial'),
    when: deed.packed('X-1', ['E-1']),
    does: 'passes',
  },
];
