/** What mixing, packing or selling would cost a claim is said before it is done, and nothing is recorded by asking. */
import { COOP, EXPORTER, lotPath, openMarket, REFINER, type Market } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await market.deliver('E-1', 10_000, { on: '2026-03-12' });
  await market.deliver('E-2', 5_000, { on: '2026-03-12' });
  // From before the cooperative was certified.
  await market.deliver('O-1', 2_000, { on: '2025-06-20' });
});
afterAll(() => market.desk.close());

const size = async () =>
  (await market.desk.database.ownerQuery<{ size: string }>('SELECT size FROM log_state'))[0]?.size;
const MASS: Readonly<Record<string, number>> = { 'E-1': 10_000, 'E-2': 5_000, 'O-1': 2_000, 'E-9': 1_000 };
const melting = (...lots: string[]) => ({
  inputs: lots.map((lot) => ({ lot })),
  output: { code: 'B-1', form: 'dore', grossMg: lots.reduce((sum, lot) => sum + (MASS[lot] ?? 0), -20) },
  cause: 'moisture',
  on: '2026-03-13',
});
const asked = (path: string, body: object, by: typeof COOP | typeof EXPORTER = COOP, language = 'en') =>
  market.post(by, `/lots/preview/${path}`, body, { headers: { 'accept-language': language }, once: '' });

const sold = (on: string) => asked('title/E-1', { to: EXPORTER, basis: 'sale', on });

test('all of one kind: nothing is lost', async () => {
  expect(await asked('melt', melting('E-1', 'E-2'))).toMatchObject({ status: 200, body: { id: 'B-1' } });
  const { body } = await asked('melt', melting('E-1', 'E-2'));
  expect(JSON.stringify(body['warned'])).not.toContain('P13');
});

test('gold from before the certificate among it: which claim, on which lots, what it costs, what to leave out', async () => {
  const before = await size();
  const { status, body } = await asked('melt', melting('E-1', 'E-2', 'O-1'));
  expect(status).toBe(200);
  expect(body['warned']).toContainEqual({
    rule: 'P13',
    code: 'claim-lost-by-mixing',
    at: 'inputs',
    // 15 g at 940 ‰ are 14.1 g fine, at US$ 4 a gram.
    sentence: expect.stringMatching(
      /“fairmined” is lost for E-1, E-2 \(15\.000 g, 14\.1\d* g fine\): a premium of up to US\$ 56\.40\. To keep it, leave out O-1\.$/,
    ),
  });
  expect(await size()).toBe(before);
  expect(await market.lot(COOP, 'E-1')).toMatchObject({ grossMg: 10_000 });
});

test('in the language of whoever asks', async () => {
  const { body } = await asked('melt', melting('E-1', 'O-1'), COOP, 'es');
  expect(JSON.stringify(body['warned'])).toContain('Para conservarlo, deje fuera O-1.');
});

test('a sale to a party that has no paper on that day', async () => {
  expect((await sold('2026-03-14')).body['warned']).toMatchObject([{ code: 'claim-lost-by-sale', rule: 'P13' }]);
  expect((await sold('2026-03-15')).body['warned']).toEqual([]);
  expect(await market.lot(COOP, 'E-1')).toMatchObject({ owner: COOP });
});

test('what would be refused is refused, and an outsider learns nothing', async () => {
  expect(await asked('melt', melting('E-1', 'E-9'))).toMatchObject({ status: 404, body: { code: 'unknown-lot' } });
  expect(await asked('title/E-1', { to: REFINER, basis: 'sale', on: '2026-03-15' }, EXPORTER)).toMatchObject({
    status: 404,
    body: { code: 'unknown-lot' },
  });
});

test('done all the same, the act says so too', async () => {
  const told = await market.did(COOP, '/melts', melting('E-2', 'O-1'));
  expect(told).toMatchObject({
    warned: expect.arrayContaining([expect.objectContaining({ code: 'claim-lost-by-mixing' })]),
  });
  expect(await market.lot(COOP, 'B-1')).toMatchObject({ claims: [{ scheme: 'fairmined', carried: false }] });
  expect(await market.get(COOP, lotPath('B-1'))).toMatchObject({ status: 200 });
});
