/** Held gold and questions, from the counter to the second person: attacked first, then told. */
import { inviteBy, PASSWORD } from '../parties/people/office.js';
import type { Answer } from '../parties/desk.js';
import { ON, sealed, Signatory, wallet, type Prepared } from './wallet.js';
import { COOP, DAY, EXPORTER, lotPath, must, openMarket, OTHER_COOP, type Market, type Org } from './market.js';

type Role = 'registrar' | 'manager' | 'approver';

/** A person of an organisation with as many keys bound to them as asked for. */
interface Somebody {
  readonly person: string;
  key(role?: Role): Promise<string>;
}

let market: Market;
let ana: Somebody;
let eva: Somebody;
let approver: string;

beforeAll(async () => {
  market = await openMarket();
  ana = await somebody('manager');
  eva = await somebody('approver');
  approver = await eva.key();
});
afterAll(() => market.desk.close());

let invited = 0;
async function somebody(role: Role, organisation: Org = COOP): Promise<Somebody> {
  const { desk, operator } = market;
  const token = await inviteBy(desk, operator, { role, organisation });
  const signIn = `${role}-${(invited += 1)}@${organisation}.example`;
  const body = { token, name: `Somebody ${invited}`, signIn, password: PASSWORD };
  const headers = { 'x-forwarded-for': `198.51.100.${invited}` };
  const { body: told } = await must(desk.post('/api/people/accept', { body, once: '', headers }));
  const person = String(told['person']);
  return {
    person,
    key: async (of = role) => (await desk.keys.create(organisation, of, `${of} ${invited}`, { person })).secret,
  };
}

const decide = (key: string, code: string, what: 'release' | 'return' | 'refuse', more: object = {}): Promise<Answer> =>
  market.desk.post(`/api${lotPath(code)}/hold/${what}`, { key, body: { on: DAY, reason: 'papers seen', ...more } });
/** Rosa's registration lapsed in February. */
const lapsed = { member: 'rosa', form: 'alluvial', site: 'PLAYA', finenessPpm: 940_000, method: 'touchstone', on: DAY };
let handed = 0;
/** No two alike, so that nobody is asked about it. */
const handedIn = (key: string, code: string, more: object = {}): Promise<Answer> =>
  market.desk.post('/api/lots', { key, body: { ...lapsed, code, grossMg: 2_310 + (handed += 10), ...more } });
const heldFor = async (code: string): Promise<string[]> => (await market.lot(COOP, code)).holds.map(({ code }) => code);
const codeOf = ({ status, body }: Answer): [number, unknown] => [status, body['code']];

describe('four eyes: two approvers, one person', () => {
  test('whoever recorded it does not release it, with the same key or another of theirs', async () => {
    const [recording, other] = [await ana.key(), await ana.key()];
    await must(handedIn(recording, 'F-1'));
    expect(codeOf(await decide(recording, 'F-1', 'release'))).toEqual([403, 'same-person']);
    expect(codeOf(await decide(other, 'F-1', 'release'))).toEqual([403, 'same-person']);
    for (const what of ['return', 'refuse'] as const) {
      expect(codeOf(await decide(other, 'F-1', what))).toEqual([403, 'same-person']);
    }
    expect(await heldFor('F-1')).toEqual(['registration-lapsed']);
  });

  test('nor with a machine’s key of one’s own making: who was shown its secret could have recorded it', async () => {
    const made = { key: await ana.key(), body: { name: 'scale', role: 'registrar' } };
    const { body } = await must(market.desk.post('/api/keys', made));
    await must(handedIn(String(body['secret']), 'F-3', { grossMg: 2_222 }));
    expect(codeOf(await decide(made.key, 'F-3', 'release'))).toEqual([403, 'same-person']);
    await must(decide(approver, 'F-3', 'release'));
  });

  test('nor does a machine, a registrar, a stranger, or somebody who has left', async () => {
    await must(handedIn(market.keys[COOP], 'F-2'));
    const machine = (await market.desk.keys.create(COOP, 'manager', 'scale')).secret;
    expect(codeOf(await decide(machine, 'F-2', 'release'))).toEqual([403, 'needs-a-person']);
    expect(codeOf(await decide(await ana.key('registrar'), 'F-2', 'release'))).toEqual([403, 'not-permitted']);
    const stranger = await (await somebody('approver', OTHER_COOP)).key();
    expect(codeOf(await decide(stranger, 'F-2', 'release'))).toEqual([404, 'unknown-lot']);
    const leaver = await somebody('approver');
    const left = await leaver.key();
    await must(
      market.desk.post(`/api/people/${leaver.person}/end`, { key: market.operator, body: { organisation: COOP } }),
    );
    expect((await decide(left, 'F-2', 'release')).status).toBe(401);
    expect(await heldFor('F-2')).toEqual(['registration-lapsed']);
  });

  test('who recorded what is kept beside the ledger, and nobody changes it', async () => {
    const rows = await market.desk.database.ownerQuery<{ by: string }>('SELECT DISTINCT by FROM recorded_by');
    expect(rows.map(({ by }) => by)).toContain(`person:${ana.person}`);
    await expect(market.desk.database.ownerQuery('UPDATE recorded_by SET by = by')).rejects.toThrow();
    await expect(market.desk.database.ownerQuery('DELETE FROM recorded_by')).rejects.toThrow();
    const bytes = await market.desk.database.ownerQuery<{ said: string }>(
      `SELECT convert_from(bytes, 'UTF8') AS said FROM statement`,
    );
    expect(bytes.filter(({ said }) => said.includes(ana.person))).toEqual([]);
  });
});

describe('held gold', () => {
  test('is told with its rule, its figures and what would be accepted, in the reader’s language, again when asked again', async () => {
    const body = { ...lapsed, code: 'H-1', grossMg: 2_400 };
    const ask = { key: market.keys[COOP], body, once: 'h-1', headers: { 'accept-language': 'es' } };
    const first = await must(market.desk.post('/api/lots', ask));
    const [held] = first.body['held'] as unknown as { sentence: string }[];
    expect(held?.sentence).toBe(
      'P4: el registro estaba vencido ese día (2026-03-10; valía hasta el 2026-02-15): el oro se aparta hasta ver la renovación que cubra ese día.',
    );
    expect((await market.desk.post('/api/lots', ask)).body).toEqual(first.body);
  });

  test('has a receipt that says what it is, and another cooperative is told of no such lot', async () => {
    const receipt = await must(market.get(COOP, `${lotPath('H-1')}/receipt`, { headers: { 'accept-language': 'en' } }));
    expect(receipt.body).toMatchObject({ state: 'held', member: 'rosa', grossMg: 2_400, held: [{ rule: 'P4' }] });
    expect(receipt.body['text']).toEqual([
      'Received from rosa on 2026-03-10: 2.400 g gross at 940 ‰, lot H-1, site PLAYA.',
      expect.stringContaining('deposit to be put in order'),
      expect.stringContaining('it held until 2026-02-15'),
      'A second person of the organisation decides: whoever received the gold cannot.',
    ]);
    expect((await market.get(OTHER_COOP, `${lotPath('H-1')}/receipt`)).status).toBe(404);
    expect((await market.get(EXPORTER, `${lotPath('H-1')}/receipt`)).status).toBe(404);
  });

  test('released, it is free, and counts in its miner’s month from then on', async () => {
    const before = await monthOf('rosa');
    await must(decide(approver, 'H-1', 'release'));
    expect(await heldFor('H-1')).toEqual([]);
    expect((await monthOf('rosa')) - before).toBe(2_400n * 940_000n);
    expect(codeOf(await decide(approver, 'H-1', 'release'))).toEqual([409, 'not-held']);
    const receipt = await must(market.get(COOP, `${lotPath('H-1')}/receipt`));
    expect(receipt.body['state']).toBe('taken-in');
  });

  test('is settled reason by reason, and stays apart until the last', async () => {
    await must(handedIn(market.keys[COOP], 'H-2', { declaration: 'DP-TWICE' }));
    await must(handedIn(market.keys[COOP], 'H-3', { declaration: 'DP-TWICE' }));
    expect(await heldFor('H-3')).toEqual(['registration-lapsed', 'declaration-used']);
    expect(codeOf(await decide(approver, 'H-3', 'release', { codes: ['seal-used'] }))).toEqual([
      409,
      'reason-not-held',
    ]);
    await must(decide(approver, 'H-3', 'release', { codes: ['registration-lapsed'] }));
    expect(await heldFor('H-3')).toEqual(['declaration-used']);
    const melt = { inputs: [{ lot: 'H-3' }], output: { code: 'B-1', form: 'dore', grossMg: 2_345 }, cause: 'moisture' };
    expect(codeOf(await market.post(COOP, '/melts', melt))).toEqual([409, 'lot-held']);
    await must(decide(approver, 'H-3', 'release', { codes: ['declaration-used'] }));
    await must(market.post(COOP, '/melts', melt));
  });

  test('returned, nothing is left of it; refused, it is not released any more', async () => {
    await must(decide(approver, 'H-2', 'refuse'));
    expect(codeOf(await decide(approver, 'H-2', 'release'))).toEqual([409, 'hold-refused']);
    expect((await must(market.get(COOP, `${lotPath('H-2')}/receipt`))).body['state']).toBe('refused');
    await must(decide(approver, 'H-2', 'return'));
    expect((await market.lot(COOP, 'H-2')).grossMg).toBe(0);
    const { body } = await must(market.get(COOP, `${lotPath('H-2')}/receipt`));
    expect(body).toMatchObject({ state: 'returned', grossMg: 2_350, held: [] });
  });

  test('waits in a list, the oldest first, with how much waits by its rule; others see nothing of it', async () => {
    const all = await must(market.get(COOP, '/holds?limit=1'));
    expect(all.body['items']).toMatchObject([{ tag: 'F-1', rule: 'P4', level: 'hold', org: COOP, outcome: null }]);
    expect(tagsIn(await must(market.get(COOP, `/holds?after=${String(all.body['next'])}`)))).toEqual(['F-2']);
    expect(all.body['counts']).toMatchObject([{ rule: 'P4', open: 2, oldest: DAY }]);
    expect(tagsIn(await must(market.get(COOP, '/holds?rule=P3')))).toEqual([]);
    for (const other of [OTHER_COOP, EXPORTER] as const) {
      const { body } = await must(market.get(other, '/holds'));
      expect([body['items'], body['counts']]).toEqual([[], []]);
    }
    expect((await market.get(COOP, '/holds?after=1;2')).status).toBe(400);
  });
});

describe('a question', () => {
  const alike = { member: 'ana', form: 'alluvial', site: 'PLAYA', finenessPpm: 940_000, method: 'touchstone' };

  test('is raised by the fourth delivery of one weight that day; the gold goes on', async () => {
    const asked: unknown[] = [];
    for (const n of [1, 2, 3, 4, 5]) {
      const body = { ...alike, code: `Q-${n}`, grossMg: 3_210, on: '2026-03-11' };
      const told = await must(market.desk.post('/api/lots', { key: market.keys[COOP], body }));
      expect(told.body['held']).toEqual([]);
      asked.push((told.body['asked'] as unknown as { code: string }[]).map(({ code }) => code));
    }
    expect(asked).toEqual([[], [], [], ['weights-alike'], []]);
    const output = { code: 'B-2', form: 'dore', grossMg: 3_205 };
    await must(market.post(COOP, '/melts', { inputs: [{ lot: 'Q-4' }], output, cause: 'moisture', on: '2026-03-12' }));
  });

  test('waits for an answer of a person of the house, and is answered once', async () => {
    const list = await must(
      market.get(COOP, '/questions?open=true&rule=P19', { headers: { 'accept-language': 'en' } }),
    );
    const [question, ...others] = list.body['items'] as unknown as { sid: string; sentence: string; tag: string }[];
    expect(others).toEqual([]);
    expect(question?.sentence).toContain('4 of them, weighed the same on one day, to the milligram (3.210 g)');
    const answer = (key: string): Promise<Answer> =>
      market.desk.post(`/api/questions/${question?.sid}/answer`, {
        key,
        body: { answer: 'explained', reason: 'one weight set was used', on: '2026-03-13' },
      });
    const machine = (await market.desk.keys.create(COOP, 'manager', 'robot')).secret;
    expect(codeOf(await answer(machine))).toEqual([403, 'needs-a-person']);
    const stranger = await (await somebody('approver', OTHER_COOP)).key();
    expect(codeOf(await answer(stranger))).toEqual([404, 'unknown-act']);
    await must(answer(approver));
    expect(codeOf(await answer(approver))).toEqual([409, 'question-answered']);
    expect((await must(market.get(COOP, '/questions?open=true&rule=P19'))).body['items']).toEqual([]);
    const done = await must(market.get(COOP, '/questions?rule=P19'));
    expect(done.body['items']).toMatchObject([{ outcome: 'explained', settled: '2026-03-13', days: 2 }]);
    expect((await must(market.get(OTHER_COOP, '/questions'))).body['items']).toEqual([]);
  });
});

describe('a release that the cooperative signs itself', () => {
  test('still needs a second person of the house, signed in, to bring it: the signature is the house’s, not a person’s', async () => {
    const coop = await new Signatory(market, COOP, wallet(41)).introduce();
    await must(handedIn(await ana.key(), 'G-1'));
    const { id } = await market.lot(COOP, 'G-1');
    const data = { on: ON, lot: id, reason: 'renewal seen' };
    const body = { type: 'lot.released', data };
    const prepared = await must(market.desk.post('/api/statements/prepare', { key: approver, body, once: '' }));
    const { payload, disclosures } = prepared.body as unknown as Prepared;
    const bring = (key?: string): Promise<Answer> => {
      const envelope = sealed(payload, [coop.own], disclosures);
      return market.desk.post('/api/statements', { body: envelope, once: '', ...(key !== undefined && { key }) });
    };
    const stranger = await (await somebody('approver', OTHER_COOP)).key();
    for (const key of [undefined, market.keys[COOP], await ana.key('registrar'), stranger]) {
      expect(codeOf(await bring(key))).toEqual([403, 'needs-a-person']);
    }
    expect(codeOf(await bring(await ana.key()))).toEqual([403, 'same-person']);
    expect(await heldFor('G-1')).toEqual(['registration-lapsed']);
    expect((await bring(approver)).status).toBe(201);
    expect(await heldFor('G-1')).toEqual([]);
  });
});

function tagsIn({ body }: Answer): unknown[] {
  return (body['items'] as unknown as { tag: string }[]).map(({ tag }) => tag);
}

async function monthOf(code: string): Promise<bigint> {
  const { body } = await must(market.get(COOP, '/members'));
  const members = body['items'] as unknown as { code: string; months: Record<string, string> }[];
  return BigInt(members.find((one) => one.code === code)?.months['2026-03'] ?? 0);
}
