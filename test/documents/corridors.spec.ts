/** A shipment from nothing to ready, its deadlines, and who sees them. */
import { CAPTURED_KINDS, type CapturedKindId } from '../../src/core/custody/papers/kinds.js';
import { COOP, EXPORTER, OTHER_COOP, REFINER, type Org } from '../lots/market.js';
import { leave, openShipped, pack, SHIPMENT, type Shipped } from './shipped.js';

let market: Shipped;
beforeAll(async () => {
  market = await openShipped({ worker: true });
}, 120_000);
afterAll(() => market.close());

interface Item {
  readonly kind: string;
  readonly mode: string;
  readonly level: string;
  readonly state: string;
  readonly what: string;
  readonly due: string;
  readonly document?: { number: string };
}
interface View {
  readonly ready: boolean;
  readonly complete: boolean;
  readonly departs: string;
  readonly assumed?: true;
  readonly items: Item[];
  readonly warnings: { code: string; sentence: string }[];
}

async function readiness(shipment = SHIPMENT, headers = {}): Promise<View> {
  const { status, body } = await market.get(EXPORTER, `/shipments/${shipment}/readiness`, { headers });
  expect(status).toBe(200);
  return body as unknown as View;
}
async function stateOf(kind: string, shipment = SHIPMENT) {
  return (await readiness(shipment)).items.find((one) => one.kind === kind)?.state;
}

async function keep(kind: CapturedKindId, more: object = {}, shipment = SHIPMENT) {
  const fields = Object.fromEntries(CAPTURED_KINDS[kind].fields.map(({ name, example }) => [name, example]));
  const head = { number: `${kind}-${shipment}`, issuer: 'Issuer', issuedOn: '2026-03-10', fineNg: '110695900000' };
  const said = { kind, ...head, fields, on: '2026-03-16', ...more };
  return market.did(EXPORTER, `/shipments/${shipment}/captured`, said);
}

async function plan(by: Org, shipment: string, on: string) {
  const { statusCode, body } = await market.desk.app.inject({
    method: 'PUT',
    url: `/api/shipments/${shipment}/departure`,
    headers: { authorization: `Bearer ${market.keys[by]}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ on }),
  });
  return { status: statusCode, code: body === '' ? undefined : (JSON.parse(body) as { code: string }).code };
}

test.each([COOP, OTHER_COOP, REFINER])(
  '%s learns nothing of another’s shipment, its day and its deadlines',
  async (by) => {
    expect((await market.get(by, `/shipments/${SHIPMENT}/readiness`)).status).toBe(404);
    expect((await plan(by, SHIPMENT, '2026-03-20')).code).toBe('unknown-shipment');
    const { body } = await market.get(by, '/shipments/deadlines');
    expect(body['items']).toEqual([]);
  },
);

test('while nobody planned its day, one is assumed and said', async () => {
  const view = await readiness();
  expect(view).toMatchObject({ ready: false, assumed: true });
  expect(view.warnings.map(({ code }) => code)).toEqual(['departure-assumed']);
});

test('its day is planned by its exporter, not before it was packed nor in a year that nobody plans', async () => {
  expect((await plan(EXPORTER, SHIPMENT, '2026-03-15')).code).toBe('chronology');
  expect((await plan(EXPORTER, SHIPMENT, '2026-02-30')).code).toBe('not-a-date');
  expect((await plan(EXPORTER, SHIPMENT, '9999-12-31')).code).toBe('out-of-range');
  expect((await plan(EXPORTER, SHIPMENT, '2026-03-20')).status).toBe(204);
  expect((await plan(EXPORTER, SHIPMENT, '2026-03-24')).status).toBe(204);
  const view = await readiness();
  expect([view.departs, view.assumed]).toEqual(['2026-03-24', undefined]);
  // A Monday without offices lies between.
  expect(view.items.find(({ kind }) => kind === 'export-declaration')?.due).toBe('2026-03-20');
});

test('an expired certificate is told, and one in its place is what counts', async () => {
  const told = await keep('insurance', { until: '2026-03-24' });
  expect(await stateOf('insurance')).toBe('expired');
  await keep('insurance', { number: 'PS-2', until: '2027-04-24', replaces: told.entries[0]?.sid });
  expect(await stateOf('insurance')).toBe('have');
});

test('a wrong check digit is pointed out on the item and among the warnings, in the reader’s language', async () => {
  const told = await keep('air-waybill', { number: '045-12345670' });
  const view = await readiness(SHIPMENT, { 'accept-language': 'es' });
  const item = view.items.find(({ kind }) => kind === 'air-waybill');
  expect(item).toMatchObject({ state: 'warning', title: 'Guía aérea' });
  expect(item?.what).toMatch(/045-12345670 termina en un dígito de control equivocado: el correcto sería 5/);
  expect(view.warnings.map(({ code }) => code)).toEqual(['check-digit']);
  await keep('air-waybill', { number: '045-12345675', replaces: told.entries[0]?.sid });
  expect((await readiness()).warnings).toEqual([]);
});

test('from nothing to ready: paper by paper, what is missing grows less', async () => {
  const wanted = async () =>
    (await readiness()).items
      .filter(({ level, state }) => level === 'required' && state === 'missing')
      .map(({ kind }) => kind);
  expect(await wanted()).toEqual(
    expect.arrayContaining(['certificate-of-origin', 'mineral-origin', 'instruction-letter']),
  );
  for (const kind of [
    'certificate-of-origin',
    'mineral-origin',
    'assay-certificate',
    'royalty-receipt',
    'export-declaration',
  ] as const) {
    expect((await readiness()).ready).toBe(false);
    const before = await wanted();
    await keep(kind);
    expect(await wanted()).toEqual(before.filter((one) => one !== kind));
  }
  const body = { kinds: ['instruction-letter', 'sourcing-declaration'] };
  const asked = await market.desk.post(`/api/shipments/${SHIPMENT}/documents`, { key: market.keys[EXPORTER], body });
  expect([asked.status, asked.text]).toEqual([201, expect.any(String)]);
  await market.idle();
  expect(await readiness()).toMatchObject({ ready: true, complete: false });
});

test('having left it forgets its planned day, has the papers made at export, and waits for the outturn', async () => {
  await leave(market, SHIPMENT, '045-12345675', '2026-03-24');
  await market.idle();
  const rows = await market.desk.database.ownerQuery('SELECT * FROM planned_departure');
  expect(rows).toEqual([]);
  expect((await plan(EXPORTER, SHIPMENT, '2026-03-30')).code).toBe('lot-exported');
  const view = await readiness();
  expect(view).toMatchObject({ ready: true, complete: false, departs: '2026-03-24' });
  expect(await stateOf('packing-list')).toBe('have');
  const late = view.items
    .filter(({ level, state }) => level === 'required' && state === 'missing')
    .map(({ kind }) => kind);
  expect(late).toEqual(expect.arrayContaining(['outturn', 'final-invoice']));
  await keep('outturn', { number: 'OUT-1' });
  expect(await stateOf('outturn')).not.toBe('missing');
});

test('deadlines come page by page, the soonest first, each once', async () => {
  await pack(market, 'EXP-2', 'B-2', { on: '2026-03-17' });
  const all = await market.get(EXPORTER, '/shipments/deadlines?limit=200');
  const items = all.body['items'] as unknown as (Item & { shipment: string; late: boolean })[];
  expect(items.length).toBeGreaterThan(8);
  expect(items.map(({ due }) => due)).toEqual(items.map(({ due }) => due).toSorted());
  expect(new Set(items.map(({ shipment }) => shipment)).has('EXP-2')).toBe(true);
  expect(items.every(({ state }) => state !== 'have')).toBe(true);
  expect(items.every(({ due, late }) => late === due < new Date().toISOString().slice(0, 10))).toBe(true);
  const paged: unknown[] = [];
  for (let after: string | undefined, more = true; more;) {
    const query = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    const { body } = await market.get(EXPORTER, `/shipments/deadlines?limit=3${query}`);
    paged.push(...(body['items'] as unknown as unknown[]));
    after = body['next'] as unknown as string | undefined;
    more = after !== undefined;
  }
  expect(paged).toEqual(items);
});

test('a shipment that is not there', async () => {
  const { status, body } = await market.get(EXPORTER, '/shipments/EXP-404/readiness');
  expect([status, body['code']]).toEqual([404, 'unknown-shipment']);
});

test('what ways ask for is everybody’s to read', async () => {
  const { status, body } = await market.get(undefined, '/corridors');
  expect(status).toBe(200);
  expect(JSON.stringify(body)).toContain('7108.12.10.20');
});
