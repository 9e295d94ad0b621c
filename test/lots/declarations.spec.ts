/** What an organisation counts, finds out and says of itself, under its own key; and royalty and price at the desk. */
import { openWithPapers, type Shipped } from '../documents/shipped.js';
import { COOP, EXPORTER, lotPath, REFINER } from './market.js';
import { ON, Signatory, statementIn, wallet } from './wallet.js';

const SHA = 'ab'.repeat(32);
let market: Shipped;
let coop: Signatory;
let exporter: Signatory;

beforeAll(async () => {
  market = await openWithPapers();
  await market.deliver('E-1', 100_000);
  await market.deliver('E-2', 60_000);
  coop = await new Signatory(market, COOP, wallet(1)).introduce();
  exporter = await new Signatory(market, EXPORTER, wallet(2)).introduce();
});
afterAll(() => market.close());

describe('signed', () => {
  test('a count is against the book as it stands, and a closing one far off raises its question', async () => {
    const count = { on: { ...ON, date: '2026-03-31' }, stock: 'unmelted', countedMg: 159_000 };
    const { answer, prepared } = await coop.say('stock.counted', count);
    expect(answer).toMatchObject({ status: 201 });
    expect(statementIn(prepared).data).toMatchObject({ bookMg: 160_000, differenceMg: -1_000 });
    expect(answer.body['entries']).toHaveLength(2);
    expect((await market.get(COOP, '/counts')).body['items']).toMatchObject([{ bookMg: 160_000, within: false }]);
  });

  test('an assessment keeps its persons out of the statement, and a stop is not taken back by a key', async () => {
    const owner = { code: 'UBO-1', name: 'María Restrepo', country: 'CO', sharePpm: 950_000, exposed: false };
    const said = { on: ON, organisation: COOP, step: 'owners', material: 'mined', evidence: [] };
    const owned = await exporter.say('risk.assessed', said, [{ name: 'owner.UBO-1', value: owner }]);
    expect(owned.answer).toMatchObject({ status: 201 });
    expect(JSON.stringify(statementIn(owned.prepared))).not.toContain('Restrepo');
    const decided = { on: ON, organisation: COOP, step: 'decision', evidence: [] };
    const why = [{ name: 'note', value: 'forced labour' }];
    expect((await exporter.say('risk.assessed', { ...decided, result: 'stop' }, why)).answer).toMatchObject({
      status: 201,
    });
    const again = await market.post(EXPORTER, '/statements/prepare', {
      type: 'risk.assessed',
      data: { ...decided, result: 'continue' },
      disclosures: why,
    });
    expect(again.status).toBeGreaterThanOrEqual(400);
  });

  test('a CRAFT report is its producer’s', async () => {
    const criteria = [{ criterion: '1.1', result: 'pass' }];
    const report = {
      on: ON,
      version: '2.1',
      period: { from: '2025-01-01', until: '2026-01-01' },
      modules: [{ module: 'M1', criteria }],
      evidence: SHA,
      from: '2026-03-01',
      until: '2027-03-01',
    };
    expect((await coop.say('craft.reported', report)).answer).toMatchObject({ status: 201 });
    expect((await market.get(COOP, '/organisations/coop/craft')).body).toMatchObject({
      status: 'none',
      version: '2.1',
    });
  });
});

const receipt = (number: string, fineNg: string) => {
  const fields = { month: '2026-02', amount: { amount: '1200.00', currency: 'USD' }, paidOn: '2026-03-20' };
  return { kind: 'royalty-receipt', number, issuer: 'Alcaldía', issuedOn: '2026-03-20', fineNg, fields };
};
const asked = async (): Promise<string[]> => {
  const rows: { code: string }[] = await market.desk.database.dataSource.query(
    `SELECT code FROM doubt WHERE org = 'exporter' AND level = 'ask' ORDER BY idx, n`,
  );
  return rows.map(({ code }) => code);
};

describe('a shipment from Colombia', () => {
  const terms = { priceUsdPerOunce: '4300.00', currency: 'USD', discountPercent: '5.01', premiumUsd: '1.00' };

  beforeAll(async () => {
    const reading = { finenessPpm: 940_000, method: 'fire-assay' };
    for (const [code, sentMg] of [
      ['E-1', 100_000],
      ['E-2', 60_000],
      ['E-3', 1_000],
    ] as const) {
      if (code === 'E-3') await market.deliver(code, sentMg);
      await market.did(COOP, lotPath(code, 'assays'), reading);
      await market.did(COOP, lotPath(code, 'title'), { on: '2026-03-20', to: EXPORTER, basis: 'sale' });
      await market.did(COOP, lotPath(code, 'dispatch'), { on: '2026-03-20', to: EXPORTER, sentMg });
      await market.did(EXPORTER, lotPath(code, 'receive'), { on: '2026-03-20', receivedMg: sentMg, sealIntact: true });
      const packing = { consignee: REFINER, incoterm: 'CIP', corridor: 'CO>CH', box: code, bars: [{ lot: code }] };
      await market.did(EXPORTER, '/shipments', { on: '2026-03-21', code: `S-${code}`, ...packing, terms });
    }
  });

  test('sold under the floor, and with a premium under the table, is asked about', async () => {
    expect((await asked()).slice(0, 2)).toEqual(['below-price-floor', 'premium-below-table']);
  });

  test('does not leave on a receipt that covers less, and leaves once another covers the rest', async () => {
    await market.did(EXPORTER, '/shipments/S-E-1/captured', { on: '2026-03-22', ...receipt('RG-1', '93999999999') });
    const refused = await market.post(EXPORTER, '/shipments/S-E-1/export', { on: '2026-03-22' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'royalty-short' } });
    expect(String(refused.body['detail'])).toMatch(/P21/);
    const twice = { on: '2026-03-22', ...receipt('RG-1', '1') };
    expect(await market.post(EXPORTER, '/shipments/S-E-2/captured', twice)).toMatchObject({
      body: { code: 'code-used' },
    });
    await market.did(EXPORTER, '/shipments/S-E-1/captured', { on: '2026-03-22', ...receipt('RG-2', '1000001') });
    await market.did(EXPORTER, '/shipments/S-E-1/export', { on: '2026-03-22' });
  });

  test('does not leave with less in the box than its papers say, by whatever door', async () => {
    await market.did(EXPORTER, lotPath('E-3', 'split'), { on: '2026-03-21', outputs: [{ code: 'E-3b', grossMg: 1 }] });
    const refused = await market.post(EXPORTER, '/shipments/S-E-3/export', { on: '2026-03-22' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'overspent' } });
    expect(String(refused.body['detail'])).toContain('E-3');
    const exporter = new Signatory(market, EXPORTER, wallet(61));
    const on = { date: '2026-03-22', tz: 'America/Bogota' };
    const body = { type: 'shipment.exported', data: { on, shipment: 'S-E-3' } };
    expect(await exporter.ask('prepare', body)).toMatchObject({ status: 409, body: { code: 'overspent' } });
    // Packed anew it is what is in the box, and leaves.
    const anew = { on: '2026-03-22', box: 'C-9', bars: [{ lot: 'E-3' }] };
    await market.did(EXPORTER, '/shipments/S-E-3/repack', anew);
    expect((await exporter.prepare('shipment.exported', body.data)).sid).toHaveLength(64);
  });

  test('without any receipt leaves, and a person is asked to look', async () => {
    await market.did(EXPORTER, '/shipments/S-E-2/export', { on: '2026-03-22' });
    expect((await asked()).at(-1)).toBe('royalty-unproven');
  });

  test('a paper with no grams, or with grams that are none, is taken or refused by what it says', async () => {
    const fields = {
      assured: 'Exportadora del Pacífico',
      sumInsured: { amount: '139900.90', currency: 'USD' },
      voyage: 'Vault to vault',
      conveyance: 'By air',
      conditions: 'All risks',
    };
    const head = { kind: 'insurance', number: 'PS-1', issuer: 'Aseguradora del Lago', issuedOn: '2026-03-20' };
    const paper = { on: '2026-03-22', ...head, fields };
    expect((await market.post(EXPORTER, '/shipments/S-E-1/captured', paper)).status).toBe(201);
    for (const fineNg of ['0', '-1', '1.5', 'x']) {
      const wrong = await market.post(EXPORTER, '/shipments/S-E-1/captured', { ...paper, fineNg });
      expect(wrong).toMatchObject({ status: 400, body: { at: 'fineNg' } });
    }
  });
});
