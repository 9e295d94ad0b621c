/** Papers that others issue, kept for a shipment: by whom, with what they say, and what of it is nobody else's. */
import { CAPTURED_KINDS, CAPTURED_KIND_IDS, type CapturedKindId } from '../../src/core/custody/papers/kinds.js';
import { COOP, EXPORTER, OTHER_COOP, REFINER, type Org } from '../lots/market.js';
import { kept, hashOf } from '../parties/kept.js';
import { BAR, openShipped, pack, SHIPMENT, type Shipped } from './shipped.js';

let market: Shipped;
beforeAll(async () => {
  market = await openShipped();
}, 120_000);
afterAll(() => market.close());

const OF = { exporter: EXPORTER };
const SID = /^[0-9a-f]{64}$/;

/** As its table shows it. */
function saying(kind: CapturedKindId, number: string, more: object = {}): Record<string, unknown> {
  const fields = Object.fromEntries(CAPTURED_KINDS[kind].fields.map(({ name, example }) => [name, example]));
  const head = { issuer: 'Agencia Nacional', issuedOn: '2026-03-10', fineNg: '110695900000' };
  return { kind, number, ...head, fields, on: '2026-03-16', ...more };
}

const post = (by: Org, body: object, shipment = SHIPMENT) => market.post(by, `/shipments/${shipment}/captured`, body);
const pointedOut = (body: object) => (body as { remarks: { code: string }[] }).remarks.map(({ code }) => code);
const asked = (body: object) => (body as { asked: { code: string; sentence: string }[] }).asked;
interface View {
  readonly sid: string;
  readonly kind: string;
  readonly number: string;
  readonly fields: Record<string, unknown>;
  readonly beside: string[];
  readonly remarks: { code: string; sentence: string }[];
  readonly replacedBy?: string;
}
async function listed(by: Org, query = ''): Promise<View[]> {
  const { status, body } = await market.get(by, `/shipments/${SHIPMENT}/captured${query}`);
  expect(status).toBe(200);
  return body['items'] as unknown as View[];
}

describe('before there is any', () => {
  test('its exporter sees an empty list', async () => expect(await listed(EXPORTER)).toEqual([]));

  test.each([OTHER_COOP, REFINER])('%s sees no shipment of that code among its own', async (by) => {
    expect((await market.get(by, `/shipments/${SHIPMENT}/captured`)).status).toBe(404);
  });

  test('a cooperative that has nothing in it can keep nothing for it, and learns not that it is there', async () => {
    const known = await post(OTHER_COOP, saying('assay-certificate', 'LAB-00001', OF));
    const unknown = await post(OTHER_COOP, saying('assay-certificate', 'LAB-00001', OF), 'EXP-404');
    expect([known.status, unknown.status]).toEqual([404, 404]);
    expect(known.body['code']).toBe('unknown-shipment');
  });

  test('the cooperative whose gold is in it keeps no waybill and no insurance of it', async () => {
    for (const kind of ['air-waybill', 'insurance', 'outturn'] as const) {
      expect((await post(COOP, saying(kind, 'X-00001', OF))).body['code']).toBe('unknown-shipment');
    }
  });

  test('the consignee keeps its outturn, and no royalty receipt', async () => {
    expect((await post(REFINER, saying('royalty-receipt', 'X-00001', OF))).status).toBe(404);
  });
});

describe.each(CAPTURED_KIND_IDS)('%s', (kind) => {
  const by: Org = kind === 'outturn' ? REFINER : EXPORTER;
  const of = by === EXPORTER ? {} : OF;
  const needed: readonly string[] = CAPTURED_KINDS[kind].fields
    .filter((one) => 'required' in one)
    .map(({ name }) => name);

  test('is refused without what it cannot do without, naming it', async () => {
    for (const name of needed) {
      const said = saying(kind, 'X-00002', of);
      const fields = { ...(said['fields'] as object), [name]: undefined };
      const { status, body } = await post(by, { ...said, fields });
      expect([status, body['code'], body['at']]).toEqual([400, 'missing', `fields.${name}`]);
    }
    for (const name of CAPTURED_KINDS[kind].head) {
      const { body } = await post(by, saying(kind, 'X-00002', { ...of, [name]: undefined }));
      expect([body['code'], body['at']]).toEqual(['missing', name]);
    }
  });

  test('is refused where a member is of another type, or of no table', async () => {
    for (const { name } of CAPTURED_KINDS[kind].fields) {
      const said = saying(kind, 'X-00003', of);
      const { body } = await post(by, { ...said, fields: { ...(said['fields'] as object), [name]: { no: 'such' } } });
      expect([body['code'], body['at']]).toEqual(['malformed', `fields.${name}`]);
    }
    const said = saying(kind, 'X-00003', of);
    const { body } = await post(by, { ...said, fields: { ...(said['fields'] as object), colour: 'yellow' } });
    expect([body['code'], body['at']]).toEqual(['unknown-field', 'fields.colour']);
  });

  test('is kept with what it says; prices, persons and routes are in no statement', async () => {
    const { status, body } = await post(by, saying(kind, `${kind}-0001`, of));
    expect([status, body['held']]).toEqual([201, []]);
    const views = await listed(by, by === EXPORTER ? '' : `?exporter=${EXPORTER}`);
    const view = views.find((one) => one.kind === kind);
    expect(view?.fields).toEqual(saying(kind, '')['fields']);
    const secret = CAPTURED_KINDS[kind].fields.filter((one) => 'private' in one);
    expect(view?.beside.toSorted()).toEqual(secret.map(({ name }) => name).toSorted());
    const [row] = await market.desk.database.ownerQuery<{ text: string }>(
      `SELECT convert_from(bytes, 'UTF8') AS text FROM statement WHERE sid = decode($1, 'hex')`,
      [view?.sid ?? ''],
    );
    for (const { name, example } of secret) {
      expect(row?.text).not.toContain(`"${name}"`);
      expect(row?.text).not.toContain(JSON.stringify(example));
    }
  });
});

test('a day that no calendar has, and an end before the beginning, are refused', async () => {
  const insurance = saying('insurance', 'P-00010');
  expect((await post(EXPORTER, { ...insurance, issuedOn: '2026-02-30' })).body['code']).toBe('not-a-date');
  expect((await post(EXPORTER, { ...insurance, until: '2026-03-10' })).body['code']).toBe('chronology');
  expect((await post(EXPORTER, { ...insurance, issuedOn: '2999-01-01' })).body['code']).toBe('in-the-future');
});

test('what the limits of a type let pass at their edge, and not beyond it', async () => {
  const said = saying('assay-certificate', 'LAB-20001');
  for (const [finenessPpm, status] of [
    [1_000_001, 400],
    [-1, 400],
    [0.5, 400],
    ['931000', 400],
    [1_000_000, 201],
  ]) {
    const fields = { ...(said['fields'] as object), finenessPpm };
    expect((await post(EXPORTER, { ...said, fields })).status).toBe(status);
  }
});

test('a wrong check digit is kept and pointed out, and a right one is not', async () => {
  for (const [number, codes] of [
    ['045-12345670', ['check-digit']],
    ['045-123', ['waybill-unreadable']],
    ['045-12345675', []],
  ] as const) {
    const { status, body } = await post(EXPORTER, saying('air-waybill', number));
    expect(status).toBe(201);
    expect(pointedOut(body)).toEqual(codes);
  }
  const wrong = (await listed(EXPORTER)).find(({ number }) => number === '045-12345670');
  expect(wrong?.remarks[0]?.sentence).toMatch(/045-12345670 ends in a wrong check digit: 5 would be right/);
});

test('a certificate that says another fineness than the book, of the bar it is about', async () => {
  const said = saying('assay-certificate', 'LAB-30001', { lots: [BAR] });
  const { body } = await post(EXPORTER, said);
  expect(pointedOut(body)).toEqual(['fineness-differs']);
  const right = { ...said, number: 'LAB-30002', fields: { ...(said['fields'] as object), finenessPpm: 931_000 } };
  expect((await post(EXPORTER, right)).body['remarks']).toEqual([]);
});

test('a paper is about lots that are in the shipment, or that were melted into it', async () => {
  await market.deliver('E-ELSEWHERE', 1_000);
  const paper = saying('mineral-origin', 'COM-80001', OF);
  expect((await post(COOP, { ...paper, lots: ['E-ELSEWHERE'] })).body['code']).toBe('not-packed');
  expect((await post(COOP, { ...paper, lots: [`${BAR}-E1`] })).status).toBe(201);
  const { body } = await market.get(COOP, `/lots/${BAR}-E1/history`);
  expect(JSON.stringify(body)).toContain('document.captured');
});

async function covered(): Promise<bigint> {
  const rows = await market.desk.database.ownerQuery<{ ng: string }>(
    `SELECT state ->> 'royaltyNg' AS ng FROM shipment WHERE code = $1`,
    [SHIPMENT],
  );
  return BigInt(rows[0]?.ng ?? 0);
}

const first = () => saying('insurance', 'PS-90001');
const royalty = (number: string, fineNg: string) => saying('royalty-receipt', number, { fineNg });

describe('one that takes the place of another', () => {
  test('stands in its place, once; another’s is unknown', async () => {
    const { body } = await post(EXPORTER, first());
    const sid = (body['entries'] as unknown as { sid: string }[])[0]?.sid ?? '';
    expect(sid).toMatch(SID);
    const again = { ...first(), number: 'PS-90002', replaces: sid };
    expect((await post(EXPORTER, { ...saying('air-waybill', '045-12345675'), replaces: sid })).status).toBe(404);
    expect((await post(EXPORTER, again)).status).toBe(201);
    expect((await post(EXPORTER, { ...again, number: 'PS-90003' })).body['code']).toBe('paper-replaced');
    const before = (await listed(EXPORTER)).find((one) => one.sid === sid);
    expect(before?.replacedBy).toMatch(SID);
  });

  test('covers royalty in its place, and not beside it', async () => {
    const { body } = await post(EXPORTER, royalty('RG-70001', '1000'));
    const sid = (body['entries'] as unknown as { sid: string }[])[0]?.sid;
    const before = await covered();
    expect((await post(EXPORTER, { ...royalty('RG-70001', '1500'), replaces: sid })).status).toBe(201);
    expect((await covered()) - before).toBe(500n);
    expect((await post(EXPORTER, royalty('RG-70001', '1500'))).body['code']).toBe('code-used');
  });
});

describe('its file', () => {
  const bytes = Buffer.from('%PDF-1.7 certificate of assay');

  test('must be held by whoever names it, and is shown to the exporter alone', async () => {
    const said = saying('assay-certificate', 'LAB-40001', { ...OF, file: hashOf(bytes) });
    expect((await post(COOP, said)).body['code']).toBe('file-not-held');
    await kept(market, COOP, bytes);
    const { status, body } = await post(COOP, said);
    expect(status).toBe(201);
    const sid = (body['entries'] as unknown as { sid: string }[])[0]?.sid ?? '';
    const path = `/shipments/${SHIPMENT}/captured/${sid}/file`;
    for (const by of [COOP, EXPORTER] as const) {
      const answer = await market.get(by, path);
      expect([answer.status, answer.text]).toEqual([200, String(bytes)]);
      expect(answer.headers['content-disposition']).toContain('attachment');
    }
    for (const by of [OTHER_COOP, REFINER] as const) expect((await market.get(by, path)).status).toBe(404);
    // What was shown is not what it keeps: its own list stays its own.
    const own = await market.get(EXPORTER, '/evidence');
    expect(JSON.stringify(own.body)).not.toContain(hashOf(bytes));
  });
});

test('the same key again is answered alike, and kept once', async () => {
  const said = saying('certificate-of-origin', 'CO-50001');
  const ask = { once: 'captured-once' };
  const path = `/shipments/${SHIPMENT}/captured`;
  const [first, again] = [await market.post(EXPORTER, path, said, ask), await market.post(EXPORTER, path, said, ask)];
  expect(again.body['entries']).toEqual(first.body['entries']);
  expect((await listed(EXPORTER)).filter(({ number }) => number === 'CO-50001')).toHaveLength(1);
});

test('the same paper for another shipment is asked about, and whoever else asks is not told which', async () => {
  const insurance = saying('insurance', 'PS-60001', { fineNg: undefined });
  const { body } = await post(EXPORTER, insurance);
  expect(body['asked']).toEqual([]);
  await pack(market, 'EXP-2', 'B-2');
  const again = await post(EXPORTER, insurance, 'EXP-2');
  expect(asked(again.body)[0]).toMatchObject({ code: 'paper-used' });
  await post(EXPORTER, saying('royalty-receipt', 'RG-60002'));
  const other = await post(COOP, saying('royalty-receipt', 'RG-60002', OF), 'EXP-2');
  const [elsewhere] = asked(other.body);
  expect(elsewhere?.code).toBe('paper-elsewhere');
  expect(elsewhere?.sentence).not.toContain(SHIPMENT);
});
