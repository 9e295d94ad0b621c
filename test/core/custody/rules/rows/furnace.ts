import { aCoopAtWork, delivered, fireAssay, melted, outturn, refined, xrf } from '../../../../support/deeds.js';
import { broughtOre, milled, TONNE } from '../../../../support/ore.js';
import type { Row } from '../row.js';

const dore = [aCoopAtWork, delivered('E-1', 1_000_000, xrf(900_000), { form: 'dore', origin: 'opening' })];
const dust = [aCoopAtWork, delivered('E-1', 100_000)];
const sponge = [aCoopAtWork, delivered('E-1', 100_000, null, { form: 'amalgam-sponge' })];
const vein = [aCoopAtWork, delivered('E-1', 100_000, null, { form: 'vein', origin: 'opening' })];
/** Three tonnes that hold 30 g by their grade. */
const ore = [aCoopAtWork, broughtOre('O-1', 3 * TONNE, { gradeMgPerT: 10_000 })];
const gave = (sponge: number, technique: 'amalgamation' | 'cyanidation' | 'gravity' = 'amalgamation') =>
  milled({ takes: [['O-1', 3 * TONNE]], sponge, reading: fireAssay(1_000_000), technique });

export const rows: readonly Row[] = [
  {
    rule: 'P1',
    says: 'as much out as in',
    boundary: true,
    given: dust,
    when: melted('B-1', ['E-1'], 100_000),
    does: 'passes',
  },
  {
    rule: 'P1',
    says: 'a milligram more out than in',
    boundary: true,
    given: dust,
    when: melted('B-1', ['E-1'], 100_001),
    does: 'refused',
    code: 'outputs-exceed-inputs',
  },
  {
    rule: 'P1',
    says: 'a bar credited with more fine gold than its assay gives',
    given: dore,
    when: refined(
      'G-1',
      outturn('E-1', { meltMg: 1_000_000, reading: fireAssay(900_000), creditedMg: 900_001, grainMg: 9 }),
    ),
    does: 'refused',
    code: 'fine-gold-gained',
  },
  {
    rule: 'P1',
    says: 'a melt record that names another count',
    given: dust,
    when: melted('B-1', ['E-1'], 99_000, { declared: { count: 2, grossMg: 100_000 } }),
    does: 'holds',
    code: 'melt-disagrees',
  },
  {
    rule: 'P1',
    says: 'all the gold the ore holds by its grade, and not a nanogram more',
    boundary: true,
    given: ore,
    when: gave(30_000, 'gravity'),
    does: 'passes',
  },
  {
    rule: 'P1',
    says: 'a milligram more than the ore holds',
    boundary: true,
    given: ore,
    when: gave(30_001, 'gravity'),
    does: 'asks',
    code: 'recovered-more-than-contained',
  },
  {
    rule: 'P11',
    says: 'doré losing 0.5 %',
    boundary: true,
    given: dore,
    when: melted('B-1', ['E-1'], 995_000),
    does: 'passes',
  },
  {
    rule: 'P11',
    says: 'doré losing a milligram more',
    boundary: true,
    given: dore,
    when: melted('B-1', ['E-1'], 994_999),
    does: 'warns',
    code: 'melt-loss-unusual',
  },
  {
    rule: 'P11',
    says: 'river gold losing 2 %',
    boundary: true,
    given: dust,
    when: melted('B-1', ['E-1'], 98_000),
    does: 'passes',
  },
  {
    rule: 'P11',
    says: 'river gold losing a milligram more',
    boundary: true,
    given: dust,
    when: melted('B-1', ['E-1'], 97_999),
    does: 'warns',
    code: 'melt-loss-unusual',
  },
  {
    rule: 'P11',
    says: 'sponge losing 10 %',
    boundary: true,
    given: sponge,
    when: melted('B-1', ['E-1'], 90_000),
    does: 'passes',
  },
  {
    rule: 'P11',
    says: 'sponge losing more than its mercury',
    boundary: true,
    given: sponge,
    when: melted('B-1', ['E-1'], 89_999),
    does: 'asks',
    code: 'melt-loss-beyond-limit',
  },
  {
    rule: 'P11',
    says: 'vein gold, of which nobody gives a limit',
    given: vein,
    when: melted('B-1', ['E-1'], 50_000),
    does: 'passes',
  },
  {
    rule: 'P11',
    says: 'gold pooled without a furnace',
    given: dust,
    when: melted('B-1', ['E-1'], 95_000, { process: 'aggregate' }),
    does: 'passes',
  },
  { rule: 'P11', says: 'a third of the ore’s gold by amalgam', given: ore, when: gave(10_000), does: 'passes' },
  { rule: 'P11', says: 'exactly 30 % by amalgam', boundary: true, given: ore, when: gave(9_000), does: 'passes' },
  {
    rule: 'P11',
    says: 'less than 30 % by amalgam',
    boundary: true,
    given: ore,
    when: gave(8_999),
    does: 'warns',
    code: 'recovery-below-band',
  },
  { rule: 'P11', says: 'exactly half by amalgam', boundary: true, given: ore, when: gave(15_000), does: 'passes' },
  {
    rule: 'P11',
    says: 'more than half by amalgam',
    boundary: true,
    given: ore,
    when: gave(15_001),
    does: 'warns',
    code: 'recovery-above-band',
  },
  {
    rule: 'P11',
    says: 'exactly 85 % by cyanide',
    boundary: true,
    given: ore,
    when: gave(25_500, 'cyanidation'),
    does: 'passes',
  },
  {
    rule: 'P11',
    says: 'less than 85 % by cyanide',
    boundary: true,
    given: ore,
    when: gave(25_499, 'cyanidation'),
    does: 'warns',
    code: 'recovery-below-band',
  },
  {
    rule: 'P11',
    says: 'ore that nobody sampled',
    given: [aCoopAtWork, broughtOre('O-1', 3 * TONNE)],
    when: gave(29_000),
    does: 'passes',
  },
];
