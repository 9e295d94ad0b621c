import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import {
  figures,
  gramsOfNg,
  milliGramsOf,
  milliOuncesOf,
  Money,
  perMille,
  thousandths,
} from '../../src/documents/money/figures.js';
import { inEnglish, inSpanish } from '../../src/documents/money/words/amount-in-words.js';
import { sumsOf } from '../../src/documents/types/invoice/sums.js';
import { bar, invoice } from './papers.js';

const hundredths = (text: string) => BigInt(text.replace('.', ''));
const underRule = (incoterm: string) => sumsOf({ ...invoice(), shipment: { ...invoice().shipment, incoterm } });

describe('weights on paper', () => {
  test('a troy ounce is 31.1034768 g exactly, and half a thousandth rounds up', () => {
    expect(thousandths(milliOuncesOf(31_103_476_800n))).toBe('1.000');
    expect(milliOuncesOf(15_551_738n)).toBe(0n);
    expect(milliOuncesOf(15_551_739n)).toBe(1n);
    expect(gramsOfNg(1_499_999n)).toBe('0.001');
    expect(gramsOfNg(1_500_000n)).toBe('0.002');
    expect(perMille(940_000)).toBe('940.0');
    expect(perMille(995_825)).toBe('995.825');
  });

  test('ounces agree with division at sixty digits for every mass', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (ng) => {
        const exact = new Money(ng.toString()).div('31103476.8');
        expect(milliOuncesOf(ng).toString()).toBe(exact.toFixed(0, Decimal.ROUND_HALF_UP));
        expect(gramsOfNg(ng)).toBe(thousandths(milliGramsOf(ng)));
      }),
    );
  });
});

describe('an invoice', () => {
  test('rounds ounces per bar and money per line: 1874.36 g at 891.5 ‰ are worth 139,900.90', () => {
    const one = { ...invoice(1), bars: [bar(0, 1_874_360, 891_500)] };
    const terms = { ...one.terms, priceUsdPerOunce: '2650.45', discountPercent: '1.75' };
    const sums = sumsOf({ ...one, terms });
    expect(sums.allOunces.toFixed()).toBe('53.724');
    expect(figures(sums.gold)).toBe('139,900.90');
  });

  test('adds up for all weights, prices and terms: lines to gold, gold and costs to the total, parts to the whole', () => {
    const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2));
    const cents = fc.integer({ min: 0, max: 100_000_000 }).map((amount) => (amount / 100).toFixed(2));
    const bars = fc.array(fc.tuple(fc.integer({ min: 1, max: 30_000_000 }), fc.integer({ min: 1, max: 1_000_000 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        bars,
        cents,
        percent,
        percent,
        cents,
        cents,
        (weights, price, discount, provisional, freight, cover) => {
          const paper = { ...invoice(1), bars: weights.map(([mg, ppm], index) => bar(index, mg, ppm)) };
          const terms = {
            ...paper.terms,
            priceUsdPerOunce: price,
            discountPercent: discount,
            provisionalPercent: provisional,
            freightUsd: freight,
            insuranceUsd: cover,
          };
          const sums = sumsOf({ ...paper, terms });
          // By other means: whole ten-thousandths of a cent in bigints, one rounding per line.
          const net = 10_000n - hundredths(discount);
          const gold = weights.reduce((sum, [mg, ppm]) => {
            const ounces = milliOuncesOf(BigInt(mg) * BigInt(ppm));
            return sum + (ounces * hundredths(price) * net * 2n + 10_000_000n) / 20_000_000n;
          }, 0n);
          const total = gold + hundredths(freight) + hundredths(cover);
          expect(sums.gold.times('100').toFixed()).toBe(gold.toString());
          expect(sums.total.times('100').toFixed()).toBe(total.toString());
          expect(sums.now.plus(sums.balance).equals(sums.total)).toBe(true);
        },
      ),
    );
  });

  test('asks for freight and insurance only under the rules that make the seller pay them', () => {
    expect(underRule('FCA Bogotá').total.equals(underRule('FCA Bogotá').gold)).toBe(true);
    expect(figures(underRule('CPT Zürich').freight)).toBe('191.00');
    expect(figures(underRule('CPT Zürich').insurance)).toBe('0.00');
    expect(figures(underRule('CIP Zürich').insurance)).toBe('95.00');
  });
});

describe('amounts in words', () => {
  test.each([
    ['0.00', 'Zero US dollars and 00/100', 'Cero dólares de los Estados Unidos con 00/100'],
    ['1.05', 'One US dollar and 05/100', 'Un dólar de los Estados Unidos con 05/100'],
    ['21000.50', 'Twenty-one thousand US dollars and 50/100', 'Veintiún mil dólares de los Estados Unidos con 50/100'],
    ['101.00', 'One hundred one US dollars and 00/100', 'Ciento un dólares de los Estados Unidos con 00/100'],
    [
      '139900.90',
      'One hundred thirty-nine thousand nine hundred US dollars and 90/100',
      'Ciento treinta y nueve mil novecientos dólares de los Estados Unidos con 90/100',
    ],
    ['1000000.00', 'One million US dollars and 00/100', 'Un millón de dólares de los Estados Unidos con 00/100'],
    [
      '2001531.00',
      'Two million one thousand five hundred thirty-one US dollars and 00/100',
      'Dos millones mil quinientos treinta y un dólares de los Estados Unidos con 00/100',
    ],
  ])('%s', (amount, english, spanish) => {
    expect(inEnglish(new Money(amount), 'USD')).toBe(english);
    expect(inSpanish(new Money(amount), 'USD')).toBe(spanish);
  });

  test('an unnamed currency keeps its code', () => {
    expect(inEnglish(new Money('2.00'), 'XAG')).toBe('Two XAG and 00/100');
  });
});
