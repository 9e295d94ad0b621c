import type { Payload, ShipmentPaper } from '../../src/documents/payload.js';
import { marksOf, payloadBytes, render } from '../../src/documents/types/render.js';
import { custodyTransfer, invoice, packingList } from './papers.js';

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

/** What is drawn and not read aloud: rules, running lines, marks. */
async function artifactsOf(payload: Payload): Promise<number> {
  return (await pdfOf(payload)).match(/\/Artifact/g)?.length ?? 0;
}

describe('a paper that is not final', () => {
  test.each([
    ['draft', 'DRAFT / BORRADOR'],
    ['provisional', 'PROVISIONAL'],
    ['void', 'VOID / ANULADO'],
  ] as const)('%s', async (state, mark) => {
    expect(marksOf({ ...invoice(1, false), state })).toEqual([mark]);
    expect(marksOf({ ...invoice(1, true), state })).toEqual([mark, 'SAMPLE / MUESTRA']);
    const alone = await artifactsOf({ ...invoice(1, false), state });
    expect(await artifactsOf({ ...invoice(1, true), state })).toBe(alone + 1);
    // A draft says nothing of how to check it, and has no rule above that.
    const final = (await artifactsOf(invoice(1, false))) - (state === 'draft' ? 1 : 0);
    expect(alone).toBe(final + 1);
  });

  test('in English alone it says so once', () => {
    expect(marksOf({ ...invoice(1, false), language: 'en', state: 'void' })).toEqual(['VOID']);
    expect(marksOf(invoice(1, false))).toEqual([]);
  });
});
