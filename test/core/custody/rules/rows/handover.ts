/** P2 (two buyers) and P10: what is promised, and what arrives. */
import { dispatch } from '../../../../../src/core/custody/handover/dispatch.js';
import { receive, relay } from '../../../../../src/core/custody/handover/receipt.js';
import { sell } from '../../../../../src/core/custody/handover/title.js';
import * as deed from '../../../../support/deeds.js';
import { EXPORTER, idOf, JEWELLER, type Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

const bar = idOf('B-1');
const withBar: Deed[] = [
  deed.aCoopAtWork,
  deed.anExporter(),
  deed.aJeweller(),
  deed.aRefiner(),
  deed.delivered('B-1', 100_000, deed.xrf(940_000)),
];
const promised =
  (to: string, more: object = {}): Deed =>
  (world) =>
    sell(world, world.act, { lot: bar, to, basis: 'sale', passes: 'on-settlement', ...more });
const sold =
  (to: string): Deed =>
  (world) =>
    sell(world, world.act, { lot: bar, to, basis: 'sale' });

const sent =
  (more: object = {}): Deed =>
  (world) =>
    dispatch(world, world.act, { lot: bar, to: EXPORTER, sentMg: 100_000, ...more });
const weighed =
  (receivedMg: number, sealIntact = true): Deed =>
  (world) =>
    receive(world, world.act, { lot: bar, receivedMg, sealIntact, divisionMg: 10, oneSided: false });
const counted =
  (bags: number, seals: string[]): Deed =>
  (world) =>
    relay(world, world.act, { lot: bar, bags, seals, sealIntact: true });
const road = (more: object = {}): Deed[] => [...withBar, sent(more), deed.as(EXPORTER)];
const twoBags = { sealed: { bags: 2, seals: ['S-1', 'S-2'] } };

export const rows: readonly Row[] = [
  {
    rule: 'P2',
    says: 'a lot sold to the buyer it was promised to',
    given: [...withBar, promised(EXPORTER)],
    when: sold(EXPORTER),
    does: 'passes',
  },
  {
    rule: 'P2',
    says: 'a lot promised to one buyer and sold to another',
    given: [...withBar, promised(EXPORTER)],
    when: sold(JEWELLER),
    does: 'refused',
    code: 'lot-promised',
  },
  {
    rule: 'P2',
    says: 'a lot promised to one buyer and promised to another',
    given: [...withBar, promised(EXPORTER)],
    when: promised(JEWELLER),
    does: 'refused',
    code: 'lot-promised',
  },
  {
    rule: 'P2',
    says: 'a lot promised to one buyer and split for another',
    given: [...withBar, promised(EXPORTER)],
    when: deed.splitOff('B-1', ['B-2', 40_000]),
    does: 'refused',
    code: 'lot-promised',
  },
  {
    rule: 'P2',
    says: 'a promise on the last day it binds',
    boundary: true,
    given: [...withBar, promised(EXPORTER, { until: '2026-02-12' }), deed.onDay('2026-02-11')],
    when: sold(JEWELLER),
    does: 'refused',
    code: 'lot-promised',
  },
  {
    rule: 'P2',
    says: 'a promise on the day it lapses',
    boundary: true,
    given: [...withBar, promised(EXPORTER, { until: '2026-02-12' }), deed.onDay('2026-02-12')],
    when: sold(JEWELLER),
    does: 'passes',
  },
  {
    rule: 'P2',
    says: 'gold worked for a fee is promised to nobody',
    given: [...withBar, promised(EXPORTER, { basis: 'toll', passes: 'never' })],
    when: sold(JEWELLER),
    does: 'passes',
  },

  { rule: 'P10', says: 'what was sent, to the milligram', given: road(), when: weighed(100_000), does: 'passes' },
  { rule: 'P10', says: '0.1 % less', boundary: true, given: road(), when: weighed(99_900), does: 'passes' },
  {
    rule: 'P10',
    says: '0.1 % and a milligram less',
    boundary: true,
    given: road(),
    when: weighed(99_899),
    does: 'asks',
    code: 'difference-beyond-tolerance',
  },
  {
    rule: 'P10',
    says: '0.1 % and a milligram more',
    boundary: true,
    given: road(),
    when: weighed(100_101),
    does: 'asks',
    code: 'difference-beyond-tolerance',
  },
  {
    rule: 'P10',
    says: 'the difference the terms allow',
    boundary: true,
    given: road({ terms: { toleranceMg: 500 } }),
    when: weighed(99_500),
    does: 'passes',
  },
  {
    rule: 'P10',
    says: 'a milligram more than the terms allow',
    boundary: true,
    given: road({ terms: { toleranceMg: 500 } }),
    when: weighed(99_499),
    does: 'asks',
    code: 'difference-beyond-tolerance',
  },
  {
    rule: 'P10',
    says: 'terms that are stricter than the scales',
    given: road({ terms: { toleranceMg: 0 } }),
    when: weighed(99_999),
    does: 'asks',
    code: 'difference-beyond-tolerance',
  },
  {
    rule: 'P10',
    says: 'of two figures in the terms the one that allows more',
    boundary: true,
    given: road({ terms: { toleranceMg: 10, tolerancePpm: 2_000 } }),
    when: weighed(99_800),
    does: 'passes',
  },
  {
    rule: 'P10',
    says: 'more on the dispatch than there is, which makes no room for a difference',
    given: road({ sentMg: 100_000_000 }),
    when: weighed(200_000),
    does: 'asks',
    code: 'difference-beyond-tolerance',
  },
  {
    rule: 'P10',
    says: 'more on the dispatch than there is, and a share of it agreed',
    given: road({ sentMg: 100_000_000, terms: { tolerancePpm: 100_000 } }),
    when: weighed(111_000),
    does: 'asks',
    code: 'difference-beyond-tolerance',
  },
  {
    rule: 'P10',
    says: 'a broken seal, whatever the scale says',
    given: road(),
    when: weighed(100_000, false),
    does: 'asks',
    code: 'seal-broken',
  },
  {
    rule: 'P10',
    says: 'the bags and seals that were sent, in any order',
    given: road(twoBags),
    when: counted(2, ['S-2', 'S-1']),
    does: 'passes',
  },
  {
    rule: 'P10',
    says: 'a bag less than was sent',
    given: road(twoBags),
    when: counted(1, ['S-1']),
    does: 'asks',
    code: 'count-differs',
  },
  {
    rule: 'P10',
    says: 'as many bags under another seal',
    given: road(twoBags),
    when: counted(2, ['S-1', 'S-3']),
    does: 'asks',
    code: 'count-differs',
  },
];
