import * as fc from 'fast-check';
import {
  fineNg,
  formatFineGrams,
  formatGrams,
  formatPermille,
  mgOf,
  ppmOf,
  TROY_OUNCE_NG,
} from '../../src/core/quantity.js';

describe('grams and per mille', () => {
  test.each(['', '-1', '+1', '1,5', '1e3', '0x10', ' 1', '1.', '.5', '１', '0.0001', '9007199254740993', 'NaN'])(
    '%j is no mass a scale of one milligram can show',
    (grams) => expect(mgOf(grams)).toBeUndefined(),
  );

  test('grams are milligrams exactly, also where a float would slip', () => {
    expect(mgOf('1.17')).toBe(1170);
    expect(mgOf('8.115')).toBe(8115);
    expect(mgOf('0.2900')).toBe(290);
    expect(mgOf('1000000')).toBe(1_000_000_000);
  });

  test('a fineness is at most the whole', () => {
    expect(ppmOf('995.8')).toBe(995_800);
    expect(ppmOf('1000')).toBe(1_000_000);
    expect(ppmOf('1000.001')).toBeUndefined();
    expect(ppmOf('1180')).toBeUndefined();
  });

  test('every mass comes back from print', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (mg) => expect(mgOf(formatGrams(mg))).toBe(mg)));
    fc.assert(fc.property(fc.nat(1_000_000), (ppm) => expect(ppmOf(formatPermille(ppm))).toBe(ppm)));
  });
});

describe('fine gold', () => {
  test('milligrams by parts per million are nanograms', () => {
    expect(fineNg(104_580, 933_400)).toBe(97_614_972_000n);
    expect(fineNg(Number.MAX_SAFE_INTEGER, 1_000_000)).toBe(9_007_199_254_740_991_000_000n);
  });

  test('half a milligram is our own mistake', () => {
    expect(() => fineNg(0.5, 1)).toThrow('bug:');
    expect(() => fineNg(2 ** 53, 1)).toThrow('bug:');
  });

  test('the worked settlement rounds once, at print: 401.125 oz at 995.8 ‰ is 399.440 oz', () => {
    const fine = (401_125n * TROY_OUNCE_NG * 9_958n) / 10_000_000n;
    expect(formatFineGrams((fine * 1_000_000_000n) / TROY_OUNCE_NG, 3)).toBe('399.440');
  });
});

describe('print', () => {
  test('in the reader’s mark, without needless zeros where fineness is meant', () => {
    expect([formatGrams(1170, ','), formatGrams(5), formatGrams(-370, ',')]).toEqual(['1,170', '0.005', '-0,370']);
    expect([formatPermille(940_000), formatPermille(995_800, ','), formatPermille(1)]).toEqual([
      '940',
      '995,8',
      '0.001',
    ]);
    expect(formatFineGrams(97_614_972_000n, 2, ',')).toBe('97,61');
    expect(formatFineGrams(-500_000_000n, 0)).toBe('-1');
    expect(formatFineGrams(5_000_000n, 2)).toBe('0.01');
  });
});
