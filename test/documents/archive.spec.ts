/**
 * An archive keeps it: papers are aimed at PDF/A-3b (ISO 19005-3). No validator of that part is at hand, so its demands are
 * read off the file one by one, and the same drawing without what only part 3 allows is validated as PDF/A-1b.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Payload } from '../../src/documents/payload.js';
import type { Conformance } from '../../src/documents/pdf/archive.js';
import { makeSampleSeal } from '../../src/documents/seal/sample-seal.js';
import { sealPdf, type Seal } from '../../src/documents/seal/seal.js';
import { DOCUMENT_KINDS } from '../../src/documents/types/document-types.js';
import { payloadBytes, render } from '../../src/documents/types/render.js';
import { describeTool, type Tool } from '../support/tools.js';
import { sampleOf } from './samples/every-kind.js';

let folder: string;
let seal: Seal;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'veta-archive-'));
  seal = await makeSampleSeal(new Date('2026-02-01T00:00:00.000Z'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function pdfOf(payload: Payload, conformance?: Conformance): Promise<Uint8Array> {
  const [pdf] = await render(payload, conformance);
  return pdf?.bytes ?? new Uint8Array();
}

/** Of an object of a PDF as qpdf tells it: names begin with a slash, references end in R. */
type Dictionary = { readonly [key: string]: unknown };

/** Every dictionary of a file, and its bytes where it is a stream. */
function objectsOf(run: Tool, path: string): (Dictionary & { readonly data?: string })[] {
  const { stdout, code } = run('qpdf', ['--json', '--json-stream-data=inline', path]);
  expect(code).toBe(0);
  const { qpdf } = JSON.parse(stdout.toString('utf8')) as { qpdf: [unknown, Record<string, Dictionary>] };
  return Object.values(qpdf[1]).flatMap(({ value, stream }) => {
    if (stream !== undefined) {
      const { dict, data } = stream as { dict: Dictionary; data: string };
      return [{ ...dict, data: Buffer.from(data, 'base64').toString('latin1') }];
    }
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as Dictionary] : [];
  });
}

describeTool(['qpdf'], (run) => {
  describe.each(DOCUMENT_KINDS)('%s, sealed,', (kind) => {
    let objects: ReturnType<typeof objectsOf>;
    const ofType = (type: string) => objects.filter((one) => one['/Type'] === type);
    beforeAll(async () => {
      const path = join(folder, `${kind}.pdf`);
      const payload = sampleOf(kind);
      writeFileSync(path, sealPdf(await pdfOf(payload), seal, payload.issuedAt));
      expect(run('qpdf', ['--check', path]).text).toContain('No syntax or stream encoding errors');
      objects = objectsOf(run, path);
    });

    test('says that it is PDF/A-3b, with one colour space for all of it', () => {
      const xmp = ofType('/Metadata')
        .map(({ data }) => data ?? '')
        .join('');
      expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>');
      expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
      expect(ofType('/OutputIntent')).toHaveLength(1);
      expect(ofType('/OutputIntent')[0]).toMatchObject({ '/S': '/GTS_PDFA1' });
    });

    test('brings every font with it, and the way back from glyphs to letters', () => {
      const fonts = ofType('/Font').filter((font) => font['/Subtype'] === '/Type0');
      expect(fonts.length).toBeGreaterThanOrEqual(3);
      for (const font of fonts) expect(font['/ToUnicode']).toBeDefined();
      for (const descriptor of ofType('/FontDescriptor')) expect(descriptor['/FontFile2']).toBeDefined();
      expect(ofType('/Font').filter((font) => font['/Subtype'] === '/Type1')).toEqual([]);
    });

    test('relates every file in it to itself, its payload as the source, byte for byte', () => {
      const catalog = ofType('/Catalog').find((one) => one['/AcroForm'] !== undefined);
      const files = ofType('/Filespec');
      expect(catalog?.['/AF']).toHaveLength(files.length);
      const source = files.filter((one) => one['/AFRelationship'] === '/Source');
      expect(source).toHaveLength(1);
      expect(files.every((one) => ['/Source', '/Supplement'].includes(String(one['/AFRelationship'])))).toBe(true);
      expect(source[0]?.['/UF']).toBe('u:payload.json');
      const embedded = ofType('/EmbeddedFile').map(({ data }) => data);
      expect(embedded).toContain(Buffer.from(payloadBytes(sampleOf(kind))).toString('latin1'));
      expect(ofType('/EmbeddedFile').every((one) => one['/Subtype'] !== undefined)).toBe(true);
    });

    test('is tagged, says its language and shows its title', () => {
      const [catalog] = ofType('/Catalog');
      expect(catalog).toMatchObject({ '/Lang': 'u:en', '/StructTreeRoot': expect.any(String) as string });
      expect(objects.some((one) => one['/Marked'] === true)).toBe(true);
      expect(objects.some((one) => one['/DisplayDocTitle'] === true)).toBe(true);
      expect(objects.filter((one) => one['/S'] === '/H1')).toHaveLength(1);
    });

    test('runs nothing, points nowhere outside, hides and lets nothing through', () => {
      const forbidden = new Set([
        '/JS',
        '/OpenAction',
        '/AA',
        '/URI',
        '/Encrypt',
        '/SMask',
        '/Group',
        '/Launch',
        '/XFA',
        '/CA',
        '/ca',
      ]);
      for (const one of objects) expect(Object.keys(one).filter((key) => forbidden.has(key))).toEqual([]);
      const annotations = objects.filter((one) => one['/Subtype'] === '/Widget');
      expect(annotations).toHaveLength(1);
      expect(annotations[0]).toMatchObject({ '/F': 4, '/FT': '/Sig', '/Rect': [0, 0, 0, 0] });
    });
  });
});

const JARS = [
  'preflight',
  'pdfbox2',
  'xmpbox',
  'fontbox2',
  'commons-logging',
  'commons-io',
  'javax.activation',
  'jaxb-api',
];
const JAR_FILES = JARS.map((name) => `/usr/share/java/${name}.jar`);

describeTool(['java', ...JAR_FILES], (run) => {
  // It runs for seconds: the second compiler and a collector of several threads would not earn their keep.
  const brief = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  const validator = [...brief, '-cp', JAR_FILES.join(':'), 'org.apache.pdfbox.preflight.Validator_A1b'];
  const validate = (path: string) => run('java', [...validator, 'batch', path]).text;

  test('the same drawing in PDF/A-1b is valid, of every kind and state, sealed and not', async () => {
    const twins = join(folder, 'twins');
    mkdirSync(twins);
    for (const kind of DOCUMENT_KINDS) {
      for (const state of [undefined, 'draft', 'void'] as const) {
        const payload = { ...sampleOf(kind), ...(state !== undefined && { state }) } as Payload;
        const pdf = await pdfOf(payload, 'PDF/A-1b');
        writeFileSync(join(twins, `${kind}-${state}.pdf`), pdf);
        if (state !== 'draft')
          writeFileSync(join(twins, `${kind}-${state}-sealed.pdf`), sealPdf(pdf, seal, payload.issuedAt));
      }
    }
    const said = validate(twins);
    expect(said.split('\n').filter((line) => /not a valid|error/i.test(line))).toEqual([]);
    expect(said.match(/is a valid PDF\/A-1b file/g)).toHaveLength(DOCUMENT_KINDS.length * 5);
  });

  test('the validator does find what is wrong: files inside, and a page that was changed', async () => {
    const wrong = join(folder, 'wrong');
    mkdirSync(wrong);
    const [kind] = DOCUMENT_KINDS;
    if (kind === undefined) throw new Error('there are kinds of paper');
    writeFileSync(join(wrong, 'third-part.pdf'), await pdfOf(sampleOf(kind)));
    const twin = Buffer.from(await pdfOf(sampleOf(kind), 'PDF/A-1b')).toString('latin1');
    writeFileSync(join(wrong, 'unnamed.pdf'), twin.replace('<pdfaid:part>1', '<pdfaid:part>2'), 'latin1');
    const said = validate(wrong);
    expect(said.match(/is not a valid PDF\/A-1b file/g)).toHaveLength(2);
    expect(said).toContain('EmbeddedFile entry is present');
  });
});

describeTool(['pdfinfo'], (run) => {
  test.each(DOCUMENT_KINDS)(
    '%s is read aloud in order: title, parties, tables with headings, how to check it',
    async (kind) => {
      const path = join(folder, `aloud-${kind}.pdf`);
      writeFileSync(path, await pdfOf(sampleOf(kind)));
      const { text } = run('pdfinfo', ['-struct-text', path]);
      const order = ['H1 (block)', 'Document number', 'How to check this paper'].map((sought) => text.indexOf(sought));
      expect(order.every((at) => at >= 0)).toBe(true);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      const rows = text.split(/^ *TR$/m).slice(1);
      const tables = text.match(/^ *Table \(block\)$/gm)?.length ?? 0;
      expect(rows.filter((row) => row.includes('TH:')).length).toBeGreaterThanOrEqual(tables);
      // Lines of one paragraph are words apart, not run together.
      expect(text).not.toMatch(/Document number[^"\n]*[a-z](INV|PKL|COC)-/);
    },
  );
});
