/** What a producer's country takes of gold that leaves, to hold against the receipt: the receipt stays the truth. */
import { ALWAYS, type Table } from './dated.js';

/** Both in parts per million: the rate, and the part of the published price it is taken of. */
export interface RoyaltyRate {
  readonly ratePpm: number;
  readonly basePpm: number;
}

/**
 * By country, and by country and deposit where that pays otherwise. A country that is not here is not known to us: Peru’s royalty
 * follows the operating margin, and small and artisanal producers mostly pay none.
 */
export const ROYALTY_RATES: Table<RoyaltyRate> = [
  {
    key: 'CO',
    from: '1994-06-28',
    value: { ratePpm: 40_000, basePpm: 800_000 },
    source: 'Ley 141 de 1994, art. 16 and 22: gold 4 %, on 80 % of the month’s published price',
    status: 'to-be-confirmed',
  },
  {
    key: 'CO alluvial',
    from: '1994-06-28',
    value: { ratePpm: 60_000, basePpm: 800_000 },
    source: 'Ley 141 de 1994, art. 16: alluvial gold under a concession 6 %, on 80 % of the month’s published price',
    status: 'to-be-confirmed',
  },
  {
    key: 'HN',
    from: ALWAYS,
    value: { ratePpm: 60_000, basePpm: 1_000_000 },
    source:
      'Ley General de Minería (Decreto 238-2012): 6 % of the FOB value, municipality’s and state’s shares together',
    status: 'to-be-confirmed',
  },
  {
    key: 'MN',
    from: ALWAYS,
    value: { ratePpm: 50_000, basePpm: 1_000_000 },
    source: 'Minerals Law: 5 % of gold sold to the Bank of Mongolia, as last known to us',
    status: 'to-be-confirmed',
  },
];
