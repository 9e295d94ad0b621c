/** The same for a form that is CSV: what stands above its lines of figures stays, and no cell of them runs. */
import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { bar, consignment, CSV, CSV_MAPPING, fill, refusal, type Said } from './workbooks.js';
import { openForm } from '../../../src/documents/intake/form.js';

const mapping = CSV_MAPPING as unknown as Said;
const said = (more: object): Said => ({ ...mapping, ...more }) as Said;
const text = (words: string): Buffer => Buffer.from(words);

const grams = ({ grossMg }: { readonly grossMg: number }): string =>
  `${Math.floor(grossMg / 1000)},${String(grossMg % 1000).padStart(3, '0')}`;

test.each<[string, Uint8Array, Said, object]>([
  [
    'in the alphabet of an older Windows',
    Buffer.from('Bar No;Peso\nGrä', 'latin1'),
    mapping,
    { code: 'form-unreadable' },
  ],
  ['that is no text', text('Bar No\u{0}\n'), mapping, { code: 'form-unreadable' }],
  ['whose quote never ends', text('"Bar No\n1\n'), said({ header: 1 }), { code: 'form-unreadable' }],
  ['with fewer lines than its headings are down', text('Bar No\n'), mapping, { code: 'form-unreadable' }],
  ['with nothing in it', text(''), said({ header: 1 }), { code: 'form-unreadable' }],
  [
    'without the heading',
    CSV,
    said({ columns: { 'Bar Nr': 'bar.code' } }),
    { code: 'form-column-missing', at: 'mapping.columns.Bar Nr' },
  ],
  ['without the heading of fixed words', CSV, said({ texts: { Lab: 'x' } }), { code: 'form-column-missing' }],
  ['with the heading twice', text('Bar,Bar\n'), { columns: { Bar: 'bar.code' } }, { code: 'form-cell-twice' }],
  ['with a field and words for one heading', CSV, said({ texts: { 'Bar No': 'x' } }), { code: 'form-cell-twice' }],
  [
    'with more headings than anybody fills in',
    text(`Bar${','.repeat(690_000)}\n`),
    { columns: { Bar: 'bar.code' } },
    { code: 'form-large', at: 'mapping.header', detail: { headings: '1000' } },
  ],
  ['with nothing to fill in', CSV, said({ columns: {} }), { code: 'missing', at: 'mapping.columns' }],
  ['mapped as a workbook is', CSV, { cells: { B4: 'shipment.code' } }, { code: 'unknown-field', at: 'mapping.cells' }],
  ['with a mark that is none', CSV, said({ decimalMark: '·' }), { code: 'malformed', at: 'mapping.decimalMark' }],
])('given a file %s, then it is refused', async (_, file, how, expected) => {
  expect(await refusal(file, how)).toMatchObject(expected);
});

test('the clerk is told which headings there are, and where to say that they stand further down', async () => {
  const { detail } = await refusal(CSV, said({ header: 1 }));
  expect(detail).toEqual({ column: 'Bar No', all: 'Valmara SA, doré, , ' });
});

test('a thousand headings are no reason to refuse, whatever else stands in them', async () => {
  const head = ['Bar', ...Array.from({ length: 999 }, (_, n) => `a|b\t${n}`)].join(',');
  const file = Buffer.from(await fill([bar(1)], { columns: { Bar: 'bar.code' } }, text(head)));
  expect(file.toString()).toBe(`${head}\r\nB-1${','.repeat(999)}\r\n`);
});

test('when it is filled, then all down to its headings stays byte for byte, and examples do not come along', async () => {
  const file = Buffer.from(await fill([bar(1), bar(2, { finenessPpm: 900_000 })], mapping, CSV));
  const head = CSV.subarray(0, CSV.indexOf('EXAMPLE'));
  expect(file.subarray(0, head.length).equals(head)).toBe(true);
  expect(file.subarray(head.length).toString()).toBe(
    'B-1;12345,679;931,275;11497,222;VAL;\nB-2;12345,680;900,0;11497,223;VAL;\n',
  );
});

test('when what it is parted by is a comma or a tab, then so are the lines; a last heading without an end gets one', async () => {
  const how = { columns: { Bar: 'bar.code', 'Gross, g': 'bar.gross-g' } } as const;
  const commas = Buffer.from(await fill([bar(1)], how, text('Bar,"Gross, g",Box')));
  expect(commas.toString()).toBe('Bar,"Gross, g",Box\r\nB-1,12345.679,\r\n');
  const tabs = Buffer.from(await fill([bar(1)], { ...how, decimalMark: ',' }, text('Bar\tGross, g\r\n')));
  expect(tabs.toString()).toBe('Bar\tGross, g\r\nB-1\t12345,679\r\n');
});

test('when a name begins as a formula does, then no spreadsheet runs it', async () => {
  const file = Buffer.from(await fill([bar(1, { code: "=cmd|' /C calc'!A0" })], mapping, CSV)).toString();
  expect(file).toContain(`\n'=cmd|' /C calc'!A0;`);
});

test('whatever the bars are called and weigh, another reader finds it as it was', async () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((one) => /^[^\p{Cc}=+\-@＝＋－＠;]*$/u.test(one));
  const one = fc.record({ code: name, grossMg: fc.integer({ min: 1, max: 1_000_000_000 }) });
  const form = await openForm(CSV, mapping);
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 30 }), async (bars) => {
      const file = await form.filledFor(consignment(bars.map((more, n) => bar(n + 1, more))));
      const options = { delimiter: ';', from: 3, relax_column_count: true, bom: true };
      const lines = parse(Buffer.from(file), options) as unknown as string[][];
      expect(lines.map(([code, weight]) => [code, weight])).toEqual(bars.map((bar) => [bar.code, grams(bar)]));
    }),
  );
});
