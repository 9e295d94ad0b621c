import type { Season } from '../../src/exchange/season/season.js';
import { bytesOf, limonal, read, rewritten } from './season-books.js';
import type { Habit } from './season-books.js';

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string) =>
  new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0)).buffer);
const utf16BigEndian = (text: string) => {
  const bytes = utf16(text);
  for (let at = 0; at < bytes.length; at += 2) bytes.subarray(at, at + 2).reverse();
  return bytes;
};

const LIMONAL: Habit = {
  separator: ';',
  mark: ',',
  day: (d, m, y) => `${d}/${m}/${y}`,
  lineEnd: '\r\n',
  encode: bytesOf,
};

const HABITS: Record<string, Partial<Habit>> = {
  'commas, decimal points and the month first': { separator: ',', mark: '.', day: (d, m, y) => `${m}/${d}/${y}` },
  'commas between cells and decimal commas in quotes': {
    separator: ',',
    day: (d, m, y) => `${Number(d)}-${Number(m)}-${y}`,
  },
  'Latin-1': { encode: latin1, lineEnd: '\n' },
  'UTF-16 and tabs, as a spreadsheet saves Unicode text': { separator: '\t', encode: utf16 },
  'UTF-16 the other way round and bars': { separator: '|', encode: utf16BigEndian },
  'ISO dates and bare carriage returns': { day: (d, m, y) => `${y}-${m}-${d}`, lineEnd: '\r' },
  'dots in dates and no byte-order mark': { day: (d, m, y) => `${d}.${m}.${y}`, lineEnd: '\n' },
};

describe('the same season in another habit is the same season', () => {
  const expected = factsOf(read(limonal()));
  for (const [name, habit] of Object.entries(HABITS)) {
    test(name, () => {
      const season = read(rewritten({ ...LIMONAL, ...habit }));
      expect(season.refused.map(({ file, line, code }) => [file, line, code])).toEqual(
        read(limonal()).refused.map(({ file, line, code }) => [file, line, code]),
      );
      expect(factsOf(season)).toEqual(expected);
    });
  }

  test('file names and headings in capitals, columns in another order, and columns of their own', () => {
    const files = limonal();
    const alloys = [
      'PESO_SALIDA_G;Ley milésimas;grano_g;liga_g;Lote_Grano;TANDA;Fecha;Turno',
      '63,944;750;48,000;15,994;RF-1;A-1;02/06/2026;mañana',
    ];
    files.delete('alloys.csv');
    files.set('Alloys.CSV', bytesOf(alloys.join('\r\n')));
    const [batch] = read(files).alloys;
    expect(batch).toMatchObject({ file: 'Alloys.CSV', batch: 'A-1', outMg: 63944, raw: { Turno: 'mañana' } });
  });
});

/** Rows without what a dialect may change: the file's hash, and cells as written. Keys stay. */
function factsOf(season: Season): unknown {
  const plain = JSON.parse(JSON.stringify({ ...season, refused: [], files: [] }), (name, value: unknown) =>
    name === 'raw' || name === 'sha256OfFile' ? undefined : value,
  ) as unknown;
  return plain;
}
