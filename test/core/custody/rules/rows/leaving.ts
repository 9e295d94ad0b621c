/** P20 and P22: where gold comes from and goes to, and by which instruments it was weighed and read. */
import {
  aCoopAtWork,
  anExporter,
  aParty,
  aRefiner,
  aScale,
  as,
  aSite,
  assayed,
  credential,
  delivered,
  dispatched,
  fireAssay,
  melted,
  onDay,
  packed,
  received,
  sold,
  touchstone,
} from '../../../../support/deeds.js';
import { EXPORTER, type Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

const rucom = credential('rucom');
const bought: readonly Deed[] = [
  aCoopAtWork,
  anExporter(rucom),
  aRefiner(),
  delivered('E-1', 24_000),
  melted('B-1', ['E-1'], 24_000),
  assayed('B-1', fireAssay(930_000)),
  dispatched('B-1', EXPORTER),
  sold('B-1', EXPORTER),
  as(EXPORTER),
  received('B-1', 24_000),
];
const origins: readonly Row[] = [
  {
    rule: 'P20',
    says: 'a site in the books’ own country',
    given: [aCoopAtWork],
    when: delivered('E-1'),
    does: 'passes',
  },
  {
    rule: 'P20',
    says: 'a site across the border',
    boundary: true,
    given: [aCoopAtWork, aSite('PLAYA', { country: 'PE' })],
    when: delivered('E-1'),
    does: 'holds',
    code: 'site-abroad',
  },
  {
    rule: 'P20',
    says: 'scrap under a mine’s name',
    given: [aCoopAtWork],
    when: delivered('E-1', 2_400, touchstone(900_000), { form: 'scrap' }),
    does: 'holds',
    code: 'recycled-as-mined',
  },
  {
    rule: 'P20',
    says: 'a nugget, as it is found',
    boundary: true,
    given: [aCoopAtWork],
    when: delivered('E-1', 2_400, touchstone(900_000), { form: 'nugget' }),
    does: 'passes',
  },
  {
    rule: 'P20',
    says: 'a box that leaves from where it is said to',
    given: bought,
    when: packed('S-1', ['B-1']),
    does: 'passes',
  },
  {
    rule: 'P20',
    says: 'a box from a country its exporter is not in',
    given: [...bought, aParty(EXPORTER, 'exporter', 'EC')],
    when: packed('S-1', ['B-1']),
    does: 'asks',
    code: 'corridor-elsewhere',
  },
];

const scaled = (until: string, day: string): readonly Deed[] => [
  aCoopAtWork,
  aScale('BAL-1', { calibrated: '2025-02-10', until }),
  onDay(day),
];
const onScale = delivered('E-1', 2_400, touchstone(940_000), { scale: 'BAL-1' });
const instruments: readonly Row[] = [
  {
    rule: 'P22',
    says: 'the last day of a calibration',
    boundary: true,
    given: scaled('2026-02-11', '2026-02-10'),
    when: onScale,
    does: 'passes',
  },
  {
    rule: 'P22',
    says: 'the day after it',
    boundary: true,
    given: scaled('2026-02-11', '2026-02-11'),
    when: onScale,
    does: 'warns',
    code: 'scale-out-of-calibration',
  },
  {
    rule: 'P22',
    says: 'a scale nobody registered',
    given: [aCoopAtWork],
    when: onScale,
    does: 'warns',
    code: 'scale-unknown',
  },
  { rule: 'P22', says: 'a bar of a fire assay', given: bought, when: packed('S-1', ['B-1']), does: 'passes' },
  {
    rule: 'P22',
    says: 'a bar of an estimate',
    given: [
      aCoopAtWork,
      anExporter(rucom),
      aRefiner(),
      delivered('E-1', 24_000, { ppm: 930_000, method: 'estimate' }),
      dispatched('E-1', EXPORTER),
      sold('E-1', EXPORTER),
      as(EXPORTER),
      received('E-1', 24_000),
    ],
    when: packed('S-1', ['E-1']),
    does: 'refused',
    code: 'estimate-not-exportable',
  },
];

export const rows: readonly Row[] = [...origins, ...instruments];
