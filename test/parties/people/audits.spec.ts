import { openDataSource } from '../../../src/database/connect.js';
import { History } from '../../../src/ledger/history.js';
import { rebuild } from '../../../src/ledger/rebuild.js';
import { accesses } from '../../../src/parties/access/access.projection.js';
import { COOP, openOffice, OTHER, type Browser, type Office } from './office.js';

const AUDITED = { 'veta-on-behalf-of': COOP };

let office: Office;
let manager: Browser;
let auditor: Browser;
beforeAll(async () => {
  office = await openOffice();
  manager = await office.somebody('manager');
  auditor = await office.somebody('auditor', OTHER);
  const { secret } = await office.keys.create(COOP, 'registrar', 'counter');
  const site = { site: 'LIM-A', name: 'La Esperanza', municipality: 'x', region: 'x', country: 'CO', title: 'x' };
  const body = { ...site, deposit: 'alluvial', minPpm: 1, maxPpm: 999_999, capacityMgPerMonth: 1 };
  await office.post('/api/sites', { key: secret, body });
});
afterAll(() => office.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const grant = (body: object, by: Browser = manager) =>
  office.as(by, 'post', '/api/accesses', { body: { until: inDays(30), reason: 'Audit 2026', ...body } });
const read = (url: string, by: Browser = auditor) => office.as(by, 'get', url, { headers: AUDITED });

describe('an auditor', () => {
  test('reads nothing of an organisation that granted nothing', async () => {
    expect(await read('/api/sites')).toMatchObject({ status: 403, body: { at: 'Veta-On-Behalf-Of' } });
    expect(await office.get('/api/sites', { headers: AUDITED })).toMatchObject({ status: 401 });
  });

  test('to whose organisation access was granted reads until it ends, writes never, and is seen', async () => {
    const granted = await grant({ toOrganisation: OTHER });
    expect(granted).toMatchObject({ status: 201 });
    const sites = await read('/api/sites?limit=5');
    expect(sites).toMatchObject({ status: 200, body: { items: [{ org: COOP, code: 'LIM-A' }] } });
    expect((await office.as(auditor, 'get', '/api/sites')).body['items']).toEqual([]);

    for (const [url, body] of [
      ['/api/sites', {}],
      ['/api/people/invitations', { role: 'auditor', label: 'x' }],
      ['/api/accesses', { toOrganisation: OTHER, until: inDays(30), reason: 'longer' }],
      ['/api/session/end', {}],
      [`/api/accesses/${granted.body['id']}/end`, { reason: 'x' }],
    ] as const) {
      const answer = await office.as(auditor, 'post', url, { body, headers: AUDITED });
      expect([url, answer.status]).toEqual([url, 403]);
    }
    for (const url of ['/api/people', '/api/keys', '/api/accesses/reads', '/api/denials']) {
      expect([url, (await read(url)).status]).toEqual([url, 403]);
    }

    const { body } = await office.as(manager, 'get', '/api/accesses/reads');
    expect(body['items']).toEqual([
      expect.objectContaining({
        reader: `person:${auditor.person}`,
        homeOrganisation: OTHER,
        route: '/api/sites',
        path: '/api/sites?limit=5',
      }),
    ]);

    const ended = await office.as(manager, 'post', `/api/accesses/${granted.body['id']}/end`, {
      body: { reason: 'done' },
    });
    expect(ended).toMatchObject({ status: 201 });
    expect(await read('/api/sites')).toMatchObject({ status: 403 });
    const again = await office.as(manager, 'post', `/api/accesses/${granted.body['id']}/end`, {
      body: { reason: 'x' },
    });
    expect(again).toMatchObject({ status: 404 });
  });

  test('is let in by their organisation’s access, a registrar of the same organisation is not', async () => {
    await grant({ toOrganisation: OTHER });
    expect(await read('/api/sites', await office.somebody('registrar', OTHER))).toMatchObject({ status: 403 });
    expect(await read('/api/sites')).toMatchObject({ status: 200 });
  });

  test('named in person reads, whatever their role at home, and nobody else of it does', async () => {
    const named = await office.somebody('registrar', OTHER);
    expect(await read('/api/sites', named)).toMatchObject({ status: 403 });
    expect(await grant({ toPerson: named.person })).toMatchObject({ status: 201 });
    expect(await read('/api/sites', named)).toMatchObject({ status: 200 });
    expect(await read('/api/sites', await office.somebody('registrar', OTHER))).toMatchObject({ status: 403 });
  });

  test('whose time is up reads no more', async () => {
    const late = await office.somebody('registrar', OTHER);
    await grant({ toPerson: late.person });
    await office.database.ownerQuery(`UPDATE access_grant SET until_at = now() WHERE audience = $1`, [
      `person:${late.person}`,
    ]);
    expect(await read('/api/sites', late)).toMatchObject({ status: 403 });
  });
});

describe('access is granted', () => {
  test.each([
    ['for longer than a year', { toOrganisation: OTHER, until: inDays(400) }, 422],
    ['into the past', { toOrganisation: OTHER, until: inDays(-1) }, 422],
    ['to oneself', { toOrganisation: COOP }, 403],
    ['to nobody', {}, 400],
    ['to two at once', { toOrganisation: OTHER, toPerson: 'x' }, 400],
    ['to an organisation nobody knows', { toOrganisation: 'coop-of-nobody' }, 404],
    ['to what is no person', { toPerson: 'ana' }, 400],
  ])('never %s', async (_, body, status) => {
    expect((await grant(body)).status).toBe(status);
  });

  test('by a manager of the organisation itself, as anybody may check in the ledger', async () => {
    for (const role of ['registrar', 'approver', 'compliance', 'auditor']) {
      expect(await grant({ toOrganisation: OTHER }, await office.somebody(role))).toMatchObject({ status: 403 });
    }
    const { body } = await grant({ toOrganisation: OTHER });
    const [entry] = await office.database.ownerQuery<{ type: string; bytes: Buffer }>(
      `SELECT type, bytes FROM statement WHERE sid = decode($1, 'hex')`,
      [body['id']],
    );
    expect(entry?.type).toBe('access.granted');
    expect(JSON.parse(entry?.bytes.toString() ?? '')).toMatchObject({
      org: COOP,
      lots: [],
      data: { organisation: COOP, audience: `organisation:${OTHER}`, reason: 'Audit 2026' },
    });
  });

  test('and listed with its end for whoever granted it, for nobody else', async () => {
    const { body } = await office.as(manager, 'get', '/api/accesses?limit=200');
    const mine = body['items'] as unknown as { audience: string; endedAt: string | null }[];
    expect(mine.some(({ endedAt }) => endedAt !== null)).toBe(true);
    const other = await office.somebody('manager', OTHER);
    expect((await office.as(other, 'get', '/api/accesses')).body['items']).toEqual([]);
    expect(await office.as(other, 'get', `/api/accesses?organisation=${COOP}`)).toMatchObject({ status: 403 });
  });
});

test('who could read, and until when, comes back from history alone, a lengthened access as it was granted', async () => {
  const { database, ledger } = office;
  const owner = await openDataSource({ ...database.ownerConnection, max: 1 }, []);
  const again = async () => {
    const history = new History(database.dataSource, ledger.vault);
    await rebuild({ dataSource: owner, history, projections: [accesses], replace: true });
    return database.ownerQuery('SELECT * FROM access_grant ORDER BY sid');
  };
  const told = await again();
  expect(told.length).toBeGreaterThan(3);
  await database.ownerQuery(`UPDATE access_grant SET until_at = '2099-01-01', ended_at = NULL`);
  expect(await again()).toEqual(told);
  await database.ownerQuery('DELETE FROM access_grant');
  expect(await again()).toEqual(told);
  await owner.destroy();
});
