/** Gold that is held for what two organisations say, or what nobody knows: papers used twice, titles, two owners in one crucible. */
import type { GivenRole } from '../../src/parties/people/people.row.js';
import { COOP, EXPORTER, lotPath, must, openMarket, OTHER_COOP, SITE, type Market } from './market.js';
import { aPerson } from './person.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.desk.close());

/** Of another person than whoever records. */
async function keyOf(role: GivenRole): Promise<string> {
  const { id: person } = await aPerson(market, COOP, role);
  return (await market.desk.keys.create(COOP, role, role, { person })).secret;
}

const codes = (held: readonly { code: string }[]): string[] => held.map(({ code }) => code);

describe('a declaration', () => {
  test('that came with gold of another cooperative holds this gold, and tells nothing of the other', async () => {
    await market.deliver('E-1', 2_400, { declaration: 'DP 77001' });
    const told = await market.deliver('X-9', 2_400, { declaration: 'dp77001' }, OTHER_COOP);
    expect(codes(told.held)).toEqual(['declaration-elsewhere']);
    expect(told.held[0]?.sentence).toMatch(/^P3: .*dp77001.*another organisation/);
    expect(JSON.stringify(told)).not.toMatch(/"coop"|E-1/);
  });

  test('stays the first one’s: more gold of it there is its own matter', async () => {
    const told = await market.deliver('E-2', 2_400, { declaration: 'DP 77001' });
    expect(codes(told.held)).toEqual(['declaration-used']);
  });

  test('is kept by a keyed name: who reads the table finds no number', async () => {
    const rows: { id: string }[] = await market.desk.database.dataSource.query('SELECT id FROM used_number');
    expect(rows.map(({ id }) => id).filter((id) => /77001/.test(id))).toEqual([]);
    expect(rows.filter(({ id }) => id.startsWith('paper:')).length).toBeGreaterThan(0);
  });
});

test('gold of a site without a title is held, and so is gold under a title the register does not keep', async () => {
  const { title: _, ...untitled } = SITE;
  const cerro = { ...untitled, site: 'CERRO' };
  await must(market.desk.post('/api/sites', { key: market.keys[COOP], body: cerro }));
  expect(codes((await market.deliver('E-3', 2_400, { site: 'CERRO' })).held)).toEqual(['title-unknown']);
  const paper = { act: 'granted', holder: OTHER_COOP, scheme: 'mining-title', from: '2020-01-01' };
  const body = { ...paper, number: 'ARE-2' };
  expect((await market.desk.post('/api/credentials', { key: market.operator, body })).status).toBe(201);
  expect(codes((await market.deliver('X-1', 2_400, {}, OTHER_COOP)).held)).toEqual(['title-unknown']);
  const seen = { ...paper, number: SITE.title };
  expect((await market.desk.post('/api/credentials', { key: market.operator, body: seen })).status).toBe(201);
  expect((await market.deliver('X-2', 2_400, {}, OTHER_COOP)).held).toEqual([]);
});

test('a licence by volume holds what is beyond it, over all its deliveries, however many at once', async () => {
  const scope = { activities: ['production'], forms: ['nugget'], volume: { fineNg: '10000000000', per: 'month' } };
  const body = {
    act: 'granted',
    holder: OTHER_COOP,
    scheme: 'exploitation',
    number: 'X-77',
    from: '2026-01-01',
    scope,
  };
  await must(market.desk.post('/api/credentials', { key: market.operator, body }));
  const nugget = { form: 'nugget', finenessPpm: 1_000_000, method: 'xrf', on: '2026-03-09' };
  await must(
    market.desk.post('/api/sites', {
      key: market.keys[OTHER_COOP],
      body: { ...SITE, site: 'ARROYO', maxPpm: 1_000_000 },
    }),
  );
  const many = Array.from({ length: 12 }, (_, n) => {
    return market.deliver(`N-${n}`, 1_001 + n, { ...nugget, site: 'ARROYO' }, OTHER_COOP);
  });
  const told = await Promise.all(many);
  const held = told.filter(({ held }) => codes(held).includes('over-paper-volume'));
  // 9 of them are 9,045 mg at most, 10 more than 10,000.
  expect(held).toHaveLength(3);
  expect(held[0]?.held.at(-1)?.sentence).toMatch(/X-77.*g fine in 2026-03, it covers 10/);
});

test('a bar of two owners stays until another person says whose it is', async () => {
  await market.deliver('E-5', 20_000);
  await market.deliver('E-6', 10_000);
  await market.did(COOP, lotPath('E-6', 'title'), { to: EXPORTER, basis: 'sale' });
  const bar = { code: 'B-5', form: 'dore', grossMg: 29_900 };
  const told = await market.did(COOP, '/melts', {
    inputs: [{ lot: 'E-5' }, { lot: 'E-6' }],
    output: bar,
    cause: 'moisture',
  });
  expect(codes(told.held)).toEqual(['owners-mixed']);
  expect(told.held[0]?.sentence).toMatch(/coop, exporter/);
  const person = await keyOf('approver');
  const release = { on: '2026-03-11', reason: 'Como ambas partes firmaron' };
  const undecided = await market.desk.post(`/api${lotPath('B-5', 'hold/release')}`, { key: person, body: release });
  expect(undecided).toMatchObject({ status: 422, body: { code: 'owner-undecided' } });
  const stranger = { ...release, owner: OTHER_COOP };
  const asked = await market.desk.post(`/api${lotPath('B-5', 'hold/release')}`, { key: person, body: stranger });
  expect(asked.status).toBe(422);
  const decided = { ...release, owner: EXPORTER };
  const done = await market.desk.post(`/api${lotPath('B-5', 'hold/release')}`, { key: person, body: decided });
  expect(done.status).toBe(201);
  expect(await market.lot(COOP, 'B-5')).toMatchObject({ owner: EXPORTER, custodian: COOP });
});

test('gold dug outside its title is asked about, and neither outline nor place is written in clear', async () => {
  const outline = 'POLYGON((-76.70 2.94, -76.68 2.94, -76.68 2.96, -76.70 2.96, -76.70 2.94))';
  const site = { ...SITE, site: 'TITULO', outline };
  const own = { key: market.keys[COOP] };
  const position = { longitude: '-76.6123456', latitude: '2.95' };
  await must(market.desk.post('/api/sites', { ...own, body: { ...site, position } }));
  const crossed = { ...site, site: 'CRUCE', outline: 'POLYGON((0 0, 4 4, 4 0, 0 4))' };
  expect(await market.desk.post('/api/sites', { ...own, body: crossed })).toMatchObject({
    status: 422,
    body: { code: 'outline-crosses', at: 'outline' },
  });
  const inside = { longitude: '-76.70', latitude: '2.95' };
  const there = await market.deliver('P-1', 2_410, { site: 'TITULO', place: inside });
  const beyond = { longitude: '-76.7087654', latitude: '2.95' };
  const told = (await market.deliver('P-2', 2_420, { site: 'TITULO', place: beyond })) as unknown as {
    held: { code: string }[];
    asked: { code: string; sentence: string }[];
  };
  expect([codes(there.held), codes(told.held), codes(told.asked)]).toEqual([[], [], ['dug-outside-title']]);
  expect(told.asked[0]?.sentence).toContain('ARE-1');
  const { body } = await must(market.get(COOP, '/questions?rule=P17'));
  const raised = (body['items'] as unknown as { code: string }[]).map(({ code }) => code);
  expect(raised.toSorted()).toEqual(['dug-outside-title', 'site-outside-title']);
  const rows: { said: string }[] = await market.desk.database.dataSource.query(
    `SELECT convert_from(bytes, 'UTF8') AS said FROM statement UNION ALL SELECT to_jsonb(site)::text FROM site`,
  );
  expect(rows.filter(({ said }) => /76\.[67]|(?<!\d)2\.9[456]/.test(said))).toEqual([]);
  const sites = await must(market.get(COOP, '/sites'));
  expect(sites.text).not.toMatch(/POLYGON|76\./);
});
