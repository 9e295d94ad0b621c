import * as fc from 'fast-check';
import { addDays, compareDays, dayAt, instantOf, isDay, monthOf } from '../../src/core/day.js';
import { KNOWN_COUNTRIES, timeZoneOf } from '../../src/core/time-zones.js';

const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '26-01-01', '2026-01-01T00:00', ' 2026-01-01', ''])(
    '%j is no day',
    (day) => expect(isDay(day)).toBe(false),
  );

  test('months and leap years are the calendar’s', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('1900-02-29')).toBe(false);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(monthOf('2026-03-16')).toBe('2026-03');
    expect([compareDays('2026-03-16', '2026-03-27'), compareDays('2026-03-16', '2026-03-16')]).toEqual([-1, 0]);
  });

  test('adding days and taking them away comes back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
        expect(addDays(addDays(day, n), -n)).toBe(day);
      }),
    );
  });
});

describe('the first instant of a local day', () => {
  test.each([
    ['2026-03-16', 'America/Bogota', '2026-03-16T05:00:00.000Z'],
    ['2026-03-16', 'Asia/Ulaanbaatar', '2026-03-15T16:00:00.000Z'],
    ['2026-03-29', 'Europe/Zurich', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Zurich', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Zurich', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Zurich', '2026-10-25T23:00:00.000Z'],
    // The clock goes from midnight to one: this day has no 00:00.
    ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z'],
    // Samoa crossed the date line: 30 December 2011 did not happen there.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s is %s', (day, tz, instant) => expect(instantOf(day, tz)).toBe(instant));

  test('lies in that day, and the millisecond before in the day before', () => {
    const zones = fc.constantFrom(...KNOWN_COUNTRIES.map(timeZoneOf));
    fc.assert(
      fc.property(days, zones, (day, tz) => {
        const first = Date.parse(instantOf(day, tz));
        expect(dayAt(first, tz)).toBe(day);
        expect(dayAt(first - 1, tz)).toBe(addDays(day, -1));
      }),
      // Not among the days drawn: those a whole country skipped.
      {
        examples: [
          ['2026-11-01', 'America/Havana'],
          ['2026-04-05', 'America/Santiago'],
        ],
      },
    );
  });

  test('a country we do not know keeps its books in UTC', () => {
    expect(timeZoneOf('XX')).toBe('UTC');
    expect(timeZoneOf('constructor')).toBe('UTC');
    expect([timeZoneOf('CO'), timeZoneOf('PE'), timeZoneOf('HN'), timeZoneOf('MN')]).toEqual([
      'America/Bogota',
      'America/Lima',
      'America/Tegucigalpa',
      'Asia/Ulaanbaatar',
    ]);
  });
});
