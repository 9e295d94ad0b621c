import { COOP, cookieIn, inviteBy, openOffice, OTHER, OURS, PASSWORD, type Browser, type Office } from './office.js';

let office: Office;
let manager: Browser;
beforeAll(async () => {
  office = await openOffice();
  manager = await office.somebody('manager');
});
afterAll(() => office.close());

let address = 0;
const elsewhere = () => ({ 'x-forwarded-for': `203.0.113.${(address += 1)}` });
const accept = (body: object, headers = {}) =>
  office.post('/api/people/accept', { body, once: '', headers: { ...elsewhere(), ...headers } });
const lucia = (token: string) => ({
  token,
  name: 'Lucía',
  signIn: `lucia-${token.slice(-8)}@x.example`,
  password: PASSWORD,
});

describe('an invitation', () => {
  test('lets in whoever holds it, as what it says, once', async () => {
    const asked = { body: { role: 'registrar', label: 'lucia, +57 300' } };
    const invited = await office.as(manager, 'post', '/api/people/invitations', asked);
    expect(invited).toMatchObject({ status: 201, body: { organisation: COOP, role: 'registrar' } });
    const token = String(invited.body['token']);
    expect(token).toMatch(/^veta_[A-Za-z0-9_-]{43}$/);
    const entered = await accept(lucia(token));
    expect(entered).toMatchObject({ status: 201, body: { organisation: COOP, role: 'registrar' } });
    expect(await office.as({ cookie: cookieIn(entered) }, 'get', '/api/session')).toMatchObject({
      body: { role: 'registrar', organisation: COOP, name: 'Lucía' },
    });
    expect(await accept({ ...lucia(token), signIn: 'second@x.example' })).toMatchObject({
      status: 404,
      body: { code: 'invitation-unusable' },
    });
  });

  test('makes no old session new: who took a cookie invites it to no house of theirs, to add a key of their own', async () => {
    const thief = await office.somebody('manager', OTHER);
    const victim = await office.somebody('registrar');
    await office.database.ownerQuery(
      `UPDATE session SET created_at = created_at - interval '1 hour' WHERE person = $1`,
      [victim.person],
    );
    const body = { role: 'registrar', label: 'somebody' };
    const invited = await office.as(thief, 'post', '/api/people/invitations', { body });
    const asked = { body: { token: invited.body['token'] }, once: '', headers: elsewhere() };
    const entered = await office.as(victim, 'post', '/api/people/accept', asked);
    expect(entered).toMatchObject({ status: 403, body: { code: 'sign-in-again' } });
  });

  test('used by two at the same moment lets in one', async () => {
    const token = await inviteBy(office, office.operator, { role: 'registrar', organisation: COOP });
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => accept({ ...lucia(token), signIn: `${name}-${token.slice(-6)}@x.example` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
  });

  test('withdrawn, or a week old, is worth nothing', async () => {
    const invited = await office.as(manager, 'post', '/api/people/invitations', {
      body: { role: 'auditor', label: 'x' },
    });
    const { id, token } = invited.body as unknown as { id: string; token: string };
    expect(await office.as(manager, 'post', `/api/people/invitations/${id}/withdrawal`)).toMatchObject({ status: 201 });
    expect(await accept(lucia(token))).toMatchObject({ status: 404 });
    const old = await inviteBy(office, office.operator, { role: 'registrar', organisation: COOP });
    await office.database.ownerQuery(
      `UPDATE invitation SET expires_at = now() - interval '1 second' WHERE accepted_at IS NULL AND revoked_at IS NULL`,
    );
    expect(await accept(lucia(old))).toMatchObject({ status: 404 });
  });

  test('asked for again with the same key it is the same one; with another request it is refused', async () => {
    const body = { role: 'registrar', label: 'lost answer' };
    const [first, second] = await Promise.all(
      [1, 2].map(() => office.as(manager, 'post', '/api/people/invitations', { body, once: 'lost' })),
    );
    expect(second?.body).toEqual(first?.body);
    const other = await office.as(manager, 'post', '/api/people/invitations', {
      body: { ...body, role: 'manager' },
      once: 'lost',
    });
    expect(other).toMatchObject({ status: 409, body: { code: 'key-reused' } });
  });

  test('a guessed token is met with patience once, and then not at all', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.77' };
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1) {
      const token = `veta_${String(i).padStart(43, 'A')}`;
      statuses.push((await office.post('/api/people/accept', { body: lucia(token), once: '', headers })).status);
    }
    expect(statuses.slice(0, 20).every((status) => status === 404)).toBe(true);
    expect(statuses.slice(20)).toEqual([429, 429]);
  });
});

describe('what somebody may give', () => {
  test.each(['registrar', 'approver', 'compliance', 'auditor'])('a %s invites nobody', async (role) => {
    const { cookie } = await office.somebody(role);
    const asked = await office.as({ cookie }, 'post', '/api/people/invitations', {
      body: { role: 'manager', label: 'me, again' },
    });
    expect(asked).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  });

  test('a registrar does not make themselves more than that, by any door', async () => {
    const registrar = await office.somebody('registrar');
    for (const [url, body] of [
      [`/api/people/${registrar.person}/role`, { role: 'manager' }],
      ['/api/people/invitations', { role: 'manager', label: 'x' }],
      ['/api/keys', { name: 'x', role: 'manager' }],
      ['/api/token-mappings', { claim: 'sub', value: 'x', role: 'manager' }],
      ['/api/accesses', { toOrganisation: OTHER, until: '2030-01-01T00:00:00.000Z', reason: 'x' }],
    ] as const) {
      expect([url, (await office.as(registrar, 'post', url, { body })).status]).toEqual([url, 403]);
    }
  });

  test('a manager makes no operator, and nothing for another organisation', async () => {
    for (const body of [
      { role: 'operator', label: 'x' },
      { role: 'registrar', label: 'x', organisation: OTHER },
    ]) {
      expect(await office.as(manager, 'post', '/api/people/invitations', { body })).toMatchObject({ status: 403 });
    }
    const stranger = await office.somebody('registrar', OTHER);
    const body = { role: 'auditor' };
    expect(await office.as(manager, 'post', `/api/people/${stranger.person}/role`, { body })).toMatchObject({
      status: 404,
    });
    expect(await office.as(manager, 'post', `/api/people/${stranger.person}/end`, { body: {} })).toMatchObject({
      status: 404,
    });
  });
});

describe('somebody of several organisations', () => {
  test('accepts a second invitation signed in, and says at the door for which one they act', async () => {
    const both = await office.somebody('registrar');
    const token = await inviteBy(office, office.operator, { role: 'auditor', organisation: OTHER });
    expect(await accept({ token }, { ...OURS, cookie: both.cookie })).toMatchObject({
      status: 201,
      body: { person: both.person, organisation: OTHER, role: 'auditor' },
    });
    const signIn = (organisation?: string) =>
      office.post('/api/session', {
        body: { signIn: both.signIn, password: PASSWORD, ...(organisation && { organisation }) },
        once: '',
        headers: elsewhere(),
      });
    expect(await signIn()).toMatchObject({ status: 400, body: { code: 'missing', at: 'organisation' } });
    expect(await signIn(OTHER)).toMatchObject({ status: 201, body: { role: 'auditor' } });
    expect(await signIn('coop-of-nobody')).toMatchObject({ status: 403 });
  });

  test('whose sign-in name is taken is told so, and the invitation stays good', async () => {
    const known = await office.somebody('registrar');
    const token = await inviteBy(office, office.operator, { role: 'registrar', organisation: OTHER });
    const body = { ...lucia(token), signIn: ` ${known.signIn.toUpperCase()}` };
    expect(await accept(body)).toMatchObject({ status: 409, body: { code: 'sign-in-taken' } });
    expect(await accept(lucia(token))).toMatchObject({ status: 201 });
  });
});

describe('what is kept', () => {
  test('people are listed with their names, which the database does not hold in clear', async () => {
    const { body } = await office.as(manager, 'get', '/api/people?limit=200');
    const people = body['items'] as unknown as { name: string; signIn: string; role: string }[];
    expect(people.find(({ role }) => role === 'manager')).toMatchObject({ name: 'Somebody 1' });
    const tables = [
      'person',
      'membership',
      'invitation',
      'session',
      'password',
      'sign_in_attempt',
      'denial',
      'data_key',
    ];
    for (const table of tables) {
      const rows = await office.database.ownerQuery<{ whole: string }>(`SELECT t::text AS whole FROM ${table} t`);
      const clear = rows.flatMap(({ whole }) => [
        whole,
        ...[...whole.matchAll(/x([0-9a-f]+)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString()),
      ]);
      expect(clear.join(' ')).not.toMatch(/Lucía|lucia|Somebody|bateas|veta_|example/);
      expect(rows.length).toBeGreaterThan(table === 'denial' ? -1 : 0);
    }
  });

  test('a page of people goes on where the one before ended', async () => {
    const first = await office.as(manager, 'get', '/api/people?limit=2');
    const next = String(first.body['next']);
    const second = await office.as(manager, 'get', `/api/people?limit=200&after=${next}`);
    const all = await office.as(manager, 'get', '/api/people?limit=200');
    expect([...(first.body['items'] as unknown as object[]), ...(second.body['items'] as unknown as object[])]).toEqual(
      all.body['items'],
    );
  });
});
