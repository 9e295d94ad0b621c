/**
 * Mass-balance gold through the door: a claim is given up once, a sale is said by both its sides, and nobody else sees it.
 */
import { verify } from '../../src/verifier/door.js';
import { COOP, EXPORTER, lotPath, must, OTHER_COOP, REFINER, type Org } from './market.js';
import { MassBalance, ON, SALES, SCHEME } from './mass-balance.js';

let books: MassBalance;
beforeAll(async () => {
  books = await MassBalance.open();
});
afterAll(() => books.market.desk.close());

describe('a claim', () => {
  test('given up enters the account once, and the gold carries none from then on, whatever is made of it', async () => {
    await books.entered('A-1', 1_000);
    expect(await books.account(EXPORTER)).toMatchObject({ from: '2026-01-01', until: '2027-01-01', inNg: '940000000' });
    expect(await books.account(EXPORTER)).toMatchObject({
      openingNg: '0',
      outNg: '0',
      closingNg: '940000000',
      heldNg: '0',
    });
    const lost = [{ why: 'incorporated' }];
    expect(await books.market.lot(EXPORTER, 'A-1')).toMatchObject({
      claims: [{ scheme: SCHEME, carried: false, lost }],
    });
    await books.market.did(EXPORTER, lotPath('A-1', 'split'), { outputs: [{ code: 'A-1-P', grossMg: 400 }], on: ON });
    for (const lot of ['A-1', 'A-1-P']) {
      const again = await books.enter(EXPORTER, lot);
      expect(again).toMatchObject({ status: 409, body: { code: 'claim-not-carried' } });
    }
    expect(await books.listed(EXPORTER, '/incorporated/fairmined/entries')).toMatchObject([
      { kind: 'entered', code: 'A-1', fineNg: '940000000', credential: 'FMS-1', held: false },
    ]);
  });

  test('its lot’s proof is good, and says what became of the claim', async () => {
    const { ledger } = books.market.desk;
    await ledger.checkpoint();
    const { text } = await must(books.market.get(EXPORTER, lotPath('A-1-P', 'bundle')));
    const { exit, summary } = verify(new TextEncoder().encode(text), `log ${ledger.vkey}\nquorum none\n`);
    expect(exit).toBe(0);
    expect(summary?.claims).toMatchObject([{ scheme: SCHEME, carried: false, lost: [{ why: 'incorporated' }] }]);
  });

  test.each<[string, Org, object, number, string]>([
    ['of gold in other hands', COOP, {}, 403, 'lot-not-in-your-custody'],
    ['of gold that is none of one’s business', OTHER_COOP, {}, 404, 'unknown-lot'],
    ['under a scheme that has no mass balance', EXPORTER, { scheme: 'fairtrade' }, 400, 'malformed'],
    ['that the gold does not carry', EXPORTER, { scheme: 'fairmined-ecological' }, 409, 'claim-not-carried'],
    ['before the paper that allows it', EXPORTER, { on: '2026-03-14' }, 422, 'chronology'],
    ['after it', EXPORTER, { on: '2026-07-01' }, 409, 'no-account'],
    ['tomorrow', EXPORTER, { on: '2031-01-01' }, 422, 'in-the-future'],
  ])('%s is not given up', async (_, by, more, status, code) => {
    if ((await books.market.get(EXPORTER, lotPath('B-1'))).status !== 200) await books.bought('B-1', 500);
    expect(await books.enter(by, 'B-1', more)).toMatchObject({ status, body: { code } });
  });

  test('of gold that was only estimated is not given up', async () => {
    await books.bought('B-2', 500, '2026-03-16', 'estimate');
    expect(await books.enter(EXPORTER, 'B-2')).toMatchObject({ status: 409, body: { code: 'assay-needed' } });
  });

  test('of gold that one holds for another is not given up, nor of one’s own in the hands of another', async () => {
    await books.market.deliver('B-3', 500, { on: '2026-03-16' });
    await books.market.did(COOP, lotPath('B-3', 'dispatch'), { to: EXPORTER, sentMg: 500, on: '2026-03-16' });
    const receipt = { receivedMg: 500, sealIntact: true, on: '2026-03-16' };
    await books.market.did(EXPORTER, lotPath('B-3', 'receive'), receipt);
    expect(await books.enter(EXPORTER, 'B-3')).toMatchObject({ status: 403, body: { code: 'lot-not-yours' } });
    expect(await books.enter(COOP, 'B-3')).toMatchObject({ status: 403, body: { code: 'lot-not-in-your-custody' } });
  });
});

describe('a sale', () => {
  test('is refused with the figures of the account, in the reader’s language', async () => {
    const body = { scheme: SCHEME, sale: 'V-0', fineNg: '940000001', to: REFINER, on: ON };
    const over = await books.market.post(EXPORTER, SALES, body, { headers: { 'accept-language': 'es' } });
    expect(over).toMatchObject({ status: 409, body: { code: 'beyond-credit', at: 'fineNg' } });
    expect(over.body['detail']).toMatch(/entraron 0,940000000 g, van vendidos 0,000000000 g, se piden 0,940000001 g/);
  });

  test('leaves the seller’s account at once, and comes to the buyer’s when it is accepted', async () => {
    expect(await books.sell(EXPORTER, 'V-1', '300000000')).toMatchObject({ status: 201 });
    expect(await books.account(EXPORTER)).toMatchObject({ outNg: '300000000', leftNg: '640000000' });
    expect(await books.account(REFINER)).toMatchObject({ inNg: '0' });
    expect(await books.answer(OTHER_COOP, 'V-1', 'accept')).toMatchObject({
      status: 404,
      body: { code: 'unknown-sale' },
    });
    expect(await books.answer(EXPORTER, 'V-1', 'accept')).toMatchObject({
      status: 404,
      body: { code: 'unknown-sale' },
    });
    expect(await books.answer(REFINER, 'V-1', 'accept')).toMatchObject({ status: 201 });
    expect(await books.account(REFINER)).toMatchObject({ inNg: '300000000', leftNg: '300000000' });
    for (const how of ['accept', 'decline'] as const) {
      expect(await books.answer(REFINER, 'V-1', how)).toMatchObject({ status: 409, body: { code: 'sale-answered' } });
    }
  });

  test('that was declined goes back, whole', async () => {
    const before = await books.account(EXPORTER);
    await must(books.sell(EXPORTER, 'V-2', '640000000'));
    expect(await books.account(EXPORTER)).toMatchObject({ leftNg: '0' });
    await must(books.answer(REFINER, 'V-2', 'decline'));
    expect(await books.account(EXPORTER)).toEqual(before);
    expect(await books.sell(EXPORTER, 'V-2', '1')).toMatchObject({ status: 409, body: { code: 'code-used' } });
  });

  test('to somebody outside the ledger is final, and only the seller reads who it was', async () => {
    await must(books.sell(REFINER, 'R-1', '100000000', { buyer: 'Atelier Moreau' }));
    expect(await books.account(REFINER)).toMatchObject({ leftNg: '200000000' });
    expect(await books.listed(REFINER, `${SALES}?show=outgoing`)).toMatchObject([
      { outcome: 'final', buyer: 'Atelier Moreau' },
    ]);
    const said = await books.market.desk.database.ownerQuery<{ said: string }>(
      `SELECT convert_from(bytes, 'UTF8') AS said FROM statement WHERE type = 'incorporated.sold'`,
    );
    expect(said.filter(({ said }) => said.includes('Moreau'))).toEqual([]);
  });

  test('is seen by both its sides and by nobody else', async () => {
    const seen = (await books.listed(REFINER, SALES)).map(({ from, sale }) => `${String(from)} ${String(sale)}`);
    expect(seen).toEqual([`${REFINER} R-1`, `${EXPORTER} V-2`, `${EXPORTER} V-1`]);
    expect((await books.listed(EXPORTER, SALES)).map(({ sale }) => sale)).toEqual(['V-2', 'V-1']);
    expect(await books.listed(OTHER_COOP, SALES)).toEqual([]);
    expect(await books.listed(OTHER_COOP, '/incorporated/fairmined/entries')).toEqual([]);
    expect(await books.market.get(undefined, SALES)).toMatchObject({ status: 401 });
    // Page by page it is the same list.
    const first = await must(books.market.get(REFINER, `${SALES}?limit=2`));
    const rest = await books.listed(REFINER, `${SALES}?limit=2&after=${String(first.body['next'])}`);
    expect(rest.map(({ sale }) => sale)).toEqual(['V-1']);
  });

  test.each<[string, object, string]>([
    ['nobody', { to: undefined }, 'missing'],
    ['two buyers', { to: REFINER, buyer: 'Atelier Moreau' }, 'missing'],
    ['itself', { to: EXPORTER }, 'to-yourself'],
    ['whom nobody knows', { to: 'nadie' }, 'unknown-organisation'],
    ['somebody without a paper for such an account', { to: OTHER_COOP }, 'no-account'],
  ])('to %s is refused', async (_, more, code) => {
    expect(await books.sell(EXPORTER, 'V-3', '1', more)).toMatchObject({ body: { code } });
  });

  test.each(['0', '-1', '1.5', '01', '9'.repeat(31)])('of %s ng is refused', async (fineNg) => {
    expect(await books.sell(EXPORTER, 'V-4', fineNg)).toMatchObject({ status: 400 });
  });

  test('of a day before the account last moved is refused: nothing is sold before it came', async () => {
    const early = await books.sell(EXPORTER, 'V-5', '1', { to: REFINER, on: '2026-03-19' });
    expect(early).toMatchObject({ status: 422, body: { code: 'chronology' } });
  });
});
