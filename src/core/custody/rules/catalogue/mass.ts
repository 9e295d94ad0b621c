/** P1, P2, P8–P12: what scales and assays say. */
import { SAMPLE_DAYS, SPLITTING_LIMIT_PPM, UNCERTAINTY_PPM } from '../thresholds/assays.js';
import { MELT_LOSS_PPM, RECOVERY } from '../thresholds/furnace.js';
import { listed } from '../thresholds/dated.js';
import { DEPOSIT_BAND, DRIFT_DAYS, DRIFT_LEAST, DRIFT_PPM } from '../thresholds/sites.js';
import { MOST_TOLERANCE_PPM, WEIGHING } from '../thresholds/handover.js';
import type { Rule } from './rule.js';

export const MASS: readonly Rule[] = [
  {
    id: 'P1',
    subject: 'mass',
    title: {
      en: 'No more comes out of a furnace than went in, neither gross nor fine',
      es: 'Del horno no sale más de lo que entró, ni bruto ni fino',
      fr: 'Il ne sort du four pas plus qu’il n’y est entré, ni brut ni fin',
    },
    level: 'refuse',
    codes: {
      'outputs-exceed-inputs': 'refuse',
      'fine-gold-gained': 'refuse',
      'melt-disagrees': 'hold',
      'recovered-more-than-contained': 'ask',
    },
    needs: [
      'masses and fineness of what went in and came out',
      'what the melt record names',
      'grade and moisture of milled ore',
    ],
    source: [{ text: 'Conservation of mass; fine gold to the nanogram, beyond it only what a better assay explains' }],
    thresholds: [],
    where: [
      'src/core/custody/rules/mass.ts',
      'src/core/custody/transformations/melt.ts',
      'src/core/custody/transformations/bench.ts',
      'src/core/custody/rules/furnace.ts',
    ],
  },
  {
    id: 'P2',
    subject: 'mass',
    title: {
      en: 'No gram is used twice, and no lot is sold to two buyers',
      es: 'Ningún gramo se usa dos veces y ningún lote se vende a dos compradores',
      fr: 'Aucun gramme ne sert deux fois, aucun lot n’est vendu à deux acheteurs',
    },
    level: 'refuse',
    codes: { overspent: 'refuse', 'lot-promised': 'refuse' },
    needs: ['what is left of the lot, as the act before left it', 'the buyer it was promised to'],
    source: [{ text: 'Conservation of mass' }],
    thresholds: [],
    where: ['src/core/custody/rules/mass.ts', 'src/core/custody/rules/custody.ts'],
  },
  {
    id: 'P8',
    subject: 'mass',
    title: {
      en: 'The fineness is one that gold of this site and deposit has',
      es: 'La ley es la que tiene el oro de ese sitio y yacimiento',
      fr: 'Le titre est celui de l’or de ce site et de ce gisement',
    },
    level: 'hold',
    codes: { 'fineness-outside-site': 'hold', 'fineness-unusual-for-deposit': 'warn' },
    needs: ['the band registered for the site', 'the site’s deposit'],
    source: [{ text: 'The site’s own band, as its cooperative registered it' }],
    thresholds: [
      ...listed('usual fineness, by deposit', 'ppm', DEPOSIT_BAND, ({ minPpm, maxPpm }) => `${minPpm} to ${maxPpm}`),
    ],
    where: ['src/core/custody/rules/intake/fineness.ts', 'src/core/custody/rules/intake/sites.ts'],
  },
  {
    id: 'P9',
    subject: 'mass',
    title: {
      en: 'The fineness has not drifted from what the site gave of late',
      es: 'La ley no se ha apartado de lo que el sitio dio últimamente',
      fr: 'Le titre ne s’est pas écarté de ce que le site a donné récemment',
    },
    level: 'warn',
    codes: { 'fineness-drifts': 'warn' },
    needs: ['the site’s readings of the last 90 days'],
    source: [{ text: 'Our own default' }],
    thresholds: [
      ...listed('drift from the median', 'ppm', DRIFT_PPM),
      ...listed('days of readings', 'days', DRIFT_DAYS),
      ...listed('readings that make a median', 'readings', DRIFT_LEAST),
    ],
    where: ['src/core/custody/rules/intake/sites.ts'],
  },
  {
    id: 'P10',
    subject: 'mass',
    title: {
      en: 'What arrives weighs what was sent, and its seal is whole',
      es: 'Lo que llega pesa lo que se envió y el precinto está intacto',
      fr: 'Ce qui arrive pèse ce qui fut envoyé, et le scellé est intact',
    },
    level: 'ask',
    codes: { 'difference-beyond-tolerance': 'ask', 'seal-broken': 'ask', 'count-differs': 'ask' },
    needs: [
      'mass sent and received',
      'the division of the coarser scale',
      'whether the seal was whole',
      'the terms it was sent under',
    ],
    source: [{ text: 'Our own default: two divisions of the coarser scale or 0.1 %, whichever is more' }],
    thresholds: [
      ...listed('two scales', 'divisions', WEIGHING, ({ divisions }) => `${divisions}`),
      ...listed('two scales', 'ppm', WEIGHING, ({ ppm }) => `${ppm}`),
      ...listed('agreed difference', 'ppm', MOST_TOLERANCE_PPM),
    ],
    where: [
      'src/core/custody/handover/receipt.ts',
      'src/core/custody/handover/terms.ts',
      'src/core/custody/handover/road/seals.ts',
    ],
  },
  {
    id: 'P11',
    subject: 'mass',
    title: {
      en: 'A melt loses no more than gold of that form does',
      es: 'Una fundición no pierde más de lo que pierde el oro de esa forma',
      fr: 'Une fonte ne perd pas plus que l’or de cette forme',
    },
    level: 'ask',
    codes: {
      'melt-loss-beyond-limit': 'ask',
      'melt-loss-unusual': 'warn',
      'recovery-below-band': 'warn',
      'recovery-above-band': 'warn',
    },
    needs: [
      'form and mass of what went in',
      'mass that came out',
      'grade, moisture and technique of a milling campaign',
    ],
    source: [
      { text: 'Retorted sponge keeps 5 to 10 % mercury until it is flamed' },
      { text: 'A refinery’s worked case loses 0.16 % of clean doré; the limits of other forms are our own default' },
    ],
    thresholds: [
      ...listed('most a melt loses', 'ppm of gross mass', MELT_LOSS_PPM),
      ...listed(
        'recovery of a campaign',
        'ppm of contained gold',
        RECOVERY,
        ({ leastPpm, mostPpm }) => `${leastPpm} to ${mostPpm}`,
      ),
    ],
    where: ['src/core/custody/rules/furnace.ts'],
  },
  {
    id: 'P12',
    subject: 'mass',
    title: {
      en: 'Two assays of the same gold agree, or an umpire decides',
      es: 'Dos ensayos del mismo oro coinciden, o decide un árbitro',
      fr: 'Deux essais du même or concordent, ou un arbitre décide',
    },
    level: 'ask',
    codes: { 'assays-apart': 'ask', 'sample-kept-still': 'warn' },
    needs: ['both assays, each with its method', 'until when a retained sample is kept'],
    source: [
      {
        text: 'Splitting limit a refinery publishes: 0.05 % Au; within it the average settles',
        ref: 'ophirrefinery.com/services/assaying',
      },
      { text: 'Settlement rules for field XRF: adjusted up to 2.0 percentage points, beyond it a third laboratory' },
    ],
    thresholds: [
      ...listed('splitting limit', 'ppm of gold', SPLITTING_LIMIT_PPM),
      ...listed('retained sample kept', 'days', SAMPLE_DAYS),
      ...listed('standard uncertainty of a method', 'ppm', UNCERTAINTY_PPM),
    ],
    where: ['src/core/custody/assays/splitting.ts', 'src/core/custody/assays/kept.ts'],
  },
];
