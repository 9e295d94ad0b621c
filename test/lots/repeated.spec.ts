/** The same request again: a bad network, an impatient finger, a program that lost the answer. */
import { COOP, DAY, delivery, EXPORTER, lotPath, openMarket, OTHER_COOP, REFINER, type Market } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.desk.close());

const part = (grossMg: number) => ({ outputs: [{ code: 'C-8a', grossMg }] });

describe('the same request again', () => {
  test('is done once and answered alike, even when the lot has left the sender’s sight', async () => {
    await market.deliver('C-7', 2_000, {}, OTHER_COOP);
    const half = { outputs: [{ code: 'C-7a', grossMg: 1_000 }] };
    const split = await market.post(OTHER_COOP, lotPath('C-7', 'split'), half, { once: 'half' });
    const again = await market.post(OTHER_COOP, lotPath('C-7', 'split'), half, { once: 'half' });
    expect(split.status).toBe(201);
    expect([again.status, again.text]).toEqual([split.status, split.text]);
    expect(await market.lot(OTHER_COOP, 'C-7')).toMatchObject({ grossMg: 1_000 });

    await market.did(OTHER_COOP, lotPath('C-7a', 'dispatch'), { to: EXPORTER, sentMg: 1_000 });
    await market.did(EXPORTER, lotPath('C-7a', 'receive'), { receivedMg: 1_000, sealIntact: true });
    const on = { to: REFINER, sentMg: 1_000, on: DAY };
    const sent = await market.post(EXPORTER, lotPath('C-7a', 'dispatch'), on, { once: 'on' });
    await market.did(REFINER, lotPath('C-7a', 'receive'), { receivedMg: 1_000, sealIntact: true });
    expect(await market.get(EXPORTER, lotPath('C-7a'))).toMatchObject({ status: 404 });
    const repeated = await market.post(EXPORTER, lotPath('C-7a', 'dispatch'), on, { once: 'on' });
    expect([repeated.status, repeated.text]).toEqual([201, sent.text]);
  });

  test('under a key that came with something else, is refused', async () => {
    await market.deliver('C-8', 2_000, {}, OTHER_COOP);
    await market.did(OTHER_COOP, lotPath('C-8', 'split'), part(10), { once: 'one' });
    expect(await market.post(OTHER_COOP, lotPath('C-8', 'split'), part(20), { once: 'one' })).toMatchObject({
      status: 409,
      body: { code: 'key-reused' },
    });
    expect(await market.post(OTHER_COOP, lotPath('C-7', 'split'), part(10), { once: 'one' })).toMatchObject({
      status: 409,
    });
    expect(await market.post(OTHER_COOP, lotPath('C-8', 'split'), part(10), { once: '' })).toMatchObject({
      status: 400,
      body: { at: 'Idempotency-Key' },
    });
  });

  test('under one key by two organisations, is two acts', async () => {
    for (const by of [COOP, OTHER_COOP] as const) {
      await market.did(by, '/lots', delivery('K-1', 500), { once: 'both' });
    }
    expect((await market.lot(COOP, 'K-1')).id).not.toBe((await market.lot(OTHER_COOP, 'K-1')).id);
  });
});
