/** Figures of volumes and prices: P15, P24, and the ceilings of a site's month. */
import { ALWAYS, type Table } from './dated.js';

/** P24: how far a closing count may be from the book: parts per million of the book, and never less than so many milligrams. */
export const COUNT_TOLERANCE: Table<{ readonly ppm: number; readonly leastMg: number }> = [
  {
    from: ALWAYS,
    value: { ppm: 1_000, leastMg: 20 },
    source: 'Our own default: 0.1 % of the book, and two divisions of a scale of 0.01 g',
    status: 'proposed',
  },
];

/** P24: a count closes a month on its last day, and on so many days of the next. */
export const CLOSING_DAYS: Table<number> = [{ from: ALWAYS, value: 3, source: 'Our own default', status: 'proposed' }];

/** P15: the least of the international price that is paid for gold of a scheme, in parts per million. */
export const PRICE_FLOOR_PPM: Table<number> = ['fairmined', 'fairmined-ecological'].map((key) => ({
  key,
  from: '2014-04-05',
  value: 950_000,
  source: 'Fairmined: at least 95 % of the LBMA price (interview with ARM, diamonds.net)',
  status: 'confirmed' as const,
}));

/** P15: premium by scheme, US dollars for a gram of fine gold, decimal. Said of labelled gold; "up to", so lower tiers may exist. */
export const PREMIUM_USD_PER_GRAM: Table<string> = [
  {
    key: 'fairmined',
    from: '2014-04-05',
    value: '4',
    source: 'Fairmined: up to US$ 4,000 a kilogram (fairmined.org)',
    status: 'to-be-confirmed',
  },
  {
    key: 'fairmined-ecological',
    from: '2014-04-05',
    value: '6',
    source: 'Fairmined Ecological: US$ 2,000 a kilogram more (fairmined.org)',
    status: 'to-be-confirmed',
  },
];

/** Most fine milligrams a miner brings out of the ground in a day, by scheme. */
export const MINER_DAY_MG: Table<number> = [
  {
    key: 'fairmined',
    from: '2014-04-05',
    value: 4_000,
    source: 'Fairmined Standard v2.0: at most 4 g per miner and day',
    status: 'confirmed',
  },
];

/** P21: what becomes of an export whose proof of royalty or tax covers less, by the exporter's country; absent: nothing is asked. */
export const ROYALTY_PROOF: Table<'refuse' | 'ask'> = [
  {
    key: 'CO',
    from: '1994-06-28',
    value: 'refuse',
    source: 'Ley 141 de 1994, art. 16; Ley 756 de 2002: royalty on precious metals',
    status: 'to-be-confirmed',
  },
  {
    key: 'HN',
    from: ALWAYS,
    value: 'ask',
    source: 'Ley General de Minería: 6 % of the FOB value, by a private firm’s account',
    status: 'to-be-confirmed',
  },
  {
    key: 'MN',
    from: ALWAYS,
    value: 'ask',
    source: 'Minerals Law: royalty, as last known to us',
    status: 'to-be-confirmed',
  },
];
