/** Papers looked at by programs that are not ours. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShipmentPaper } from '../../src/documents/payload.js';
import { payloadBytes, render } from '../../src/documents/types/render.js';
import { describeTool } from '../support/tools.js';
import { custodyTransfer, invoice, packingList } from './papers.js';

const PAPERS = [invoice(), packingList(70), custodyTransfer(), invoice(300, false)];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'veta-papers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function onDisk(payload: ShipmentPaper): Promise<string> {
  const [pdf] = await render(payload);
  const path = join(folder, `${payload.bars?.length}-${pdf?.name}`);
  writeFileSync(path, pdf?.bytes ?? new Uint8Array());
  return path;
}

describeTool(['qpdf'], (run) => {
  test.each(PAPERS)('$kind with $bars.length bars is sound', async (payload) => {
    const { code, text } = run('qpdf', ['--check', await onDisk(payload)]);
    expect(text).toContain('No syntax or stream encoding errors');
    expect(code).toBe(0);
  });
});

describeTool(['pdftotext'], (run) => {
  const textOf = async (payload: ShipmentPaper) => run('pdftotext', ['-layout', await onDisk(payload), '-']).text;

  test('the invoice shows parties, weights, the total in figures and words, and what is payable now', async () => {
    const text = await textOf(invoice());
    for (const shown of [
      'Provisional commercial invoice',
      'Exportadora Pacífico Sur SAS',
      'FM-SUP-CO-009',
      '045-01234634',
      'USD 60,739.94',
      'USD 54,694.55',
      'Sixty thousand seven hundred thirty-nine US dollars and 94/100',
      'Sesenta mil setecientos treinta y nueve dólares',
    ]) {
      expect(text).toContain(shown);
    }
  });

  test('the custody transfer says for each bar which certificate its claim rests on, or why it was lost', async () => {
    const text = await textOf(custodyTransfer());
    expect(text).toContain('Fairmined: carried / conservada');
    expect(text).toContain('Cooperativa Minera El Limonal FM-ASMO-CO-031');
    expect(text).toContain('Fairmined: not carried / no se conserva');
    expect(text).toMatch(/suspended/);
    expect(text).toContain('San Isidro del Río');
  });

  test('every page has the number of its paper, its own number, and says SAMPLE when it is one', async () => {
    const pages = (await textOf(packingList(70))).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => {
      expect(page).toContain('PKL-EXP-PACIFICO-2026-000001');
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page).toContain('SAMPLE / MUESTRA');
      expect(page).toContain('Fine ozt');
    });
    expect(await textOf(invoice(300, false))).not.toContain('SAMPLE');
  });
});

describeTool(['pdfdetach'], (run) => {
  test('what is embedded is the payload and the list, byte for byte', async () => {
    const payload = packingList();
    const path = await onDisk(payload);
    run('pdfdetach', ['-saveall', '-o', folder, path]);
    expect(readFileSync(join(folder, 'payload.json'))).toEqual(Buffer.from(payloadBytes(payload)));
    const files = await render(payload);
    expect(readFileSync(join(folder, 'PKL-EXP-PACIFICO-2026-000001.csv'))).toEqual(Buffer.from(files[1]?.bytes ?? []));
  });
});

describeTool(['pdftoppm', 'zbarimg'], (run) => {
  test.each([invoice(), custodyTransfer()])('a phone reads the address on $kind, mark and all', async (payload) => {
    const path = await onDisk(payload);
    run('pdftoppm', ['-r', '110', '-png', path, join(folder, payload.kind)]);
    const page = readdirSync(folder).find((name) => name.startsWith(payload.kind)) ?? '';
    expect(
      run('zbarimg', ['-q', '--raw', join(folder, page)])
        .stdout.toString()
        .trim(),
    ).toBe(payload.verify);
  });
});
