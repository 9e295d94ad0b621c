import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import type { Payload, ShipmentPaper } from '../../src/documents/payload.js';
import { payloadBytes, render } from '../../src/documents/types/render.js';
import { custodyTransfer, invoice, packingList } from './papers.js';

const HOSTILE = [
  'Oro & Plata <script>alert(1)</script> "SAS"',
  '=HYPERLINK("http://evil.example")',
  'مصفاة الذهب ‮detsurt‬ 🥇🔥',
  'Алтан Дорнод ХХК Уул уурхай',
  '\u0000\u0007tab\tnew\nline\r\u200b\ufeff',
  'x'.repeat(3_000),
  'palabra '.repeat(900),
  ')(\\ << >> endobj stream %%EOF /Type /Catalog',
  '',
];

/** One text, as Latin-1 so that every byte is one character. */
async function pdfOf(payload: Payload): Promise<string> {
  const [pdf] = await render(payload);
  return Buffer.from(pdf?.bytes ?? []).toString('latin1');
}

function named(payload: ShipmentPaper, name: string): Payload {
  const exporter = { ...payload.exporter, name, address: name, taxId: name };
  const shipment = { ...payload.shipment, box: name, incoterm: name, airWaybill: name };
  const bars = payload.bars?.map((bar) => ({ ...bar, code: name, seal: name }));
  return { ...payload, exporter, shipment, bars } as unknown as Payload;
}

/** Canonical JSON refuses half a character long before it could reach a paper. */
const tidy = (text: string) => text.replace(/\p{Surrogate}/gu, '');
const identifierOf = (pdf: string) => /\/ID \[<([0-9a-f]+)>/.exec(pdf)?.[1];

describe('the same payload gives the same bytes', () => {
  test.each([invoice(), packingList(80), custodyTransfer()])('twice in one process: $kind', async (payload) => {
    const [first, second] = [await render(payload), await render(structuredClone(payload))];
    expect(second.map(({ bytes }) => Buffer.from(bytes))).toEqual(first.map(({ bytes }) => Buffer.from(bytes)));
  });

  test('in other processes, time zones and languages, and in another order', async () => {
    const hashes: string[] = [];
    for (const payload of [invoice(), packingList(30), custodyTransfer()]) {
      for (const { name, bytes } of await render(payload)) {
        hashes.push(`${name} ${createHash('sha256').update(bytes).digest('hex')}`);
      }
    }
    const zones: string[] = [];
    for (const [TZ, LANG] of [
      ['Asia/Ulaanbaatar', 'mn_MN.UTF-8'],
      ['America/Bogota', 'C'],
    ]) {
      const child = spawnSync(
        process.execPath,
        [
          '--import',
          new URL('../support/typescript-loader.js', import.meta.url).href,
          fileURLToPath(new URL('render-child.ts', import.meta.url)),
        ],
        { env: { ...process.env, TZ, LANG, LC_ALL: LANG, NODE_OPTIONS: '' }, encoding: 'utf8' },
      );
      expect(child.stderr).toBe('');
      const said = JSON.parse(child.stdout) as { hashes: string[]; zone: string };
      expect(said.hashes).toEqual(hashes.sort());
      zones.push(said.zone);
    }
    expect(new Set(zones).size).toBe(2);
  });

  test('another document, another file identifier, even for the same shipment', async () => {
    const first = identifierOf(await pdfOf(invoice()));
    const second = identifierOf(await pdfOf({ ...invoice(), document: '00000000-0000-4000-8000-000000000000' }));
    expect(first).toBeDefined();
    expect(second).not.toBe(first);
  });
});

describe('an archive keeps it', () => {
  test('PDF/A-3b is declared, tagged, with embedded fonts only and nothing that runs or points outside', async () => {
    const pdf = await pdfOf(custodyTransfer());
    expect(pdf).toContain('%PDF-1.7');
    expect(pdf).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(pdf).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toContain('/Marked true');
    expect(pdf.match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(3);
    expect(pdf).not.toMatch(/\/(JavaScript|Launch|URI|OpenAction|Encrypt|Helvetica)/);
  });

  test('it holds its own payload byte for byte as source, and the weight list as supplement', async () => {
    const payload = packingList();
    const pdf = await pdfOf(payload);
    expect(pdf).toContain(Buffer.from(payloadBytes(payload)).toString('latin1'));
    expect(pdf).toContain('/AFRelationship /Source');
    expect(pdf).toContain('/AFRelationship /Supplement');
    expect(await pdfOf(invoice())).not.toContain('/AFRelationship /Supplement');
  });

  test('only the invoice holds a price: carriers see the other two', async () => {
    for (const payload of [packingList(), custodyTransfer()]) {
      expect(Buffer.from(payloadBytes(payload)).toString()).not.toMatch(/price|usd|discount/i);
    }
  });

  test('metadata stay well-formed whatever a company is called', async () => {
    const pdf = await pdfOf(named(invoice(), 'Oro & Plata <SAS> "Río"'));
    const xmp = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(pdf)?.[0] ?? '';
    expect(xmp).toContain('Oro &amp; Plata &lt;SAS&gt;');
    expect(xmp.replace(/&(amp|lt|gt|quot);/g, '')).not.toMatch(/&|<(?![/a-zA-Z?])/);
  });
});

describe('hostile text', () => {
  test.each(HOSTILE.map((text) => [JSON.stringify(text.slice(0, 40)), text]))('%s', async (_, text) => {
    for (const payload of [invoice(2), packingList(2), custodyTransfer(2)]) {
      const [pdf] = await render(named(payload, text));
      expect(
        Buffer.from(pdf?.bytes ?? [])
          .subarray(-6)
          .toString(),
      ).toBe('%%EOF\n');
    }
  });

  test('any text at all renders, and the same way twice', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 }).map(tidy);
    await fc.assert(
      fc.asyncProperty(text, async (name) => {
        const payload = named(packingList(1), name);
        expect(await pdfOf(payload)).toBe(await pdfOf(payload));
      }),
      { numRuns: 15 },
    );
  });
});
