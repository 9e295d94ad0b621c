/** The clerk's doors: a form is kept once for a refiner, comes back filled for each shipment to it, and is nobody else's. */
import { COOP, EXPORTER, OTHER_COOP, REFINER, type Org } from '../../lots/market.js';
import { leave, openShipped, pack, SHIPMENT, type Shipped } from '../shipped.js';
import { CSV_MAPPING, MAPPING, CSV, SHEET, textOf, WORKBOOK } from './workbooks.js';

let market: Shipped;
beforeAll(async () => {
  market = await openShipped();
});
afterAll(() => market.close());

const FORM = { consignee: REFINER, file: WORKBOOK.toString('base64'), mapping: MAPPING };

const put = (name: string, body: object = FORM, by: Org = EXPORTER, headers = {}) =>
  market.desk.put(`/api/intake-forms/${name}`, { key: market.keys[by], body, headers });
const get = (path: string, by: Org = EXPORTER) => market.desk.get(`/api${path}`, { key: market.keys[by] });

/** So many cells of two thousand letters each. */
const wordy = (cells: number) =>
  Object.fromEntries(Array.from({ length: cells }, (_, n) => [`J${n + 1}`, 'é'.repeat(2000)]));

/** The file itself, byte for byte. */
async function filled(name: string, shipment = SHIPMENT, by: Org = EXPORTER) {
  const { statusCode, headers, rawPayload } = await market.desk.app.inject({
    method: 'GET',
    url: `/api/shipments/${encodeURIComponent(shipment)}/intake/${name}`,
    headers: { authorization: `Bearer ${market.keys[by]}` },
  });
  return { status: statusCode, headers, bytes: rawPayload };
}

describe('given a form that will not do', () => {
  test.each<[string, string, object, number, object]>([
    ['no base64', 'f', { ...FORM, file: 'UEs*' }, 400, { code: 'malformed', at: 'file' }],
    ['half a base64', 'f', { ...FORM, file: 'UEsDB' }, 400, { code: 'malformed', at: 'file' }],
    [
      'a consignee whom nobody knows',
      'f',
      { ...FORM, consignee: 'ref-nobody' },
      404,
      { code: 'unknown-organisation', at: 'consignee' },
    ],
    ['a mapping that is a list', 'f', { ...FORM, mapping: [] }, 400, { code: 'malformed', at: 'mapping' }],
    ['no mapping', 'f', { consignee: REFINER, file: FORM.file }, 400, { code: 'missing', at: 'mapping' }],
    ['a name that would be a path', '..%2Ff', FORM, 400, { code: 'malformed', at: 'name' }],
    [
      'a broken workbook',
      'f',
      { ...FORM, file: WORKBOOK.subarray(0, 900).toString('base64') },
      422,
      { code: 'form-unreadable' },
    ],
    [
      'a file too large for a form',
      'f',
      { ...FORM, file: Buffer.alloc(720_000).toString('base64') },
      413,
      { code: 'form-large' },
    ],
    [
      'more words than a mapping needs',
      'f',
      { ...FORM, mapping: { ...MAPPING, texts: wordy(40) } },
      413,
      { code: 'form-large', at: 'mapping' },
    ],
    [
      'more than a body may be',
      'f',
      { ...FORM, file: Buffer.alloc(800_000).toString('base64') },
      413,
      { code: 'too-large' },
    ],
  ])('%s is refused, and nothing is kept', async (_, name, body, status, problem) => {
    const answer = await put(name, body);
    expect([answer.status, answer.body]).toMatchObject([status, problem]);
    expect((await get('/intake-forms')).body['items']).toEqual([]);
  });

  test('the sentence is in the clerk’s language, and says where and what would be right', async () => {
    const mapping = { ...MAPPING, cells: { B4: 'exporter.nombre' } };
    const { body } = await put('f', { ...FORM, mapping }, EXPORTER, { 'accept-language': 'es' });
    expect(body['detail']).toBe(
      'No hay tal dato para llenar («mapping.cells.B4»): exporter.nombre. Los más parecidos: exporter.name, exporter.country, exporter.tax-id. GET /api/intake-forms da la lista de todos.',
    );
  });
});

test('when it is kept, then its clerk sees what goes where in it, and all that there is to go', async () => {
  const kept = await put('valmara');
  expect([kept.status, kept.body]).toMatchObject([
    200,
    { name: 'valmara', version: 1, kind: 'xlsx', consignee: REFINER, size: WORKBOOK.length, mapping: MAPPING },
  ]);
  await put('valmara-csv', { ...FORM, file: CSV.toString('base64'), mapping: CSV_MAPPING });
  const { body } = await get('/intake-forms');
  expect(body['items']).toMatchObject([
    { name: 'valmara' },
    { name: 'valmara-csv', kind: 'csv', mapping: CSV_MAPPING },
  ]);
  expect(body['fields']).toContainEqual({ name: 'bar.fine-ozt', of: 'bar' });
  expect((await get('/intake-forms/valmara')).body).toEqual(kept.body);
  const page = await get('/intake-forms?limit=1');
  expect((await get(`/intake-forms?limit=1&after=${page.body['next']}`)).body).toMatchObject({
    items: [{ name: 'valmara-csv' }],
  });
});

test('when a newer one is kept, then it counts, the older stays, and the same again is the same', async () => {
  await put('newer');
  expect((await put('newer')).body['version']).toBe(1);
  expect((await put('newer', { ...FORM, mapping: { cells: { B8: 'shipment.code' } } })).body['version']).toBe(2);
  const both = await Promise.all([put('newer'), put('newer')]);
  expect(both.map(({ body }) => body['version'])).toEqual([3, 3]);
  const { ownerQuery, dataSource } = market.desk.database;
  const rows = await ownerQuery<{ version: number }>(
    `SELECT version FROM intake_form WHERE name = 'newer' ORDER BY version`,
  );
  expect(rows.map(({ version }) => version)).toEqual([1, 2, 3]);
  for (const change of ["UPDATE intake_form SET name = 'x'", 'DELETE FROM intake_form', 'TRUNCATE intake_form']) {
    await expect(ownerQuery(change)).rejects.toThrow(/history is only ever added to/);
    await expect(dataSource.query(change)).rejects.toThrow(/permission denied/);
  }
});

test('when twice as many come at once as the database takes in, then each has its answer', async () => {
  const names = Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? 'crowd' : `crowd-${n}`));
  const answers = await Promise.all(names.map((name) => put(name)));
  expect(answers.map(({ status, body }) => [status, body['version']])).toEqual(names.map(() => [200, 1]));
});

test('when it is filled, then with the figures of the shipment’s packing list, before it left and after', async () => {
  await put('valmara');
  const early = await filled('valmara');
  expect(early.status).toBe(200);
  expect(early.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  expect(early.headers['content-disposition']).toBe(
    `attachment; filename="EXP-1-valmara.xlsx"; filename*=UTF-8''EXP-1-valmara.xlsx`,
  );
  const sheet = await textOf(early.bytes, SHEET);
  expect(sheet).toMatch(/r="B4"[^>]*><is><t[^>]*>Exportadora del Pacífico</);
  expect(sheet).toContain('<c r="D12" s="11"><v>118.900</v></c>');
  expect(sheet).toContain('<c r="B7" s="3"/>');
  await leave(market, SHIPMENT);
  expect(await textOf((await filled('valmara')).bytes, SHEET)).toMatch(/r="B7"[^>]*><is><t[^>]*>045-12345675</);
});

test('when the shipment’s code is of another alphabet, then the file still has a name', async () => {
  await pack(market, 'ЭКСПОРТ-1', 'B-2', { corridor: 'CO>CH', box: 'BOX-2' });
  await put('csv', { ...FORM, file: CSV.toString('base64'), mapping: CSV_MAPPING });
  const { headers, bytes } = await filled('csv', 'ЭКСПОРТ-1');
  expect(headers['content-disposition']).toBe(
    `attachment; filename="_______-1-csv.csv"; filename*=UTF-8''${encodeURIComponent('ЭКСПОРТ-1-csv.csv')}`,
  );
  expect(bytes.toString()).toContain('B-2;118,900;931,0;');
});

test('another refiner’s form is not filled, nor one of a shipment or a name that is not there', async () => {
  await put('other', { ...FORM, consignee: COOP });
  const other = await get(`/shipments/${SHIPMENT}/intake/other`);
  expect([other.status, other.body]).toMatchObject([409, { code: 'form-not-theirs' }]);
  expect((await get(`/shipments/${SHIPMENT}/intake/none`)).body).toMatchObject({ code: 'not-found', at: 'name' });
  expect((await get('/shipments/EXP-9/intake/other')).body).toMatchObject({ code: 'unknown-shipment' });
});

test.each(['%00', 'valmara%00', '..%2Fvalmara', 'a'.repeat(50)])('a name like %s is that of no form', async (name) => {
  await put('valmara');
  for (const path of [`/intake-forms/${name}`, `/shipments/${SHIPMENT}/intake/${name}`]) {
    const { status, body } = await get(path);
    expect([status, body]).toMatchObject([404, { code: 'not-found', at: 'name' }]);
  }
  expect((await get(`/shipments/${name}/intake/valmara`)).status).toBe(404);
  expect((await get(`/intake-forms?after=${name}`)).status).toBeLessThan(500);
});

test('it is nobody else’s: not the consignee’s, not another’s, and an auditor may only look', async () => {
  await put('valmara');
  for (const by of [REFINER, OTHER_COOP]) {
    expect((await get('/intake-forms/valmara', by)).status).toBe(404);
    expect((await get('/intake-forms', by)).body['items']).toEqual([]);
    expect((await filled('valmara', SHIPMENT, by)).status).toBe(404);
  }
  const { secret } = await market.desk.keys.create(EXPORTER, 'auditor', 'auditor');
  expect((await market.desk.get('/api/intake-forms/valmara', { key: secret })).status).toBe(200);
  expect((await market.desk.put('/api/intake-forms/valmara', { key: secret, body: FORM })).status).toBe(403);
});

test('its bytes lie sealed, and changed or gone they are no form', async () => {
  await put('csv', { ...FORM, file: CSV.toString('base64'), mapping: CSV_MAPPING });
  const { ownerQuery } = market.desk.database;
  const [row] = await ownerQuery<{ bytes: Buffer }>(
    `SELECT b.bytes FROM sealed_bytes b JOIN intake_form f ON f.sealed_sha256 = b.sha256 WHERE f.kind = 'csv'`,
  );
  expect(row?.bytes.includes('Bar No')).toBe(false);
  expect(row?.bytes.length).toBeGreaterThan(CSV.length);
  // Last of all: nothing that is sealed can be opened from here on.
  await ownerQuery('ALTER TABLE sealed_bytes DISABLE TRIGGER ALL');
  await ownerQuery('DELETE FROM sealed_bytes');
  expect((await filled('csv')).status).toBe(500);
});
