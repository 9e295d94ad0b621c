/** The largest acts the desk takes fit into a statement, however long the codes and the numbers are; larger ones are told so. */
import { COOP, EXPORTER, lotPath, must, openMarket, REFINER, SITE, type Market } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  // No river gives a tonne a month: sites that do, by their own papers.
  for (const lot of ['K', 'L', 'M', 'P']) {
    const body = { ...SITE, site: `MINA-${lot}`, capacityMgPerMonth: 1_000_000_000 };
    await must(market.desk.post('/api/sites', { key: market.keys[COOP], body }));
  }
});
afterAll(() => market.desk.close());

/** Forty characters of three bytes each, the most a code may have. */
const longest = (prefix: string, n: number) => `${prefix}${String(n).padStart(3, '0')}`.padEnd(40, '金');
const parts = (prefix: string, count: number, grossMg: number) =>
  Array.from({ length: count }, (_, n) => ({ code: longest(prefix, n), grossMg }));

test('a split into a hundred, a melt of two hundred, a refining of fifty', async () => {
  const unassayed = { finenessPpm: undefined, method: undefined };
  for (const [lot, reading] of [
    ['K', { finenessPpm: 994_999, method: 'touchstone' }],
    ['L', unassayed],
    ['M', unassayed],
  ] as const) {
    await market.deliver(lot, 1_000_000_000, { site: `MINA-${lot}`, ...reading });
    expect(await market.post(COOP, lotPath(lot, 'split'), { outputs: parts(lot, 101, 1) })).toMatchObject({
      status: 422,
      body: { code: 'too-many-lots', at: 'outputs' },
    });
    await market.did(COOP, lotPath(lot, 'split'), { outputs: parts(lot, 100, 4_999_999) });
  }
  const inputs = [...parts('K', 100, 1), ...parts('L', 100, 1)].map(({ code }) => ({ lot: code }));
  const melt = { output: { code: 'BAR', form: 'dore', grossMg: 999_999_000 }, cause: '金'.repeat(40) };
  expect(await market.post(COOP, '/melts', { ...melt, inputs: [...inputs, { lot: 'M' }] })).toMatchObject({
    status: 422,
    body: { code: 'too-many-lots', at: 'inputs' },
  });
  await market.did(COOP, '/melts', { ...melt, inputs });

  const weights = { meltMg: 4_999_998, creditedMg: 4_999_900, grainMg: 4_999_800 };
  const reading = { finenessPpm: 999_999, method: 'fire-assay', uncertaintyPpm: 333_333 };
  const bars = parts('M', 50, 1).map(({ code }) => Object.assign({ lot: code }, weights, reading));
  await market.did(COOP, '/refinings', { bars, grain: { code: longest('G', 0), finenessPpm: 999_900 } });
});

test('a shipment of eighty sealed bars', async () => {
  await market.deliver('P', 1_000_000_000, { site: 'MINA-P' });
  await market.did(COOP, lotPath('P', 'dispatch'), { to: EXPORTER, sentMg: 1_000_000_000 });
  await market.did(EXPORTER, lotPath('P', 'receive'), { receivedMg: 1_000_000_000, sealIntact: true });
  await market.did(COOP, lotPath('P', 'title'), { to: EXPORTER, basis: 'sale' });
  await market.did(EXPORTER, lotPath('P', 'split'), { outputs: parts('P', 100, 9_999_999) });
  const bars = parts('P', 80, 1).map(({ code }, n) => ({ lot: code, seal: longest('S', n) }));
  const where = { consignee: REFINER, incoterm: 'CIP Zürich', corridor: 'CO>CH', box: '金'.repeat(40) };
  const terms = { priceUsdPerOunce: '4428.79', currency: 'USD' };
  await market.did(EXPORTER, '/shipments', { code: longest('E', 0), ...where, bars, terms });
});
