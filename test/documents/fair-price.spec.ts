/** What a scheme must be paid and a country takes, by the day, from figures with their sources. */
import { fairPrice } from '../../src/documents/money/fair-price.js';
import { royaltyDue, royaltyFaults } from '../../src/documents/money/royalty.js';

const kilogram = 10n ** 12n;
const terms = { priceUsdPerOunce: '4000.00', discountPercent: '5' };
const due = (scheme: string, more = {}) =>
  fairPrice({ ...terms, ...more }, scheme, kilogram / 2n, '2026-02-13').premium;
const grams = (count: bigint): bigint => count * 1_000_000_000n;

describe('the price of a scheme', () => {
  test('is met at 95 %, and not a hair below it', () => {
    expect(fairPrice(terms, 'fairmined', kilogram, '2026-02-13').floor).toMatchObject({
      met: true,
      status: 'confirmed',
    });
    const below = fairPrice({ ...terms, payablePercent: '99.9999999999' }, 'fairmined', kilogram, '2026-02-13');
    expect(below.floor?.met).toBe(false);
    expect(below.floor?.price.toFixed()).toBe('3800');
  });

  test('has a premium of 4,000 a kilogram, 6,000 for ecological gold, both still to be confirmed', () => {
    expect(due('fairmined')?.due.toFixed()).toBe('2000');
    expect(due('fairmined-ecological')).toMatchObject({ status: 'to-be-confirmed' });
    expect(due('fairmined-ecological')?.due.toFixed()).toBe('3000');
    expect(due('fairmined')).not.toHaveProperty('met');
    expect(due('fairmined', { premium: { scheme: 'fairmined', usdPerKgFine: '4000' } })?.met).toBe(true);
    expect(due('fairmined', { premium: { scheme: 'fairmined', usdPerKgFine: '3999.98' } })?.met).toBe(false);
    expect(due('fairmined', { premiumUsd: '1999.99' })?.met).toBe(false);
  });

  test('is nothing for gold without a scheme, or before there was a figure', () => {
    expect(fairPrice(terms, 'none', kilogram, '2026-02-13')).not.toHaveProperty('floor');
    expect(fairPrice(terms, 'fairmined', kilogram, '2000-01-01')).not.toHaveProperty('premium');
  });
});

describe('a receipt of royalty', () => {
  const colombia = { country: 'CO' };
  const receipt = { fineNg: grams(1000n), pricePerGram: '500000.00', amount: '16000000' };

  test('of 4 % on 80 % of the published price is in order', () => {
    expect(royaltyDue(grams(1000n), '500000', { ratePpm: 40_000, basePpm: 800_000 }).toFixed()).toBe('16000000');
    expect(royaltyFaults(colombia, '2026-02-20', grams(1000n), receipt)).toEqual([]);
    const alluvial = { ...receipt, amount: '24000000', ratePpm: 60_000 };
    expect(royaltyFaults({ ...colombia, deposit: 'alluvial' }, '2026-02-20', grams(1000n), alluvial)).toEqual([]);
  });

  test('that covers another mass, at another rate, or comes to another amount is pointed out with the source of the figure', () => {
    const codes = (more: object, handed = grams(1000n)) =>
      royaltyFaults(colombia, '2026-02-20', handed, { ...receipt, ...more }).map(({ code }) => code);
    expect(codes({}, grams(1002n))).toEqual(['royalty-covers-other-mass']);
    expect(codes({ ratePpm: 30_000, amount: '12000000' })).toEqual(['royalty-rate-differs']);
    expect(codes({ amount: '16016001' })).toEqual(['royalty-amount-differs']);
    expect(codes({ amount: '16016000' })).toEqual([]);
    const [fault] = royaltyFaults(colombia, '2026-02-20', grams(1000n), { ...receipt, amount: '1' });
    expect(fault).toMatchObject({ status: 'to-be-confirmed', figures: { said: '1', right: '16000000.00' } });
  });

  test('of a country whose rate nobody here knows is not judged', () => {
    expect(royaltyFaults({ country: 'PE' }, '2026-02-20', grams(1n), { amount: '1', fineNg: 1n })).toEqual([]);
  });
});
