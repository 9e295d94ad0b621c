/** Gold on its way from the river to a piece, told through the door; and who sees what of it. */
import type { PublicLotView } from '../../src/lots/lot.view.js';
import { COOP, EXPORTER, lotPath, must, openMarket, OTHER_COOP, REFINER, type Market } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.desk.close());

/** Sent, accepted as weighed, and sold. */
async function sold(
  code: string,
  from: typeof COOP | typeof EXPORTER,
  to: typeof EXPORTER | typeof REFINER,
  on: string,
) {
  const { grossMg } = await market.lot(from, code);
  await market.did(from, lotPath(code, 'dispatch'), { to, sentMg: grossMg, on });
  await market.did(to, lotPath(code, 'receive'), { receivedMg: grossMg, sealIntact: true, on });
  await market.did(from, lotPath(code, 'title'), { to, basis: 'sale', document: `F-${code}`, on });
}

describe('at the cooperative', () => {
  test('two deliveries, one not assayed, become a bar; the dust is a loss with a cause', async () => {
    await market.deliver('E-1', 12_000);
    await market.deliver('E-2', 8_000, { finenessPpm: undefined, method: undefined, on: '2026-03-11' });
    const bar = { output: { code: 'B-1', form: 'dore', grossMg: 19_400 }, cause: 'moisture', on: '2026-03-12' };
    const told = await market.did(COOP, '/melts', { ...bar, inputs: [{ lot: 'E-1' }, { lot: 'E-2' }] });
    expect(told).toMatchObject({ id: 'B-1', held: [], warned: [{ rule: 'P11', code: 'melt-loss-unusual' }] });
    // The bar, and that three per cent is more than river gold loses.
    expect(told.entries).toHaveLength(2);
    expect(await market.lot(COOP, 'B-1')).toMatchObject({
      form: 'dore',
      grossMg: 19_400,
      fineness: { ppm: 969_072, method: 'calculated' },
      fineNg: String(19_400n * 969_072n),
      custodian: COOP,
      owner: COOP,
      origins: 2,
      holds: [],
      claims: [{ scheme: 'fairmined', carried: true, basis: ['coop FM-1'], lost: [] }],
      released: false,
      born: { date: '2026-03-12', tz: 'America/Bogota' },
    });
    expect(await market.lot(COOP, 'E-1')).toMatchObject({ grossMg: 0, fineNg: '0' });
  });

  test('its fire assay, with the drilled sample taken off', async () => {
    const assay = { finenessPpm: 965_200, method: 'fire-assay', certificate: 'C-9', sampleMg: 400, on: '2026-03-13' };
    await market.did(COOP, lotPath('B-1', 'assays'), assay);
    expect(await market.lot(COOP, 'B-1')).toMatchObject({
      grossMg: 19_000,
      fineness: { ppm: 965_200, method: 'fire-assay', uncertaintyPpm: 300 },
    });
  });

  test('a melt record that names other numbers: the bar is there, held, and says so', async () => {
    await market.deliver('E-3', 1_000);
    const told = await market.did(COOP, '/melts', {
      inputs: [{ lot: 'E-3' }],
      output: { code: 'B-2', form: 'dore', grossMg: 950 },
      cause: 'moisture',
      declared: { count: 2, grossMg: 1_000 },
    });
    expect(told.held).toMatchObject([{ rule: 'P1', code: 'melt-disagrees' }]);
    expect(await market.codes(COOP, 'held=true')).toEqual(['B-2']);
    expect(await market.codes(COOP, 'held=false&form=dore')).toEqual(['B-1']);
  });

  test('a panner past the day of her registration is weighed all the same', async () => {
    const told = await market.deliver('E-4', 900, { member: 'rosa' });
    expect(told.held).toMatchObject([{ rule: 'P4', code: 'registration-lapsed' }]);
    expect(await market.lot(COOP, 'E-4')).toMatchObject({ grossMg: 900, custodian: COOP });
  });

  test('the safe is counted against the book', async () => {
    const told = await market.did(COOP, '/counts', { stock: 'dore', countedMg: 18_990 });
    expect(told).toMatchObject({ id: 'dore', bookMg: 19_000, differenceMg: -10, held: [] });
  });
});

describe('between two scales', () => {
  test('refused on arrival, the bar is the cooperative’s as before', async () => {
    await market.did(COOP, lotPath('B-1', 'dispatch'), { to: EXPORTER, sentMg: 19_000, seal: 'S-1', on: '2026-03-14' });
    expect(await market.lot(EXPORTER, 'B-1')).toMatchObject({
      custodian: COOP,
      transit: { to: EXPORTER },
      seal: 'S-1',
    });
    const refusal = { weighedMg: 18_200, sealIntact: false, note: 'seal open', on: '2026-03-14' };
    await market.did(EXPORTER, lotPath('B-1', 'refuse'), refusal);
    const bar = await market.lot(COOP, 'B-1');
    expect(bar).toMatchObject({ custodian: COOP, grossMg: 19_000 });
    expect(bar.transit).toBeUndefined();
    expect(await market.get(EXPORTER, lotPath('B-1'))).toMatchObject({ status: 404 });
  });

  test('accepted with what the other scale reads, sold on a day the buyer had no certificate yet', async () => {
    await market.did(COOP, lotPath('B-1', 'dispatch'), { to: EXPORTER, sentMg: 19_000, seal: 'S-2', on: '2026-03-14' });
    const receipt = { receivedMg: 18_995, sealIntact: true, on: '2026-03-14' };
    expect(await market.did(EXPORTER, lotPath('B-1', 'receive'), receipt)).toMatchObject({ held: [] });
    await market.did(COOP, lotPath('B-1', 'title'), { to: EXPORTER, basis: 'sale', on: '2026-03-14' });
    const bar = await market.lot(EXPORTER, 'B-1');
    expect(bar).toMatchObject({ grossMg: 18_995, custodian: EXPORTER, owner: EXPORTER, registrar: COOP });
    expect(bar.claims).toMatchObject([
      {
        scheme: 'fairmined',
        carried: false,
        lost: [
          {
            why: 'buyer',
            party: EXPORTER,
            credential: 'FMS-1',
            standing: 'not-yet',
            sentence: 'On the day of sale, the buyer’s certificate was not yet in force.',
          },
        ],
      },
    ]);
  });

  test('a difference no scale explains is recorded and asked about, and nothing is withheld', async () => {
    await market.deliver('E-5', 10_000);
    await market.did(COOP, lotPath('E-5', 'dispatch'), { to: OTHER_COOP, sentMg: 10_000 });
    const told = await market.did(OTHER_COOP, lotPath('E-5', 'receive'), { receivedMg: 9_000, sealIntact: true });
    expect(told).toMatchObject({ held: [], asked: [{ rule: 'P10', code: 'difference-beyond-tolerance' }] });
  });

  test('two bars of one code in one safe are not guessed between; their ids tell them apart', async () => {
    await market.deliver('B-1', 5_000, {}, OTHER_COOP);
    const { id: theirs } = await market.lot(OTHER_COOP, 'B-1');
    await market.did(OTHER_COOP, lotPath('B-1', 'dispatch'), { to: EXPORTER, sentMg: 5_000, on: '2026-03-16' });
    // What arrives is meant, though a bar of that code is in the safe already.
    await market.did(EXPORTER, lotPath('B-1', 'receive'), { receivedMg: 5_000, sealIntact: true, on: '2026-03-16' });
    const asked = await market.get(EXPORTER, lotPath('B-1'));
    expect(asked).toMatchObject({ status: 400, body: { code: 'malformed', at: 'lot' } });
    expect(asked.body['detail']).toContain(`${OTHER_COOP} ${theirs}`);
    expect(await market.lot(EXPORTER, theirs)).toMatchObject({ registrar: OTHER_COOP, custodian: EXPORTER });
    // Each cooperative still means its own.
    expect(await market.lot(COOP, 'B-1')).toMatchObject({ registrar: COOP });
  });
});

describe('across the border and at the bench', () => {
  const terms = { priceUsdPerOunce: '4428.79', currency: 'USD' };
  const shipment = { consignee: REFINER, incoterm: 'CIP Zürich', corridor: 'CO>CH', box: 'BOX-1', terms };

  test('without a licence in force on the day nothing is packed', async () => {
    const bars = [{ lot: 'E-1' }];
    const early = { code: 'EXP-0', ...shipment, bars, on: '2025-06-30' };
    expect(await market.post(EXPORTER, '/shipments', early)).toMatchObject({ status: 404 });
    await market.deliver('E-6', 6_000, { on: '2025-06-01' });
    await sold('E-6', COOP, EXPORTER, '2025-06-02');
    expect(await market.post(EXPORTER, '/shipments', { ...early, bars: [{ lot: 'E-6' }] })).toMatchObject({
      status: 409,
      body: { code: 'licence-not-in-force' },
    });
  });

  test('packed, exported, and neither twice', async () => {
    const { items } = (await must(market.get(EXPORTER, '/lots?form=dore'))).body as unknown as {
      items: { id: string; registrar: string }[];
    };
    const bar = items.find(({ registrar }) => registrar === COOP)?.id ?? '';
    const packing = { code: 'EXP-1', ...shipment, bars: [{ lot: bar, seal: 'S-2' }], on: '2026-03-17' };
    await market.did(EXPORTER, '/shipments', packing);
    expect(await market.post(EXPORTER, '/shipments', packing)).toMatchObject({ status: 409 });
    expect(await market.post(EXPORTER, '/shipments', { ...packing, code: 'EXP-2' })).toMatchObject({ status: 409 });
    expect(await market.codes(EXPORTER, 'shipment=EXP-1')).toEqual(['B-1']);
    expect(await market.codes(REFINER, 'shipment=EXP-1')).toEqual(['B-1']);
    expect(await market.codes(OTHER_COOP, 'shipment=EXP-1')).toEqual([]);
    const leaving = { airWaybill: '045-12345675', on: '2026-03-17' };
    await market.did(EXPORTER, '/shipments/EXP-1/export', leaving);
    expect(await market.post(EXPORTER, '/shipments/EXP-1/export', leaving)).toMatchObject({ status: 409 });
    expect(await market.post(COOP, '/shipments/EXP-1/export', leaving)).toMatchObject({ status: 404 });
    expect(await market.lot(COOP, 'B-1')).toMatchObject({ exported: true, shipment: 'EXP-1' });
  });

  test('refined into grain, split under the invoice’s number, alloyed, made into a ring', async () => {
    await market.deliver('E-7', 20_000, { finenessPpm: 950_000, method: 'xrf', on: '2026-03-20' });
    await sold('E-7', COOP, EXPORTER, '2026-03-21');
    await sold('E-7', EXPORTER, REFINER, '2026-03-22');
    const bar = { lot: 'E-7', meltMg: 19_900, finenessPpm: 948_000, method: 'fire-assay' };
    await market.did(REFINER, '/refinings', {
      bars: [{ ...bar, creditedMg: 18_800, grainMg: 18_790 }],
      grain: { code: 'RF-1', finenessPpm: 999_900 },
      on: '2026-03-25',
    });
    await market.did(REFINER, lotPath('RF-1', 'split'), {
      outputs: [{ code: 'F-900', grossMg: 9_000 }],
      on: '2026-03-26',
    });
    const alloy = { code: 'T-1', form: 'alloy', grossMg: 11_990, finenessPpm: 750_000 };
    const batch = { process: 'alloy', lot: 'F-900', grossMg: 9_000, alloyMg: 3_000, output: alloy, on: '2026-03-27' };
    await market.did(REFINER, '/workings', batch);
    const ring = { code: 'A-1', form: 'piece', name: 'ring', grossMg: 4_000, finenessPpm: 750_000 };
    const piece = { process: 'manufacture', lot: 'T-1', grossMg: 4_000, output: ring, on: '2026-03-28' };
    await market.did(REFINER, '/workings', piece);
    expect(await market.lot(REFINER, 'A-1')).toMatchObject({ name: 'ring', fineNg: '3000000000', origins: 1 });
  });

  test('the ring’s page: what it is, and never whose or where', async () => {
    expect((await market.lot(REFINER, 'A-1')).publicCode).toBeUndefined();
    await market.did(REFINER, lotPath('A-1', 'release'));
    const { publicCode = '' } = await market.lot(REFINER, 'A-1');
    expect(publicCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    const asked = await must(market.get(undefined, `/lots/${publicCode}`, { headers: { 'accept-language': 'es' } }));
    const seen = asked.body as unknown as PublicLotView;
    expect(Object.keys(seen).sort()).toEqual(
      ['claims', 'fineNg', 'fineness', 'form', 'grossMg', 'name', 'publicCode', 'released'].sort(),
    );
    expect(seen).toMatchObject({ form: 'piece', name: 'ring', grossMg: 4_000, released: true });
    expect(seen.claims).toMatchObject([
      {
        scheme: 'fairmined',
        carried: false,
        lost: [{ why: 'buyer', sentence: expect.stringMatching(/^El día de la venta/) }],
      },
    ]);
    expect(asked.text).not.toMatch(/coop|exporter|refiner|FM-|A-1|ana/);
    // Read aloud and typed in small letters, with O for 0 and l for 1, it is the same page.
    const typed = publicCode.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await market.get(undefined, `/lots/${typed}`)).status).toBe(200);
    // A party sees the same page by that code as anyone, unless the lot is its own.
    expect(Object.keys((await market.get(COOP, `/lots/${publicCode}`)).body)).not.toContain('custodian');
  });

  test('only the owner is told the public code', async () => {
    await market.deliver('E-8', 700);
    await market.did(COOP, lotPath('E-8', 'release'));
    await sold('E-8', COOP, EXPORTER, '2026-04-02');
    expect((await market.lot(COOP, 'E-8')).publicCode).toBeUndefined();
    expect((await market.lot(EXPORTER, 'E-8')).publicCode).toBeDefined();
  });
});
