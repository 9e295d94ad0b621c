import { Authenticator, type Faults } from './authenticator.js';
import { COOP, cookieIn, inviteBy, openOffice, OURS, PASSWORD, type Browser, type Office } from './office.js';

const HERE = 'http://localhost:3000';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

type Options = { challenge: string; user: { id: string } };
let address = 0;
const anonymous = (url: string, body: object, headers = {}) =>
  office.post(url, { body, once: '', headers: { 'x-forwarded-for': `10.9.0.${(address += 1)}`, ...headers } });
const asked = async (url: string, by?: Browser, body: object = {}): Promise<Options> => {
  const answer = by ? await office.as(by, 'post', url, { body, once: '' }) : await anonymous(url, body);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as unknown as Options;
};
const enrol = async (by: Browser, device: Authenticator, faults?: Faults) =>
  office.as(by, 'post', '/api/passkeys', {
    body: { passkey: device.create(await asked('/api/passkeys/options', by), faults) },
    once: '',
  });
const signIn = async (device: Authenticator, faults?: Faults) =>
  anonymous('/api/session/passkey', { passkey: device.get(await asked('/api/session/passkey/options'), faults) });

describe('a passkey', () => {
  test('is all that somebody needs to accept an invitation and to come back', async () => {
    const device = new Authenticator(HERE);
    const token = await inviteBy(office, office.operator, { role: 'approver', organisation: COOP });
    const me = { token, name: 'Ana', signIn: 'ana@coop-limonal.example' };
    const options = await asked('/api/people/accept/passkey', undefined, me);
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const accepted = await anonymous('/api/people/accept', { ...me, passkey: device.create(options) });
    expect(accepted).toMatchObject({ status: 201, body: { role: 'approver' } });
    const back = await signIn(device);
    expect(back).toMatchObject({ status: 201, body: { person: accepted.body['person'], role: 'approver' } });
    expect(await office.get('/api/session', { headers: { cookie: cookieIn(back) } })).toMatchObject({
      body: { name: 'Ana' },
    });
    // Nobody guesses a password where there is none.
    expect(await anonymous('/api/session', { signIn: me.signIn, password: PASSWORD })).toMatchObject({ status: 401 });
  });

  test('is added soon after signing in, and not with a cookie that lay about', async () => {
    const mine = await office.somebody('registrar');
    const device = new Authenticator(HERE);
    expect(await enrol(mine, device)).toMatchObject({ status: 201 });
    expect(await signIn(device)).toMatchObject({ status: 201, body: { person: mine.person } });
    const options = await asked('/api/passkeys/options', mine);
    await office.database.ownerQuery(
      `UPDATE session SET created_at = created_at - interval '1 hour' WHERE person = $1`,
      [mine.person],
    );
    const body = { passkey: new Authenticator(HERE).create(options) };
    const late = await office.as(mine, 'post', '/api/passkeys', { body, once: '' });
    expect(late).toMatchObject({ status: 403, body: { code: 'sign-in-again' } });
    expect(await office.as(mine, 'post', '/api/passkeys/options', { body: {}, once: '' })).toMatchObject({
      status: 403,
    });
  });

  test('that is revoked signs nobody in, and only its owner revokes it', async () => {
    const mine = await office.somebody('registrar');
    const device = new Authenticator(HERE);
    const { body } = await enrol(mine, device);
    const url = `/api/passkeys/${body['id']}/revocation`;
    expect(await office.as(await office.somebody('manager'), 'post', url, { once: '' })).toMatchObject({ status: 404 });
    expect((await office.as(mine, 'get', '/api/passkeys')).body['items']).toHaveLength(1);
    expect(await office.as(mine, 'post', url, { once: '' })).toMatchObject({ status: 200 });
    expect(await signIn(device)).toMatchObject({ status: 401 });
  });
});

describe('what no device of theirs would send', () => {
  const faults: [string, Faults][] = [
    ['shown by a page of another site', { origin: 'https://veta.example.net' }],
    ['made for another host', { rpId: 'example.net' }],
    ['which nobody unlocked', { unverified: true }],
    ['that answers another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['of the other ceremony', { type: 'webauthn.fetch' }],
  ];

  test.each(faults)('enrols nothing: one %s', async (_, fault) => {
    const mine = await office.somebody('registrar');
    const answer = await enrol(mine, new Authenticator(HERE), fault);
    expect(answer).toMatchObject({ status: 422, body: { code: 'passkey-refused' } });
  });

  test.each([...faults, ['whose counter did not rise', { counter: 1 }] as [string, Faults]])(
    'signs nobody in: one %s',
    async (_, fault) => {
      const mine = await office.somebody('registrar');
      const device = new Authenticator(HERE);
      await enrol(mine, device);
      expect(await signIn(device)).toMatchObject({ status: 201 });
      expect(await signIn(device, fault)).toMatchObject({ status: 401, body: { code: 'wrong-sign-in' } });
      expect(await signIn(device)).toMatchObject({ status: 201 });
    },
  );

  test('an answer heard before is worth nothing the second time, nor twice at once', async () => {
    const mine = await office.somebody('registrar');
    const device = new Authenticator(HERE);
    await enrol(mine, device);
    const passkey = device.get(await asked('/api/session/passkey/options'));
    const answers = await Promise.all([1, 2, 3].map(() => anonymous('/api/session/passkey', { passkey })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expect(await anonymous('/api/session/passkey', { passkey })).toMatchObject({ status: 401 });
  });

  test('another device under the id of a known one', async () => {
    const mine = await office.somebody('registrar');
    const [known, forged] = [new Authenticator(HERE), new Authenticator(HERE)];
    await enrol(mine, known);
    Object.defineProperty(forged, 'id', { value: known.id });
    expect(await signIn(forged)).toMatchObject({ status: 401 });
    const thief = await office.somebody('registrar');
    expect(await enrol(thief, forged)).toMatchObject({ status: 422 });
    expect(await signIn(known)).toMatchObject({ status: 201, body: { person: mine.person } });
  });

  test('what somebody else was asked enrols nothing for oneself', async () => {
    const [victim, thief] = [await office.somebody('registrar'), await office.somebody('registrar')];
    const options = await asked('/api/passkeys/options', victim);
    const body = { passkey: new Authenticator(HERE).create(options) };
    expect(await office.as(thief, 'post', '/api/passkeys', { body, once: '' })).toMatchObject({ status: 422 });
    const forSignIn = await asked('/api/session/passkey/options');
    const other = { passkey: new Authenticator(HERE).create({ ...options, challenge: forSignIn.challenge }) };
    expect(await office.as(thief, 'post', '/api/passkeys', { body: other, once: '' })).toMatchObject({ status: 422 });
  });

  test.each([
    [{}],
    [{ id: 'x' }],
    [{ id: 7, response: { clientDataJSON: 9 } }],
    [{ response: { clientDataJSON: 'e30' } }],
  ])('nonsense is refused, not believed: %j', async (passkey) => {
    expect(await anonymous('/api/session/passkey', { passkey })).toMatchObject({ status: 401 });
    const mine = await office.somebody('registrar');
    expect(await office.as(mine, 'post', '/api/passkeys', { body: { passkey }, once: '' })).toMatchObject({
      status: 422,
    });
  });
});

test('a person behind a passkey is asked for by nobody else’s page', async () => {
  const mine = await office.somebody('registrar');
  const headers = { ...OURS, cookie: mine.cookie, 'sec-fetch-site': 'cross-site' };
  expect(await anonymous('/api/passkeys/options', {}, headers)).toMatchObject({ status: 403 });
});

test('an address that asks for challenges without end is made to wait', async () => {
  const headers = { 'x-forwarded-for': '10.99.0.1' };
  const ask = () => office.post('/api/session/passkey/options', { body: {}, once: '', headers });
  const answers = await Promise.all(Array.from({ length: 70 }, ask));
  expect(answers.filter(({ status }) => status === 200).length).toBeLessThan(65);
  expect(answers.at(-1)).toMatchObject({ status: 429 });
});
