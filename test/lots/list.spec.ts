/** Finding lots: by page, by filter, and by codes that were never made for an address. */
import { randomUUID } from 'node:crypto';
import type { LotView } from '../../src/lots/lot.view.js';
import { digestOf, Lots } from '../../src/lots/lots.js';
import { COOP, DAY, EXPORTER, lotPath, must, openMarket, OTHER_COOP, type Market } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  for (const n of [1, 2, 3, 4, 5]) await market.deliver(`E-${n}`, 1_000 * n);
  for (const n of [1, 2, 9]) await market.deliver(`E-${n}`, 500, { member: 'nobody' }, OTHER_COOP);
  for (const by of [COOP, OTHER_COOP] as const) {
    await market.deliver('V-1', 700, { form: 'nugget', declaration: `DP-V-1-${by}` }, by);
  }
});
afterAll(() => market.desk.close());

async function onPages(limit: number, between: (page: number) => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  for (let after = '', page = 0; page < 100; page += 1) {
    const { body } = await must(market.get(COOP, `/lots?limit=${limit}${after}`));
    const { items, next } = body as unknown as { items: LotView[]; next?: string };
    seen.push(...items.map(({ code }) => code));
    if (next === undefined) return seen;
    await between(page);
    after = `&after=${encodeURIComponent(next)}`;
  }
  throw new Error('the pages do not end');
}

test.each(['after=x', 'after=00000000', 'held=maybe', 'form=gold', 'custodian=coop', 'limit=0', 'order=desc'])(
  'the list cannot be asked for with %s',
  async (query) => {
    expect([400, 422]).toContain((await market.get(COOP, `/lots?${query}`)).status);
  },
);

test.each([
  [1, 'D'],
  [2, 'C'],
  [3, 'B'],
  [200, 'A'],
])('pages of %d follow one another without a gap or a double', async (limit, before) => {
  const all = await market.codes(COOP);
  expect(all).toEqual(expect.arrayContaining(['E-1', 'E-5', 'V-1']));
  // What is added meanwhile, before the place where we are, moves nothing.
  expect(await onPages(limit, (page) => market.deliver(`${before}-${page}`, 100))).toEqual(all);
});

test('one cooperative never sees the other’s gold, nor anyone’s that only passed by', async () => {
  expect(await market.codes(OTHER_COOP)).toEqual(['E-1', 'E-2', 'E-9', 'V-1']);
  expect(await market.codes(EXPORTER)).toEqual([]);
});

test('filters narrow it, together too', async () => {
  expect(await market.codes(OTHER_COOP, 'held=true')).toEqual(['E-1', 'E-2', 'E-9']);
  expect(await market.codes(OTHER_COOP, 'held=false')).toEqual(['V-1']);
  expect(await market.codes(COOP, 'form=nugget')).toEqual(['V-1']);
  expect(await market.codes(OTHER_COOP, 'form=nugget&held=true')).toEqual([]);
  expect(await market.codes(COOP, 'shipment=EXP-1')).toEqual([]);
});

test('a lot on its way stands in both lists; arrived, it leaves neither; sold, it is owned by the other', async () => {
  await market.did(COOP, lotPath('E-5', 'dispatch'), { to: EXPORTER, sentMg: 5_000 });
  expect(await market.codes(EXPORTER)).toEqual(['E-5']);
  expect(await market.codes(EXPORTER, 'custodian=self')).toEqual([]);
  await market.did(EXPORTER, lotPath('E-5', 'receive'), { receivedMg: 5_000, sealIntact: true });
  expect(await market.codes(EXPORTER, 'custodian=self')).toEqual(['E-5']);
  expect(await market.codes(EXPORTER, 'custodian=self&owner=self')).toEqual([]);
  expect(await market.codes(COOP, 'owner=self')).toContain('E-5');
  await market.did(COOP, lotPath('E-5', 'title'), { to: EXPORTER, basis: 'sale' });
  expect(await market.codes(COOP, 'owner=self')).not.toContain('E-5');
  expect(await market.codes(EXPORTER, 'custodian=self&owner=self')).toEqual(['E-5']);
  expect(await market.codes(COOP)).toContain('E-5');
});

test('a code out of a book, with a slash, a space and an accent, is found at its address', async () => {
  const code = 'RF-1/F-900 · año';
  const on = { date: DAY, tz: 'America/Bogota' };
  const act = { org: COOP, on, at: `${DAY}T12:00:00.000Z`, today: DAY, attested: 'platform' as const };
  const request = { act, actor: 'book', key: 'book:1', digest: digestOf(code) };
  const gold = { lot: randomUUID(), code, origin: 'opening', form: 'grain', site: 'PLAYA', grossMg: 900 } as const;
  await new Lots(market.desk.ledger).register(request, gold);
  expect(await market.lot(COOP, code)).toMatchObject({ code, grossMg: 900 });
  await market.did(COOP, lotPath(code, 'split'), { outputs: [{ code: 'RF-1a', grossMg: 100 }] });
  const inputs = [{ lot: code }];
  const output = { code: 'RF-2', form: 'dore', grossMg: 790 };
  await market.did(COOP, '/melts', { inputs, output, cause: 'moisture' });
  expect(await market.lot(COOP, code)).toMatchObject({ grossMg: 0 });
});

test('an answer comes in the reader’s language, and the same entries in every one', async () => {
  const told = await Promise.all(
    ['es', 'en', 'fr', 'de'].map(async (language) => {
      const body = { code: 'Z-1', form: 'nugget', site: 'PLAYA', grossMg: 900, member: 'nobody' };
      const ask = { once: 'Z-1', headers: { 'accept-language': language } };
      return market.did(COOP, '/lots', body, ask);
    }),
  );
  expect(told.map(({ held }) => held[0]?.sentence.slice(0, 14))).toEqual([
    'P4: la persona',
    'P4: this perso',
    'P4 : cette per',
    'P4: this perso',
  ]);
  expect(new Set(told.map(({ entries }) => JSON.stringify(entries))).size).toBe(1);
});
