/** P15, P21 and P24: what is paid for gold and on gold, and what the safe holds. */
import type { Act } from '../../../../../src/core/custody/act.js';
import { priceFloor } from '../../../../../src/core/custody/rules/leaving/price.js';
import { royaltyCovers } from '../../../../../src/core/custody/rules/leaving/royalty.js';
import { count } from '../../../../../src/core/custody/volumes/count.js';
import type { World } from '../../../../support/story.js';
import type { Row } from '../row.js';

const fairmined = [{ scheme: 'fairmined', fineNg: 431_123_000_000n }];
const sold =
  (discountPercent: string, sold = fairmined, premiumUsd?: string) =>
  ({ day }: World) =>
    priceFloor({ discountPercent, ...(premiumUsd !== undefined && { premiumUsd }) }, sold, day);
const underTerms =
  (terms: Omit<Parameters<typeof priceFloor>[0], 'discountPercent'>, discountPercent = '0') =>
  ({ day }: World) =>
    priceFloor({ discountPercent, ...terms }, fairmined, day);
const leaving =
  (exportedNg: bigint, provenNg?: bigint, country = 'CO', attested: Act['attested'] = 'platform') =>
  ({ act }: World) =>
    royaltyCovers({ ...act, attested }, country, exportedNg, provenNg);
const counted =
  (date: string, countedMg: number, bookMg: number) =>
  ({ act }: World) =>
    count({ ...act, on: { ...act.on, date } }, { custodian: act.org, stock: 'unmelted', countedMg, bookMg });

const P15 = { rule: 'P15' } as const;
const P21 = { rule: 'P21' } as const;
const P24 = { rule: 'P24' } as const;

export const rows: readonly Row[] = [
  { ...P15, says: 'Fairmined gold at 1.25 % under the LBMA price', when: sold('1.25'), does: 'passes' },
  { ...P15, says: '5 % under it: 95 % is paid', boundary: true, when: sold('5'), does: 'passes' },
  {
    ...P15,
    says: 'a ten-thousand-millionth of a per cent lower',
    boundary: true,
    when: sold('5.0000000001'),
    does: 'asks',
    code: 'below-price-floor',
  },
  { ...P15, says: 'gold without a scheme at any price', when: sold('40', []), does: 'passes' },
  {
    ...P15,
    says: 'a premium of 4 dollars for each of 431.123 fine grams',
    boundary: true,
    when: sold('1', fairmined, '1724.492'),
    does: 'passes',
  },
  {
    ...P15,
    says: 'a ten-thousand-millionth of a dollar less',
    boundary: true,
    when: sold('1', fairmined, '1724.4919999999'),
    does: 'asks',
    code: 'premium-below-table',
  },
  {
    ...P15,
    says: '95 % of the fine gold at the whole price',
    boundary: true,
    when: underTerms({ payablePercent: '95' }),
    does: 'passes',
  },
  {
    ...P15,
    says: '97 % of the fine gold at 2.1 % under the price, which is 94.963 % together',
    when: underTerms({ payablePercent: '97' }, '2.1'),
    does: 'asks',
    code: 'below-price-floor',
  },
  {
    ...P15,
    says: 'a premium of 4,000 dollars a kilogram, as a rate',
    boundary: true,
    when: underTerms({ premium: { scheme: 'fairmined', usdPerKgFine: '4000' } }),
    does: 'passes',
  },
  {
    ...P15,
    says: 'a dollar a tonne less',
    boundary: true,
    when: underTerms({ premium: { scheme: 'fairmined', usdPerKgFine: '3999.999' } }),
    does: 'asks',
    code: 'premium-below-table',
  },
  {
    ...P15,
    says: 'a premium for a scheme that the gold does not carry',
    when: underTerms({ premium: { scheme: 'rjc-coc', usdPerKgFine: '4000' } }),
    does: 'asks',
    code: 'premium-below-table',
  },
  {
    ...P15,
    says: 'ecological gold with the premium of other Fairmined gold',
    when: sold('1', [...fairmined, { scheme: 'fairmined-ecological', fineNg: 431_123_000_000n }], '1724.492'),
    does: 'asks',
    code: 'premium-below-table',
  },

  { ...P21, says: 'receipts cover all that leaves', boundary: true, when: leaving(431n, 431n), does: 'passes' },
  {
    ...P21,
    says: 'a nanogram less, from Colombia',
    boundary: true,
    when: leaving(431n, 430n),
    does: 'refused',
    code: 'royalty-short',
  },
  { ...P21, says: 'no receipt yet, from Colombia', when: leaving(431n), does: 'asks', code: 'royalty-unproven' },
  {
    ...P21,
    says: 'less than leaves, from Honduras',
    when: leaving(431n, 430n, 'HN'),
    does: 'asks',
    code: 'royalty-unproven',
  },
  { ...P21, says: 'from a country of which no such rule is known', when: leaving(431n, 430n, 'CH'), does: 'passes' },
  { ...P21, says: 'read from a book, whose report shows it', when: leaving(431n, 430n, 'CO', 'book'), does: 'passes' },

  {
    ...P24,
    says: 'the closing count is what the book says',
    when: counted('2026-03-31', 155_970, 155_970),
    does: 'passes',
  },
  {
    ...P24,
    says: '0.1 % of the book less',
    boundary: true,
    when: counted('2026-03-31', 99_900, 100_000),
    does: 'passes',
  },
  {
    ...P24,
    says: 'a milligram more than that is missing',
    boundary: true,
    when: counted('2026-03-31', 99_899, 100_000),
    does: 'warns',
    code: 'closing-count-differs',
  },
  { ...P24, says: '20 mg of a small stock', boundary: true, when: counted('2026-03-31', 520, 500), does: 'passes' },
  {
    ...P24,
    says: '21 mg of a small stock, on the third of the next month',
    boundary: true,
    when: counted('2026-04-03', 521, 500),
    does: 'warns',
    code: 'closing-count-differs',
  },
  {
    ...P24,
    says: 'the same on the fourth, which closes no month',
    boundary: true,
    when: counted('2026-04-04', 521, 500),
    does: 'passes',
  },
];
