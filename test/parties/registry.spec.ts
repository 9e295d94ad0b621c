import { openDesk, type Desk } from './desk.js';

const COOP = { organisation: 'coop-limonal', name: 'Cooperativa El Limonal', role: 'cooperative', country: 'CO' };
const OTHER = { organisation: 'coop-nariz', name: 'Cooperativa La Nariz', role: 'cooperative', country: 'PE' };
const SITE = {
  site: 'LIM-A',
  name: 'Playa El Limonal',
  municipality: 'San Isidro del Río',
  region: 'CO-CAU',
  country: 'CO',
  title: 'ARE-000-CAU',
  deposit: 'alluvial',
  minPpm: 850_000,
  maxPpm: 995_000,
  capacityMgPerMonth: 450_000,
  position: { latitude: '2.95', longitude: '-76.69' },
};
const SCALE = { scale: 'BAL-A1', site: 'LIM-A', divisionMg: 10, calibrated: '2025-11-12', until: '2026-11-01' };
const MEMBER = { code: 'LIM-003', sex: 'F', kind: 'panner', site: 'LIM-A', registration: 'SM-252169' };

let desk: Desk;
let operator: string;
let registrar: string;
let stranger: string;

beforeAll(async () => {
  desk = await openDesk();
  operator = (await desk.keys.create(null, 'operator', 'server')).secret;
  for (const body of [COOP, OTHER]) {
    expect(await desk.post('/api/organisations', { key: operator, body })).toMatchObject({ status: 201 });
  }
  registrar = (await desk.keys.create('coop-limonal', 'registrar', 'registro-1')).secret;
  stranger = (await desk.keys.create('coop-nariz', 'registrar', 'registro-1')).secret;
});
afterAll(() => desk.close());

describe('what the desk refuses', () => {
  test('an organisation registered twice', async () => {
    const again = await desk.post('/api/organisations', { key: operator, body: COOP });
    expect(again).toMatchObject({ status: 409, body: { code: 'code-used', at: 'organisation' } });
  });

  test('an organisation registered by a registrar', async () => {
    const asked = await desk.post('/api/organisations', { key: registrar, body: { ...COOP, organisation: 'mine' } });
    expect(asked).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  });

  test('a scale at a site nobody knows', async () => {
    const asked = await desk.post('/api/scales', { key: registrar, body: { ...SCALE, site: 'LIM-Z' } });
    expect(asked).toMatchObject({ status: 404, body: { code: 'unknown-site', at: 'site' } });
  });

  test('a site whose least fineness is above its greatest', async () => {
    const asked = await desk.post('/api/sites', { key: registrar, body: { ...SITE, minPpm: 996_000 } });
    expect(asked).toMatchObject({ status: 422, body: { code: 'out-of-range', at: 'minPpm' } });
  });

  test('a site of an operator who acts for no organisation', async () => {
    expect(await desk.post('/api/sites', { key: operator, body: SITE })).toMatchObject({ status: 403 });
  });

  test('a certificate of a holder nobody knows, and the end of one that was never granted', async () => {
    const body = { act: 'granted', holder: 'nobody', scheme: 'fairmined', number: 'FM-1', from: '2026-01-01' };
    expect(await desk.post('/api/credentials', { key: operator, body })).toMatchObject({
      status: 404,
      body: { code: 'unknown-organisation' },
    });
    const withdrawn = { ...body, act: 'withdrawn', holder: 'coop-limonal' };
    expect(await desk.post('/api/credentials', { key: operator, body: withdrawn })).toMatchObject({
      status: 404,
      body: { code: 'not-found', at: 'number' },
    });
  });

  test('a POST without an Idempotency-Key, and a key that came before with something else', async () => {
    expect(await desk.post('/api/sites', { key: registrar, body: SITE, once: '' })).toMatchObject({
      status: 400,
      body: { code: 'missing', at: 'Idempotency-Key' },
    });
    const body = { ...OTHER, organisation: 'coop-once' };
    expect(await desk.post('/api/organisations', { key: operator, body, once: 'k-1' })).toMatchObject({ status: 201 });
    const other = { ...body, name: 'Another name' };
    expect(await desk.post('/api/organisations', { key: operator, body: other, once: 'k-1' })).toMatchObject({
      status: 409,
      body: { code: 'key-reused' },
    });
  });

  test('nothing refused left a trace', async () => {
    const [{ count } = { count: -1 }] = await desk.database.ownerQuery<{ count: number }>(
      `SELECT count(*)::int AS count FROM statement WHERE type LIKE 'credential%' OR type LIKE 'scale%'`,
    );
    expect(count).toBe(0);
  });
});

describe('what the desk records', () => {
  test('a request sent twice is recorded once and answered alike', async () => {
    const body = { ...OTHER, organisation: 'coop-twice' };
    const first = await desk.post('/api/organisations', { key: operator, body, once: 'twice' });
    const second = await desk.post('/api/organisations', { key: operator, body, once: 'twice' });
    expect(first.status).toBe(201);
    expect(second.body).toEqual(first.body);
  });

  test('a site, its scale and a member, each durable with its place in the log', async () => {
    const site = await desk.post('/api/sites', { key: registrar, body: SITE });
    expect(site).toMatchObject({ status: 201, body: { id: 'LIM-A', entries: [{ idx: expect.any(Number) }] } });
    expect(await desk.post('/api/scales', { key: registrar, body: SCALE })).toMatchObject({ status: 201 });
    const member = { ...MEMBER, from: '2025-11-05', until: '2026-02-15' };
    expect(await desk.post('/api/members', { key: registrar, body: member })).toMatchObject({ status: 201 });
    expect(await desk.get('/api/scales', { key: registrar })).toMatchObject({
      body: { items: [{ code: 'BAL-A1', calibrated: '2025-11-12', until: '2026-11-01' }] },
    });
  });

  test('no person and no coordinate is in a statement', async () => {
    const [{ said } = { said: '' }] = await desk.database.ownerQuery<{ said: string }>(
      `SELECT string_agg(convert_from(bytes, 'UTF8'), '') AS said FROM statement`,
    );
    for (const secret of ['LIM-003', 'SM-252169', 'panner', '76.69']) expect(said).not.toContain(secret);
    expect(said).toContain('member.registered');
  });

  test('a certificate from grant to suspension to reinstatement', async () => {
    const body = { act: 'granted', holder: 'coop-limonal', scheme: 'fairmined', number: 'FM-1', from: '2026-01-01' };
    for (const [act, from] of [
      ['granted', '2026-01-01'],
      ['suspended', '2026-03-16'],
      ['reinstated', '2026-03-27'],
    ]) {
      const asked = await desk.post('/api/credentials', { key: operator, body: { ...body, act, from } });
      expect(asked).toMatchObject({ status: 201 });
    }
    const [row] = await desk.database.ownerQuery(`SELECT acts FROM credential WHERE org = 'coop-limonal'`);
    expect(row).toEqual({
      acts: [
        { act: 'suspended', from: '2026-03-16' },
        { act: 'reinstated', from: '2026-03-27' },
      ],
    });
  });
});

describe('who sees what', () => {
  test('one cooperative never sees another one’s members, sites or scales', async () => {
    for (const list of ['members', 'sites', 'scales']) {
      expect(await desk.get(`/api/${list}`, { key: stranger })).toMatchObject({ status: 200, body: { items: [] } });
    }
    expect(await desk.get('/api/members', { key: registrar })).toMatchObject({
      body: { items: [{ code: 'LIM-003' }] },
    });
  });

  test('not even the operator of the server sees a member', async () => {
    expect(await desk.get('/api/members', { key: operator })).toMatchObject({ status: 403 });
  });

  test('the same member code in two cooperatives is two people', async () => {
    expect(await desk.post('/api/sites', { key: stranger, body: SITE })).toMatchObject({ status: 201 });
    const body = { ...MEMBER, registration: 'PE-1' };
    expect(await desk.post('/api/members', { key: stranger, body })).toMatchObject({ status: 201 });
    expect(await desk.get('/api/members', { key: registrar })).toMatchObject({
      body: { items: [{ registration: 'SM-252169' }] },
    });
  });

  test('pages follow one another without a gap or a double', async () => {
    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 10; page += 1) {
      const { body } = await desk.get(`/api/organisations?limit=1${after}`, { key: stranger });
      const { items, next } = body as unknown as { items: { org: string }[]; next?: string };
      seen.push(...items.map(({ org }) => org));
      if (next === undefined) break;
      after = `&after=${encodeURIComponent(next)}`;
    }
    expect(seen).toEqual(['coop-limonal', 'coop-nariz', 'coop-once', 'coop-twice']);
  });
});
