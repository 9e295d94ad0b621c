import { aCoopAtWork, delivered, melted, touchstone, xrf } from '../../../../support/deeds.js';
import type { Row } from '../row.js';

export const rows: readonly Row[] = [
  { rule: 'P8', says: 'gold of the site’s own band', given: [aCoopAtWork], when: delivered('E-1'), does: 'passes' },
  {
    rule: 'P8',
    says: 'the lowest fineness of the site’s band',
    boundary: true,
    given: [aCoopAtWork],
    when: delivered('E-1', 2_400, xrf(850_000)),
    does: 'passes',
  },
  {
    rule: 'P8',
    says: 'one part per million below it',
    boundary: true,
    given: [aCoopAtWork],
    when: delivered('E-1', 2_400, xrf(849_999)),
    does: 'holds',
    code: 'fineness-outside-site',
  },
  {
    rule: 'P2',
    says: 'a lot melted whole',
    boundary: true,
    given: [aCoopAtWork, delivered('E-1', 2_400, touchstone(940_000))],
    when: melted('B-1', [['E-1', 2_400]], 2_390),
    does: 'passes',
  },
  {
    rule: 'P2',
    says: 'a milligram more than is left of it',
    boundary: true,
    given: [aCoopAtWork, delivered('E-1', 2_400, touchstone(940_000))],
    when: melted('B-1', [['E-1', 2_401]], 2_390),
    does: 'refused',
    code: 'overspent',
  },
];
