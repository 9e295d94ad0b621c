/** P6 of papers: gold produced and sold in the month or year that a licence states a volume for. */
import type { Scope } from '../../../../../src/core/custody/credentials/scope.js';
import {
  aCooperative,
  aCoopAtWork,
  anExporter,
  as,
  credential,
  delivered,
  dispatched,
  onDay,
  received,
  sold,
} from '../../../../support/deeds.js';
import { EXPORTER, type Deed } from '../../../../support/story.js';
import type { Row } from '../row.js';

/** Of fine gold, which unassayed gold counts at its gross mass. */
const grams = (whole: number): string => `${whole}000000000`;
const permit = (per: 'month' | 'year', whole: number, more: Scope = {}, number = 'EXP-1') =>
  credential('exploitation', { number, scope: { volume: { fineNg: grams(whole), per }, ...more } });
const under = (...papers: ReturnType<typeof permit>[]): Deed[] => [aCoopAtWork, aCooperative(...papers)];
const raw = (code: string, mg: number, form: 'alluvial' | 'nugget' = 'alluvial') => delivered(code, mg, null, { form });
const produced: readonly Row[] = [
  {
    rule: 'P6',
    says: 'what a licence covers in a month, to the milligram',
    boundary: true,
    given: [...under(permit('month', 10)), raw('E-1', 4_000)],
    when: raw('E-2', 6_000),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'a milligram more than a licence covers, where volumes bind',
    boundary: true,
    given: [...under(permit('month', 10)), raw('E-1', 4_000)],
    when: raw('E-2', 6_001),
    does: 'holds',
    code: 'over-paper-volume',
  },
  {
    rule: 'P6',
    says: 'the month after, under a licence by the month',
    boundary: true,
    given: [...under(permit('month', 10)), onDay('2026-01-31'), raw('E-1', 9_000), onDay('2026-02-01')],
    when: raw('E-2', 9_000),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'the month after, under a licence by the year',
    given: [...under(permit('year', 10)), onDay('2026-01-31'), raw('E-1', 9_000), onDay('2026-02-01')],
    when: raw('E-2', 1_001),
    does: 'holds',
    code: 'over-paper-volume',
  },
  {
    rule: 'P6',
    says: 'a new year under a licence by the year',
    boundary: true,
    given: [...under(permit('year', 10)), onDay('2025-12-31'), raw('E-1', 9_000), onDay('2026-01-01')],
    when: raw('E-2', 9_000),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'two licences cover what they cover together',
    boundary: true,
    given: [...under(permit('month', 10), permit('month', 5, {}, 'EXP-2')), raw('E-1', 4_000)],
    when: raw('E-2', 11_000),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'a licence without a volume beside one with',
    given: [...under(permit('month', 10), credential('exploitation', { number: 'EXP-3' })), raw('E-1', 4_000)],
    when: raw('E-2', 20_000),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'gold of a form that the licence is not for counts for nothing under it',
    given: [...under(permit('month', 10, { forms: ['nugget'] })), raw('E-1', 9_000)],
    when: raw('E-2', 9_000, 'nugget'),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'a licence for sales, at a delivery',
    given: under(permit('month', 10, { activities: ['sale'] })),
    when: raw('E-1', 11_000),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'a licence that ended the day before',
    boundary: true,
    given: [...under({ ...permit('month', 10), until: '2026-02-10' }), onDay('2026-02-10')],
    when: raw('E-1', 11_000),
    does: 'passes',
  },
];

const licence = (whole: number): Deed => aCooperative(permit('month', whole, { activities: ['sale'] }));
const stock = [aCoopAtWork, licence(10), anExporter(), raw('E-1', 4_000), raw('E-2', 6_000), raw('E-3', 6_001)];
const accepted: Deed = (world) => {
  const { lots } = world;
  for (const lot of lots.values()) {
    if (lot.code === 'E-3')
      lots.set(lot.id, { ...lot, agreed: { to: EXPORTER, passes: 'on-acceptance', basis: 'sale' } });
  }
};

const trade: readonly Row[] = [
  {
    rule: 'P6',
    says: 'sales up to what the seller’s licence covers',
    boundary: true,
    given: [...stock, sold('E-1', EXPORTER)],
    when: sold('E-2', EXPORTER),
    does: 'passes',
  },
  {
    rule: 'P6',
    says: 'a milligram more sold than the seller’s licence covers',
    boundary: true,
    given: [...stock, sold('E-1', EXPORTER)],
    when: sold('E-3', EXPORTER),
    does: 'asks',
    code: 'sold-beyond-paper',
  },
  {
    rule: 'P6',
    says: 'the same where title passes as the gold is accepted',
    given: [...stock, sold('E-1', EXPORTER), accepted, dispatched('E-3', EXPORTER), as(EXPORTER)],
    when: received('E-3', 6_001),
    does: 'asks',
    code: 'sold-beyond-paper',
  },
];

export const rows: readonly Row[] = [...produced, ...trade];
