import {
  aCoopAtWork,
  delivered,
  fireAssay,
  melted,
  onDay,
  outturn,
  refined,
  touchstone,
  xrf,
} from '../../../../support/deeds.js';
import { broughtOre, read, sampled, TONNE, umpire } from '../../../../support/ore.js';
import { type Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

const read0 = (reading: Parameters<typeof read>[1]): Deed[] => [
  aCoopAtWork,
  delivered('B-0', 112_400, touchstone(931_000)),
  read('B-0', reading),
];
const fired = read0(fireAssay(931_000));
const scanned = read0(xrf(931_000));
const kept = [...fired, sampled('B-0', ['M-1', 5_000, 'buyer', { keepUntil: '2026-04-01' }])];
const apart = { does: 'asks', code: 'assays-apart' } as const;
const out = (ppm: number) =>
  outturn('B-0', { meltMg: 112_400, reading: fireAssay(ppm), creditedMg: 90_000, grainMg: 90_000 });

export const rows: readonly Row[] = [
  {
    rule: 'P12',
    says: 'two fire assays 0.5 ‰ apart',
    boundary: true,
    given: fired,
    when: read('B-0', fireAssay(931_500)),
    does: 'passes',
  },
  {
    rule: 'P12',
    says: 'a part per million more',
    boundary: true,
    given: fired,
    when: read('B-0', fireAssay(931_501)),
    ...apart,
  },
  {
    rule: 'P12',
    says: 'as far apart below',
    boundary: true,
    given: fired,
    when: read('B-0', fireAssay(930_499)),
    ...apart,
  },
  {
    rule: 'P12',
    says: 'field XRF 2.0 points from the fire assay',
    boundary: true,
    given: scanned,
    when: read('B-0', fireAssay(911_000)),
    does: 'passes',
  },
  {
    rule: 'P12',
    says: 'field XRF farther from it',
    boundary: true,
    given: scanned,
    when: read('B-0', fireAssay(910_999)),
    ...apart,
  },
  {
    rule: 'P12',
    says: 'an XRF check of a fire assay, far off',
    given: fired,
    when: read('B-0', xrf(905_000)),
    ...apart,
  },
  {
    rule: 'P12',
    says: 'a stroke on the stone, which settles nothing',
    given: fired,
    when: read('B-0', touchstone(800_000)),
    does: 'passes',
  },
  {
    rule: 'P12',
    says: 'the umpire, whatever he reads',
    given: fired,
    when: read('B-0', umpire(900_000), { kind: 'umpire' }),
    does: 'passes',
  },
  {
    rule: 'P12',
    says: 'a refinery’s outturn within the limit',
    boundary: true,
    given: fired,
    when: refined('G-1', out(930_500)),
    does: 'passes',
  },
  {
    rule: 'P12',
    says: 'a refinery’s outturn beyond it',
    boundary: true,
    given: fired,
    when: refined('G-1', out(930_499)),
    ...apart,
  },
  {
    rule: 'P12',
    says: 'a retained sample melted the day after its last',
    boundary: true,
    given: [...kept, onDay('2026-04-02')],
    when: melted('B-1', ['M-1'], 5_000),
    does: 'passes',
  },
  {
    rule: 'P12',
    says: 'a retained sample melted on its last day',
    boundary: true,
    given: [...kept, onDay('2026-04-01')],
    when: melted('B-1', ['M-1'], 5_000),
    does: 'warns',
    code: 'sample-kept-still',
  },
  {
    rule: 'P4',
    says: 'ore picked from the waste by somebody who is no selector',
    given: [aCoopAtWork],
    when: broughtOre('O-1', TONNE, { bags: 2 }, { origin: 'selection' }),
    does: 'holds',
    code: 'not-a-selector',
  },
];
