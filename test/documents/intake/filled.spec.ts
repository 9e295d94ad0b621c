/** What is filled in is all that differs: the rest of the refiner's workbook is as it came. */
import { openForm } from '../../../src/documents/intake/form.js';
import {
  bar,
  BOOK,
  changed,
  consignment,
  contentsOf,
  fill,
  MAPPING,
  replaced,
  SHEET,
  textOf,
  WORKBOOK,
  type Said,
} from './workbooks.js';

const mapping = MAPPING as unknown as Said;

/** The cell as it stands in the sheet's XML. */
const cell = async (file: Uint8Array, name: string): Promise<string | undefined> => {
  const all = (await textOf(file, SHEET)).match(/<(x:)?c [^>]*?(\/>|>.*?<\/\1c>)/gs) ?? [];
  return all.find((one) => one.split('>', 1)[0]?.includes(` r="${name}"`));
};

/** The same whichever way its characters and its empty elements are spelt. */
const plain = (xml: string): string =>
  xml
    .replaceAll(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll(/<([\w:]+)([^<>]*)><\/\1>/g, '<$1$2/>')
    .replaceAll(' />', '/>');

const prefixed = (xml: string): string =>
  xml.replace(' xmlns="', ' xmlns:x="').replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:');

describe('given a form that is filled', () => {
  test('every other part is byte for byte what it was', async () => {
    const [before, after] = [await contentsOf(WORKBOOK), await contentsOf(await fill([bar(1), bar(2)]))];
    expect([...after.keys()]).toEqual([...before.keys()]);
    const differ = [...before].filter(
      ([name, content]) => !Buffer.from(content).equals(after.get(name) ?? Buffer.of(1)),
    );
    expect(differ.map(([name]) => name)).toEqual([SHEET]);
  });

  test('of the sheet and the workbook nothing differs but the cells, and that it is computed on opening', async () => {
    const said = { cells: { B4: 'exporter.name' } } as const;
    const file = await fill([bar(1)], said);
    const name = '<c r="B4" s="3" t="inlineStr"><is><t xml:space="preserve">Pacífico &amp; Hijos</t></is></c>';
    const before = await textOf(WORKBOOK, SHEET);
    const own = plain(before)
      .replace(/<c r="B4"[^>]*\/>/, name)
      .replaceAll(/(<\/f>)<v\/>/g, '$1');
    expect(plain(await textOf(file, SHEET))).toBe(own);
    expect(await textOf(file, BOOK)).toContain('fullCalcOnLoad="1"');
  });

  test('it is computed on opening whether or not anything was said of computing', async () => {
    for (const before of ['', '<calcPr calcMode="manual"/>']) {
      const file = await fill([bar(1)], mapping, await replaced(BOOK, /<calcPr[^>]*\/>/, `${before}<extLst/>`));
      const after = await textOf(file, BOOK);
      expect(after).toMatch(/<\/definedNames><calcPr [^>]*fullCalcOnLoad="1"[^>]*\/><extLst\/>/);
    }
  });

  test('figures go in digit by digit as the packing list has them, and keep the look of their cell', async () => {
    const file = await fill([bar(1, { grossMg: 9_007_199_254_740_991, fineNg: '0', finenessPpm: 999_999 })]);
    expect(await cell(file, 'D12')).toBe('<c r="D12" s="11"><v>9007199254740.991</v></c>');
    expect(await cell(file, 'F12')).toBe('<c r="F12" s="13"><v>0.999999</v></c>');
    expect(await cell(file, 'E12')).toBe('<c r="E12" s="12"><v>999.999</v></c>');
    expect(await cell(file, 'G12')).toBe('<c r="G12" s="11"><v>0.000</v></c>');
  });

  test('an example of the refiner’s is no bar: rows behind the last are empty, and what is not known is', async () => {
    const form = await openForm(WORKBOOK, mapping);
    const { facts, ...more } = consignment([bar(1, { seal: null })]);
    const early = { ...more, facts: { ...facts, shipment: { ...facts.shipment, airWaybill: null } } };
    const file = await form.filledFor(early);
    expect(await textOf(file, SHEET)).not.toMatch(/EXAMPLE|000-00000000|5000/);
    expect(await cell(file, 'B13')).toBe('<c r="B13" s="10"/>');
    expect(await cell(file, 'C12')).toBe('<c r="C12" s="10"/>');
    expect(await cell(file, 'B7')).toBe('<c r="B7" s="3"/>');
  });

  test('what a formula came to before is forgotten', async () => {
    const known = await replaced(SHEET, /(<f>SUM\(D12:D23\)<\/f>)<v><\/v>/, '$1<v>9000</v>');
    expect(await cell(await fill([bar(1)], mapping, known), 'D24')).toBe('<c r="D24" s="14"><f>SUM(D12:D23)</f></c>');
  });

  test('a cell that was not there is made in its place, with the look of its column or row', async () => {
    const styled = await replaced(
      SHEET,
      '<col width="18" customWidth="1" min="8" max="8"',
      '<col width="18" style="6" min="8" max="9"',
    );
    const said = { cells: { I3: 'shipment.code', I4: 'shipment.box', E4: 'shipment.hs', AA30: 'total.bars' } } as const;
    const text = await textOf(await fill([bar(1)], said, styled), SHEET);
    expect(text).toMatch(/<row r="2"\/><row r="3"><c r="I3" s="6" t="inlineStr">.*<\/row><row r="4">/s);
    expect(text).toMatch(/r="D4"[^>]*><c r="E4" t="inlineStr">.*7108\.12.*<c r="F4".*<c r="I4" s="6"/s);
    expect(text).toMatch(/<row r="30"><c r="AA30"><v>1<\/v><\/c><\/row><\/sheetData>/);
    expect(text).not.toContain('<dimension');
  });

  test('a workbook whose tags have a prefix, and one whose cells do not say where they are, are filled alike', async () => {
    const file = await changed({ [SHEET]: prefixed(await textOf(WORKBOOK, SHEET)) });
    expect(await cell(await fill([bar(1)], mapping, file), 'D12')).toBe(
      '<x:c r="D12" s="11"><x:v>12345.679</x:v></x:c>',
    );
    const silent = (await textOf(WORKBOOK, SHEET))
      .replaceAll(/(<c) r="[A-H]1[23]"/g, '$1')
      .replace('<row r="13">', '<row>');
    const again = await fill([bar(1), bar(2)], mapping, await changed({ [SHEET]: silent }));
    expect(await cell(again, 'B13')).toContain('B-2');
  });

  test('of a sheet as Excel writes it, names from all its namespaces and what it alone understands stay', async () => {
    const office = 'http://schemas.microsoft.com/office';
    const excel = [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
      ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr"',
      ` xmlns:x14ac="${office}/spreadsheetml/2009/9/ac" xmlns:xr="${office}/spreadsheetml/2014/revision" xr:uid="{0F1E}">`,
      '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><sheetData>',
      '<row r="7" spans="1:8" x14ac:dyDescent="0.25"><c r="A7" s="2" t="s"><v>0</v></c>',
      '<c r="B7" s="3" t="s" vm="1"><v>1</v></c></row>',
      '<row r="8" spans="1:8"><c r="B8" s="3" t="str"><f>"a&amp;b"&amp;A7</f><v>a</v></c>',
      '<c r="D8" t="e"><v>#N/A</v></c></row></sheetData><sheetProtection sheet="1" objects="1"/>',
      '<dataValidations count="1"><dataValidation type="list" prompt="one&#10;of &quot;these&quot;" sqref="D8" xr:uid="{2D}">',
      '<formula1>"a,b"</formula1></dataValidation></dataValidations>',
      `<extLst><ext xmlns:x14="${office}/spreadsheetml/2009/9/main" uri="{78C0D931}"><x14:conditionalFormattings>`,
      `<xm:f xmlns:xm="${office}/excel/2006/main">A1&gt;2 \u{2028}</xm:f></x14:conditionalFormattings></ext></extLst></worksheet>`,
    ].join('');
    const file = await changed({ [SHEET]: excel, 'xl/sharedStrings.xml': '<sst/>' });
    const filled = await fill([bar(1)], { cells: { B7: 'shipment.waybill' } }, file);
    const waybill = '<c r="B7" s="3" t="inlineStr"><is><t xml:space="preserve">045-01234635</t></is></c>';
    const own = excel.replace(/<c r="B7".*?<\/c>/, waybill).replace('</f><v>a</v>', '</f>');
    expect(plain(await textOf(filled, SHEET))).toBe(plain(own));
    expect(await textOf(filled, 'xl/sharedStrings.xml')).toBe('<sst/>');
  });

  test('a workbook whose kind is told by the ending of its parts, and whose leads begin where they stand, is one all the same', async () => {
    const types = await textOf(WORKBOOK, '[Content_Types].xml');
    const [own = '', kind = ''] = /<Override [^>]*ContentType="([^"]*sheet\.main\+xml)"[^>]*\/>/.exec(types) ?? [];
    const file = await changed({
      '[Content_Types].xml': types.replace(own, '').replace(/(<Default [^>]*)"application\/xml"/, `$1"${kind}"`),
      'xl/_rels/workbook.xml.rels': (await textOf(WORKBOOK, 'xl/_rels/workbook.xml.rels')).replaceAll(
        '/xl/worksheets',
        '../xl/./worksheets',
      ),
    });
    expect(await cell(await fill([bar(1)], mapping, file), 'B12')).toContain('B-1');
  });

  test('text is text: no formula, no control character, no number of a character', async () => {
    const said = {
      cells: { B4: 'exporter.name' },
      texts: { B5: "=cmd|' /C calc'!A0", B6: ' a\u{0}\u{8}\u{FFFE}\r\nb<&>"_x0041_ ' },
    } as const;
    const file = await fill([bar(1)], said);
    expect(await cell(file, 'B5')).toBe(
      '<c r="B5" s="3" t="inlineStr"><is><t xml:space="preserve">=cmd|\' /C calc\'!A0</t></is></c>',
    );
    expect(await cell(file, 'B6')).toContain('<t xml:space="preserve"> a\nb&lt;&amp;&gt;"_x005F_x0041_ </t>');
  });

  test('the same facts make the same file', async () => {
    expect(Buffer.from(await fill()).equals(Buffer.from(await fill()))).toBe(true);
  });
});
