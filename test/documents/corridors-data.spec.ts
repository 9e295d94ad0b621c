/** What corridors ask for, as data: papers, holidays, words; and the days counted by it. */
import { CAPTURED_KIND_IDS, CAPTURED_KINDS } from '../../src/core/custody/papers/kinds.js';
import { REMARKS } from '../../src/core/custody/papers/remarks.js';
import { isDay } from '../../src/core/day.js';
import { DESTINATIONS, ORIGINS } from '../../src/documents/corridors/corridor.js';
import { EVERYWHERE } from '../../src/documents/corridors/everywhere.js';
import { HOLIDAYS } from '../../src/documents/corridors/days/holidays.js';
import { corridorsIn } from '../../src/documents/corridors/readiness/views.js';
import { FOUND_WORDS } from '../../src/documents/corridors/readiness/words.js';
import { holidaysKnown, workingDay, works } from '../../src/documents/corridors/days/working-days.js';
import { isDocumentKind } from '../../src/documents/types/document-types.js';
import { LANGUAGES } from '../../src/http/sentences.js';

function gapsOf(text: string): (string | undefined)[] {
  return [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).toSorted();
}

describe('the data', () => {
  const rows = [...ORIGINS, ...DESTINATIONS].flatMap(({ papers }) => papers).concat(EVERYWHERE);

  test('names kinds of paper that there are, each row with its source and days the calendar has', () => {
    for (const { kind, from, until = '9999-12-31', source } of rows) {
      expect([kind, isDocumentKind(kind) || CAPTURED_KIND_IDS.some((one) => one === kind)]).toEqual([kind, true]);
      expect([isDay(from), isDay(until), from < until, source.text.length > 3]).toEqual([true, true, true, true]);
    }
  });

  test('asks for no paper that nobody can bring, and for no bare promise: every kind that is captured is asked for somewhere', () => {
    const asked = new Set<string>(rows.map(({ kind }) => kind));
    expect(CAPTURED_KIND_IDS.filter((kind) => !asked.has(kind))).toEqual([]);
  });

  test('no two fields of a kind share a name, and every example is one its own table takes', () => {
    for (const kind of CAPTURED_KIND_IDS) {
      const names = CAPTURED_KINDS[kind].fields.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('has every sentence in each language, with the same gaps', () => {
    for (const [code, told] of Object.entries(FOUND_WORDS)) {
      for (const language of LANGUAGES) expect([code, gapsOf(told[language])]).toEqual([code, gapsOf(told.en)]);
    }
    expect(REMARKS.filter((code) => Object.hasOwn(FOUND_WORDS, code))).toEqual([]);
  });

  test('is told way by way, and says of each row whether its source was read', () => {
    const { items } = corridorsIn('2026-03-10', 'es') as { items: { corridor: string; open: boolean }[] };
    expect(items).toHaveLength(ORIGINS.length * DESTINATIONS.length);
    expect(items.filter(({ open }) => !open).map(({ corridor }) => corridor.slice(0, 2))).toEqual(
      DESTINATIONS.map(() => 'MN'),
    );
    expect(JSON.stringify(items)).toContain('"status":"to-be-confirmed"');
  });
});

describe('working days', () => {
  test.each([
    // Friday, Saturday and Sunday before the Monday of Saint Joseph
    ['2026-03-20', 'CO', 1, '2026-03-24'],
    ['2026-03-20', 'PE', 1, '2026-03-23'],
    ['2026-03-24', 'CO', -1, '2026-03-20'],
    ['2026-03-21', 'CO', 0, '2026-03-20'],
    ['2026-04-06', 'CO', -1, '2026-04-01'],
    ['2026-07-27', 'PE', 1, '2026-07-30'],
    ['2027-01-01', 'CO', 0, '2026-12-31'],
    // Thursday before the Monday of Chiquinquirá, a holiday since that year
    ['2026-07-09', 'CO', 2, '2026-07-14'],
    ['2026-10-06', 'HN', 1, '2026-10-12'],
    // Of New Year, kept on the Friday of the old year
    ['2027-12-30', 'US', 1, '2028-01-03'],
    ['2026-03-20', 'BR', 1, '2026-03-23'],
    // The last day that can be written
    ['9999-12-31', 'CO', 0, '9999-12-31'],
    ['9999-12-31', 'US', -5, '9999-12-23'],
  ])('%s in %s and %d of them is %s', (day, country, days, right) => {
    expect(workingDay(day, country, days)).toBe(right);
  });

  test('lie on no weekend, and going there and back comes to the same', () => {
    for (const { country } of HOLIDAYS) {
      for (let days = 1; days < 60; days += 1) {
        const there = workingDay('2026-03-10', country, days);
        expect(works(there, country)).toBe(true);
        expect(workingDay(there, country, -days)).toBe('2026-03-10');
      }
    }
  });

  test('of a country without holidays are weekends alone, and it is said', () => {
    expect(['CO', 'PE', 'HN', 'CH'].map(holidaysKnown)).toEqual(['all', 'all', 'all', 'all']);
    expect(['MN', 'AE'].map(holidaysKnown)).toEqual(['some', 'some']);
    expect(holidaysKnown('BR')).toBe('none');
  });
});
