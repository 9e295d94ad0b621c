/** What a site and a person can give: ceilings A to D, and what is left of a limit. */
import { ceilingsOf, leastOf, volumesOf } from '../../../../src/core/custody/volumes/ceilings.js';
import type { Member } from '../../../../src/core/custody/registry.js';

const march = { month: '2026-03', country: 'CO', capacityMg: 450_000, miners: 10, panners: 10 };
const told = (change: object) =>
  ceilingsOf({ ...march, ...change }).map(
    ({ id, fineNg, missing }) => `${id} ${fineNg ?? `wants ${missing?.join(', ')}`}`,
  );

test('ten panners in a month of 31 days', () => {
  expect(told({})).toEqual(['A 1240000000000', 'B wants permit, grade', 'C 450000000000', 'D 350000000000']);
  expect(leastOf(ceilingsOf(march))?.id).toBe('D');
  expect(leastOf(ceilingsOf({ ...march, month: '2026-02', miners: 4, panners: 0 }))?.id).toBe('A');
});

test('what is not known makes no ceiling', () => {
  expect(told({ miners: 0, panners: 0, capacityMg: 0 })).toEqual([
    'A wants miners',
    'B wants permit, grade',
    'C wants capacity',
    'D wants members who are all panners',
  ]);
  expect(told({ country: 'MN' })[3]).toBe('D wants figure');
  expect(told({ month: '2014-03' })[0]).toBe('A wants figure');
  expect(leastOf(ceilingsOf({ ...march, miners: 0, panners: 0, capacityMg: 0 }))).toBeUndefined();
});

describe('a panner', () => {
  const ana: Member = {
    id: 'coop/ana',
    kind: 'panner',
    site: 'PLAYA',
    registration: 'A-1',
    from: null,
    until: null,
    months: { '2025-12': 9_000_000_000n, '2026-01': 35_000_000_000n, '2026-03': 30_000_000_000n },
  };

  test('has what is left of the month and of the year, and nothing of last year counts', () => {
    const { month, year } = volumesOf(ana, 'CO', '2026-03-15');
    expect(month).toMatchObject({
      period: '2026-03',
      fineNg: '30000000000',
      limitNg: '35000000000',
      leftNg: '5000000000',
    });
    expect(year).toMatchObject({
      period: '2026',
      fineNg: '65000000000',
      limitNg: '420000000000',
      leftNg: '355000000000',
    });
  });
  test('who sells to two cooperatives has what both leave', () => {
    const across = { ...ana, acrossBuyers: { '2026-03': 40_000_000_000n } };
    expect(volumesOf(across, 'CO', '2026-03-15').month).toMatchObject({ fineNg: '40000000000', leftNg: '0' });
  });
  test('has no limit before the law, nor where none is known, nor as a member', () => {
    for (const [kind, country, day] of [
      ['panner', 'CO', '2017-02-08'],
      ['panner', 'MN', '2026-03-15'],
      ['member', 'CO', '2026-03-15'],
    ] as const) {
      expect(volumesOf({ ...ana, kind }, country, day).month.limitNg).toBeUndefined();
    }
  });
});
