/** Another program opens what was filled, and finds every name and figure where it belongs and nothing else changed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { openForm } from '../../../src/documents/intake/form.js';
import { describeTool } from '../../support/tools.js';
import { bar, consignment, fill, MAPPING, WORKBOOK, type Said } from './workbooks.js';

const mapping = MAPPING as unknown as Said;
const PROGRAM = fileURLToPath(new URL('read.py', import.meta.url));

/** Type, value, number format and colour of every cell, by sheet and name. */
type Read = Readonly<Record<string, Readonly<Record<string, readonly [string, string, string, string]>>>>;

/** Strings of a workbook spell some characters by their number (ISO/IEC 29500-1, 22.9.2.19); openpyxl leaves that to us. */
const unspelt = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));

// Debian's own Python has the package; another that comes first in the path need not.
describeTool(['/usr/bin/python3', '/usr/lib/python3/dist-packages/openpyxl/__init__.py', 'unzip'], (run) => {
  const folder = mkdtempSync(join(tmpdir(), 'veta-intake-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'form.xlsx');

  const readBy = (file: Uint8Array): Read => {
    writeFileSync(path, file);
    const { code, stdout, text } = run('/usr/bin/python3', ['-B', PROGRAM, path]);
    if (code !== 0) throw new Error(text);
    return JSON.parse(stdout.toString()) as Read;
  };

  test('the archive is whole, and nothing but the mapped cells reads otherwise than before', async () => {
    const before = readBy(WORKBOOK);
    const after = readBy(await fill([bar(1), bar(2)]));
    expect(run('unzip', ['-t', path])).toMatchObject({ code: 0 });
    const differ = Object.keys({ ...before['Intake form'], ...after['Intake form'] }).filter(
      (cell) => JSON.stringify(before['Intake form']?.[cell]) !== JSON.stringify(after['Intake form']?.[cell]),
    );
    const rows = [12, 13].flatMap((row) => ['B', 'C', 'D', 'E', 'F', 'G'].map((column) => `${column}${row}`));
    expect(differ.sort()).toEqual(['B4', 'B5', 'B6', 'B7', 'B8', 'G4', 'G5', 'G6', 'G7', ...rows].sort());
    expect(after['For us']).toEqual(before['For us']);
    expect(after['Intake form']?.['D12']).toEqual(['n', '12345.679', '#,##0.000', '00FFF8E1']);
    expect(after['Intake form']?.['B12']).toEqual(['s', 'B-1', 'General', '00FFF8E1']);
    expect(after['Intake form']?.['D24']).toEqual(['f', '=SUM(D12:D23)', '#,##0.000', '00000000']);
  });

  test('whatever the bars are called, weigh and hold, it reads them as they went in', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((one) => /^[^\p{Cc}\p{Cs}\p{Cn}]+$/u.test(one));
    const odd = fc.constantFrom(
      '=1+1',
      '-5',
      '_x0041_',
      "'quoted",
      '<a>&amp;</a>',
      ']]>',
      ' two  spaces ',
      'ñandú ₿ 💛',
      '0012',
    );
    const one = fc.record({
      code: fc.oneof(name, odd),
      seal: fc.option(fc.oneof(name, odd)),
      grossMg: fc.integer({ min: 1, max: 999_999_999 }),
      finenessPpm: fc.integer({ min: 1, max: 1_000_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 12 }), fc.oneof(name, odd), async (bars, who) => {
        const filled = bars.map((more, n) => {
          const fineNg = (BigInt(more.grossMg) * BigInt(more.finenessPpm)).toString();
          return bar(n + 1, Object.assign({ fineNg }, more));
        });
        const exporter = { ...consignment([]).facts.exporter, name: who };
        const form = await openForm(WORKBOOK, mapping);
        const sheet = readBy(await form.filledFor(consignment(filled, { exporter })))['Intake form'] ?? {};
        expect(unspelt(sheet['B4']?.[1] ?? '')).toBe(who);
        for (const [n, { code, seal, grossMg, finenessPpm }] of filled.entries()) {
          const [type, text = ''] = sheet[`B${12 + n}`] ?? [];
          expect([type, unspelt(text)]).toEqual(['s', code]);
          expect(seal === null ? sheet[`C${12 + n}`] : unspelt(sheet[`C${12 + n}`]?.[1] ?? '')).toBe(seal ?? undefined);
          // It reads figures as floats: the nearest to the digits that stand there.
          expect(Number(sheet[`D${12 + n}`]?.[1] ?? '')).toBe(grossMg / 1000);
          expect(Number(sheet[`F${12 + n}`]?.[1] ?? '')).toBe(finenessPpm / 1_000_000);
        }
        expect(sheet[`B${12 + bars.length}`]).toBe(undefined);
      }),
      { numRuns: 25 },
    );
  });
});
