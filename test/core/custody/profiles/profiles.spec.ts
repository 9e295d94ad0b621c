/** Country profiles and schemes: data that somebody will rely on, so it is dated, sourced, and its numbers can be told from slips. */
import * as fc from 'fast-check';
import { isNit, isRuc } from '../../../../src/core/custody/profiles/check-digits.js';
import { PROFILES, profileOf } from '../../../../src/core/custody/profiles/profiles.js';
import { datingFaults, inForce, rowInForce, type Table } from '../../../../src/core/custody/rules/thresholds/dated.js';
import { MODELS, SCHEME_LIST } from '../../../../src/core/custody/schemes/schemes.js';
import { SCHEMES } from '../../../../src/core/custody/schemes/bearers.js';
import { KNOWN_COUNTRIES } from '../../../../src/core/time-zones.js';

const LIMIT: Table<number> = [
  { key: 'CO', from: '2017-02-09', until: '2020-01-01', value: 35, source: 'A', status: 'confirmed' },
  { key: 'CO', from: '2020-01-01', value: 40, source: 'B', status: 'confirmed' },
];

describe('a dated figure', () => {
  test.each([
    ['2017-02-08', undefined],
    ['2017-02-09', 35],
    ['2019-12-31', 35],
    ['2020-01-01', 40],
    ['2031-01-01', 40],
  ])('on %s is %p', (day, value) => expect(inForce(LIMIT, day, 'CO')).toBe(value));
  test('of another country is none', () => expect(inForce(LIMIT, '2021-01-01', 'PE')).toBeUndefined());
  test('that two rows claim for one day is a bug, and not the first of them', () => {
    const twice: Table<number> = [
      ...LIMIT,
      { key: 'CO', from: '2019-06-01', value: 1, source: 'C', status: 'proposed' },
    ];
    expect(() => rowInForce(twice, '2019-07-01', 'CO')).toThrow('bug: ');
    expect(datingFaults(LIMIT)).toEqual([]);
    expect(datingFaults(twice)).toEqual(['2017-02-09 and 2019-06-01', '2020-01-01 and 2019-06-01']);
  });
  test('whose last day comes before its first is found', () => {
    const row = { from: '2020-01-02', until: '2020-01-02', value: 1, source: 'D', status: 'proposed' } as const;
    expect(datingFaults([row, { ...row, from: '2020-02-30', until: '2020-03-01' }])).not.toEqual([]);
  });
});

describe.each(PROFILES)('the profile of $country', (profile) => {
  test('has its figures dated without overlap, each with a source', () => {
    const { pannerLimits, traderRegisters, capacityBinds } = profile;
    for (const table of [pannerLimits.month, pannerLimits.year, traderRegisters, capacityBinds] as Table<unknown>[]) {
      expect(datingFaults(table)).toEqual([]);
      expect(table.filter(({ source }) => source === '')).toEqual([]);
    }
  });
  test('is of a country whose time zone is known, and gives each number an example that holds', () => {
    expect(KNOWN_COUNTRIES).toContain(profile.country);
    expect(profile.identities.filter(({ holds, example }) => !holds(example))).toEqual([]);
  });
  test('names no paper without a field, an issuer and a source', () => {
    expect(profile.documents.filter(({ fields, source }) => fields.length === 0 || source.text === '')).toEqual([]);
    expect(profileOf(profile.country)).toBe(profile);
  });
});

describe('check digits', () => {
  test.each(['800197268-4', '900373913-4'])('%s is a NIT', (nit) => expect(isNit(nit)).toBe(true));
  test.each(['800197268-5', '800197268', '80019726-4', '800.197.268-4', '８00197268-4', ''])('%p is none', (nit) =>
    expect(isNit(nit)).toBe(false),
  );
  test.each(['20131312955', '20100070970'])('%s is a RUC', (ruc) => expect(isRuc(ruc)).toBe(true));
  test.each(['20131312956', '30131312955', '2013131295', '201313129550', ''])('%p is none', (ruc) =>
    expect(isRuc(ruc)).toBe(false),
  );
  test('a NIT has exactly one check digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), (number) => {
        expect([...'0123456789'].filter((digit) => isNit(`${number}-${digit}`))).toHaveLength(1);
      }),
    );
  });
  // The remainders 1 and 10 share the digit 1, so a NIT cannot show every slip.
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('a slip in digit %d of 800197268-4 shows', (n) => {
    const nit = '800197268-4';
    const slips = [...'0123456789']
      .filter((digit) => digit !== nit[n])
      .map((digit) => nit.slice(0, n) + digit + nit.slice(n + 1));
    expect(slips.filter(isNit)).toEqual([]);
  });
});

test('every claim on gold is a scheme with that claim, whose roles are the credentials that carry it', () => {
  const claims = SCHEME_LIST.filter(({ kind }) => kind === 'claim');
  expect(claims.map(({ scheme }) => scheme).sort()).toEqual(Object.keys(SCHEMES).sort());
  for (const { scheme, roles } of claims) {
    const bearers = new Set([...(SCHEMES[scheme]?.production ?? []), ...(SCHEMES[scheme]?.party ?? [])]);
    expect(roles.filter(({ credential }) => !bearers.has(credential))).toEqual([]);
    const granting = roles.filter(({ may }) => may.includes('grant')).map(({ credential }) => credential);
    expect(granting.filter((name) => !SCHEMES[scheme]?.production.includes(name))).toEqual([]);
  }
});

test('what is incorporated never shows a mine, and what shows one is never mass balance', () => {
  for (const { supply } of SCHEME_LIST) {
    for (const { models, permits } of supply) {
      expect(models.filter((model) => !MODELS.includes(model))).toEqual([]);
      if (models.includes('mass-balance') || models.includes('book-and-claim'))
        expect(permits.publicOrigin).toBe(false);
    }
  }
});
