import * as fc from 'fast-check';
import type { OriginShare } from '../../../src/core/provenance/origins.js';
import { FEWEST_DELIVERIES, isMonth, groupsOf } from '../../../src/core/provenance/groups.js';

const share: fc.Arbitrary<OriginShare> = fc.record({
  organisation: fc.constantFrom('coop', 'other'),
  site: fc.constantFrom('A', 'B', 'C'),
  municipality: fc.constantFrom('San Isidro', 'Cerro Alto', null),
  period: fc.constantFrom('2026-01', '2026-02', 'opening', 'unexplained'),
  deliveries: fc.integer({ min: 1, max: 9 }),
  units: fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String),
  percent: fc.constant('0.00'),
});

test('whatever the origins: no group under five is told, nothing is lost, and the parts add up to the whole', () => {
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 30 }), (shares) => {
      const { groups, indexOf } = groupsOf(shares);
      for (const { period, deliveries, municipality } of groups) {
        if (deliveries !== undefined) expect(deliveries).toBeGreaterThanOrEqual(FEWEST_DELIVERIES);
        if (isMonth(period)) expect(deliveries).toBeDefined();
        if (period === 'others') expect(municipality).toBeNull();
      }
      const whole = shares.reduce((sum, { units }) => sum + BigInt(units), 0n);
      expect(groups.reduce((sum, { units }) => sum + units, 0n)).toBe(whole);
      if (whole > 0n) expect(groups.reduce((sum, { tenths }) => sum + tenths, 0)).toBe(1000);
      for (const one of shares) expect(groups[indexOf(one)]).toBeDefined();
    }),
  );
});

const gold = (period: string, deliveries: number, units: string, more: Partial<OriginShare> = {}): OriginShare => {
  const place = { organisation: 'coop', site: 'A', municipality: 'San Isidro' };
  return { ...place, period, deliveries, units, percent: '0.00', ...more };
};

test('two sites of one municipality are one place', () => {
  const { groups } = groupsOf([gold('2026-01', 3, '100'), gold('2026-01', 4, '200', { site: 'B' })]);
  expect(groups).toMatchObject([{ municipality: 'San Isidro', period: '2026-01', deliveries: 7, tenths: 1000 }]);
});

test('opening stock and unexplained gold are told though they are few: they are nobody’s deliveries', () => {
  const dark = { organisation: null, site: null, municipality: null };
  const { groups } = groupsOf([
    gold('unexplained', 1, '900', dark),
    gold('opening', 1, '100'),
    gold('2026-01', 4, '50'),
  ]);
  expect(groups.map(({ period, deliveries }) => [period, deliveries])).toEqual([
    ['opening', undefined],
    ['others', undefined],
    ['unexplained', undefined],
  ]);
});

test('a number is told of others once they are five together', () => {
  const { groups } = groupsOf([gold('2026-01', 4, '50'), gold('2026-02', 4, '50')]);
  expect(groups).toMatchObject([{ period: 'others', municipality: null, deliveries: 8 }]);
});
