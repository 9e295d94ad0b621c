import { generateKeyPairSync, sign as signWithNode, type KeyObject } from 'node:crypto';
import { kidOf } from '../../src/core/log/entry.js';
import { History } from '../../src/ledger/history.js';
import { openDesk, type Answer, type Desk } from './desk.js';

let desk: Desk;
let operator: string;
let registrar: string;

beforeAll(async () => {
  desk = await openDesk();
  operator = (await desk.keys.create(null, 'operator', 'server')).secret;
  for (const [organisation, role] of [
    ['coop', 'cooperative'],
    ['trader', 'trader'],
  ]) {
    const body = { organisation, name: organisation, role, country: 'CO' };
    expect((await desk.post('/api/organisations', { key: operator, body })).status).toBe(201);
  }
  registrar = (await desk.keys.create('coop', 'registrar', 'office')).secret;
});
afterAll(() => desk.close());

/** The holder's own program: a pair, and the proof as docs/ledger-format.md words it, with nothing of ours. */
function pair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12);
  return { raw, key: raw.toString('base64url'), privateKey };
}

function proofOf(key: string, secret: KeyObject, organisation: string, log = 'desk.example/log'): string {
  const said = Buffer.from(`{"key":"${key}","log":"${log}","organisation":"${organisation}"}`);
  const header = `DSSEv1 32 application/vnd.veta.key.v1+json ${said.length} `;
  return signWithNode(null, Buffer.concat([Buffer.from(header), said]), secret).toString('base64url');
}

function entering({ key, privateKey }: ReturnType<typeof pair>, organisation: string, more: object = {}): object {
  return { key, holder: 'organisation', custody: 'own', proof: proofOf(key, privateKey, organisation), ...more };
}

const enter = (organisation: string, body: object, key = operator): Promise<Answer> =>
  desk.post(`/api/organisations/${organisation}/keys`, { key, body });

async function refused(body: object): Promise<unknown> {
  const { status, body: problem } = await enter('coop', body);
  return [status, problem['code'], problem['at']];
}

test('a registrar enters no key, and nobody one for an organisation that is not there', async () => {
  const mine = pair();
  expect(await enter('coop', entering(mine, 'coop'), registrar)).toMatchObject({ status: 403 });
  expect(await enter('ghost', entering(mine, 'ghost'))).toMatchObject({ body: { code: 'unknown-organisation' } });
});

test('a key without its holder’s proof, a weak one and a cut one are refused with a sentence', async () => {
  const mine = pair();
  const stolen = entering(mine, 'coop', { proof: proofOf(mine.key, pair().privateKey, 'coop') });
  expect(await refused(stolen)).toEqual([422, 'key-unproven', 'proof']);
  const elsewhere = entering(mine, 'coop', { proof: proofOf(mine.key, mine.privateKey, 'coop', 'other/log') });
  expect(await refused(elsewhere)).toEqual([422, 'key-unproven', 'proof']);
  const identity = Buffer.from(`01${'00'.repeat(31)}`, 'hex').toString('base64url');
  expect(await refused(entering(mine, 'coop', { key: identity }))).toEqual([422, 'weak-key', 'key']);
  expect(await refused(entering(mine, 'coop', { key: mine.key.slice(1) }))).toEqual([400, 'malformed', 'key']);
  expect(await refused(entering(mine, 'coop', { proof: 'abc' }))).toEqual([400, 'malformed', 'proof']);
  expect(await refused(entering(mine, 'coop', { holder: 'log' }))).toEqual([400, 'malformed', 'holder']);
  expect(await refused(entering(mine, 'coop', { holder: 'device' }))).toEqual([
    409,
    'key-needs-signature',
    'organisation',
  ]);
  const past = entering(mine, 'coop', { until: '2020-01-01T00:00:00.000Z' });
  expect(await refused(past)).toEqual([422, 'chronology', 'until']);
  expect(await refused(entering(mine, 'coop', { until: 'tomorrow' }))).toEqual([400, 'malformed', 'until']);
});

test('the operator enters the first key, revokes it when it is stolen, and enters another; each is an entry', async () => {
  const [first, second] = [pair(), pair()];
  const entered = await enter('coop', entering(first, 'coop', { name: 'Oficina', scope: ['lot.registered'] }));
  expect(entered).toMatchObject({ status: 201, body: { id: kidOf(first.raw) } });

  // From here on the cooperative speaks for itself.
  expect(await enter('coop', entering(second, 'coop'))).toMatchObject({
    status: 409,
    body: { code: 'key-needs-signature' },
  });
  const url = `/api/organisations/coop/keys/${kidOf(first.raw)}/revocation`;
  expect(await desk.post(url, { key: registrar, body: { reason: 'stolen' } })).toMatchObject({ status: 403 });
  expect(await desk.post(url, { key: operator, body: { reason: 'bored' } })).toMatchObject({ status: 400 });
  expect(await desk.post(url, { key: operator, body: { reason: 'stolen' } })).toMatchObject({ status: 201 });
  expect(await desk.post(url, { key: operator, body: { reason: 'stolen' } })).toMatchObject({
    body: { code: 'key-revoked' },
  });
  // A25: what was revoked does not come back, not even under another name.
  expect(await enter('coop', entering(first, 'coop'))).toMatchObject({ status: 409, body: { code: 'key-known' } });
  expect(await enter('trader', entering(first, 'trader'))).toMatchObject({ body: { code: 'key-known' } });
  expect(await enter('coop', entering(second, 'coop', { custody: 'operator' }))).toMatchObject({ status: 201 });

  const { body } = await desk.get('/api/organisations/coop/keys', { key: registrar });
  expect(body['items']).toMatchObject([
    { kid: kidOf(first.raw), name: 'Oficina', scope: ['lot.registered'], custody: 'own', addedAt: 2, revokedAt: 3 },
    { kid: kidOf(second.raw), name: null, scope: null, custody: 'operator', addedAt: 4, revokedAt: null },
  ]);
  const history = new History(desk.database.dataSource);
  const past = await history.statementsOf({ types: ['key.added', 'key.revoked'] });
  expect(past.map(({ statement }) => [statement.type, statement.org, statement.attested, statement.lots])).toEqual([
    ['key.added', 'coop', 'platform', []],
    ['key.revoked', 'coop', 'platform', []],
    ['key.added', 'coop', 'platform', []],
  ]);
});

test('an organisation’s keys are shown to it and to the operator', async () => {
  const other = (await desk.keys.create('trader', 'registrar', 'counter')).secret;
  expect(await desk.get('/api/organisations/coop/keys', { key: other })).toMatchObject({ status: 403 });
  expect(await desk.get('/api/organisations/coop/keys', { key: operator })).toMatchObject({ status: 200 });
  expect(await desk.get('/api/organisations/coop/keys')).toMatchObject({ status: 401 });
});

test('two operators who enter a first key at once: one of them is told that the organisation signs now', async () => {
  const answers = await Promise.all([
    enter('trader', entering(pair(), 'trader')),
    enter('trader', entering(pair(), 'trader')),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('the program’s login cannot change a key, only revoke it', async () => {
  const { dataSource } = desk.database;
  await expect(dataSource.query(`UPDATE signing_key SET org = 'thief'`)).rejects.toThrow(/permission denied/);
  await expect(dataSource.query('DELETE FROM signing_key')).rejects.toThrow(/permission denied/);
});
