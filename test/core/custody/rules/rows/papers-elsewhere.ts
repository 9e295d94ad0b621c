/** P3 across books: a paper covers gold of one organisation, and one of its shipments. */
import { capture } from '../../../../../src/core/custody/papers/capture.js';
import { aCoopAtWork, aParty, as, delivered } from '../../../../support/deeds.js';
import { COOP, type Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

/** The neighbours, at the same river, with a miner of their own. */
const neighbours: Deed = (world) => {
  const [site, member] = [world.sites.get(`${COOP}/PLAYA`)!, world.members.get(`${COOP}/ana`)!];
  world.do(aParty('vecinos', 'cooperative', 'CO'));
  world.sites.set('vecinos/PLAYA', site);
  world.members.set('vecinos/ana', { ...member, id: 'vecinos/ana' });
};
const elsewhere = [aCoopAtWork, neighbours, delivered('E-1', 2_400, null, { declaration: 'DP 0001' }), as('vecinos')];
const both = (shipment: string, org: string): Deed => {
  return ({ shipments }) =>
    void shipments.set(`${org}/${shipment}`, {
      id: `${org}/${shipment}`,
      exporter: org,
      consignee: 'refiner',
      day: '2026-02-10',
      lots: [],
      exported: false,
    });
};
const captured =
  (shipment: string, number: string): Deed =>
  (world) =>
    capture(world, world.act, { shipment, kind: 'origin-certificate', number });
const shipped = [
  aCoopAtWork,
  neighbours,
  both('S-1', COOP),
  both('S-2', COOP),
  both('S-9', 'vecinos'),
  captured('S-1', 'COM-4401'),
];

export const rows: readonly Row[] = [
  {
    rule: 'P3',
    says: 'a declaration that another organisation’s gold came with, written otherwise',
    given: elsewhere,
    when: delivered('E-9', 2_400, null, { declaration: 'dp0001' }),
    does: 'holds',
    code: 'declaration-elsewhere',
  },
  {
    rule: 'P3',
    says: 'a declaration of its own beside another organisation’s',
    given: elsewhere,
    when: delivered('E-9', 2_400, null, { declaration: 'DP 0002' }),
    does: 'passes',
  },
  {
    rule: 'P3',
    says: 'numbers of four characters are everybody’s',
    boundary: true,
    given: [aCoopAtWork, neighbours, delivered('E-1', 2_400, null, { declaration: 'D-12' }), as('vecinos')],
    when: delivered('E-9', 2_400, null, { declaration: 'D-12' }),
    does: 'passes',
  },
  {
    rule: 'P3',
    says: 'a certificate of origin of another organisation’s shipment',
    given: [...shipped, as('vecinos')],
    when: captured('S-9', 'COM-4401'),
    does: 'asks',
    code: 'paper-elsewhere',
  },
  {
    rule: 'P3',
    says: 'a certificate of origin of another shipment of its own',
    given: shipped,
    when: captured('S-2', 'COM-4401'),
    does: 'asks',
    code: 'paper-used',
  },
  {
    rule: 'P3',
    says: 'the same certificate told twice of one shipment',
    boundary: true,
    given: shipped,
    when: captured('S-1', 'COM-4401'),
    does: 'passes',
  },
];
