/** What will not hold much longer: listed 60, 30 and 7 days before, to the day, to its own organisation, in its language. */
import { addDays, dayAt } from '../../src/core/day.js';
import { expiring } from '../../src/core/custody/credentials/expiring.js';
import { COOP, must, openMarket, OTHER_COOP, type Market } from '../lots/market.js';

const TODAY = dayAt(Date.now(), 'America/Bogota');
let market: Market;

beforeAll(async () => {
  market = await openMarket();
  const { desk, operator, keys } = market;
  const key = keys[COOP];
  for (const [n, days] of [0, 1, 7, 8, 30, 60, 61].entries()) {
    const scale = { scale: `W-${n}`, site: 'PLAYA', divisionMg: 10, calibrated: addDays(TODAY, -300) };
    await must(desk.post('/api/scales', { key, body: { ...scale, until: addDays(TODAY, days) } }));
  }
  const paper = {
    act: 'granted',
    holder: COOP,
    scheme: 'rucom',
    number: 'R-9',
    from: '2026-01-01',
    until: addDays(TODAY, 20),
  };
  await must(desk.post('/api/credentials', { key: operator, body: paper }));
  const person = { sex: 'F', site: 'PLAYA', registration: 'SM-9', from: '2026-01-01', until: addDays(TODAY, 5) };
  await must(desk.post('/api/members', { key, body: { code: 'eva', kind: 'panner', ...person } }));
  await must(desk.post('/api/members', { key, body: { code: 'leo', kind: 'member', ...person } }));
});
afterAll(() => market.desk.close());

const listOf = async (by: typeof COOP | typeof OTHER_COOP, language = 'en') =>
  (await must(market.get(by, '/expiries', { headers: { 'accept-language': language } }))).body['items'] as unknown as {
    what: string;
    name: string;
    days: number;
    stage: number;
    sentence: string;
  }[];

test('what ended, ends today or in 61 days is not in it; what ends tomorrow, in 7, 8, 30 and 60 days is, the soonest first', async () => {
  const scales = (await listOf(COOP)).filter(({ what, name }) => what === 'scale' && name.startsWith('W-'));
  expect(scales.map(({ name, days, stage }) => [name, days, stage])).toEqual([
    ['W-1', 1, 7],
    ['W-2', 7, 7],
    ['W-3', 8, 30],
    ['W-4', 30, 30],
    ['W-5', 60, 60],
  ]);
});

test('a panner’s registration and a licence are in it with what they stop; who needs no registration is not', async () => {
  const people = (await listOf(COOP, 'es')).filter(({ what }) => what !== 'scale');
  expect(people.map(({ name, stage }) => [name, stage])).toEqual([
    ['eva', 7],
    ['R-9', 30],
  ]);
  expect(people[0]?.sentence).toBe(
    `P4: el registro de eva vale hasta el ${addDays(TODAY, 5)} (5 días). Desde ese día el oro de la persona se aparta hasta ver la renovación.`,
  );
});

test('another organisation sees its own alone', async () => {
  expect(await listOf(OTHER_COOP)).toEqual([]);
  expect((await market.desk.get('/api/expiries')).status).toBe(401);
});

test('an act that rests on it says so in its answer, and records nothing of it', async () => {
  const body = { code: 'X-1', member: 'eva', form: 'alluvial', site: 'PLAYA', grossMg: 1_234, scale: 'W-1', on: TODAY };
  const ask = { key: market.keys[COOP], body, once: 'x-1', headers: { 'accept-language': 'en' } };
  const told = await must(market.desk.post('/api/lots', ask));
  const warned = told.body['warned'] as unknown as { code: string; sentence: string }[];
  expect(warned.map(({ code }) => code)).toEqual(['registration-expires', 'calibration-expires', 'credential-expires']);
  expect(warned[1]?.sentence).toContain(`scale W-1 holds until ${addDays(TODAY, 1)} (1 days)`);
  expect(told.body['entries']).toHaveLength(1);
  expect((await market.desk.post('/api/lots', ask)).body).toEqual(told.body);
});

const scale = (code: string) => ({
  scale: code,
  site: 'P',
  divisionMg: 10,
  calibrated: '2025-01-01',
  until: '2026-03-01',
});

test('only what the act itself was decided by is said', () => {
  const scales = new Map([
    ['a/S-1', scale('S-1')],
    ['a/S-2', scale('S-2')],
  ]);
  const facts = { scales, members: new Map(), parties: new Map() };
  const act = { org: 'a', on: { date: '2026-02-20', tz: 'UTC' } };
  expect(expiring(facts, act, { scales: ['a/S-1'] }).map(({ figures }) => figures['scale'])).toEqual(['S-1']);
});
