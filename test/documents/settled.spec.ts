/** A sale from its terms to its settlement: priced, checked against what was entered, provisionally invoiced, and trued up. */
import type { Documents } from '../../src/documents/documents.js';
import { DocumentsModule } from '../../src/documents/documents.module.js';
import { openDocuments } from '../../src/documents/open.js';
import { openSnapshot } from '../../src/documents/sealed-bytes.js';
import type { FinalPayload } from '../../src/documents/types/invoice/final/final-invoice.js';
import { finalSumsOf } from '../../src/documents/types/invoice/final/sums.js';
import { registerLots } from '../../src/lots/lot.projection.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import { COOP, EXPORTER, lotPath, must, openMarket, REFINER, type Market } from '../lots/market.js';
import { aPerson } from '../lots/person.js';

const on = '2026-03-20';
const terms = {
  priceUsdPerOunce: '4428.79',
  currency: 'USD',
  fixingDate: '2026-03-19',
  session: 'PM',
  discountPercent: '1.25',
  provisionalPercent: '90',
  premium: { scheme: 'fairmined', usdPerKgFine: '4000' },
  quotation: { period: 'LBMA PM, second day after arrival', final: { date: '2026-03-24', session: 'PM' } },
  local: { currency: 'COP', rateDate: '2026-03-20' },
};

let market: Market;
let papers: Documents;
let [ana, luis] = ['', ''];

beforeAll(async () => {
  market = await openMarket({
    modules: [LotsModule, DocumentsModule],
    register: async ({ ledger, database }) => {
      registerLots(ledger);
      papers = await openDocuments({ database, ledger, publicUrl: 'https://veta.example' });
    },
  });
  ana = (await aPerson(market, EXPORTER)).key;
  luis = (await aPerson(market, EXPORTER)).key;
  await market.deliver('E-1', 100_000);
  await market.did(COOP, lotPath('E-1', 'assays'), { finenessPpm: 940_000, method: 'fire-assay', on: '2026-03-18' });
  await market.did(COOP, lotPath('E-1', 'title'), { on, to: EXPORTER, basis: 'sale' });
  await market.did(COOP, lotPath('E-1', 'dispatch'), { on, to: EXPORTER, sentMg: 100_000 });
  await market.did(EXPORTER, lotPath('E-1', 'receive'), { on, receivedMg: 100_000, sealIntact: true });
  const packing = { code: 'S-1', consignee: REFINER, incoterm: 'FCA Bogotá', corridor: 'CO>CH', box: 'C-1' };
  await market.did(EXPORTER, '/shipments', { on, ...packing, bars: [{ lot: 'E-1' }], terms });
}, 120_000);
afterAll(async () => {
  await papers.close();
  await market.desk.close();
});

async function entered(path: string, body: object): Promise<void> {
  const { body: said } = await must(market.desk.post(`/api/${path}`, { key: ana, body }));
  await must(market.desk.post(`/api/${path}/${String(said['id'])}/confirm`, { key: luis }));
}

async function fixing(date: string, priceUsdPerOunce: string): Promise<void> {
  const source = { source: 'LBMA Gold Price, IBA', licenceHolder: 'Exportadora del Pacífico' };
  await entered('fixings', { metal: 'gold', session: 'PM', date, priceUsdPerOunce, ...source });
}

async function asked(kind: string): Promise<Record<string, unknown>> {
  const { body } = await must(
    market.post(EXPORTER, '/shipments/S-1/documents', undefined, { body: { kinds: [kind] } }),
  );
  await papers.awaitIdle();
  const [item] = body['items'] as unknown as Record<string, unknown>[];
  return item ?? {};
}

const price = async (language = 'en') =>
  (await must(market.get(EXPORTER, '/shipments/S-1/price', { headers: { 'accept-language': language } })))
    .body as unknown as {
    sums: Record<string, string>;
    warnings: { code: string; sentence: string }[];
  };

test('the price of somebody else’s shipment is nobody’s business', async () => {
  expect((await market.get(REFINER, '/shipments/S-1/price')).status).toBe(404);
  expect((await market.get(COOP, '/shipments/S-1/price')).status).toBe(404);
});

test('before it leaves there is a proforma of it, and no final invoice: it says what that lacks', async () => {
  expect(await asked('proforma-invoice')).toMatchObject({ number: 'PRO-EXPORTER-2026-000001' });
  expect(await asked('final-invoice')).toMatchObject({ lacks: expect.stringContaining('outturn') });
});

test('a fixing that was entered otherwise than the terms say is pointed out, in the reader’s language', async () => {
  expect((await price()).warnings).toEqual([]);
  await fixing('2026-03-19', '4428.79');
  expect((await price()).warnings).toEqual([]);
  await fixing('2026-03-19', '4428.97');
  const [warning] = (await price()).warnings;
  expect(warning?.code).toBe('fixing-differs');
  expect(warning?.sentence).toContain('entered and confirmed is USD 4428.97');
  expect((await price('es')).warnings[0]?.sentence).toContain('la ingresada y confirmada es USD 4428.97');
});

test('a receipt of royalty that covers other gold, at another amount, is pointed out, and nothing is charged for it', async () => {
  const before = (await price()).sums;
  const fields = {
    month: '2026-02',
    basePrice: { amount: '500000.00', currency: 'COP' },
    amount: { amount: '1.00', currency: 'COP' },
    ratePpm: 60_000,
    paidOn: on,
  };
  const receipt = { kind: 'royalty-receipt', number: 'RG-1', issuer: 'DIAN', issuedOn: on, fineNg: '94000000000' };
  await market.did(EXPORTER, '/shipments/S-1/captured', { on, ...receipt, fields });
  const { sums, warnings } = await price();
  expect(warnings.map(({ code }) => code)).toContain('royalty-amount-differs');
  expect(sums).toEqual(before);
});

test('refined and the final fixing entered, it is trued up against the invoice it names', async () => {
  await entered('rates', { pair: 'USD/COP', date: '2026-03-20', rate: '4102.35000001', source: 'TRM' });
  await market.did(EXPORTER, '/shipments/S-1/export', { on, airWaybill: '045-12345675' });
  await papers.awaitIdle();
  await market.did(EXPORTER, lotPath('E-1', 'dispatch'), { on, to: REFINER, sentMg: 100_000 });
  await market.did(REFINER, lotPath('E-1', 'receive'), { on: '2026-03-23', receivedMg: 100_000, sealIntact: true });
  await market.did(EXPORTER, lotPath('E-1', 'title'), { on: '2026-03-23', to: REFINER, basis: 'sale' });
  expect(await asked('final-invoice')).toHaveProperty('lacks');
  const bar = {
    lot: 'E-1',
    meltMg: 99_850,
    finenessPpm: 938_000,
    method: 'outturn',
    creditedMg: 93_000,
    grainMg: 93_000,
  };
  await market.did(REFINER, '/refinings', {
    on: '2026-03-24',
    bars: [bar],
    grain: { code: 'G-1', finenessPpm: 999_900 },
  });
  // The fixing that the terms name is still to be entered.
  expect(await asked('final-invoice')).toHaveProperty('lacks');
  await fixing('2026-03-24', '4401.10');
  expect(await asked('final-invoice')).toMatchObject({ number: 'FIN-EXPORTER-2026-000001' });
  const { database, ledger } = market.desk;
  const [row] = await database.dataSource.query(
    `SELECT id, org, number, payload, payload_sha256 AS "payloadSha256" FROM document WHERE kind = 'final-invoice' AND status = 'issued'`,
  );
  const paper = (await openSnapshot(database.dataSource.manager, ledger.vault, row)) as FinalPayload;
  expect(paper).toMatchObject({
    fixing: { priceUsdPerOunce: '4401.10', source: 'LBMA Gold Price, IBA' },
    lines: [{ codes: ['E-1'], sentMg: 100_000, meltMg: 99_850, finenessPpm: 938_000, source: 'refining' }],
    rate: { pair: 'USD/COP', rate: '4102.35000001' },
  });
  const [issued]: { sha256: string }[] = await database.dataSource.query(
    `SELECT encode(payload_sha256, 'hex') AS sha256 FROM document WHERE kind = 'commercial-invoice'`,
  );
  expect(paper.provisional.payloadSha256).toBe(issued?.sha256);
  // 93.6593 g are 3.011 ozt: at 4401.10 less 1.25 % they are worth 13,086.07.
  const sums = finalSumsOf(paper);
  expect(sums.allOunces.toFixed()).toBe('3.011');
  expect(sums.gold.toFixed(2)).toBe('13086.07');
  expect(sums.difference.equals(sums.total.minus(paper.provisional.total))).toBe(true);
});
