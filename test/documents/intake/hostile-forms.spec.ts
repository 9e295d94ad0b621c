/** A workbook that would harm whoever fills it here, or opens it there, is not kept; each is told what is the matter. */
import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { Rejection } from '../../../src/core/rejection.js';
import { openForm } from '../../../src/documents/intake/form.js';
import { openContainer } from '../../../src/documents/intake/workbook/container.js';
import {
  archived,
  BOOK,
  changed,
  contentsOf,
  deflated,
  fill,
  MAPPING,
  refusal,
  replaced,
  SHEET,
  textOf,
  WORKBOOK,
  type Changes,
  type Said,
} from './workbooks.js';

const mapping = MAPPING as unknown as Said;
const code = async (file: Uint8Array): Promise<string> => (await refusal(file)).code;

const RELS = 'xl/_rels/workbook.xml.rels';
const TYPES = '[Content_Types].xml';
const link = (type: string, target: string, mode = '') =>
  `<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${mode}/></Relationships>`;

describe('given a file that is no workbook to fill', () => {
  test.each([
    ['nothing after its first bytes', () => Buffer.from('PK\x03\x04')],
    ['half of one', () => WORKBOOK.subarray(0, WORKBOOK.length / 2)],
    ['an archive of something else', () => archived([{ name: 'a.txt', bytes: Buffer.from('oro') }])],
    ['one without its workbook', () => changed({ [BOOK]: null })],
    ['one without its sheet', () => changed({ [SHEET]: null, 'xl/worksheets/sheet2.xml': null })],
    ['a sheet that breaks off', () => replaced(SHEET, '</sheetData>', '')],
    ['a sheet in another encoding', () => replaced(SHEET, /^/, '<?xml version="1.0" encoding="ISO-8859-1"?>')],
    ['a sheet that is no UTF-8', () => changed({ [SHEET]: Buffer.from([0x3c, 0xff, 0xfe]) })],
    ['rows that go backwards', () => replaced(SHEET, '<row r="13">', '<row r="4">')],
    ['a cell in another row', () => replaced(SHEET, 'r="B13"', 'r="B14"')],
  ])('%s is refused as one that cannot be read', async (_, file) => {
    expect(await code(await file())).toBe('form-unreadable');
  });

  test('a byte of it flipped anywhere is refused, or shows nowhere in what is filled', async () => {
    const whole = await contentsOf(await fill());
    for (let n = 0; n < 60; n += 1) {
      const file = Buffer.from(WORKBOOK);
      const at = Math.floor((n / 60) * file.length);
      file.writeUInt8(file.readUInt8(at) ^ 0x41, at);
      const filled = await fill(undefined, mapping, file).catch((error: unknown) => error);
      if (filled instanceof Uint8Array) expect(await contentsOf(filled)).toEqual(whole);
      else expect((filled as Rejection).code).toMatch(/^form-/);
    }
  });

  test('one in its older or encrypted wrapping is told apart', async () => {
    expect(await code(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(500)]))).toBe(
      'form-encrypted',
    );
    // The bit for encryption, in the archive's own list of its parts.
    const file = Buffer.from(WORKBOOK);
    const entry = file.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    file.writeUInt16LE(file.readUInt16LE(entry + 8) | 1, entry + 8);
    expect(await code(file)).toBe('form-encrypted');
  });

  test.each([
    ['a macro', { 'xl/vbaProject.bin': 'x' }],
    ['a macro of the older kind', { 'xl/macrosheets/sheet1.xml': '<a/>' }],
    ['a control', { 'xl/activeX/activeX1.bin': 'x' }],
    ['an add-in', { 'xl/webextensions/taskpanes.xml': '<a/>' }],
    ['an embedded object', { 'xl/embeddings/oleObject1.bin': 'x' }],
  ])('%s in it is refused by its name', async (_, parts) => {
    const { code: said, detail } = await refusal(await changed(parts));
    expect([said, detail['part']]).toEqual(['form-active', Object.keys(parts)[0]]);
  });

  test('one that says it has macros, or leads to them under another name, is refused', async () => {
    const kind = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
    const plain = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
    expect(await code(await replaced(TYPES, plain, kind))).toBe('form-active');
    expect(await code(await replaced(RELS, '</Relationships>', link('vbaProject', 'innocent.bin')))).toBe(
      'form-active',
    );
  });

  test.each([
    ['another workbook', link('externalLink', 'externalLinks/externalLink1.xml')],
    ['a query', link('connections', 'connections.xml')],
    ['a picture on the net', link('image', 'https://tracker.example/a.png', ' TargetMode="External"')],
  ])('one that takes in %s is refused', async (_, leads) => {
    expect(await code(await replaced(RELS, '</Relationships>', leads))).toBe('form-external');
  });

  test('part names are the same in either case: what leads out of it is refused, and what does not is filled', async () => {
    const rels = 'xl/worksheets/_rels/sheet1.xml.rels';
    const before = await textOf(WORKBOOK, rels);
    const leads = before.replace('</Relationships>', link('oleObject', 'innocent.bin'));
    for (const name of ['xl/worksheets/_rels/sheet1.xml.RELS', 'XL/Worksheets/_RELS/SHEET1.xml.rels']) {
      expect(await code(await changed({ [rels]: null, [name]: leads }))).toBe('form-active');
    }
    const moved: Changes = Object.fromEntries(
      await Promise.all(
        [TYPES, '_rels/.rels', RELS, BOOK, SHEET].map(async (name) => [name, await textOf(WORKBOOK, name)] as const),
      ).then((parts) =>
        parts.flatMap(([name, text]) => [
          [name, null],
          [name.toUpperCase(), text],
        ]),
      ),
    );
    expect(await textOf(await fill(undefined, mapping, await changed(moved)), SHEET.toUpperCase())).toContain('B-1');
  });

  test.each(['&#0;', '&#xD83D;', 'a&#10;b'])('a sheet called %s is none', async (name) => {
    const { sheet: _, ...unnamed } = mapping;
    const file = await replaced(BOOK, 'name="Intake form"', `name="${name}"`);
    expect((await refusal(file, unnamed)).code).toBe('form-unreadable');
  });

  test('a template of workbooks is none, since programs would not open what is filled of it', async () => {
    expect(await code(await replaced(TYPES, '.sheet.main+xml', '.template.main+xml'))).toBe('form-unreadable');
  });

  test('an address to click on is none of these', async () => {
    const rels = 'xl/worksheets/_rels/sheet1.xml.rels';
    const file = await replaced(
      rels,
      '</Relationships>',
      link('hyperlink', 'https://valmara.example', ' TargetMode="External"'),
    );
    expect((await openForm(file, mapping)).kind).toBe('xlsx');
  });

  test.each([SHEET, 'xl/styles.xml', 'docProps/core.xml', 'xl/drawings/commentsDrawing1.vml'])(
    'a document type in %s is refused, whoever would read it',
    async (name) => {
      const bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]>';
      const { code: said, detail } = await refusal(await replaced(name, /(?=<[a-z])/i, bomb));
      expect([said, detail['part']]).toEqual(['form-doctype', name]);
    },
  );

  test('entities in UTF-16 are seen as well', async () => {
    const text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>';
    expect(await code(await changed({ 'xl/styles.xml': Buffer.from(`\u{FEFF}${text}`, 'utf16le') }))).toBe(
      'form-doctype',
    );
  });
});

/** Eight megabytes of nothing, in eight kilobytes. */
const zeros = deflated('xl/a.bin', Buffer.alloc(8_000_000));

describe('given an archive that would unfold without end', () => {
  test('too much for what it is, too much in all, too many parts: refused by what it says of itself', async () => {
    expect(await code(await archived([zeros]))).toBe('form-unfolds');
    const deflated = { crc32: 0, size: 8_000_000 };
    const many = Array.from({ length: 5 }, (_, n) => ({ name: `${n}.bin`, bytes: randomBytes(50_000), deflated }));
    expect(await code(await archived(many))).toBe('form-unfolds');
    const parts = Array.from({ length: 1001 }, (_, n) => ({ name: `xl/${n}.xml`, bytes: new Uint8Array() }));
    expect(await code(await archived(parts))).toBe('form-unfolds');
  });

  test('one that says less than it holds is stopped at what it said', async () => {
    expect(await code(await archived([{ ...zeros, deflated: { crc32: 0, size: 100_000 } }]))).toBe('form-unreadable');
  });

  test('parts that lie over each other, or behind whose end something lies, are refused: each would be written whole', async () => {
    const nothing = { crc32: 0, size: 0 };
    const end = deflateRawSync(new Uint8Array());
    const behind = { name: 'xl/a.bin', bytes: Buffer.concat([end, randomBytes(9)]), deflated: nothing };
    await expect(openContainer(await archived([behind]))).rejects.toMatchObject({ code: 'form-unreadable' });
    const parts = Array.from({ length: 100 }, (_, n) => ({ name: `xl/${n}.bin`, bytes: new Uint8Array() }));
    const file = await archived([...parts, { name: 'xl/z.bin', bytes: randomBytes(200_000) }]);
    // Each reaches to the directory, as the directory says.
    const directory = file.readUInt32LE(file.length - 6);
    for (let at = directory; file.readUInt32LE(at) === 0x02014b50; at += 46 + file.readUInt16LE(at + 28)) {
      const whole = file.subarray(file.readUInt32LE(at + 42) + 30 + file.readUInt16LE(at + 28), directory);
      [crc32(whole), whole.length, whole.length].forEach((word, n) => file.writeUInt32LE(word, at + 16 + 4 * n));
    }
    await expect(openContainer(file)).rejects.toMatchObject({ code: 'form-unreadable' });
  });

  test('names that lead out of a folder, or that differ in their case alone, are none', async () => {
    const twice = await changed({ 'XL/Workbook.xml': '<a/>' });
    expect(await code(twice)).toBe('form-unreadable');
    // The archive's writer would not write such a name.
    const file = Buffer.from(
      (await archived([{ name: 'xl/aaaa.xml', bytes: new Uint8Array() }]))
        .toString('latin1')
        .replaceAll('xl/aaaa.xml', '../aaaa.xml'),
      'latin1',
    );
    expect(await code(file)).toBe('form-unreadable');
  });

  test('a file that no body could bring, and a sheet that nobody could fill', async () => {
    expect(await refusal(Buffer.concat([WORKBOOK, Buffer.alloc(720_000)]))).toMatchObject({
      code: 'form-large',
      detail: { most: '700' },
    });
    const rows = '<row r="27"/>'.concat(Array.from({ length: 25_000 }, (_, n) => `<row r="${n + 28}"/>`).join(''));
    expect(await code(await replaced(SHEET, '</sheetData>', `${rows}</sheetData>`))).toBe('form-sheet-large');
    const deep = Array.from({ length: 2500 }, (_, n) => `<a xmlns:n${n}="u">`).join('') + '</a>'.repeat(2500);
    expect(await code(await replaced(SHEET, '</worksheet>', `${deep}</worksheet>`))).toBe('form-sheet-large');
  });

  test.each<[string, RegExp, (n: number) => string]>([
    ['merged cells', /<\/mergeCells>/, (n) => `<mergeCell ref="Z${2 * n + 30}:Z${2 * n + 31}"/>`],
    ['columns of a look', /<\/cols>/, (n) => `<col min="${n + 20}" max="${n + 20}" width="9"/>`],
    [
      'formulas that fill others',
      /<\/sheetData>/,
      (n) => `<row r="${n + 60}"><c><f t="array" ref="Z${n + 60}">1</f></c></row>`,
    ],
  ])('more %s than are held against every place are refused', async (_, end, one) => {
    const many = (most: number) => replaced(SHEET, end, `${Array.from({ length: most }, (_, n) => one(n)).join('')}$&`);
    expect((await openForm(await many(4000), mapping)).kind).toBe('xlsx');
    expect(await refusal(await many(5001))).toMatchObject({
      code: 'form-sheet-large',
      detail: { part: SHEET, ranges: '5000' },
    });
  });

  test('a cell with thousands of things in it is none', async () => {
    expect(await code(await replaced(SHEET, /<c r="B13"[^>]*>/, `$&${'<v/>'.repeat(9000)}`))).toBe('form-unreadable');
  });

  test('of two hundred sheets the clerk is told some', async () => {
    const [sheet = ''] = /<sheet [^>]*>/.exec(await textOf(WORKBOOK, BOOK)) ?? [];
    const sheets = Array.from({ length: 200 }, (_, n) => sheet.replace('Intake form', `Sheet ${n}`));
    const file = await replaced(BOOK, '</sheets>', `${sheets.join('')}</sheets>`);
    const { code: said, detail } = await refusal(file, { ...mapping, sheet: 'None' });
    expect([said, detail['all']?.length]).toEqual(['form-sheet-missing', 500]);
  });
});
