/** An organisation makes a figure stricter for itself: its own gold is judged by it from that day on, and nobody else's. */
import { dayAt } from '../../src/core/day.js';
import type { RuleView } from '../../src/lots/rules/rules.view.js';
import { COOP, openMarket, OTHER_COOP, type Market, type Org, type Told } from './market.js';
import { aPerson } from './person.js';
import { Signatory, wallet } from './wallet.js';

/** Where the cooperative is: its day begins five hours after the servers'. */
const [before, today] = [86_400_000, 0].map((ago) => dayAt(Date.now() - ago, 'America/Bogota')) as [string, string];
const RIVER = { threshold: 'usual-fineness-most', key: 'alluvial' } as const;

let market: Market;
let manager: { id: string; key: string };
let compliance: { id: string; key: string };
beforeAll(async () => {
  market = await openMarket();
  manager = await aPerson(market, COOP, 'manager');
  compliance = await aPerson(market, COOP, 'compliance');
});
afterAll(() => market.desk.close());

const set = (key: string, body: object) => market.desk.post('/api/rules/thresholds', { key, body });
const gold = (code: string, on: string, by: Org = COOP): Promise<Told> =>
  market.deliver(code, 2_400, { on, finenessPpm: 965_000, method: 'xrf', declaration: `${by}-${code}` }, by);
const heldFor = ({ held }: Told) => held.filter(({ rule }) => rule === 'P8').map(({ code }) => code);
const rule = async (id: string, key?: string): Promise<RuleView & { cache: unknown }> => {
  const { body, headers } = await market.desk.get('/api/rules', key === undefined ? {} : { key });
  const found = (body['items'] as unknown as RuleView[]).find((one) => one.id === id);
  return { ...(found as RuleView), cache: headers['cache-control'] };
};

test('a registrar, an approver and an auditor set nothing', async () => {
  const others = await Promise.all((['approver', 'auditor'] as const).map((role) => aPerson(market, COOP, role)));
  for (const key of [market.keys[COOP], ...others.map((one) => one.key)]) {
    expect((await set(key, { ...RIVER, value: 960_000 })).status).toBe(403);
  }
});

test('what is looser, or a source’s, is refused with the figures', async () => {
  const looser = await set(manager.key, { ...RIVER, value: 980_001 });
  expect(looser).toMatchObject({ status: 409, body: { code: 'threshold-looser', at: 'value' } });
  expect(looser.body['detail']).toContain('0 to 980000 ppm');
  const theirs = await set(manager.key, { threshold: 'melt-loss', key: 'amalgam-sponge', value: 1 });
  expect(theirs).toMatchObject({ status: 409, body: { code: 'threshold-not-yours' } });
  expect(theirs.body['detail']).toContain('mercury');
  expect((await set(manager.key, { threshold: 'panner-month', value: 1 })).status).toBe(400);
  expect((await set(manager.key, { ...RIVER, value: 1, from: before })).body).toMatchObject({ code: 'chronology' });
});

describe('given river gold that the cooperative knows to 960 ‰, and keeps apart beyond it from today', () => {
  beforeAll(async () => {
    const answer = await set(manager.key, {
      ...RIVER,
      value: 960_000,
      level: 'hold',
      reason: 'as the assembly decided',
    });
    expect(answer.status).toBe(201);
  });

  test('its gold of today is held, that of yesterday is not, nor is anybody else’s', async () => {
    expect(heldFor(await gold('E-1', today))).toEqual(['fineness-unusual-for-deposit']);
    expect(heldFor(await gold('E-2', before))).toEqual([]);
    expect(heldFor(await gold('E-1', today, OTHER_COOP))).toEqual([]);
  });

  test('the sentence tells its own bound', async () => {
    const { held } = await gold('E-3', today);
    expect(held.find(({ code }) => code === 'fineness-unusual-for-deposit')?.sentence).toContain('960');
  });

  test('its people read who set it and when, and nobody between keeps that; others and the public read nothing of it', async () => {
    const own = await rule('P8', market.keys[COOP]);
    expect(own.own).toEqual([
      {
        ...RIVER,
        from: today,
        value: 960_000,
        level: 'hold',
        reason: 'as the assembly decided',
        by: `person:${manager.id}`,
        at: expect.stringMatching(new RegExp(`^${dayAt(Date.now(), 'UTC')}T`)),
        sid: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(own.cache).toBe('private, no-store');
    expect((await rule('P8', market.keys[OTHER_COOP])).own).toEqual([]);
    const everybody = await rule('P8');
    expect(everybody).not.toHaveProperty('own');
    expect(everybody.cache).toBe('public, max-age=3600');
    expect(everybody.adjustable).toContainEqual({
      threshold: 'usual-fineness-most',
      keys: ['alluvial', 'vein'],
      unit: 'ppm',
      stricter: 'less',
      raises: ['ask', 'hold'],
    });
  });

  test('whoever set it does not take it back, another does, and gold of today is then only warned of', async () => {
    expect((await set(manager.key, RIVER)).body).toMatchObject({ code: 'same-person' });
    const machine = await market.desk.keys.create(COOP, 'manager', 'till');
    expect((await set(machine.secret, RIVER)).body).toMatchObject({ code: 'needs-a-person' });
    expect((await set(compliance.key, RIVER)).status).toBe(201);
    expect(heldFor(await gold('E-4', today))).toEqual([]);
  });
});

test('two at once: what is stricter is not undone by who set it, whichever comes first', async () => {
  const drift = { threshold: 'fineness-drift' } as const;
  const tried = [10_000, 20_000, 30_000, 40_000].map((value) => set(manager.key, { ...drift, value }));
  const statuses = (await Promise.all(tried)).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 201 && status !== 403 && status !== 409)).toEqual([]);
  const values = ((await rule('P9', manager.key)).own ?? []).map(({ value }) => value);
  expect(values).toEqual([...values].sort((a = 0, b = 0) => b - a));
});

test('signed by the organisation’s own key; a looser one is not prepared', async () => {
  const coop = await new Signatory(market, COOP, wallet(3)).introduce();
  const on = { date: today, tz: 'America/Bogota' };
  const said = { on, from: today, threshold: 'count-tolerance-ppm', value: 500 };
  expect((await coop.say('threshold.set', said)).answer).toMatchObject({ status: 201 });
  expect((await rule('P24', market.keys[COOP])).own).toMatchObject([{ value: 500, from: today }]);
  const looser = { type: 'threshold.set', data: { ...said, value: 1_001 } };
  const refused = await market.desk.post('/api/statements/prepare', { key: market.keys[COOP], body: looser });
  expect(refused.body).toMatchObject({ code: 'threshold-looser' });
});
