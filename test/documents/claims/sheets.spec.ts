/** Papers of origin and claims as they come out of the printer: what must stand on them, whatever the parties are called. */
import * as fc from 'fast-check';
import type { Payload } from '../../../src/documents/payload.js';
import { render } from '../../../src/documents/types/render.js';
import { describeTool, type Tool } from '../../support/tools.js';
import { custodyTransfer, fairminedTransaction, provenanceSheet, sourcingDeclaration } from '../samples/claims.js';

async function pdfOf(payload: Payload): Promise<Uint8Array> {
  const [pdf] = await render(payload);
  if (pdf === undefined) throw new Error('no file');
  return pdf.bytes;
}

/** All of its pages in one line, as a reader's eye puts lines together. */
async function textOf(run: Tool, payload: Payload): Promise<string> {
  return run('pdftotext', ['-layout', '-', '-'], await pdfOf(payload)).text.replaceAll(/\s+/g, ' ');
}

describeTool(['pdftotext', 'pdfinfo'], (run) => {
  test('a custody transfer names both entities, their certificates, the material, its category, eligibility and who answers for it', async () => {
    const text = await textOf(run, custodyTransfer());
    for (const wanted of [
      'COC-EXP-PACIFICO-2026-000001',
      '2026-02-13 15:04 UTC',
      'Exportadora Pacífico Sur SAS',
      'RJC Chain of Custody RJC-C0000-77 (2025-01-01 – 2027-12-31)',
      'Raffineria Valmara SA',
      'Gold doré bars',
      '491.518 g · 671.9 – 936.0 ‰ · 429.977 g',
      'artisanal and small-scale',
      'stock from before the records',
      'declares these bars eligible',
      'Conflict-sensitive sourcing',
      'Fairmined: carried',
      'Responsible employee',
    ]) {
      expect(text).toContain(wanted);
    }
    expect(text).toMatch(/eligible.*LIM-B000, LIM-B001, LIM-B003/);
  });

  test('without a certificate in force nothing passes as CoC material, whatever the bars carry', async () => {
    const paper = custodyTransfer();
    const credentials = paper.exporter.credentials.map((one) =>
      one.scheme === 'rjc-coc' ? { ...one, standing: 'suspended' as const } : one,
    );
    const text = await textOf(run, { ...paper, exporter: { ...paper.exporter, credentials } } as Payload);
    expect(text).toContain('none of these bars passes as RJC CoC material');
    expect(text).not.toContain('declares these bars eligible');
    expect(text).toContain('suspended');
  });

  test('with a certificate and no recognised claim none passes either', async () => {
    const paper = custodyTransfer();
    const bars = paper.bars.map((bar) => Object.assign({ ...bar }, { claims: [] }));
    const text = await textOf(run, { ...paper, bars } as Payload);
    expect(text).toContain('none passes as CoC material');
    expect(text).toContain('No claim');
  });

  test('a paper of the first template still comes out, without what it never said', async () => {
    const { natures: _, ...first } = custodyTransfer();
    const text = await textOf(run, { ...first, template: 1 } as Payload);
    expect(text).toContain('Fairmined: carried');
    expect(text).not.toContain('eligib');
  });

  test('a Fairmined transaction has ids, contract, grams, the ecological flag, fixing, price check, premium and days', async () => {
    const text = await textOf(run, fairminedTransaction());
    for (const wanted of [
      'FM-ASMO-CO-031',
      'FM-SUP-CO-009',
      'FM-SUP-CH-003',
      'CV-2026-014',
      'LBMA PM 2026-02-13',
      'USD 4,428.79 / ozt',
      'LIM-B000',
      '111.960',
      '104.257',
      'yes / sí',
      '1 of 4 bars',
      'at or above 95 %: holds',
      'below 95 %: does not',
      '98.75 %',
      '931.84',
      'USD 4,000.00 / kg',
      'to be confirmed with the scheme',
      'Premio causado',
      'USD 1,200.00',
      'Premium received, and on which day',
      '2026-02-10',
      'CC-118',
      'Responsible employee',
    ]) {
      expect(text).toContain(wanted);
    }
  });

  test('a sourcing declaration has every fact of the OECD Supplement’s first two steps, or says that nobody recorded it', async () => {
    const text = await textOf(run, sourcingDeclaration());
    for (const wanted of [
      'artisanal and small-scale',
      '491.518',
      'fire assay',
      'ASY-26-1',
      'coop-limonal / LIM-A',
      'San Isidro del Río, CO-CAU',
      'ARE-000-CAU',
      'alluvial',
      '2026-01 – 2026-02',
      'milled by',
      'carried sealed by',
      'Blindados del Valle SA',
      'CO → CH',
      'Acopio del Sur SAS',
      'intermediary',
      'identified / identificado',
      'to be done anew',
      'conflict-affected or high-risk',
      'indicative list 2026-06',
      '(2026-06-01)',
      'R1 mined in, or supplier in',
      'R6 sourced there',
      'improved',
      '2026-06-30',
      'RGL-000317',
      '431.250 g',
      'amalgamation',
      '18.250 g',
      '42.000 g',
      'Supply-chain policy',
      'not recorded / sin registro',
      'Fairmined: 214.988 g',
      'Legal representative or compliance officer',
    ]) {
      expect(text).toContain(wanted);
    }
  });

  test('a provenance sheet has shares, the way, claims and how to check them, and folds what is few', async () => {
    const text = await textOf(run, provenanceSheet());
    for (const wanted of [
      'delivered by miners to',
      'Cooperativa Minera El Limonal',
      'exported by',
      '2026-01 · San Isidro del Río',
      '31 deliveries',
      '63.910 g',
      '61.3 %',
      'Others / Otros',
      '3.6 %',
      'Of unknown origin',
      'stock from before the records',
      'Fairmined: carried',
      'suspended',
      '2026-03',
      'https://veta.example/api/lots/',
      'npx veta verify',
      '0b9d0c4e-5a60-4c39-9d5e-000000000000',
      'market.example/log, its first 1419 records',
      'Signed checkpoint',
    ]) {
      expect(text).toContain(wanted);
    }
  });

  test.each([
    ['custody-transfer', custodyTransfer(40), 12],
    ['fairmined-transaction', fairminedTransaction(40), 6],
    ['sourcing-declaration', sourcingDeclaration(40), 5],
    ['provenance-sheet', provenanceSheet(40), 14],
  ] as const)(
    '%s of forty bars runs over pages, at most so many, and the last one is not empty',
    async (_, paper, most) => {
      const pdf = await pdfOf(paper);
      const pages = Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', ['-'], pdf).text)?.[1]);
      expect(pages).toBeGreaterThan(1);
      expect(pages).toBeLessThanOrEqual(most);
      const last = run('pdftotext', ['-f', String(pages), '-', '-'], pdf).text;
      expect(last).toContain('How to check this paper');
    },
  );

  test('where English alone is printed no Spanish is left over', async () => {
    for (const paper of [custodyTransfer(), fairminedTransaction(), sourcingDeclaration(), provenanceSheet()]) {
      const text = await textOf(run, { ...paper, language: 'en' } as Payload);
      expect(text).not.toMatch(/sin registro|Certificado|Dónde|entregas|Premio causado|conservada|Empleado/);
    }
  });
});

/** Words of closed lists, and the address in the code: nobody outside writes those. */
const OURS = new Set(
  'kind language issuedAt verify act nature method standing why finding period techniques parts'.split(' '),
);
const FIGURES = /(Ng|Percent|usdPerKgFine|due|agreed|percent|priceUsdPerOunce|premiumUsd)$/;
const DAY_OR_MONTH = /^\d{4}-\d{2}(-\d{2})?$/;

/** The payload with every text in it that comes from outside replaced by this one. */
function spoilt(payload: Payload, text: string): Payload {
  const spoil = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string')
      return OURS.has(name) || FIGURES.test(name) || DAY_OR_MONTH.test(value) ? value : text;
    if (Array.isArray(value)) return value.map((one) => spoil(one, name));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoil(one, key)]));
  };
  return spoil(payload) as Payload;
}

describe('whatever people write', () => {
  const PAPERS = [custodyTransfer(2), fairminedTransaction(2), sourcingDeclaration(2), provenanceSheet(2)] as const;

  test.each([
    'Oro & Plata <script>alert(1)</script>',
    'مصفاة الذهب \u202edetsurt\u202c 🥇',
    '\u0000\u0007tab\tnew\nline\r\u200b',
    'x'.repeat(3_000),
    ')(\\ << >> endobj %%EOF /Type /Catalog',
    'constructor',
    '__proto__',
    '',
  ])('%j comes out as a paper', async (text) => {
    for (const paper of PAPERS) {
      const pdf = Buffer.from(await pdfOf(spoilt(paper, text)));
      expect(pdf.subarray(-6).toString()).toBe('%%EOF\n');
    }
  });

  test('any text at all does, and the same way twice', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 }).map((one) => one.replace(/\p{Surrogate}/gu, ''));
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...PAPERS), async (said, paper) => {
        const spoiled = spoilt(paper, said);
        expect(Buffer.from(await pdfOf(spoiled))).toEqual(Buffer.from(await pdfOf(structuredClone(spoiled))));
      }),
      { numRuns: 12 },
    );
  });
});
