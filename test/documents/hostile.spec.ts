/** Whatever people are called, wherever it stands: the paper stays a paper, and the list beside it a list. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import type { Payload } from '../../src/documents/payload.js';
import { DOCUMENT_KINDS } from '../../src/documents/types/document-types.js';
import { render } from '../../src/documents/types/render.js';
import { csvOf } from '../../src/http/csv.js';
import { describeTool } from '../support/tools.js';
import { sampleOf } from './samples/every-kind.js';

const HOSTILE = [
  'Oro & Plata <script>alert(1)</script> "SAS" \'ñ\'',
  '=HYPERLINK("http://evil.example")',
  'x;=1+1\t@SUM(A1)\n-2',
  'مصفاة الذهب \u202Edetsurt\u202C 🥇🔥',
  'Алтан Дорнод ХХК, Өмнөговь',
  'e\u0301\u0323\u0302\u0489'.repeat(40),
  '\u0000\u0007tab\tnew\nline\r\u200b\ufeff\u2028',
  'x'.repeat(3_000),
  'palabra '.repeat(900),
  ')(\\ << >> endobj stream %%EOF /Type /Catalog',
  'toString',
  '__proto__',
  '',
];

/** What a machine reads is no text of a person: our own words and codes, figures, days, what names and finds the paper. */
const MACHINE = new Set(['number', 'document', 'salt', 'verify']);
const OWN_WORD = /^[a-z]+(-[a-z]+)*$/;
const FIGURE = /^(-?\d+(\.\d+)?|\d{4}-\d{2}(-\d{2})?(T[\d:.]+Z)?)$/;

/** The payload with one text in the place of every other, and of every list its first two. */
function everywhere<Value>(value: Value, text: string, key = ''): Value {
  if (typeof value === 'string')
    return (MACHINE.has(key) || OWN_WORD.test(value) || FIGURE.test(value) ? value : text) as Value;
  if (Array.isArray(value)) return value.slice(0, 2).map((one: unknown) => everywhere(one, text, key)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everywhere(one, text, name)])) as Value;
}

/** Canonical JSON refuses half a character long before it could reach a paper. */
const tidy = (text: string) => text.replace(/\p{Surrogate}/gu, '');
const anyText = fc
  .oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }))
  .map(tidy);

async function pdfOf(payload: Payload): Promise<Uint8Array> {
  const [pdf] = await render(payload);
  return pdf?.bytes ?? new Uint8Array();
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'veta-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function onDisk(payload: Payload): Promise<string> {
  const path = join(folder, 'paper.pdf');
  writeFileSync(path, await pdfOf(payload));
  return path;
}

describeTool(['qpdf', 'pdftotext'], (run) => {
  describe.each(DOCUMENT_KINDS)('%s', (kind) => {
    test.each(HOSTILE.map((text) => [JSON.stringify(text.slice(0, 40)), text]))(
      '%s in every field',
      async (_, text) => {
        const path = await onDisk(everywhere(sampleOf(kind), text));
        const { code, text: said } = run('qpdf', ['--check', path]);
        expect(said).toContain('No syntax or stream encoding errors');
        expect(code).toBe(0);
        // What turns text around or hides it is never drawn.
        expect(run('pdftotext', [path, '-']).text).not.toMatch(/[\u202D\u202E\u2066-\u2069\u200B]/);
      },
    );

    test('a Mongolian name is drawn as it is written', async () => {
      const path = await onDisk(everywhere(sampleOf(kind), 'Өмнөговь Ү'));
      expect(run('pdftotext', [path, '-']).text).toContain('Өмнөговь Ү');
    });
  });

  test('any text at all, in every field of every kind: sound, and the same twice', async () => {
    const paper = fc.tuple(fc.constantFrom(...DOCUMENT_KINDS), anyText);
    await fc.assert(
      fc.asyncProperty(paper, async ([kind, text]) => {
        const payload = everywhere(sampleOf(kind), text);
        const path = await onDisk(payload);
        expect(run('qpdf', ['--check', path]).code).toBe(0);
        expect(Buffer.from(await pdfOf(payload)).equals(Buffer.from(await pdfOf(payload)))).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});

/** What spreadsheets take for the beginning of a formula, in Japan too. */
const RUNS = /^\s*[=+\-@＝＋－＠]/;

/** Cells as a spreadsheet finds them: ours by their rules; at another sign, as in half of the world, however it may read quotes. */
function cellsAt(csv: string, delimiter: string): string[] {
  if (delimiter === ',') return (parse(csv, { relax_column_count: true }) as string[][]).flat();
  return csv.split(delimiter === ';' ? /[;\r\n]/ : /[\t\r\n]/).map((cell) => cell.replace(/^[\s"]+/, ''));
}

const bare = (text: string) => text.replaceAll("'", '');

describe('a list beside a paper', () => {
  const signs = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ';', ',', '"', "'", ' ', 'a', '1', '＝', '|');
  const nasty = fc.oneof(
    fc.array(signs, { maxLength: 8 }).map((some) => some.join('')),
    anyText,
  );

  test('comes back as it went in, but for an apostrophe before what would run', () => {
    fc.assert(
      fc.property(fc.array(fc.array(nasty, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 3 }), (rows) => {
        const back = rows.flatMap((row) => parse(csvOf([row]), { relax_column_count: true }) as string[][]).flat();
        expect(back.map(bare)).toEqual(rows.flat().map(bare));
      }),
    );
  });

  test.each([',', ';', '\t'])('runs nothing in a spreadsheet that parts cells at %j', (delimiter) => {
    fc.assert(
      fc.property(nasty, nasty, (one, other) => {
        const cells = cellsAt(csvOf([['a', one, other, 'b']]), delimiter);
        expect(cells.filter((cell) => RUNS.test(cell))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each(DOCUMENT_KINDS)('of the kind %s runs nothing', async (kind) => {
    for (const text of ['=1+1', '+1', '-1', '@A1', '\t=1', 'x;=1']) {
      for (const { mediaType, bytes } of await render(everywhere(sampleOf(kind), text))) {
        if (mediaType !== 'text/csv') continue;
        const csv = Buffer.from(bytes).toString('utf8');
        for (const delimiter of [',', ';'])
          expect(cellsAt(csv, delimiter).filter((cell) => RUNS.test(cell))).toEqual([]);
      }
    }
  });
});
