import * as fc from 'fast-check';
import { formatGrams } from '../../src/core/quantity.js';
import { dialectOf, weigh, withSeason } from '../../src/exchange/season/sheet/dialect.js';
import { readDay } from '../../src/exchange/season/sheet/days.js';
import { readNumber } from '../../src/exchange/season/sheet/numbers.js';
import { Wrong } from '../../src/exchange/season/wrong.js';
import { HEADING, read, smallSeason } from './season-books.js';

const delivery = (number: number, day: string, grams: string) => `E-${number};${day};M-1;RIO;aluvión;${grams};;;`;
const dialect = (numbers: string[], days: string[] = []) => dialectOf({ numbers, days, sexes: [] });
const daysRead = (days: readonly string[], more = {}) => {
  const season = read(smallSeason([HEADING, ...days.map((day, at) => delivery(at + 1, day, '1,17'))], more));
  return {
    read: season.deliveries.map((row) => row.day),
    refused: season.refused.map(({ line, code }) => [line, code]),
  };
};
const scalesOf = (day: string) => ({ 'scales.csv': ['balanza;sitio;division_g;calibrada', `B-1;RIO;0,01;${day}`] });
const gramsRead = (grams: readonly string[], more = {}) => {
  const season = read(smallSeason([HEADING, ...grams.map((one, at) => delivery(at + 1, '2026-01-13', one))], more));
  return {
    read: season.deliveries.map((row) => row.grossMg),
    refused: season.refused.map(({ line, code }) => [line, code]),
  };
};

describe('days', () => {
  test('one row proves the day first and one the month: neither they nor the doubtful row between them is read', () => {
    expect(daysRead(['13/01/2026', '03/04/2026', '01/13/2026'])).toEqual({
      read: [],
      refused: [
        [2, 'not-a-date'],
        [3, 'not-a-date'],
        [4, 'not-a-date'],
      ],
    });
  });

  test('beside a contradiction, a day that can only be read in one way still is', () => {
    expect(daysRead(['13/01/2026', '05/05/2026', '2026-04-03', '01/13/2026']).read).toEqual([
      '2026-05-05',
      '2026-04-03',
    ]);
  });

  test('one slip against ten proofs is that row and no other', () => {
    const tenDays = Array.from({ length: 10 }, (_, at) => `${at + 13}/01/2026`);
    const { read, refused } = daysRead([...tenDays, '03/04/2026', '01/25/2026']);
    expect(read).toHaveLength(11);
    expect(read[10]).toBe('2026-04-03');
    expect(refused).toEqual([[13, 'not-a-date']]);
  });

  test('two rows of another habit may have doubtful neighbours of their own, and those are not read', () => {
    const proofs = Array.from({ length: 40 }, (_, at) => `${(at % 15) + 13}/01/2026`);
    const { read, refused } = daysRead([...proofs, '03/04/2026', '01/25/2026', '01/26/2026']);
    expect(read).toHaveLength(40);
    expect(refused.map(([line]) => line)).toEqual([42, 43, 44]);
  });

  test('nothing decides: the country is no proof, and the sentence says which days it could be', () => {
    const season = read(smallSeason([HEADING, delivery(1, '03/04/2026', '1,17')]));
    expect(season.refused).toMatchObject([{ line: 2, column: 'fecha', value: '03/04/2026', code: 'not-a-date' }]);
    expect(season.refused[0]?.message).toContain('2026-04-03 o 2026-03-04');
  });

  test('the other books decide where this one does not', () => {
    expect(daysRead(['03/04/2026'], scalesOf('25/01/2026')).read).toEqual(['2026-04-03']);
    expect(daysRead(['03/04/2026'], scalesOf('01/25/2026')).read).toEqual(['2026-03-04']);
    const both = { ...scalesOf('25/01/2026'), 'members.csv': ['codigo;tipo;vigente_desde', 'M-1;socia;01/25/2026'] };
    expect(daysRead(['03/04/2026'], both).refused).toContainEqual([2, 'not-a-date']);
  });

  test.each([
    '31/02/2026',
    '29/02/2026',
    '00/01/2026',
    '13/13/2026',
    '1/2/26',
    '46027',
    '13 enero',
    '13/01-2026',
    '',
    '０3/04/2026',
  ])('%s is no day', (day) => expect(daysRead(['13/01/2026', day]).read).toEqual(['2026-01-13']));

  test('every day comes back from both orders and all separators', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('/', '-', '.'), (date, between) => {
        const day = date.toISOString().slice(0, 10);
        const [y, m, d] = day.split('-') as [string, string, string];
        expect(readDay([d, m, y].join(between), dialect([], ['13/01/2026']))).toBe(day);
        expect(readDay([m, d, y].join(between), dialect([], ['01/13/2026']))).toBe(day);
        expect(readDay([y, m, d].join(between), dialect([]))).toBe(day);
      }),
    );
  });
});

describe('numbers', () => {
  test('1,234 alone could be a thousand grams or one, and is refused', () => {
    expect(gramsRead(['1,234'])).toEqual({ read: [], refused: [[2, 'not-a-number']] });
    expect(gramsRead(['1.234'])).toEqual({ read: [], refused: [[2, 'not-a-number']] });
  });

  test('the file decides it, and else the season does', () => {
    expect(gramsRead(['1,234', '1,5']).read).toEqual([1234, 1500]);
    expect(gramsRead(['1.234', '1.5']).read).toEqual([1234, 1500]);
    const scales = { 'scales.csv': ['balanza;division_g', 'B-1;0.01'] };
    expect(gramsRead(['1.234'], scales).read).toEqual([1234]);
  });

  test('a thousand is only read where the file groups without doubt', () => {
    expect(gramsRead(['1.234', '1,5'])).toEqual({ read: [1500], refused: [[2, 'not-a-number']] });
    expect(gramsRead(['1.234', '1.180,5']).read).toEqual([1_234_000, 1_180_500]);
    expect(gramsRead(['1,234', '1,180.5']).read).toEqual([1_234_000, 1_180_500]);
    expect(gramsRead(['1 234,5', "1'234,5", '1 234', '1\u00A0234,50']).read).toEqual([
      1_234_500, 1_234_500, 1_234_000, 1_234_500,
    ]);
  });

  test('a point among commas is refused, and commas among commas are not', () => {
    const grams = Array.from({ length: 12 }, (_, at) => `1,${at + 10}`);
    expect(gramsRead([...grams, '2.40'])).toMatchObject({ refused: [[14, 'not-a-number']] });
    expect(gramsRead(['1,17', '2.40', '3,145'])).toMatchObject({ read: [] });
  });

  test.each([
    '1e3',
    '0x10',
    '１２',
    '٣',
    '+2,4',
    '2,4 g',
    '1,2,3',
    '1.23.456',
    '--2',
    '2,',
    'Infinity',
    '=1+1',
    '1,2345',
    '99999999999999999999',
  ])('%s grams is refused', (grams) => expect(gramsRead(['1,17', grams]).read).toEqual([1170]));

  test('every mass comes back from both marks, grouped or not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.constantFrom<',' | '.'>(',', '.'), (mg, mark) => {
        const own = dialect([mark === ',' ? '1,17' : '1.17', mark === ',' ? '1.234,5' : '1,234.5']);
        const plain = formatGrams(mg);
        const [whole, decimals] = plain.split('.') as [string, string];
        expect(readNumber(formatGrams(mg, mark), own)).toBe(plain);
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, mark === ',' ? '.' : ',');
        expect(readNumber(grouped + mark + decimals, own)).toBe(plain);
      }),
    );
  });

  test('a number read is always one of the two it could be, whatever the cells around it', () => {
    const cell = fc.stringMatching(/^-?\d{1,4}([.,]\d{1,4}){0,3}$/);
    fc.assert(
      fc.property(cell, fc.array(cell, { maxLength: 20 }), (one, others) => {
        const value = readNumber(one, dialect([one, ...others]));
        if (value instanceof Wrong) return;
        expect([one.replaceAll('.', '').replace(',', '.'), one.replaceAll(',', '')]).toContain(value);
      }),
    );
  });
});

test('evidence weighs the same from either side', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), (a, b) => {
      expect(weigh('x', a, 'y', b)).toEqual(a === b ? weigh('x', b, 'y', a) : weigh('y', b, 'x', a));
    }),
  );
});

test('a book that contradicts itself does not ask the others', () => {
  const torn = dialect([], ['13/01/2026', '01/13/2026']);
  expect(withSeason(torn, [dialect([], ['13/01/2026'])]).order).toEqual({
    leads: undefined,
    settles: false,
    contradicts: true,
  });
});
