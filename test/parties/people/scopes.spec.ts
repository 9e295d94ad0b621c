import { COOP, openOffice, OTHER, type Browser, type Office } from './office.js';

let office: Office;
let manager: Browser;
beforeAll(async () => {
  office = await openOffice();
  manager = await office.somebody('manager');
});
afterAll(() => office.close());

const make = (body: object, by: Browser = manager) =>
  office.as(by, 'post', '/api/keys', { body: { name: 'scale', role: 'registrar', ...body } });
const secretOf = async (body: object, by?: Browser) => String((await make(body, by)).body['secret']);
const site = { site: 'A', name: 'A', municipality: 'A', region: 'A', country: 'CO', title: 'T', deposit: 'alluvial' };
const soon = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const SITE = { ...site, minPpm: 1, maxPpm: 999_999, capacityMgPerMonth: 1 };

describe('a key with scopes', () => {
  test('reaches as far as they say, whatever its role may', async () => {
    const key = await secretOf({ scopes: ['lots:write', 'parties:read'] });
    expect(await office.get('/api/sites', { key })).toMatchObject({ status: 200 });
    expect(await office.post('/api/sites', { key, body: SITE })).toMatchObject({
      status: 403,
      body: { code: 'scope-missing' },
    });
    expect(await office.get('/api/session', { key })).toMatchObject({ status: 403 });
    expect(await office.get('/health/live', { key })).toMatchObject({ status: 200 });
  });

  test('of a manager makes no key with more than its own', async () => {
    const key = await secretOf({ role: 'manager', scopes: ['people:write', 'parties:read'] });
    const ask = (body: object) => office.post('/api/keys', { key, body: { name: 'x', role: 'manager', ...body } });
    expect(await ask({})).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
    expect(await ask({ scopes: ['parties:write'] })).toMatchObject({ status: 403 });
    expect(await ask({ scopes: ['parties:read'] })).toMatchObject({ status: 201 });
    // Nor does it leave its limits by way of a person, who has none.
    const invited = await office.post('/api/people/invitations', { key, body: { role: 'manager', label: 'me' } });
    expect(invited).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
    const mapped = await office.post('/api/token-mappings', {
      key,
      body: { claim: 'sub', value: 'me', role: 'manager' },
    });
    expect(mapped).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
    // Nor by way of an auditor, who would read all there is.
    const granted = await office.post('/api/accesses', {
      key,
      body: { toOrganisation: OTHER, until: soon(30), reason: 'an audit' },
    });
    expect(granted).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
  });

  test.each([[['lots:all']], [[]], [['lots:read', 'lots:read']], ['lots:read']])('%j are none', async (scopes) => {
    expect((await make({ scopes })).status).toBe(400);
  });
});

describe('a key', () => {
  test('is shown once, listed without its secret, and revoked for good', async () => {
    const made = await make({ name: 'báscula-2' });
    const { id, secret } = made.body as unknown as { id: string; secret: string };
    const listed = await office.as(manager, 'get', '/api/keys?limit=200');
    expect(listed.text).toContain('báscula-2');
    expect(listed.text).not.toContain(secret.slice(5));
    expect(listed.text).not.toContain('hash');
    expect(await office.as(manager, 'post', `/api/keys/${id}/revocation`)).toMatchObject({ status: 201 });
    expect(await office.get('/api/sites', { key: secret })).toMatchObject({ status: 401 });
  });

  test('expires', async () => {
    expect(await make({ expires: '2020-01-01T00:00:00.000Z' })).toMatchObject({ status: 422 });
    const key = await secretOf({ expires: '2099-01-01T00:00:00.000Z' });
    expect(await office.get('/api/sites', { key })).toMatchObject({ status: 200 });
    await office.database.ownerQuery(`UPDATE api_key SET expires_at = now() WHERE expires_at IS NOT NULL`);
    expect(await office.get('/api/sites', { key })).toMatchObject({ status: 401 });
  });

  test('that expires makes nothing that outlives it: no key, no person, no token', async () => {
    const expires = soon(3);
    const key = await secretOf({ role: 'manager', expires });
    const ask = (body: object) => office.post('/api/keys', { key, body: { name: 'x', role: 'registrar', ...body } });
    const late = { status: 422, body: { code: 'out-of-range', at: 'expires' } };
    expect(await ask({})).toMatchObject(late);
    expect(await ask({ expires: soon(4) })).toMatchObject(late);
    expect(await ask({ expires: soon(2) })).toMatchObject({ status: 201 });
    const person = await office.post('/api/people/invitations', { key, body: { role: 'manager', label: 'me' } });
    expect(person).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    const token = { claim: 'sub', value: 'me', role: 'manager' };
    expect(await office.post('/api/token-mappings', { key, body: token })).toMatchObject({ status: 403 });
  });

  test('of one’s own is another way in: whoever found a browser open makes none', async () => {
    const owner = await office.somebody('manager');
    await office.database.ownerQuery(
      `UPDATE session SET created_at = created_at - interval '1 hour' WHERE person = $1`,
      [owner.person],
    );
    expect(await make({ mine: true }, owner)).toMatchObject({ status: 403, body: { code: 'sign-in-again' } });
    expect(await make({}, owner)).toMatchObject({ status: 201 });
  });

  test('of one’s own acts as oneself, and ends with one’s role', async () => {
    const owner = await office.somebody('manager');
    const key = await secretOf({ mine: true }, owner);
    expect(await office.get('/api/session', { key })).toMatchObject({
      body: { person: owner.person, role: 'registrar' },
    });
    await office.as(manager, 'post', `/api/people/${owner.person}/role`, { body: { role: 'auditor' } });
    expect(await office.get('/api/session', { key })).toMatchObject({ status: 401 });
  });

  test('of a machine makes none in a person’s name', async () => {
    const key = await secretOf({ role: 'manager' });
    const asked = await office.post('/api/keys', { key, body: { name: 'x', role: 'registrar', mine: true } });
    expect(asked).toMatchObject({ status: 403, body: { code: 'needs-a-person' } });
  });

  test('of another organisation is neither seen nor revoked', async () => {
    const other = await office.somebody('manager', OTHER);
    const { body } = await make({});
    expect((await office.as(other, 'get', '/api/keys?limit=200')).body['items']).toEqual([]);
    expect(await office.as(other, 'post', `/api/keys/${body['id']}/revocation`)).toMatchObject({ status: 404 });
    expect(await office.as(other, 'get', `/api/keys?organisation=${COOP}`)).toMatchObject({ status: 403 });
    const operator = await office.keys.create(COOP, 'operator', 'the house');
    expect(await office.as(manager, 'post', `/api/keys/${operator.id}/revocation`)).toMatchObject({ status: 403 });
  });
});
