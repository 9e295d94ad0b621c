/** Public holidays by rule: against calendars that others printed, and in whichever year. */
import * as fc from 'fast-check';
import { isDay } from '../../src/core/day.js';
import { easterSunday } from '../../src/documents/corridors/days/easter.js';
import { HOLIDAYS } from '../../src/documents/corridors/days/holidays.js';
import { weekdayOf } from '../../src/documents/corridors/days/rules.js';
import { holidaysIn } from '../../src/documents/corridors/days/working-days.js';

const daysOf = (country: string, year: number) =>
  holidaysIn(country, year)
    .toSorted()
    .map((day) => day.slice(5))
    .join(' ');

test('Easter lies where the tables of the church have it, the earliest and the latest day among them', () => {
  const table = `1818-03-22 1943-04-25 1954-04-18 1981-04-19 2000-04-23 2008-03-23 2019-04-21 2024-03-31 2025-04-20 2026-04-05
    2027-03-28 2028-04-16 2029-04-01 2030-04-21 2038-04-25 2049-04-18 2076-04-19 2100-03-28 2285-03-22`;
  for (const day of table.split(/\s+/)) expect(easterSunday(Number(day.slice(0, 4)))).toBe(day);
});

test('Easter is a Sunday from 22 March to 25 April, whatever the year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1583, max: 9999 }), (year) => {
      const day = easterSunday(year);
      return isDay(day) && weekdayOf(day) === 0 && day.slice(5) >= '03-22' && day.slice(5) <= '04-25';
    }),
  );
});

// As the calendars of those years have them, weekends included.
test.each([
  [
    'CO',
    2024,
    '01-01 01-08 03-25 03-28 03-29 05-01 05-13 06-03 06-10 07-01 07-20 08-07 08-19 10-14 11-04 11-11 12-08 12-25',
  ],
  [
    'CO',
    2026,
    '01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25',
  ],
  ['PE', 2021, '01-01 04-01 04-02 05-01 06-29 07-28 07-29 08-30 10-08 11-01 12-08 12-25'],
  ['PE', 2026, '01-01 04-02 04-03 05-01 06-07 06-29 07-23 07-28 07-29 08-06 08-30 10-08 11-01 12-08 12-09 12-25'],
  ['HN', 2023, '01-01 04-06 04-07 04-08 04-14 05-01 09-15 10-04 10-05 10-06 12-25'],
  ['HN', 2025, '01-01 04-14 04-17 04-18 04-19 05-01 09-15 10-01 10-02 10-03 12-25'],
  ['US', 2021, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
  ['US', 2026, '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25'],
  ['DE', 2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'],
  ['CH', 2026, '01-01 05-14 08-01 12-25'],
])('of %s in %d', (country, year, days) => expect(daysOf(country, year)).toBe(days));

test('those that are moved to a Monday lie on one, every year', () => {
  const fixed = new Set('01-01 05-01 07-20 08-07 12-08 12-25'.split(' '));
  fc.assert(
    fc.property(fc.integer({ min: 1984, max: 2200 }), (year) => {
      const moved = holidaysIn('CO', year).filter((day) => !fixed.has(day.slice(5)));
      const thursdayAndFriday = moved.filter((day) => weekdayOf(day) !== 1);
      return thursdayAndFriday.map(weekdayOf).toSorted().join() === '4,5';
    }),
  );
});

test('are days of the year that was asked for, once each, under a country that is named once', () => {
  expect(new Set(HOLIDAYS.map(({ country }) => country)).size).toBe(HOLIDAYS.length);
  for (const { country, source } of HOLIDAYS) {
    expect(source.length).toBeGreaterThan(10);
    for (let year = 2020; year <= 2100; year += 1) {
      for (const day of holidaysIn(country, year)) expect([isDay(day), day.slice(0, 4)]).toEqual([true, `${year}`]);
    }
  }
});
