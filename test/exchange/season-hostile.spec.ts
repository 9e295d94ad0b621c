import { Rejection } from '../../src/core/rejection.js';
import { bytesOf, HEADING, limonal, limonalWith, read, refusalsOf, row, smallSeason } from './season-books.js';

describe('cells that mean harm', () => {
  const harm = [
    '=CMD("calc")',
    '@SUM(A1)',
    '+1',
    '-2+3',
    '<script>alert(1)</script>',
    '1e3 <b>',
    'E\u0000-1',
    '１２',
    'a\u202Eb',
    '{{7*7}}',
    "';--",
    '\\x',
  ];
  for (const column of ['entrega', 'minero', 'sitio', 'forma', 'peso_g', 'fecha']) {
    test.each(harm)(`${column} %j is refused, in that column`, (cell) => {
      expect(refusalsOf(row({ [column]: cell.replaceAll(';', ',') }), row({}, 2))).toMatchObject({
        refused: [[2, column, expect.any(String)]],
        taken: 1,
      });
    });
  }

  test.each(harm.filter((cell) => !cell.includes('\0')))('%j as an observation is text, kept as it is', (cell) => {
    const text = cell.replaceAll(';', ',');
    const { deliveries, refused } = read(smallSeason([HEADING, row({ observaciones: text.replace(/"/g, "'") })]));
    expect(refused).toEqual([]);
    expect(deliveries[0]?.note).toBe(text.replace(/"/g, "'"));
  });

  test("NUL cannot be kept anywhere, a column of the book's own included", () => {
    expect(refusalsOf(row({ observaciones: 'a\u0000b' })).refused).toEqual([[2, 'observaciones', 'malformed']]);
    const own = read(smallSeason([`${HEADING};turno`, `${row({})};ma\u0000ñana`]));
    expect(own.refused).toMatchObject([{ column: 'turno', code: 'malformed' }]);
  });

  test('a cell of a megabyte is one refused row, shown short', () => {
    const { refused, deliveries } = read(
      smallSeason([
        HEADING,
        row({ observaciones: 'x'.repeat(1_000_000) }),
        row({ peso_g: '1'.repeat(1_000_000) }, 2),
        row({}, 3),
      ]),
    );
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [2, 'too-large'],
      [3, 'too-large'],
    ]);
    expect(JSON.stringify(refused).length).toBeLessThan(3_000);
    expect(deliveries).toHaveLength(1);
  });

  test('headings that are names of the language are only headings', () => {
    const { deliveries } = read(smallSeason([`${HEADING};__proto__;constructor`, `${row({})};x;y`]));
    expect(Object.getPrototypeOf(deliveries[0]?.raw)).toBe(Object.prototype);
    expect(Object.entries(deliveries[0]?.raw ?? {})).toContainEqual(['__proto__', 'x']);
  });
});

describe('rows that are not rows', () => {
  test('too few and too many cells cost their own row; empty cells at the end and blank lines cost nothing', () => {
    const lines = [row({}), 'E-2;13/01/2026', '', `${row({}, 3)};sobra`, `${row({}, 4)};;;`, ';;;;;;;;', row({}, 5)];
    expect(refusalsOf(...lines)).toEqual({
      refused: [
        [3, 'entrega', 'malformed'],
        [5, 'entrega', 'malformed'],
      ],
      taken: 3,
    });
  });

  test('a quote that never closes costs its own row', () => {
    const slip = row({ observaciones: '"sin sello' });
    expect(refusalsOf(slip, row({}, 2), row({}, 3))).toEqual({ refused: [[2, 'entrega', 'malformed']], taken: 2 });
    const closedLater = [slip, row({}, 2), row({ observaciones: '"con sello"' }, 3)];
    expect(refusalsOf(...closedLater)).toEqual({ refused: [[2, 'entrega', 'malformed']], taken: 2 });
  });

  test('many open quotes take no longer than many rows', () => {
    const lines = Array.from({ length: 5_000 }, (_, at) => row({ observaciones: '"' }, at));
    expect(refusalsOf(...lines).refused).toHaveLength(5_000);
  });

  test('a text over several lines is one cell, and the lines after it keep their numbers', () => {
    const { deliveries, refused } = read(
      smallSeason([
        HEADING,
        row({ observaciones: '"dos bolsas;\nsin ""sello""\n"' }),
        '',
        row({ peso_g: 'doce' }, 2),
        row({ observaciones: 'aro de 5"' }, 3),
      ]),
    );
    expect(deliveries.map(({ line, note }) => [line, note])).toEqual([
      [2, 'dos bolsas;\nsin "sello"'],
      [7, 'aro de 5"'],
    ]);
    expect(refused).toMatchObject([{ line: 6, column: 'peso_g' }]);
  });

  test('every fault of a row is told, the first in the order of its columns', () => {
    const { refused } = read(smallSeason([HEADING, row({ fecha: '31/02/2026', sitio: 'LUNA', peso_g: '-1' })]));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ column: 'fecha', code: 'not-a-date' });
    expect(refused[0]?.also.map(({ column, code }) => [column, code])).toEqual([
      ['sitio', 'unknown-site'],
      ['peso_g', 'not-positive'],
    ]);
  });

  test('the second row with a number is refused, also where the first one was', () => {
    expect(refusalsOf(row({ peso_g: '0' }), row({}), row({}, 2))).toEqual({
      refused: [
        [2, 'peso_g', 'not-positive'],
        [3, 'entrega', 'code-used'],
      ],
      taken: 1,
    });
  });
});

describe('folders', () => {
  test('a folder without organisations, without a cooperative or with two is refused', () => {
    const without = limonal();
    without.delete('organisations.csv');
    expect(() => read(without)).toThrow(Rejection);
    const heading = 'codigo;razon_social;rol;pais';
    expect(() => read(limonalWith({ 'organisations.csv': [heading, 'r;R;refinería;CH'] }))).toThrow(Rejection);
    const two = [heading, 'a;A;cooperativa;CO', 'b;B;cooperativa;CO'];
    expect(() => read(limonalWith({ 'organisations.csv': two }))).toThrow(Rejection);
    const partner = [heading, 'a;A;Cooperativa;Colombia', 'b;B;asociación;CO'];
    expect(read(limonalWith({ 'organisations.csv': partner })).owner).toMatchObject({ code: 'a', country: 'CO' });
  });

  test('a book without a column it needs refuses its rows and names the column; empty and absent books are fine', () => {
    const { refused, deliveries } = read(
      smallSeason(['entrega;fecha;minero;sitio;forma', 'E-1;13/01/2026;M-1;RIO;veta'], { 'melts.csv': [''] }),
    );
    expect(refused).toMatchObject([{ line: 2, column: 'peso_g', code: 'missing' }]);
    expect(deliveries).toEqual([]);
    const twice = read(smallSeason([`${HEADING};Fecha`, `${row({})};14/01/2026`]));
    expect(twice.refused).toMatchObject([{ column: 'fecha', code: 'malformed' }]);
  });

  test('one hurt letter in a book of UTF-8 costs its row and does not turn the others into Latin-1', () => {
    const files = smallSeason([]);
    const [before, after] = [
      bytesOf([HEADING, row({ observaciones: 'señal' }), row({ observaciones: 'se' }, 2)].join('\n')),
      bytesOf('al\n'),
    ];
    files.set('deliveries.csv', new Uint8Array([...before, 0xf1, ...after]));
    const { refused, deliveries } = read(files);
    expect(refused).toMatchObject([{ line: 3, column: 'observaciones', code: 'malformed' }]);
    expect(deliveries.map(({ note }) => note)).toEqual(['señal']);
  });

  test('any bytes at all are a season with refusals and never a crash', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const files = smallSeason([HEADING, row({}), row({}, 2)]);
      const bytes = files.get('deliveries.csv') as Uint8Array;
      for (let at = 0; at < 6; at++) bytes[(seed * 7919 + at * 104_729) % bytes.length] = (seed * 31 + at * 17) % 256;
      const { deliveries, refused } = read(files);
      expect(deliveries.length + refused.length).toBeLessThanOrEqual(8);
    }
  });
});
