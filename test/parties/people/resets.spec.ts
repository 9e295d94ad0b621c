/** A lost password is set anew with a token given by hand; what a thief, a stranger or a manager of somebody else makes of it. */
import { Sweep } from '../../../src/parties/access/sweep.js';
import { Authenticator } from './authenticator.js';
import { COOP, cookieIn, inviteBy, openOffice, OTHER, OURS, PASSWORD, type Browser, type Office } from './office.js';

const NEW = 'ocho bateas en la orilla';

let office: Office;
let manager: Browser;
beforeAll(async () => {
  office = await openOffice();
  manager = await office.somebody('manager');
});
afterAll(() => office.close());

let address = 0;
const elsewhere = () => ({ 'x-forwarded-for': `203.0.113.${(address += 1)}` });
const begin = (person: string, by: Pick<Browser, 'cookie'> = manager, once?: string) =>
  office.as(by, 'post', `/api/people/${person}/reset`, once === undefined ? {} : { once });
const use = (token: unknown, password = NEW, headers = elsewhere()) =>
  office.post('/api/session/reset', { body: { token, password }, once: '', headers });
const signIn = (who: Browser, password: string) =>
  office.post('/api/session', { body: { signIn: who.signIn, password }, once: '', headers: elsewhere() });
const tokenFor = async (who: Browser, by?: Browser) => {
  const { status, text, body } = await begin(who.person, by);
  if (status !== 201) throw new Error(text);
  return String(body['token']);
};

describe('whoever holds the token', () => {
  test('sets a new password once: every session ends, passkeys stay, and nobody is signed in by it', async () => {
    const lost = await office.somebody('registrar');
    const device = new Authenticator('http://localhost:3000');
    const options = (await office.as(lost, 'post', '/api/passkeys/options', { body: {}, once: '' })).body;
    const passkey = device.create(options as never);
    expect(await office.as(lost, 'post', '/api/passkeys', { body: { passkey }, once: '' })).toMatchObject({
      status: 201,
    });
    const begun = await begin(lost.person);
    expect(begun).toMatchObject({ status: 201, body: { person: lost.person, token: expect.stringMatching(/^veta_/) } });
    // Beginning it changes nothing yet.
    expect(await office.as(lost, 'get', '/api/session')).toMatchObject({ status: 200 });
    const used = await use(begun.body['token']);
    expect(used).toMatchObject({ status: 200, body: { id: lost.person } });
    expect(used.headers['set-cookie']).toBeUndefined();
    expect(await office.as(lost, 'get', '/api/session')).toMatchObject({ status: 401 });
    expect(await signIn(lost, PASSWORD)).toMatchObject({ status: 401 });
    expect(await signIn(lost, NEW)).toMatchObject({ status: 201, body: { role: 'registrar' } });
    const asked = await office.post('/api/session/passkey/options', { body: {}, once: '', headers: elsewhere() });
    const answer = { body: { passkey: device.get(asked.body as never) }, once: '', headers: elsewhere() };
    expect(await office.post('/api/session/passkey', answer)).toMatchObject({ status: 201 });
    expect(await use(begun.body['token'], 'nueve bateas en la mina')).toMatchObject({
      status: 404,
      body: { code: 'reset-unusable', at: 'token' },
    });
  });

  test('used by several at the same moment sets one password', async () => {
    const lost = await office.somebody('registrar');
    const token = await tokenFor(lost);
    const passwords = ['uno dos tres cuatro', 'cinco seis siete ocho', 'nueve diez once doce'];
    const answers = await Promise.all(passwords.map((password) => use(token, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const won = passwords[answers.findIndex(({ status }) => status === 200)] ?? '';
    const opened = await Promise.all(passwords.map((password) => signIn(lost, password)));
    expect(opened.map(({ status }) => status === 201)).toEqual(passwords.map((password) => password === won));
  });

  test('an hour later is too late', async () => {
    const lost = await office.somebody('registrar');
    const { body } = await begin(lost.person);
    expect(new Date(String(body['expiresAt'])).getTime() - Date.now()).toBeLessThanOrEqual(3_600_000);
    await office.database.ownerQuery(`UPDATE password_reset SET expires_at = now() WHERE person = $1`, [lost.person]);
    expect(await use(body['token'])).toMatchObject({ status: 404, body: { code: 'reset-unusable' } });
    expect(await signIn(lost, PASSWORD)).toMatchObject({ status: 201 });
  });

  test('of one that a newer one replaced has nothing', async () => {
    const lost = await office.somebody('registrar');
    const [older, newer] = [await tokenFor(lost), await tokenFor(lost)];
    expect(await use(older)).toMatchObject({ status: 404 });
    expect(await use(newer)).toMatchObject({ status: 200 });
  });

  test('changes nobody else’s password with it, and none for a weak one', async () => {
    const [lost, other] = [await office.somebody('registrar'), await office.somebody('registrar')];
    const token = await tokenFor(lost);
    expect(await use(token, 'corta')).toMatchObject({ status: 422, body: { code: 'weak-password' } });
    expect(await use(token)).toMatchObject({ status: 200, body: { id: lost.person } });
    expect(await signIn(other, PASSWORD)).toMatchObject({ status: 201 });
    expect(await signIn(other, NEW)).toMatchObject({ status: 401 });
  });

  test('guessing is met with patience once, and noted; no token lies in the database', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.99' };
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1)
      statuses.push((await use(`veta_${String(i).padStart(43, 'A')}`, NEW, headers)).status);
    expect(statuses.slice(0, 20).every((status) => status === 404)).toBe(true);
    expect(statuses.slice(20)).toEqual([429, 429]);
    const { body } = await office.get('/api/denials?limit=200', { key: office.operator });
    expect(JSON.stringify(body)).toContain('a wrong reset');
    const token = await tokenFor(await office.somebody('registrar'));
    const rows = await office.database.ownerQuery<{ whole: string }>('SELECT t::text AS whole FROM password_reset t');
    const hex = Buffer.from(token).toString('hex');
    for (const { whole } of rows) expect(whole.includes(token) || whole.includes(hex)).toBe(false);
  });
});

describe('who may begin it', () => {
  test.each(['registrar', 'approver', 'compliance', 'auditor'])('a %s may not', async (role) => {
    const [by, lost] = [await office.somebody(role), await office.somebody('registrar')];
    expect(await begin(lost.person, by)).toMatchObject({ status: 403 });
  });

  test('a manager of another organisation hears of nobody, as for an id that nobody has', async () => {
    const [stranger, lost] = [await office.somebody('manager', OTHER), await office.somebody('registrar')];
    const nobody = await begin('3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69', stranger);
    const theirs = await begin(lost.person, stranger);
    expect([nobody.status, theirs.status]).toEqual([404, 404]);
    expect(theirs.body['code']).toBe(nobody.body['code']);
    expect((await begin('ana', stranger)).status).toBe(404);
  });

  test('a manager never for an operator, nor for somebody who acts elsewhere too, or joins there before it is used', async () => {
    const both = await office.somebody('registrar');
    const token = await tokenFor(both);
    const invited = await inviteBy(office, office.operator, { role: 'manager', organisation: OTHER });
    const joined = await office.post('/api/people/accept', {
      body: { token: invited },
      once: '',
      headers: { ...OURS, cookie: both.cookie, ...elsewhere() },
    });
    expect(joined).toMatchObject({ status: 201, body: { organisation: OTHER } });
    expect(await use(token)).toMatchObject({ status: 404 });
    expect(await begin(both.person)).toMatchObject({ status: 403, body: { at: 'person' } });
    // An operator has seen who asks.
    const byOperator = await office.post(`/api/people/${both.person}/reset`, { key: office.operator });
    expect(byOperator).toMatchObject({ status: 201 });
    expect(await use(byOperator.body['token'])).toMatchObject({ status: 200 });
  });

  test.each(['approver', 'compliance', 'manager'])(
    'a manager not for a %s, who may be the second of two: an operator does, and not by promoting them meanwhile either',
    async (role) => {
      const decides = await office.somebody(role);
      expect(await begin(decides.person)).toMatchObject({ status: 403, body: { at: 'person' } });
      const risen = await office.somebody('registrar');
      const token = await tokenFor(risen);
      const url = `/api/people/${risen.person}/role`;
      expect(await office.as(manager, 'post', url, { body: { role } })).toMatchObject({ status: 201 });
      expect(await use(token)).toMatchObject({ status: 404 });
      const byOperator = await office.post(`/api/people/${decides.person}/reset`, { key: office.operator });
      expect(await use(byOperator.body['token'])).toMatchObject({ status: 200, body: { id: decides.person } });
    },
  );

  test('nobody for themselves: who found a browser open would choose the password', async () => {
    expect(await begin(manager.person)).toMatchObject({ status: 403, body: { at: 'person' } });
  });

  test('no auditor in the audited organisation’s name', async () => {
    const auditor = await office.somebody('auditor', OTHER);
    const lost = await office.somebody('registrar');
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const access = { toOrganisation: OTHER, until, reason: 'audit' };
    expect(await office.as(manager, 'post', '/api/accesses', { body: access })).toMatchObject({ status: 201 });
    const headers = { 'veta-on-behalf-of': COOP };
    expect(await office.as(auditor, 'post', `/api/people/${lost.person}/reset`, { headers })).toMatchObject({
      status: 403,
    });
  });

  test('a manager who is dismissed has no use of the token any more', async () => {
    const [leaver, lost] = [await office.somebody('manager'), await office.somebody('registrar')];
    const token = await tokenFor(lost, leaver);
    await office.as(manager, 'post', `/api/people/${leaver.person}/end`, { body: {} });
    expect(await use(token)).toMatchObject({ status: 404 });
    expect(await signIn(lost, PASSWORD)).toMatchObject({ status: 201 });
  });

  test('the same request again is answered with the same token, another under its key is refused', async () => {
    const [lost, other] = [await office.somebody('registrar'), await office.somebody('registrar')];
    const [first, second] = [
      await begin(lost.person, manager, 'lost-answer'),
      await begin(lost.person, manager, 'lost-answer'),
    ];
    expect(second.body).toEqual(first.body);
    expect(await begin(other.person, manager, 'lost-answer')).toMatchObject({
      status: 409,
      body: { code: 'key-reused' },
    });
    expect(await use(first.body['token'])).toMatchObject({ status: 200, body: { id: lost.person } });
  });
});

const age = (table: string, column: string, days: number) =>
  office.database.ownerQuery(`UPDATE ${table} SET ${column} = now() - make_interval(days => $1)`, [days]);
const left = async (table: string) =>
  (await office.database.ownerQuery<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

describe('what is only kept for a time', () => {
  test('is gone when its time is up and not a day before', async () => {
    const auditor = await office.somebody('auditor', OTHER);
    await office.as(auditor, 'get', '/api/sites', { headers: { 'veta-on-behalf-of': COOP } });
    await tokenFor(await office.somebody('registrar'));
    await signIn(manager, PASSWORD);
    const sweep = office.app.get(Sweep);
    const [reads, tries] = [await left('access_read'), await left('sign_in_attempt')];
    expect(reads).toBeGreaterThan(0);
    expect(tries).toBeGreaterThan(0);
    await age('access_read', 'at', 1_094);
    await age('sign_in_attempt', 'at', 89);
    await age('invitation', 'expires_at', 91);
    await sweep.sweep();
    expect([await left('access_read'), await left('sign_in_attempt')]).toEqual([reads, tries]);
    await age('access_read', 'at', 1_096);
    await age('sign_in_attempt', 'at', 91);
    await age('invitation', 'accepted_at', 91);
    await age('password_reset', 'expires_at', 91);
    const gone = await sweep.sweep();
    expect(gone.get('access_read')).toBe(reads);
    for (const table of ['access_read', 'sign_in_attempt', 'invitation', 'password_reset']) {
      expect([table, await left(table)]).toEqual([table, 0]);
    }
    // Who took part is no matter of time: people, roles, keys and everything recorded stay.
    expect(await left('membership')).toBeGreaterThan(10);
    expect(
      await office.get('/api/session', { headers: { cookie: cookieIn(await signIn(manager, PASSWORD)) } }),
    ).toMatchObject({ status: 200 });
  });
});
