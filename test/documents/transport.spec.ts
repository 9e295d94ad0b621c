/** Papers of transport as they are printed: what handlers, consignee and carrier read on them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Payload } from '../../src/documents/payload.js';
import { payloadBytes, render } from '../../src/documents/types/render.js';
import { describeTool, type Tool } from '../support/tools.js';
import { instructionLetter, safetyStatement, shipmentAdvice } from './samples/transport.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'veta-transport-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function onDisk(payload: Payload): Promise<string> {
  const [pdf] = await render(payload);
  const path = join(folder, pdf?.name ?? '');
  writeFileSync(path, pdf?.bytes ?? new Uint8Array());
  return path;
}

/** As it reads, with line breaks and columns gone. */
async function textOf<P extends Payload>(run: Tool, payload: P): Promise<string> {
  return run('pdftotext', ['-raw', await onDisk(payload), '-']).text.replace(/\s+/gu, ' ');
}

const HOSTILE = 'مصفاة ‮detsurt‬ )(\\ << >> endobj =1+1 <script> 🥇 '.repeat(30);

const KEPT = new Set('kind number document issuedAt language is form verify fineNg method standing'.split(' '));
const VOCABULARY = new Set('exporter consignee open technique addition form'.split(' '));

function hostile<P extends Payload>(payload: P): P {
  const text = JSON.stringify(payload, (name, value: unknown) => {
    const isFree = typeof value === 'string' && !KEPT.has(name) && !VOCABULARY.has(value) && !isDay(value);
    return isFree ? HOSTILE : value;
  });
  return JSON.parse(text) as P;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text);
}

test.each([instructionLetter(), shipmentAdvice(), safetyStatement()])(
  'hostile text in every field of a $kind breaks no file, and the same text gives the same bytes',
  async (payload) => {
    const [first, second] = [await render(hostile(payload)), await render(hostile(payload))];
    expect(
      Buffer.from(first[0]?.bytes ?? [])
        .subarray(-6)
        .toString(),
    ).toBe('%%EOF\n');
    expect(first[0]?.bytes).toEqual(second[0]?.bytes);
  },
);

function said(payload: Payload): string {
  return Buffer.from(payloadBytes(payload)).toString();
}

test('of the three only the advice holds a fineness, and none a price', () => {
  for (const payload of [instructionLetter(), safetyStatement(), shipmentAdvice()]) {
    expect(said(payload)).not.toMatch(/"\w*(price|usd|discount|value)\w*":/iu);
  }
  for (const payload of [instructionLetter(), safetyStatement()]) {
    expect(said(payload)).not.toMatch(/"\w*(ppm|fine)\w*":/iu);
    expect(said(payload)).not.toMatch(/"(corridor|packedOn|exportedOn)":/u);
  }
  expect(said(shipmentAdvice())).toContain('"finenessPpm":931200');
});

describeTool(['pdftotext', 'pdfinfo', 'qpdf'], (run) => {
  const pagesOf = async (payload: Payload) => {
    return Number(/Pages:\s+(\d+)/u.exec(run('pdfinfo', [await onDisk(payload)]).text)?.[1]);
  };

  test.each([instructionLetter(), shipmentAdvice(), safetyStatement()])('$kind is sound', async (payload) => {
    expect(run('qpdf', ['--check', await onDisk(payload)]).text).toContain('No syntax or stream encoding errors');
    expect(run('qpdf', ['--check', await onDisk(hostile(payload))]).code).toBe(0);
  });

  test.each([
    ['an instruction letter for one box', instructionLetter()],
    ['a safety statement of one bar', safetyStatement(3)],
    ['a safety statement of eighty bars', safetyStatement(80)],
  ])('%s is one page', async (_, payload) => {
    expect(await pagesOf(payload)).toBe(1);
  });

  test('the instruction letter says VAL, box, seals, kilograms and who pays, in both languages', async () => {
    const text = await textOf(run, instructionLetter());
    for (const shown of [
      ['Shipper’s letter of instruction', 'Carta de instrucciones del embarcador', 'UN/EDIFACT 1001: 341'],
      ['VALUABLE CARGO · VAL', 'handling code VAL', 'BOX-1A', 'S-7000', 'S-7005', '0.492', 'CIP Zürich', '7108.12'],
      ['Freight / Flete: exporter / exportador', 'Import / Importación: consignee / consignatario'],
      ['Insured under certificate OC-7-0031 (Aseguradora del Lago)', 'Present export declaration DEX-6007-118'],
      ['Packing list / Lista de empaque · PKL-EXP-PACIFICO-2026-000001', 'Agencia Aduanera del Lago'],
      ['For the carrier / Por el transportador', 'Security contact'],
    ].flat()) {
      expect(text).toContain(shown);
    }
  });

  test('however many seals there are, each stands on it to be counted', async () => {
    const text = await textOf(run, instructionLetter(150));
    expect(text.match(/S-7\d{3}/gu)).toHaveLength(150);
  });

  test('nothing on it tells what the gold is worth, how fine it is, which way it goes or when', async () => {
    const text = await textOf(run, instructionLetter());
    // The fineness, fine grams and value that the packing list and the invoice of this shipment show.
    expect(text).not.toMatch(/931\.2|936\.0|429\.976|4,?428|‰|USD|CO → CH|Corridor|Shipped/u);
    expect(text.replaceAll('2026-02-13 15:04 UTC', '')).not.toContain('2026-02');
  });

  test('the digits of a country stand under those of all, and what nobody read in its source is said to be so', async () => {
    const advice = shipmentAdvice();
    const to = (tariffs: NonNullable<typeof advice.shipment.tariffs>) =>
      textOf(run, { ...advice, shipment: { ...advice.shipment, tariffs } });
    expect(await textOf(run, advice)).toContain('7108.1200 / 911 (CH)');
    const union = await to([{ place: 'EU', digits: '7108.12.00', unconfirmed: true }]);
    expect(union).toContain('7108.12.00 (EU): to be');
    expect(union).toContain('por confirmar');
    expect(await to([])).not.toContain('to be confirmed');
  });

  test.each([
    ['exporter', 'no certificate is recorded yet'],
    ['consignee', 'The consignee sees to the insurance'],
    ['open', 'Insurance as agreed in writing'],
  ] as const)('without a certificate, and insurance for the %s, it says so', async (insurance, told) => {
    const payload = instructionLetter();
    const text = await textOf(run, { ...payload, shares: { ...payload.shares, insurance }, attached: [] });
    expect(text).toContain(told);
    expect(text).toContain('not loaded before customs has accepted one');
    expect(text).toContain('None was made or recorded when this letter was written');
  });

  test('the advice shows pieces, weights, fineness, waybill and day; what nobody recorded it does not make up', async () => {
    const text = await textOf(run, shipmentAdvice());
    for (const shown of [
      'Aviso de embarque',
      '045-01234634',
      '2026-02-18',
      'CV-2026-014',
      '931.2',
      '491.518',
      '429.976',
    ].flat()) {
      expect(text).toContain(shown);
    }
    expect(text).toContain('left on 2026-02-13');
    const early = shipmentAdvice();
    const packed = { ...early, expectedOn: null, shipment: { ...early.shipment, exportedOn: null } };
    expect(await textOf(run, packed)).toMatch(
      /is packed and will be sent.*Expected by[^.]*not recorded \/ sin registro/u,
    );
  });

  test('the safety statement says who states what, and prints silence as silence', async () => {
    const text = await textOf(run, safetyStatement());
    for (const shown of [
      ['Stated by the shipper, Exportadora Pacífico Sur SAS', 'chapter 3.2', 'section 4.2'],
      ['(5) are unwrought gold in solid metal', 'Of the pieces not marked “solid” (1) nothing is stated'],
      ['not recorded / sin registro', 'use recorded / uso anotado', 'Fairmined Ecological'],
      ['LAB-2026-118, Laboratorio del Norte: Pb 120 ppm; Hg 15 ppm', 'not that the gold is free of it'],
    ].flat()) {
      expect(text).toContain(shown);
    }
  });

  test('where all is sponge nothing is stated, and where no laboratory looked that is said', async () => {
    const payload = safetyStatement();
    const sponge = payload.groups.filter(({ solid }) => !solid);
    const text = await textOf(run, { ...payload, groups: sponge, analyses: [] });
    expect(text).not.toContain('not restricted');
    expect(text).toMatch(/Found by a laboratory beside gold[^.]*not recorded \/ sin registro/u);
  });

  test('where the origin speaks no Spanish, English stands alone', async () => {
    for (const payload of [instructionLetter(), shipmentAdvice(), safetyStatement()]) {
      const text = await textOf(run, { ...payload, language: 'en' });
      expect(text.replaceAll(/SAMPLE \/ MUESTRA|Exportador\w*|Aduan\w+|Asegurador\w+/gu, '')).not.toMatch(
        /ción| el | sin /u,
      );
    }
  });
});
