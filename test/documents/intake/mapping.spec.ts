/** A mapping that would spoil the form, or lose something without a word, is refused: each fault with its place. */
import { openForm } from '../../../src/documents/intake/form.js';
import { bar, fill, refusal, replaced, SHEET, textOf, WORKBOOK, MAPPING, type Said } from './workbooks.js';

const mapping = MAPPING as unknown as Said;

const cells = (more: object): Said => ({ cells: more }) as Said;
const rows = (more: object): Said => ({ rows: { from: 12, columns: { B: 'bar.code' }, ...more } }) as Said;

describe('given a mapping that the workbook does not bear', () => {
  test.each<[string, Said, object]>([
    [
      'a sheet that is not there',
      { ...mapping, sheet: 'Form' },
      { code: 'form-sheet-missing', detail: { sheet: 'Form', all: 'Intake form, For us' } },
    ],
    [
      'a cell beyond the last',
      cells({ XFE1: 'shipment.code' }),
      { code: 'form-cell-unknown', at: 'mapping.cells.XFE1' },
    ],
    ['a row beyond the last', cells({ A1048577: 'shipment.code' }), { code: 'form-cell-unknown' }],
    ['a cell that is none', cells({ '4B': 'shipment.code' }), { code: 'form-cell-unknown' }],
    [
      'a cell behind a merged one',
      cells({ C4: 'exporter.name' }),
      { code: 'form-cell-merged', detail: { cell: 'C4' } },
    ],
    ['a cell with a formula', cells({ D24: 'total.gross-g' }), { code: 'form-cell-formula', detail: { cell: 'D24' } }],
    [
      'the same cell twice',
      cells({ B4: 'exporter.name', $B$4: 'shipment.code' }),
      { code: 'form-cell-twice', detail: { cell: 'B4' } },
    ],
    [
      'a field and words in one cell',
      { ...cells({ B4: 'exporter.name' }), texts: { b4: 'a' } },
      { code: 'form-cell-twice' },
    ],
    ['a cell among the rows', { ...rows({ to: 23 }), cells: { B14: 'shipment.code' } }, { code: 'form-cell-twice' }],
    [
      'the same column twice',
      rows({ columns: { B: 'bar.code', b: 'bar.seal' } }),
      { code: 'form-cell-twice', detail: { cell: 'B' } },
    ],
    ['a column that is none', rows({ columns: { XFE: 'bar.code' } }), { code: 'form-cell-unknown' }],
    [
      'rows that reach over the totals',
      rows({ to: 30, columns: { D: 'bar.gross-g' } }),
      { code: 'form-cell-formula', detail: { cell: 'D24' } },
    ],
    [
      'rows that begin in the letterhead',
      rows({ from: 1, to: 5 }),
      { code: 'form-cell-merged', detail: { cell: 'B1' } },
    ],
    [
      'a bar’s figure in a single cell',
      cells({ B4: 'bar.fine-g' }),
      { code: 'form-field-of-bars', detail: { field: 'bar.fine-g' } },
    ],
    ['a field that is none', cells({ B4: 'bar.finegrams' }), { code: 'form-field-unknown', at: 'mapping.cells.B4' }],
    ['a field of every object', cells({ B4: 'toString' }), { code: 'form-field-unknown' }],
    ['a member that is none', { ...mapping, colums: {} }, { code: 'unknown-field', at: 'mapping.colums' }],
    ['nothing at all', {}, { code: 'missing', at: 'mapping.cells' }],
    ['rows without columns', { rows: { from: 12 } }, { code: 'missing', at: 'mapping.rows.columns' }],
    ['rows that end before they begin', rows({ to: 11 }), { code: 'out-of-range', at: 'mapping.rows.to' }],
    ['rows from nowhere', rows({ from: 0 }), { code: 'out-of-range', at: 'mapping.rows.from' }],
    ['half a row', rows({ from: 12.5 }), { code: 'not-a-number' }],
    ['a list of cells', { cells: ['shipment.code'] }, { code: 'malformed', at: 'mapping.cells' }],
    ['words that are none', { ...mapping, texts: { B2: 7 } }, { code: 'malformed', at: 'mapping.texts.B2' }],
  ])('%s is refused, and where', async (_, said, expected) => {
    expect(await refusal(WORKBOOK, said)).toMatchObject(expected);
  });

  test('of a field that is none the nearest there are', async () => {
    const { detail } = await refusal(WORKBOOK, cells({ B4: 'bar.gros-oz' }));
    expect(detail['nearest']?.split(', ')[0]).toBe('bar.gross-ozt');
  });

  test('cells that a formula fills from elsewhere are a formula’s too', async () => {
    const spills = await replaced(SHEET, '<f>SUM(D12:D23)</f>', '<f t="array" ref="D24:D26">D12:D14</f>');
    expect(await refusal(spills, cells({ D26: 'total.gross-g' }))).toMatchObject({ code: 'form-cell-formula' });
  });

  test('more bars than rows: how many of each, and no file', async () => {
    const bars = Array.from({ length: 13 }, (_, n) => bar(n + 1));
    const error: unknown = await fill(bars).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'form-rows-short', detail: { rows: '12', bars: '13' } });
    expect(await textOf(await fill(bars.slice(1)), SHEET)).toMatch(/r="B23"[^>]*><is><t[^>]*>B-13</);
  });

  test('rows without an end reach down to what else stands in one of their columns', async () => {
    const { mapping: read } = await openForm(WORKBOOK, rows({ columns: { D: 'bar.gross-g', B: 'bar.code' } }));
    // The second example in row 13 is in the way: the clerk sees it, and says where the rows end.
    expect(read).toMatchObject({ rows: { from: 12, to: 12 } });
    const { mapping: free } = await openForm(
      WORKBOOK,
      rows({ from: 13, columns: { D: 'bar.gross-g', B: 'bar.code' } }),
    );
    expect(free).toMatchObject({ rows: { from: 13, to: 23 } });
  });
});
