/** What an invoice comes to under a contract that says more than a price: exact until it is printed, and the columns add up. */
import * as fc from 'fast-check';
import type { RoundingTerms, ShipmentTerms } from '../../src/core/custody/terms/terms.js';
import { figures, Money } from '../../src/documents/money/figures.js';
import { finalSumsOf } from '../../src/documents/types/invoice/final/sums.js';
import { validUntil } from '../../src/documents/types/invoice/proforma.js';
import { sumsOf } from '../../src/documents/types/invoice/sums.js';
import { bar, invoice } from './papers.js';
import { CONTRACT, finalInvoice, fullInvoice, proforma } from './samples/invoices.js';

const one = { ...invoice(1), bars: [bar(0, 1_874_360, 891_500)] };
const under = (terms: Partial<ShipmentTerms>) => sumsOf({ ...one, terms: { ...one.terms, ...terms } });
const at = { priceUsdPerOunce: '2650.45', discountPercent: '1.75' };
const cut = (rounding: RoundingTerms) => figures(under({ ...at, rounding }).gold);

describe('1874.36 g at 891.5 ‰, at 2650.45 less 1.75 %, are worth', () => {
  test('139,900.90 with ounces rounded to 0.001, which is what nothing said means', () => {
    expect(cut({})).toBe('139,900.90');
    expect(cut({ ounces: { places: 3, mode: 'half-up' } })).toBe('139,900.90');
  });
  test('139,899.96 with ounces that are not rounded, however many places are printed', () => {
    expect(cut({ ounces: { places: 3, mode: 'exact' } })).toBe('139,899.96');
    expect(cut({ ounces: { places: 0, mode: 'exact' } })).toBe('139,899.96');
  });
  test('139,898.30 with ounces cut off at 0.001', () => {
    expect(cut({ ounces: { places: 3, mode: 'truncate' } })).toBe('139,898.30');
  });
  test('139,899.958… rounded to whatever places the money has', () => {
    const exact = { ounces: { places: 3, mode: 'exact' } } as const;
    expect(under({ ...at, rounding: { ...exact, moneyPlaces: 0 } }).gold.toFixed()).toBe('139900');
    expect(under({ ...at, rounding: { ...exact, moneyPlaces: 4 } }).gold.toFixed()).toMatch(/^139899\.9\d{3}$/);
  });
});

describe('what stands beside the gold', () => {
  test('the payable part lowers what is paid for every ounce, the charge is taken off all of them', () => {
    const all = under({ ...at, discountPercent: '0' });
    expect(under({ ...at, discountPercent: '0', payablePercent: '50' }).gold.toFixed(2)).toBe(
      all.gold.div('2').toFixed(2),
    );
    const charged = under({ ...at, refiningChargeUsdPerOunce: '0.35' });
    expect(charged.charge.toFixed()).toBe('18.8');
    expect(charged.total.toFixed()).toBe(under(at).total.minus('18.80').toFixed());
  });

  test('silver is paid for what an assay says, and not at all where none says', () => {
    const silver = { payablePercent: '90', priceUsdPerOunce: '48.20' };
    expect(under({ silver }).silver.isZero()).toBe(true);
    const bars = [{ ...bar(0, 1_000_000, 900_000), silverPpm: 50_000 }];
    const sums = sumsOf({ ...one, bars, terms: { ...one.terms, silver } });
    // 50 g are 1.608 ozt; at 48.20 and 90 % they are worth 69.755.
    expect(sums.silverOunces.toFixed()).toBe('1.608');
    expect(sums.silver.toFixed()).toBe('69.76');
  });

  test('the premium is paid for the bars that carry the claim, by the kilogram of fine gold', () => {
    const { premium, premiumGrams } = sumsOf(fullInvoice(3));
    const fine = fullInvoice(3)
      .bars.slice(0, 2)
      .map(({ fineNg }) => (BigInt(fineNg) + 500_000n) / 1_000_000n);
    expect(premiumGrams.times('1000').toFixed()).toBe(String(fine.reduce((sum, mg) => sum + mg, 0n)));
    expect(premium.toFixed(2)).toBe(premiumGrams.times('4').toFixed(2));
  });

  test('a total in another currency is the rate times the total, and none without a rate', () => {
    const paper = fullInvoice();
    const { total, local } = sumsOf(paper);
    expect(local?.toFixed(2)).toBe(total.times('4102.35000001').toFixed(2));
    const { rate: _, ...without } = paper;
    expect(sumsOf(without).local).toBeUndefined();
  });
});

const cents = fc
  .integer({ min: 0, max: 10_000_000 })
  .map((amount) => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`);
const percent = fc
  .integer({ min: 0, max: 9_999 })
  .map((hundredths) => `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`);
const rounding = fc.record({
  ounces: fc.record({ places: fc.integer({ min: 0, max: 6 }), mode: fc.constantFrom('half-up', 'truncate', 'exact') }),
  gramsPlaces: fc.integer({ min: 0, max: 6 }),
  moneyPlaces: fc.integer({ min: 0, max: 4 }),
});
const weights = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 30_000_000 }),
    fc.integer({ min: 1, max: 900_000 }),
    fc.integer({ min: 0, max: 100_000 }),
    fc.boolean(),
  ),
  { minLength: 1, maxLength: 12 },
);

test('under every contract the printed lines add up to the printed totals, and nothing is finer than the money is', () => {
  fc.assert(
    fc.property(
      weights,
      rounding,
      cents,
      percent,
      percent,
      cents,
      cents,
      (bars, cutting, price, payable, discount, charge, premium) => {
        const paper = {
          ...fullInvoice(1),
          bars: bars.map(([mg, ppm, silverPpm, carries], n) => ({
            ...bar(n, mg, ppm),
            silverPpm,
            schemes: carries ? ['fairmined'] : [],
          })),
          terms: {
            ...invoice(1).terms,
            ...CONTRACT,
            rounding: cutting,
            priceUsdPerOunce: price,
            payablePercent: payable,
            discountPercent: discount,
            refiningChargeUsdPerOunce: charge,
            premium: { scheme: 'fairmined', usdPerKgFine: premium },
          },
        };
        const sums = sumsOf(paper);
        const lines = sums.lines.reduce((all, line) => all.plus(line), new Money('0'));
        const beside = [sums.silver, sums.premium, sums.freight, sums.insurance];
        expect(lines.equals(sums.gold)).toBe(true);
        expect(beside.reduce((all, line) => all.plus(line), lines.minus(sums.charge)).equals(sums.total)).toBe(true);
        expect(sums.now.plus(sums.balance).equals(sums.total)).toBe(true);
        for (const amount of [...sums.lines, sums.charge, ...beside, sums.total, sums.now, sums.balance]) {
          expect(amount.decimalPlaces()).toBeLessThanOrEqual(cutting.moneyPlaces);
        }
      },
    ),
  );
});

test('by whole numbers alone the gold comes to the same, however ounces are cut', () => {
  fc.assert(
    fc.property(weights, rounding, cents, percent, (bars, cutting, price, discount) => {
      const terms = {
        ...one.terms,
        rounding: { ...cutting, moneyPlaces: 2 },
        priceUsdPerOunce: price,
        discountPercent: discount,
      };
      const { lines } = sumsOf({ ...one, bars: bars.map(([mg, ppm], n) => bar(n, mg, ppm)), terms });
      const [ounce, scale] = [31_103_476_800n, 10n ** BigInt(cutting.ounces.places)];
      const net = BigInt(price.replace('.', '')) * (10_000n - BigInt(discount.replace('.', '')));
      bars.forEach(([mg, ppm], n) => {
        const ng = BigInt(mg) * BigInt(ppm);
        const whole =
          cutting.ounces.mode === 'truncate' ? (ng * scale) / ounce : (2n * ng * scale + ounce) / (2n * ounce);
        const [times, per] = cutting.ounces.mode === 'exact' ? [ng, ounce] : [whole, scale];
        const right = (2n * times * net + per * 10_000n) / (2n * per * 10_000n);
        expect(lines[n]?.times('100').toFixed()).toBe(right.toString());
      });
    }),
  );
});

describe('a final invoice', () => {
  test('is counted on the outturn at the final fixing, and debits or credits what the provisional one was short or over', () => {
    const paper = finalInvoice();
    const sums = finalSumsOf(paper);
    expect(sums.difference.toFixed(2)).toBe(sums.total.minus('62000.00').toFixed(2));
    expect(sums.due.toFixed(2)).toBe(sums.total.minus('55000.00').toFixed(2));
    const same = {
      ...paper,
      provisional: { ...paper.provisional, total: sums.total.toFixed(2), payableThen: sums.total.toFixed(2) },
    };
    expect(finalSumsOf(same).difference.isZero()).toBe(true);
    const higher = finalSumsOf({ ...paper, fixing: { ...paper.fixing, priceUsdPerOunce: '4392.10' } });
    expect(higher.gold.gt(sums.gold)).toBe(true);
  });

  test('pays no premium for a melt in which one bar carries no claim', () => {
    const paper = finalInvoice(3);
    const [a, b, c] = paper.lines.flatMap(({ lots }) => lots);
    const melted = (lots: readonly string[]) => {
      const [line] = paper.lines;
      return finalSumsOf({ ...paper, lines: line ? [{ ...line, lots }] : [] }).premium.isZero();
    };
    expect(melted([a, b] as string[])).toBe(false);
    expect(melted([a, b, c] as string[])).toBe(true);
  });
});

test('a proforma holds for the days of its terms, or for fifteen', () => {
  expect(validUntil(proforma())).toBe('2026-02-23');
  const { validityDays: _, ...terms } = proforma().terms;
  expect(validUntil({ ...proforma(), terms })).toBe('2026-02-28');
});
