/** P13 and P23: what is lost by mixing and selling, and gold that was recalled. */
import { edgesOf, groundsOf, isGround } from '../../../../../src/core/custody/credentials/grounds.js';
import {
  aCoopAtWork,
  anExporter,
  aSite,
  credential,
  delivered,
  dispatched,
  melted,
  onDay,
  sold,
  splitOff,
  touchstone,
} from '../../../../support/deeds.js';
import { COOP, EXPORTER, type Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

const supplier = (until = '2026-07-01') => anExporter(credential('fairmined-supplier', { until }));
/** Gold whose certificate covers only another site. */
const elsewhere: Deed = (world) => {
  const party = world.parties.get(COOP);
  if (party === undefined) throw new Error('no cooperative in this tale');
  const papers = [credential('fairmined', { scope: { sites: ['PLAYA'] } })];
  world.parties.set(COOP, { ...party, credentials: papers });
};
const two: readonly Deed[] = [aCoopAtWork, aSite('CERRO'), elsewhere, delivered('E-1')];
const uncertified = (mg: number): Deed => delivered('E-2', mg, touchstone(940_000), { site: 'CERRO' });

const mixing: readonly Row[] = [
  {
    rule: 'P13',
    says: 'two deliveries under one certificate',
    given: [aCoopAtWork, delivered('E-1'), delivered('E-2')],
    when: melted('B-1', ['E-1', 'E-2'], 4_790),
    does: 'passes',
  },
  {
    rule: 'P13',
    says: 'a milligram from a site the certificate does not cover',
    boundary: true,
    given: [...two, uncertified(1)],
    when: melted('B-1', ['E-1', 'E-2'], 2_400),
    does: 'warns',
    code: 'claim-lost-by-mixing',
  },
  {
    rule: 'P13',
    says: 'the same left out',
    given: [...two, uncertified(1)],
    when: melted('B-1', ['E-1'], 2_400),
    does: 'passes',
  },
  {
    rule: 'P13',
    says: 'gold of which none carries anything',
    given: [...two, uncertified(2_000), splitOff('E-2', ['E-3', 1_000])],
    when: melted('B-1', ['E-2', 'E-3'], 2_000),
    does: 'passes',
  },
  {
    rule: 'P13',
    says: 'sold on the last day of the buyer’s paper',
    boundary: true,
    given: [aCoopAtWork, supplier('2026-02-11'), delivered('E-1')],
    when: sold('E-1', EXPORTER),
    does: 'passes',
  },
  {
    rule: 'P13',
    says: 'sold a day later',
    boundary: true,
    given: [aCoopAtWork, supplier('2026-02-11'), delivered('E-1'), onDay('2026-02-11')],
    when: sold('E-1', EXPORTER),
    does: 'warns',
    code: 'claim-lost-by-sale',
  },
];

/** A site in red from that day: what rests on it, and all that was made of it. */
const siteRed =
  (from: string): Deed =>
  (world) => {
    const cause = { holder: COOP, site: 'PLAYA', from, reason: 'site-red' };
    const reached = new Set(
      world.recorded.flatMap(groundsOf).flatMap((ground) => (isGround(cause, ground) ? [ground.lot] : [])),
    );
    for (const { parent, child } of world.recorded.flatMap(edgesOf)) if (reached.has(parent)) reached.add(child);
    for (const [id, lot] of world.lots) if (reached.has(id)) world.lots.set(id, { ...lot, recalls: ['ab'.repeat(32)] });
  };
const aBar: readonly Deed[] = [
  aCoopAtWork,
  aSite('CERRO'),
  anExporter(),
  delivered('E-1'),
  delivered('C-1', 2_400, touchstone(940_000), { site: 'CERRO' }),
  melted('B-1', ['E-1'], 2_390),
];

const recalled: readonly Row[] = [
  {
    rule: 'P23',
    says: 'a bar of the site’s gold since the day it turned red',
    boundary: true,
    given: [...aBar, siteRed('2026-02-10')],
    when: dispatched('B-1', EXPORTER),
    does: 'refused',
    code: 'lot-recalled',
  },
  {
    rule: 'P23',
    says: 'a bar from the day before',
    boundary: true,
    given: [...aBar, siteRed('2026-02-11')],
    when: dispatched('B-1', EXPORTER),
    does: 'passes',
  },
  {
    rule: 'P23',
    says: 'melted once more, to make another bar of it',
    given: [...aBar, siteRed('2026-02-10')],
    when: melted('B-2', ['B-1', 'C-1'], 4_700),
    does: 'refused',
    code: 'lot-recalled',
  },
  {
    rule: 'P23',
    says: 'gold of another site of the same cooperative',
    given: [...aBar, siteRed('2026-02-10')],
    when: dispatched('C-1', EXPORTER),
    does: 'passes',
  },
];

export const rows: readonly Row[] = [...mixing, ...recalled];
