/**
 * The same credit asked for by many at once, signed by its sides, and resting on papers that are recalled: nothing is sold that
 * did not come in, on real PostgreSQL, and every table is what history makes of it.
 */
import { projectionsOf } from '../../src/app/log/rebuild.js';
import { openDataSource } from '../../src/database/connect.js';
import { History } from '../../src/ledger/history.js';
import { rebuild } from '../../src/ledger/rebuild.js';
import { COOP, EXPORTER, must, REFINER } from './market.js';
import { MassBalance, ON, SCHEME } from './mass-balance.js';
import { aPerson } from './person.js';
import { Signatory, wallet } from './wallet.js';

let books: MassBalance;
beforeAll(async () => {
  books = await MassBalance.open();
});
afterAll(() => books.market.desk.close());

test('64 at once sell the same last gram: one sells it, and nothing is made of nothing', async () => {
  await books.entered('C-1', 5_000);
  const { leftNg } = await books.account(EXPORTER);
  const answers = await Promise.all(Array.from({ length: 64 }, (_, n) => books.sell(EXPORTER, `L-${n}`, leftNg ?? '')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(new Set(refused.map(({ body }) => body['code']))).toEqual(new Set(['beyond-credit']));
  expect(await books.account(EXPORTER)).toMatchObject({ leftNg: '0', shortNg: '0' });
});

test('80 at once sell 70 mg each of 4.7 g: 67 do, and 10 mg stay', async () => {
  await books.entered('C-2', 5_000);
  const answers = await Promise.all(Array.from({ length: 80 }, (_, n) => books.sell(EXPORTER, `M-${n}`, '70000000')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(67);
  expect(await books.account(EXPORTER)).toMatchObject({ leftNg: '10000000' });
  const again = await books.sell(EXPORTER, 'M-0', '70000000');
  expect(again.body['code']).toBe('code-used');
});

test('the same request sent 64 times is one sale, answered alike', async () => {
  await books.entered('C-3', 1_000);
  const { outNg } = await books.account(EXPORTER);
  const ask = () => books.sell(EXPORTER, 'O-1', '5', { to: REFINER }, 'O-1');
  const answers = await Promise.all(Array.from({ length: 64 }, ask));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(await books.account(EXPORTER)).toMatchObject({ outNg: `${BigInt(outNg ?? 0) + 5n}` });
});

describe('signed by its sides', () => {
  test('a claim is given up, sold and accepted, and what the rules do not say is not taken in', async () => {
    const seller = await new Signatory(books.market, EXPORTER, wallet(31)).introduce();
    const buyer = await new Signatory(books.market, REFINER, wallet(32)).introduce();
    await books.bought('S-1', 1_000);
    const { id } = await books.market.lot(EXPORTER, 'S-1');
    const day = { date: ON, tz: 'America/Bogota' };
    const given = await seller.say('claim.incorporated', { on: day, lot: id, scheme: SCHEME });
    expect(given.answer).toMatchObject({ status: 201 });
    const sale = { on: day, scheme: SCHEME, fineNg: '7000000', sale: 'SG-1', to: REFINER };
    expect((await seller.say('incorporated.sold', sale)).answer).toMatchObject({ status: 201 });
    const { body } = await buyer.ask('prepare', {
      type: 'incorporated.accepted',
      data: { on: day, scheme: 'fairmined-ecological', from: EXPORTER, sale: 'SG-1' },
    });
    expect(JSON.parse(Buffer.from(String(body['payload']), 'base64').toString())).toMatchObject({
      data: { scheme: SCHEME },
    });
    const before = await books.account(REFINER);
    const accepted = await buyer.say('incorporated.accepted', {
      on: day,
      scheme: SCHEME,
      from: EXPORTER,
      sale: 'SG-1',
    });
    expect(accepted.answer).toMatchObject({ status: 201 });
    expect(BigInt((await books.account(REFINER))['inNg'] ?? 0) - BigInt(before['inNg'] ?? 0)).toBe(7_000_000n);
    const outside = { on: day, scheme: SCHEME, fineNg: '1000', sale: 'SG-2' };
    const named = await seller.say('incorporated.sold', outside, [{ name: 'buyer', value: 'Casa Luz' }]);
    expect(named.answer).toMatchObject({ status: 201 });
    const over = { ...sale, sale: 'SG-3', fineNg: '999000000000' };
    expect(await seller.ask('prepare', { type: 'incorporated.sold', data: over })).toMatchObject({
      status: 409,
      body: { code: 'beyond-credit' },
    });
  });
});

describe('recalled', () => {
  const paper = { holder: COOP, scheme: SCHEME, number: 'FM-1' };
  let ana: string;
  let luz: string;
  let recall: string;

  test('what rests on the producer’s paper is held: none of it is sold, and what was sold shows as short', async () => {
    ana = (await aPerson(books.market, null)).key;
    luz = (await aPerson(books.market, null)).key;
    const before = await books.account(EXPORTER);
    expect(BigInt(before['leftNg'] ?? 0)).toBeGreaterThan(0n);
    const cause = { ...paper, from: '2026-03-16', until: '2026-03-17', reason: 'other' };
    recall = (await must(books.market.desk.post('/api/recalls', { key: ana, body: cause }))).body[
      'id'
    ] as unknown as string;
    const { inNg, outNg, heldNg, leftNg, shortNg } = await books.account(EXPORTER);
    expect({ inNg, heldNg, leftNg, shortNg }).toEqual({ inNg, heldNg: inNg, leftNg: '0', shortNg: outNg });
    const asked = await books.sell(EXPORTER, 'X-1', '1');
    expect(asked).toMatchObject({ status: 409, body: { code: 'beyond-credit' } });
    expect(asked.body['detail']).toMatch(/held by a recall/);
    expect(await books.listed(EXPORTER, '/incorporated/fairmined/entries?limit=200')).toContainEqual(
      expect.objectContaining({ kind: 'entered', code: 'C-1', held: true }),
    );
    // A buyer bought a mass and no lot: what it accepted stays its own.
    expect(await books.account(REFINER)).toMatchObject({ heldNg: '0' });
  });

  test('gold that came in meanwhile fills the gap first', async () => {
    const { shortNg } = await books.account(EXPORTER);
    await books.entered('Y-1', 400_000, '2026-03-18');
    const left = 400_000n * 940_000n - BigInt(shortNg ?? 0);
    expect(await books.account(EXPORTER)).toMatchObject({ leftNg: `${left}`, shortNg: '0' });
  });

  test('lifted, all of it is there again', async () => {
    const lift = { key: luz, body: { reason: 'the certifier took it back' } };
    await must(books.market.desk.post(`/api/recalls/${recall}/lift`, lift));
    const { inNg, outNg, leftNg, heldNg } = await books.account(EXPORTER);
    expect(heldNg).toBe('0');
    expect(BigInt(leftNg ?? 0)).toBe(BigInt(inNg ?? 0) - BigInt(outNg ?? 0));
  });

  test('of the seller’s own paper on the day of the sale: what its buyers bought by it is held too', async () => {
    const cause = { holder: EXPORTER, scheme: 'fairmined-supplier', number: 'FMS-1', from: ON, until: '2026-03-21' };
    const body = { ...cause, reason: 'withdrawn' };
    const { id } = (await must(books.market.desk.post('/api/recalls', { key: ana, body }))).body as unknown as {
      id: string;
    };
    const { inNg, heldNg, leftNg } = await books.account(REFINER);
    expect({ heldNg, leftNg }).toEqual({ heldNg: inNg, leftNg: '0' });
    await must(books.market.desk.post(`/api/recalls/${id}/lift`, { key: luz, body: { reason: 'r' } }));
    expect(await books.account(REFINER)).toMatchObject({ heldNg: '0' });
  });
});

test('nothing was sold that had not come in, and every table is what history makes of it', async () => {
  const { database, ledger } = books.market.desk;
  const [sums] = await database.ownerQuery<{ entered: string; left: string; open: string; out: string }>(
    `SELECT (SELECT sum(fine_ng) FROM incorporated_entry WHERE lot IS NOT NULL)::text AS entered,
            (SELECT sum(in_ng - out_ng) FROM incorporated_month)::text AS left,
            (SELECT coalesce(sum(fine_ng), 0) FROM incorporated_sale WHERE outcome = 'open')::text AS open,
            (SELECT coalesce(sum(fine_ng), 0) FROM incorporated_sale WHERE outcome = 'final')::text AS out`,
  );
  const { entered: came = '0', left = '0', open = '0', out = '0' } = sums ?? {};
  expect(BigInt(left) + BigInt(open) + BigInt(out)).toBe(BigInt(came));
  const owner = await openDataSource({ ...database.ownerConnection, max: 1 }, []);
  const history = new History(database.dataSource, ledger.vault);
  const projections = projectionsOf(ledger.vault);
  const { tables } = await rebuild({ dataSource: owner, history, projections, replace: false }).finally(() =>
    owner.destroy(),
  );
  expect(tables.filter(({ missing, extra, changed }) => missing + extra + changed > 0)).toEqual([]);
  const rows = Object.fromEntries(tables.map(({ table, rows }) => [table, rows]));
  expect(rows['incorporated_sale']).toBeGreaterThan(60);
  expect(rows['incorporated_entry']).toBeGreaterThan(5);
});
