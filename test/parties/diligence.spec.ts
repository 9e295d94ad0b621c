/** A refiner's file about a cooperative, and the cooperative's own CRAFT report, through the door and on a real database. */
import { readAs } from '../../src/database/tenant.js';
import type { FileView } from '../../src/parties/diligence/diligence.js';
import { COOP, EXPORTER, lotPath, openMarket, OTHER_COOP, REFINER, type Market } from '../lots/market.js';
import type { Answer } from './desk.js';
import { inviteBy, PASSWORD } from './people/office.js';

const SHA = 'ab'.repeat(32);
const FILE = '/api/suppliers/coop/diligence';

let market: Market;
let compliance: string;
beforeAll(async () => {
  market = await openMarket();
  compliance = (await market.desk.keys.create(EXPORTER, 'compliance', 'compliance')).secret;
  // 423 g fine of a site that may give 450 g in the month; in the next 425 g by the touchstone, and 470 g by the assay.
  await market.deliver('E-1', 450_000, { on: '2026-03-05' });
  await market.deliver('E-2', 500_000, { on: '2026-04-05', finenessPpm: 850_000 });
  await market.did(COOP, lotPath('E-2', 'assays'), { on: '2026-04-06', finenessPpm: 940_000, method: 'fire-assay' });
  for (const [code, on] of [
    ['E-1', '2026-03-10'],
    ['E-2', '2026-04-10'],
  ] as const) {
    const sentMg = code === 'E-1' ? 450_000 : 500_000;
    await market.did(COOP, lotPath(code, 'dispatch'), { on, to: EXPORTER, sentMg });
    await market.did(EXPORTER, lotPath(code, 'receive'), { on, receivedMg: sentMg, sealIntact: true });
  }
});
afterAll(() => market.desk.close());

const assess = (body: object, key = compliance): Promise<Answer> => market.desk.post(FILE, { key, body });
async function file(key = compliance): Promise<FileView> {
  const { status, body } = await market.desk.get(FILE, { key });
  expect(status).toBe(200);
  return body as unknown as FileView;
}
const states = ({ steps }: FileView): string[] => steps.map(({ state, missing }) => [state, ...missing].join(' | '));

test('gold came, and nothing is known: the file says what is missing, and that a month was more than the site can give', async () => {
  const first = await file();
  expect(first.supplier).toEqual({ organisation: 'coop', name: 'Cooperativa La Playa', country: 'CO' });
  expect(states(first)).toEqual([
    'incomplete | kyc | owners',
    'incomplete | cahra | flags | cahra: CO',
    'incomplete | decision',
    'incomplete | audit',
    'incomplete | report',
  ]);
  expect(first.flags).toMatchObject([{ id: 'R2', figures: { sites: 'coop/PLAYA 2026-04', percent: '104' } }]);
});

test('part after part is recorded; persons and numbers are beside the ledger, and the file has them', async () => {
  const owners = [{ code: 'UBO-1', name: 'María Restrepo', country: 'CO', sharePpm: 950_000, exposed: false }];
  const said = [
    { step: 'kyc', identity: { legalForm: 'cooperative', kind: 'NIT', number: '800197268-4' }, evidence: [SHA] },
    { step: 'owners', material: 'mined', owners },
    {
      step: 'cahra',
      list: { name: 'EU indicative list', version: '2026-06', date: '2026-06-01' },
      places: [
        { country: 'CO', finding: 'clear' },
        { country: 'CO', region: 'CO-CAU', finding: 'cahra' },
      ],
      evidence: [SHA],
    },
    { step: 'flags' },
  ];
  for (const body of said) expect(await assess(body)).toMatchObject({ status: 201 });
  const now = await file();
  expect(now.flags.map(({ id }) => id)).toEqual(['R1', 'R2', 'R6']);
  expect(now.steps[1]?.parts.flags).toMatchObject({
    result: 'raised',
    flags: [{ id: 'R1' }, { id: 'R2' }, { id: 'R6' }],
  });
  expect(states(now).slice(0, 3)).toEqual(['complete', 'complete', 'incomplete | mitigation | decision']);
  expect(now.values.map(({ name }) => name).sort()).toEqual(['figures', 'identity', 'owner.UBO-1']);
  const { dataSource } = market.desk.database;
  const [seen]: { clear: string }[] = await dataSource.query(
    `SELECT string_agg(convert_from(bytes, 'UTF8'), '') || (SELECT string_agg(found::text, '') FROM diligence) AS clear FROM statement`,
  );
  for (const secret of ['Restrepo', '800197268', 'percent']) expect(seen?.clear).not.toContain(secret);
});

test('a plan is reviewed within six months; a stop is not taken back by a machine', async () => {
  const far = { step: 'mitigation', plan: 'visits', reviewBy: '2031-01-01' };
  expect(await assess(far)).toMatchObject({ status: 422, body: { code: 'out-of-range', at: 'reviewBy' } });
  expect(await assess({ step: 'decision', result: 'stop', note: 'forced labour' })).toMatchObject({ status: 201 });
  expect((await file()).steps[2]?.parts.decision).toMatchObject({ result: 'stop' });
  expect(await assess({ step: 'decision', result: 'continue', note: 'looked' })).toMatchObject({
    body: { code: 'needs-a-person' },
  });
  expect((await file()).steps[2]?.parts.decision).toMatchObject({ result: 'stop' });
});

test('a stop is taken back by another person than made it', async () => {
  const [ana, eva] = [await somebody('ana'), await somebody('eva')];
  expect(await assess({ step: 'decision', result: 'stop', note: 'forced labour' }, ana)).toMatchObject({ status: 201 });
  const again = { step: 'decision', result: 'continue', note: 'the site was visited' };
  expect(await assess(again, ana)).toMatchObject({ status: 403, body: { code: 'same-person' } });
  expect(await assess(again, eva)).toMatchObject({ status: 201 });
  expect((await file()).steps[2]?.parts.decision).toMatchObject({ result: 'continue' });
});

test('the supplier is not told of a suspicion: neither by the statement’s number nor by the database', async () => {
  const told = await assess({ step: 'flags' });
  const [entry] = told.body['entries'] as unknown as { sid: string }[];
  const asked = `/statements/${entry?.sid}`;
  expect(await market.get(COOP, asked)).toMatchObject({ status: 404, body: { code: 'unknown-act' } });
  expect(await market.get(EXPORTER, asked)).toMatchObject({ status: 200 });
  const { dataSource } = market.desk.database;
  const about = `SELECT FROM statement WHERE type = 'risk.assessed'`;
  expect(await readAs(dataSource, COOP, (tx) => tx.query<object[]>(about))).toEqual([]);
  expect(await readAs(dataSource, EXPORTER, (tx) => tx.query<object[]>(about))).not.toEqual([]);
});

/** A person of the exporter's compliance, by a key of theirs. */
async function somebody(name: string): Promise<string> {
  const { desk, operator } = market;
  const token = await inviteBy(desk, operator, { role: 'compliance', organisation: EXPORTER });
  const body = { token, name, signIn: `${name}@exporter.example`, password: PASSWORD };
  const headers = { 'x-forwarded-for': `198.51.100.${name.length}${name.charCodeAt(0) % 10}` };
  const told = await desk.post('/api/people/accept', { body, once: '', headers });
  expect(told.status).toBeLessThan(300);
  const person = String(told.body['person']);
  return (await desk.keys.create(EXPORTER, 'compliance', name, { person })).secret;
}

test('the list of suppliers says what was decided and what is due', async () => {
  const { body } = await market.desk.get('/api/suppliers', { key: compliance });
  expect(body['items']).toEqual([
    { organisation: 'coop', decision: 'continue', overdue: false, complete: false, due: expect.any(String) },
  ]);
  const other = (await market.desk.keys.create(REFINER, 'compliance', 'list')).secret;
  expect((await market.desk.get('/api/suppliers', { key: other })).body['items']).toEqual([]);
});

test('bad words are refused with the place and what would be right', async () => {
  expect(
    await assess({ step: 'kyc', identity: { legalForm: 'x', kind: 'NIT', number: '1' }, evidence: [SHA] }),
  ).toMatchObject({
    status: 400,
    body: { at: 'identity.number' },
  });
  expect(await assess({ step: 'nothing' })).toMatchObject({ status: 400, body: { at: 'step' } });
  expect(await assess({ step: 'kyc', evidence: ['x'] })).toMatchObject({ status: 400, body: { at: 'evidence' } });
  const ghost = await market.desk.post('/api/suppliers/ghost/diligence', { key: compliance, body: { step: 'report' } });
  expect(ghost).toMatchObject({ status: 404, body: { code: 'unknown-organisation' } });
});

test('only compliance writes it, only its own organisation reads it, and without gold there is no file', async () => {
  expect((await assess({ step: 'report', evidence: [SHA] }, market.keys[EXPORTER])).status).toBe(403);
  expect((await market.desk.get(FILE, { key: market.keys[EXPORTER] })).status).toBe(403);
  const other = (await market.desk.keys.create(REFINER, 'compliance', 'other')).secret;
  expect((await market.desk.get(FILE, { key: other })).status).toBe(404);
  expect((await market.desk.get(FILE)).status).toBe(401);
});

test('an owner is erased like any person: gone from the file, the step and the others stay', async () => {
  const { desk } = market;
  const two = [0, 1].map((n) => ({
    code: `UBO-${n + 1}`,
    name: ['María Restrepo', 'Luis Cano'][n],
    country: 'CO',
    sharePpm: 475_000,
    exposed: false,
  }));
  expect(await assess({ step: 'owners', owners: two })).toMatchObject({ status: 201 });
  const asking = (await desk.keys.create(EXPORTER, 'manager', 'asking')).secret;
  const body = { member: 'owner.UBO-1', basis: 'consent-withdrawn' };
  const asked = await desk.post('/api/erasures', { key: asking, body });
  expect(asked.status).toBe(202);
  const done = await desk.post(`/api/erasures/${String(asked.body['id'])}/approval`, { key: market.operator });
  expect(done.status).toBeLessThan(300);
  const { values, steps } = await file();
  expect(values.filter(({ name }) => name.startsWith('owner.')).map(({ name }) => name)).toEqual(['owner.UBO-2']);
  expect(steps[0]?.parts.owners).toMatchObject({ result: 'identified' });
});

describe('a CRAFT report', () => {
  const modules = ['M1', 'M2', 'M3'].map((module) => ({ module, criteria: [{ criterion: '1', result: 'pass' }] }));
  const m4 = { module: 'M4', criteria: [{ criterion: '4.1', result: 'mitigation-committed' }] };
  const today = new Date().toISOString().slice(0, 10);
  const year = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  const report = {
    version: '2.1',
    period: { from: '2025-01-01', until: '2026-01-01' },
    modules: [...modules, m4],
    evidence: [SHA],
    from: today,
    until: year,
  };

  test('is the producer’s own word, says so in three languages, and makes it a candidate', async () => {
    const key = (await market.desk.keys.create(COOP, 'manager', 'manager')).secret;
    expect((await market.desk.post('/api/craft-reports', { key: market.keys[COOP], body: report })).status).toBe(403);
    expect((await market.desk.post('/api/craft-reports', { key, body: report })).status).toBe(201);
    const { body } = await market.get(EXPORTER, '/organisations/coop/craft');
    expect(body).toMatchObject({ organisation: 'coop', status: 'candidate', version: '2.1' });
    expect(Object.values(body['label'] as unknown as object)).toEqual([
      expect.stringMatching(/^Self-declared/),
      expect.stringMatching(/^Autodeclarado/),
      expect.stringMatching(/^Autodéclaré/),
    ]);
  });

  test('is seen by its producer and whoever got its gold, and by nobody else', async () => {
    expect((await market.get(COOP, '/organisations/coop/craft')).status).toBe(200);
    expect((await market.get(OTHER_COOP, '/organisations/coop/craft')).status).toBe(404);
    expect((await market.get(REFINER, '/organisations/coop/craft')).status).toBe(404);
  });
});
