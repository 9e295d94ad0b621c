import { byAir, sellerInsures, sellerPaysFreight } from '../../../../src/core/custody/terms/incoterm.js';
import { readTerms } from '../../../../src/core/custody/terms/read.js';
import type { ShipmentTerms } from '../../../../src/core/custody/terms/terms.js';
import type { Json } from '../../../../src/core/log/canonical-json.js';
import { Rejection } from '../../../../src/core/rejection.js';

const plain: ShipmentTerms = {
  priceUsdPerOunce: '4428.79',
  currency: 'USD',
  fixingDate: '2026-02-13',
  session: 'PM',
  discountPercent: '1.25',
  provisionalPercent: '90',
  freightUsd: '191.00',
  insuranceUsd: '95.00',
};

const whole: Required<ShipmentTerms> = {
  ...plain,
  premiumUsd: '12.50',
  payablePercent: '99.5',
  refiningChargeUsdPerOunce: '0.35',
  silver: { payablePercent: '90', priceUsdPerOunce: '48.20' },
  premium: { scheme: 'fairmined', usdPerKgFine: '4000' },
  rounding: { ounces: { places: 3, mode: 'truncate' }, gramsPlaces: 2, moneyPlaces: 2 },
  quotation: { period: 'LBMA PM, second day after arrival', final: { date: '2026-02-20', session: 'PM' } },
  local: { currency: 'COP', rateDate: '2026-02-13' },
  paymentTerms: '90 % on presentation',
  bank: { name: 'Banco de la Ribera', account: 'CO00 0000 0000', swift: 'RIBECOBB' },
  contractReference: 'CV-2026-014',
  notify: 'Agencia del Lago, Zürich',
  taxInvoice: 'FE-1042',
  validityDays: 15,
};

const refusal = (value: unknown): Rejection => {
  try {
    readTerms(value as Json, 'terms');
  } catch (error) {
    if (error instanceof Rejection) return error;
  }
  throw new Error('it was read');
};

describe('terms that are read', () => {
  test('as they were agreed, with everything a contract may say and with no more than it must', () => {
    expect(readTerms(plain as unknown as Json, 'terms')).toBe(plain);
    expect(readTerms(whole as unknown as Json, 'terms')).toBe(whole);
  });

  test.each([
    ['a hundred per cent', { payablePercent: '100.00' }],
    ['none', { discountPercent: '0' }],
    ['no fixing', { fixingDate: '', session: '' }],
    ['a branch of a bank', { bank: { ...whole.bank, swift: 'RIBECOBB123' } }],
    ['ounces that are not rounded', { rounding: { ounces: { places: 6, mode: 'exact' } } }],
  ])('%s', (_, said) => {
    expect(() => readTerms({ ...plain, ...said } as unknown as Json, 'terms')).not.toThrow();
  });
});

describe('terms that are refused, with where and what would be right', () => {
  test.each<[string, object, string, string]>([
    ['more than a hundred per cent', { payablePercent: '100.01' }, 'terms.payablePercent', '99.5 (0 – 100)'],
    ['a discount of a thousand', { discountPercent: '1000' }, 'terms.discountPercent', '1.25 (0 – 100)'],
    ['a price with a comma', { priceUsdPerOunce: '4.428,79' }, 'terms.priceUsdPerOunce', '4428.79'],
    ['a price as a number', { priceUsdPerOunce: 4428 }, 'terms.priceUsdPerOunce', '4428.79'],
    ['a negative charge', { refiningChargeUsdPerOunce: '-1' }, 'terms.refiningChargeUsdPerOunce', '0.35'],
    ['seven places', { rounding: { ounces: { places: 7, mode: 'half-up' } } }, 'terms.rounding.ounces.places', '0 – 6'],
    ['half a place', { rounding: { moneyPlaces: 0.5 } }, 'terms.rounding.moneyPlaces', '0 – 4'],
    [
      'a rounding nobody agreed',
      { rounding: { ounces: { places: 3, mode: 'up' } } },
      'terms.rounding.ounces.mode',
      'half-up, truncate, exact',
    ],
    [
      'the 30th of February',
      { local: { currency: 'COP', rateDate: '2026-02-30' } },
      'terms.local.rateDate',
      '2026-02-13',
    ],
    ['no bank code', { bank: { ...whole.bank, swift: 'RIBE' } }, 'terms.bank.swift', 'RIBECOBB'],
    [
      'a line break in the notify party',
      { notify: 'Lago\nZürich' },
      'terms.notify',
      'Agencia Aduanera del Lago, Zürich',
    ],
    ['no days', { validityDays: 0 }, 'terms.validityDays', '1 – 365'],
  ])('%s', (_, said, at, right) => {
    expect(refusal({ ...plain, ...said })).toMatchObject({ code: 'malformed', at, detail: { example: right } });
  });

  test('a member nobody knows, here or within another, and one that is missing within', () => {
    expect(refusal({ ...plain, price: '1' })).toMatchObject({ code: 'malformed', at: 'terms' });
    const strange = refusal({ ...plain, silver: { ...whole.silver, ounces: '1' } });
    expect(strange).toMatchObject({ at: 'terms.silver', detail: { choices: 'payablePercent, priceUsdPerOunce' } });
    expect(refusal({ ...plain, silver: { payablePercent: '90' } })).toMatchObject({
      code: 'missing',
      at: 'terms.silver.priceUsdPerOunce',
    });
    expect(refusal({ ...plain, bank: 'Banco de la Ribera' })).toMatchObject({ code: 'malformed', at: 'terms.bank' });
    expect(refusal(undefined)).toMatchObject({ code: 'missing', at: 'terms' });
  });
});

describe('the rule of the sale', () => {
  test.each([
    ['FOB Callao', 'FCA'],
    ['fas Buenaventura', 'FCA'],
    ['CFR Rotterdam', 'CPT'],
    [' CIF Zürich', 'CIP'],
  ])('%s is one for ships: right would be %s', (incoterm, right) => {
    expect(() => byAir(incoterm)).toThrow(
      expect.objectContaining({ code: 'sea-rule', at: 'incoterm', detail: expect.objectContaining({ right }) }),
    );
  });

  test.each(['EXW', 'FCA Bogotá', 'CPT Zürich', 'CIP', 'DAP Mumbai', 'DPU', 'DDP', 'as agreed'])(
    '%s may fly',
    (rule) => {
      expect(() => byAir(rule)).not.toThrow();
    },
  );

  test('says whether the seller pays the carriage, and whether it insures it', () => {
    const rules = ['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP'];
    expect(rules.filter(sellerPaysFreight)).toEqual(['CPT', 'CIP', 'DAP', 'DPU', 'DDP']);
    expect(rules.filter(sellerInsures)).toEqual(['CIP', 'DAP', 'DPU', 'DDP']);
  });
});
