/** A look at a paper before it is asked for leaves nothing behind, and nobody takes it for the paper. */
import { Sight } from '../../src/http/sight.js';
import { LotQueries } from '../../src/lots/lot.queries.js';
import { Drafts } from '../../src/documents/requests/drafts.js';
import { SHIPMENT_KINDS } from '../../src/documents/requests/desk.js';
import { openOffice, type Office } from './office.js';
import { exportOf, pack } from './trade.js';

const EXPORTER = { org: 'exp-pacifico', role: 'registrar', name: 'test' } as const;

let office: Office;
let drafts: Drafts;
beforeEach(async () => {
  office = await openOffice({ worker: false });
  const { database, ledger } = office.market;
  drafts = new Drafts(database.dataSource, ledger, new LotQueries(database.dataSource, new Sight()));
});
afterEach(() => office.close());

const textOf = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

test('of a shipment that is packed and has not left: drawn now, marked, with no number and no place in the log', async () => {
  await pack(office.market.lots, 'S01');
  const pdf = textOf(await drafts.ofShipment(EXPORTER, 'S01', 'packing-list', 'en'));
  expect(pdf.startsWith('%PDF-1.7')).toBe(true);
  expect(pdf).toContain('"state":"draft"');
  expect(pdf).toContain('"number":"DRAFT"');
  expect(pdf).not.toContain('/verify/');
  expect(await office.papers()).toEqual([]);
  await exportOf(office.market.lots, 'S02');
  const numbers = (await office.papers()).map(({ number }) => number);
  expect(numbers).toContain('PKL-EXP-PACIFICO-2026-000001');
});

test.each(SHIPMENT_KINDS)(
  'of the kind %s before it left and after: a PDF, or a sentence of what it lacks',
  async (kind) => {
    await pack(office.market.lots, 'S01');
    await exportOf(office.market.lots, 'S02');
    for (const shipment of ['S01', 'S02']) {
      const outcome = await drafts.ofShipment(EXPORTER, shipment, kind, 'es').then(
        (pdf) => textOf(pdf).slice(-6),
        (error: { code: string; detail: { lacks?: string } }) => [error.code, (error.detail.lacks ?? '').length > 5],
      );
      expect(['%%EOF\n', ['draft-lacks', true]]).toContainEqual(outcome);
    }
  },
);

test('of an invoice that will be provisional is a draft first', async () => {
  await pack(office.market.lots, 'S01');
  for (const kind of ['commercial-invoice', 'proforma-invoice']) {
    const pdf = textOf(await drafts.ofShipment(EXPORTER, 'S01', kind, 'en'));
    expect(pdf).toContain('"state":"draft"');
    expect(pdf).not.toContain('"state":"provisional"');
  }
});

test('is for the exporter alone, of kinds there are', async () => {
  await pack(office.market.lots, 'S01');
  const stranger = { ...EXPORTER, org: 'coop-limonal' };
  await expect(drafts.ofShipment(stranger, 'S01', 'packing-list', 'en')).rejects.toMatchObject({
    code: 'unknown-shipment',
  });
  for (const kind of ['delivery-receipt', 'bundle-cover', 'toString', '']) {
    await expect(drafts.ofShipment(EXPORTER, 'S01', kind, 'en')).rejects.toMatchObject({ code: 'not-found' });
  }
});
