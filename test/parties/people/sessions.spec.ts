import type { LoggerService } from '@nestjs/common';
import { SignInSettings } from '../../../src/parties/sessions/settings.js';
import { COOP, cookieIn, openOffice, OURS, PASSWORD, type Browser, type Office } from './office.js';

const said: string[] = [];
const write = (...parts: unknown[]): void => void said.push(parts.map(String).join(' '));
const logger: LoggerService = { log: write, warn: write, error: write, debug: write, verbose: write, fatal: write };

let office: Office;
beforeAll(async () => {
  office = await openOffice({}, { logger });
});
afterAll(() => office.close());

const WRONG = 'nueve bateas en el mar';
const signIn = (signInName: string, password: string, address: string, headers = {}) =>
  office.post('/api/session', {
    body: { signIn: signInName, password },
    once: '',
    headers: { 'x-forwarded-for': address, ...headers },
  });
const time = async (name: string, address: string) => {
  const begun = process.hrtime.bigint();
  const { status, body, headers } = await signIn(name, WRONG, address);
  return { ms: Number(process.hrtime.bigint() - begun) / 1e6, told: [status, body, Object.keys(headers).sort()] };
};
const who = (cookie: string, headers = {}) => office.get('/api/session', { headers: { cookie, ...headers } });

describe('a session', () => {
  test('is a cookie that no script reads and no other site sends along', async () => {
    const { signIn: name } = await office.somebody('registrar');
    const answer = await signIn(name, PASSWORD, '10.0.0.1');
    expect(answer).toMatchObject({ status: 201, body: { role: 'registrar', organisation: COOP } });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^veta=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).not.toContain(cookie.slice(5, 48));
  });

  test('where TLS is, the browser holds it to this host', async () => {
    const tls = await openOffice({ signIn: new SignInSettings('https://gold.example.org') }, { logger });
    const { cookie } = await tls.somebody('registrar');
    expect(cookie).toMatch(/^__Host-veta=/);
    const planted = { cookie: cookie.replace('__Host-veta', 'veta') };
    expect(await tls.as({ cookie }, 'get', '/api/session')).toMatchObject({ status: 200 });
    expect(await tls.as(planted, 'get', '/api/session')).toMatchObject({ status: 401 });
    await tls.close();
  });

  test('that an attacker chose beforehand is not taken up: signing in makes a new one', async () => {
    const { signIn: name } = await office.somebody('registrar');
    const planted = `veta=${'A'.repeat(43)}`;
    const answer = await signIn(name, PASSWORD, '10.0.0.2', { ...OURS, cookie: planted });
    expect(cookieIn(answer)).not.toBe(planted);
    expect(await who(planted)).toMatchObject({ status: 401 });
    // Nor one beside the good one, as a page on a subdomain could plant.
    expect(await who(`${planted}; ${cookieIn(answer)}`)).toMatchObject({ status: 401 });
  });

  test('stolen, is worth nothing once its owner signed out', async () => {
    const thief = await office.somebody('manager');
    expect(await who(thief.cookie)).toMatchObject({ status: 200 });
    const out = await office.as(thief, 'post', '/api/session/end', { once: '' });
    expect(out).toMatchObject({ status: 200 });
    expect(String(out.headers['set-cookie'])).toMatch(/^veta=;.*Max-Age=0/);
    expect(await who(thief.cookie)).toMatchObject({ status: 401 });
    expect(await office.as(thief, 'post', '/api/session/end', { once: '' })).toMatchObject({ status: 401 });
  });

  test('ends with the role it was opened under', async () => {
    const manager = await office.somebody('manager');
    const moved = await office.somebody('registrar');
    const role = await office.as(manager, 'post', `/api/people/${moved.person}/role`, { body: { role: 'auditor' } });
    expect(role).toMatchObject({ status: 201, body: { role: 'auditor' } });
    expect(await who(moved.cookie)).toMatchObject({ status: 401 });
    expect(await signIn(moved.signIn, PASSWORD, '10.0.0.3')).toMatchObject({ body: { role: 'auditor' } });
    expect(await office.as(manager, 'post', `/api/people/${moved.person}/end`, { body: {} })).toMatchObject({
      status: 201,
    });
    expect(await signIn(moved.signIn, PASSWORD, '10.0.0.3')).toMatchObject({ status: 403 });
  });

  test.each([
    ['half a day without a request', `seen_at = now() - interval '12 hours 1 second'`],
    ['a week, however busy', `seen_at = now(), expires_at = now() - interval '1 second'`],
  ])('ends after %s', async (_, change) => {
    const { cookie, person } = await office.somebody('registrar');
    await office.database.ownerQuery(`UPDATE session SET ${change} WHERE person = $1`, [person]);
    expect(await who(cookie)).toMatchObject({ status: 401 });
  });

  test('is listed with what it was opened by, and any of one’s own can be ended, nobody else’s', async () => {
    const mine = await office.somebody('registrar');
    const phone = cookieIn(await signIn(mine.signIn, PASSWORD, '10.0.0.4', { 'user-agent': 'lost telephone' }));
    const { body } = await office.as(mine, 'get', '/api/sessions');
    const all = body['items'] as unknown as { id: string; agent: string; current: boolean; address: string }[];
    expect(all).toHaveLength(2);
    const lost = all.find(({ agent }) => agent === 'lost telephone');
    expect(lost).toMatchObject({ current: false, address: '10.0.0.4' });
    const other = await office.somebody('manager');
    const url = `/api/sessions/${lost?.id}/end`;
    expect(await office.as(other, 'post', url, { once: '' })).toMatchObject({ status: 404 });
    expect(await who(phone)).toMatchObject({ status: 200 });
    expect(await office.as(mine, 'post', url, { once: '' })).toMatchObject({ status: 200 });
    expect(await who(phone)).toMatchObject({ status: 401 });
  });
});

describe('what a page of another site asks in somebody’s name', () => {
  test.each([
    ['it says so itself', { 'sec-fetch-site': 'cross-site' }],
    ['a subdomain', { 'sec-fetch-site': 'same-site', origin: 'http://evil.localhost' }],
    ['an origin of another host', { origin: 'http://evil.example' }],
    ['an origin nobody knows', { origin: 'null' }],
    ['nothing is said of where it comes from', {}],
  ])('is not done: %s', async (_, headers) => {
    const { cookie } = await office.somebody('manager');
    const body = { role: 'manager', label: 'thief' };
    const asked = await office.post('/api/people/invitations', { body, headers: { cookie, ...headers } });
    expect(asked.status).toBe(403);
  });

  test('but what a page of ours asks is, by Sec-Fetch-Site or, in an older browser, by Origin', async () => {
    const { cookie } = await office.somebody('manager');
    const body = { role: 'auditor', label: 'invited' };
    for (const headers of [
      OURS,
      { origin: 'http://localhost:3000', host: 'localhost:3000' },
      { origin: 'http://10.1.1.1', host: '10.1.1.1' },
    ]) {
      const asked = await office.post('/api/people/invitations', { body, headers: { cookie, ...headers } });
      expect(asked).toMatchObject({ status: 201 });
    }
  });
});

describe('a new password', () => {
  let mine: Browser;
  beforeAll(async () => {
    mine = await office.somebody('registrar');
  });
  const change = (body: object) => office.as(mine, 'post', '/api/session/password', { body, once: '' });

  test.each(['corta', 'aaaaaaaaaaaaaaa', '01234567890123', 'as their sign-in name'])(
    'that anybody would guess is refused: %s',
    async (password) => {
      const typed = password.startsWith('as') ? mine.signIn.toUpperCase() : password;
      expect(await change({ current: PASSWORD, password: typed })).toMatchObject({ status: 422 });
    },
  );

  test('needs the old one, and puts out whoever came in by it', async () => {
    const stolen = cookieIn(await signIn(mine.signIn, PASSWORD, '10.0.1.1'));
    const password = 'cuatro canoas bajo la lluvia';
    expect(await change({ password })).toMatchObject({ status: 401 });
    expect(await change({ current: WRONG, password })).toMatchObject({ status: 401 });
    expect(await who(stolen)).toMatchObject({ status: 200 });
    expect(await change({ current: PASSWORD, password })).toMatchObject({ status: 200 });
    expect(await who(stolen)).toMatchObject({ status: 401 });
    expect(await who(mine.cookie)).toMatchObject({ status: 200 });
    expect(await signIn(mine.signIn, PASSWORD, '10.0.1.2')).toMatchObject({ status: 401 });
    expect(await signIn(mine.signIn, password, '10.0.1.2')).toMatchObject({ status: 201 });
  });
});

describe('somebody who guesses', () => {
  test('is answered alike, after the same work, whether there is such an account or not', async () => {
    const { signIn: known } = await office.somebody('registrar');
    const runs = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < 5; i += 1) {
      const there = await time(known, `10.2.${i}.1`);
      const nowhere = await time('nobody@nowhere.example', `10.3.${i}.1`);
      expect(nowhere.told).toEqual(there.told);
      runs.known.push(there.ms);
      runs.unknown.push(nowhere.ms);
    }
    // Without the same hash the unknown one takes a tenth of the time; how busy the machine is moves both.
    expect(Math.min(...runs.unknown)).toBeGreaterThan(Math.min(...runs.known) / 3);
  });

  test('at one account from one network has five tries, then waits, known account or not', async () => {
    const { signIn: known } = await office.somebody('registrar');
    for (const name of [known, 'nobody-here@x.example']) {
      const answers = [];
      for (let i = 0; i < 7; i += 1) answers.push(await signIn(name, WRONG, '10.4.0.1'));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
      expect(Number(answers[6]?.headers['retry-after'])).toBeLessThanOrEqual(900);
    }
  });

  test('at once is as many tries as one after the other', async () => {
    const { signIn: known } = await office.somebody('registrar');
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(known, WRONG, '10.5.0.1')));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
  });

  test('from everywhere shuts out strangers’ networks for a while, never the one its owner comes from', async () => {
    const owner = await office.somebody('registrar');
    expect(await signIn(owner.signIn, PASSWORD, '10.6.0.1')).toMatchObject({ status: 201 });
    for (let i = 0; i < 21; i += 1) await signIn(owner.signIn, WRONG, `10.7.${i}.1`);
    expect(await signIn(owner.signIn, PASSWORD, '10.8.0.1')).toMatchObject({ status: 429 });
    expect(await signIn(owner.signIn, PASSWORD, '10.6.0.1')).toMatchObject({ status: 201 });
    await office.database.ownerQuery(`UPDATE sign_in_attempt SET at = at - interval '15 minutes'`);
    expect(await signIn(owner.signIn, PASSWORD, '10.8.0.1')).toMatchObject({ status: 201 });
  });
});

test('every denial is kept without a secret, and its organisation’s manager reads it', async () => {
  const manager = await office.somebody('manager');
  const registrar = await office.somebody('registrar');
  await office.as(registrar, 'get', '/api/people');
  await office.as(registrar, 'get', '/api/people');
  const { body } = await office.as(manager, 'get', '/api/denials?limit=200');
  const items = body['items'] as unknown as { actor: string; org: string; why: string; route: string; times: number }[];
  const denied = items.find(({ actor }) => actor === `person:${registrar.person}`);
  expect(denied).toMatchObject({ route: 'PeopleController.list', role: 'registrar', times: 2 });
  expect(new Set(items.map(({ org }) => org))).toEqual(new Set([COOP]));
  expect(await office.as(registrar, 'get', '/api/denials')).toMatchObject({ status: 403 });
  const { body: all } = await office.get('/api/denials?limit=200', { key: office.operator });
  expect(JSON.stringify(all)).toContain('a wrong password');
});

test('no log holds a password, a token or a cookie', () => {
  const log = said.join('\n');
  expect(log).toContain('sign-in');
  expect(log).not.toMatch(/bateas|veta_[A-Za-z0-9]|veta=[A-Za-z0-9]/);
});

test('what is put off leaves no trace: whoever goes on asking fills no table', async () => {
  const { signIn: name } = await office.somebody('registrar');
  const rows = async () => (await office.database.ownerQuery('SELECT 1 FROM sign_in_attempt')).length;
  const before = await rows();
  const codes: unknown[] = [];
  for (let n = 0; n < 12; n += 1) codes.push((await signIn(name, WRONG, '10.9.9.9')).body['code']);
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(7);
  expect((await rows()) - before).toBe(5);
});
