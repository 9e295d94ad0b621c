/** P17 of places: a site and the gold said to be dug there, against the outline of the title. */
import { registerSite } from '../../../../../src/parties/decisions.js';
import { aCoopAtWork, delivered } from '../../../../support/deeds.js';
import type { Row } from '../row.js';

const outline = 'POLYGON((-76.70 2.94, -76.68 2.94, -76.68 2.96, -76.70 2.96, -76.70 2.94))';
const dug = (longitude: string, latitude: string, bounds: object = { outline }) =>
  delivered('E-1', 2_400, null, { place: { longitude, latitude }, ...bounds });
const registered =
  (longitude: string, latitude: string): Row['when'] =>
  (world) => {
    const place = { name: 'Arroyo', municipality: 'San Isidro', region: 'CO-CAU', country: 'CO', title: 'ARE-9' };
    const mine = { deposit: 'alluvial', minPpm: 850_000, maxPpm: 995_000, capacityMgPerMonth: 450_000 };
    return registerSite(world, world.act, {
      site: 'ARROYO',
      ...place,
      ...mine,
      outline,
      position: { longitude, latitude },
    });
  };
const given = [aCoopAtWork];

export const rows: readonly Row[] = [
  { rule: 'P17', says: 'gold dug within the title', given, when: dug('-76.69', '2.95'), does: 'passes' },
  {
    rule: 'P17',
    says: 'gold dug on the very edge of the title',
    boundary: true,
    given,
    when: dug('-76.70', '2.95'),
    does: 'passes',
  },
  {
    rule: 'P17',
    says: 'gold dug a millimetre outside the title',
    boundary: true,
    given,
    when: dug('-76.70000001', '2.95'),
    does: 'asks',
    code: 'dug-outside-title',
  },
  {
    rule: 'P17',
    says: 'gold dug somewhere, under a title whose outline nobody knows',
    given,
    when: dug('-70', '2.95', {}),
    does: 'passes',
  },
  { rule: 'P17', says: 'a site on a corner of its title', given, when: registered('-76.68', '2.96'), does: 'passes' },
  {
    rule: 'P17',
    says: 'a site across the river from its title',
    given,
    when: registered('-76.68', '2.97'),
    does: 'asks',
    code: 'site-outside-title',
  },
];
