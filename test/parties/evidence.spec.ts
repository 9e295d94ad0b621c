/** Files shown for what is said: what is taken, what is not, who sees them, and how they go. */
import { randomBytes } from 'node:crypto';
import { COOP, openMarket, OTHER_COOP, type Market } from '../lots/market.js';
import { aPerson } from '../lots/person.js';
import { Signatory, wallet } from '../lots/wallet.js';
import { openDesk } from './desk.js';
import { hashOf, kept, put } from './kept.js';

const pdf = (words: string) => Buffer.from(`%PDF-1.7\n${words}`);
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(32)]);
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(32)]);
const MOST = 10 * 1_048_576;

let market: Market;
let key: string;
beforeAll(async () => {
  market = await openMarket();
  key = market.keys[COOP];
});
afterAll(() => market.desk.close());

const get = (hash: string, by = key) => market.desk.get(`/api/evidence/${hash}`, { key: by });
const listed = async (by: string): Promise<string[]> => {
  const { body } = await market.desk.get('/api/evidence?limit=200', { key: by });
  return (body['items'] as unknown as { sha256: string }[]).map(({ sha256 }) => sha256);
};
const rows = () => market.desk.database.ownerQuery<{ n: number }>('SELECT count(*)::int AS n FROM evidence_file');

const paper = (evidence: string, number: string) => ({
  act: 'granted',
  holder: COOP,
  scheme: 'rucom',
  number,
  from: '2026-01-01',
  evidence,
});
const evidenceOf = async (number: string, by: string) => {
  const { body } = await market.desk.get(`/api/credentials?holder=${COOP}`, { key: by });
  const found = (body['items'] as unknown as { number: string; evidence?: object[] }[]).find(
    (one) => one.number === number,
  );
  return found?.evidence;
};

describe('what is not taken leaves nothing behind:', () => {
  let before: number;
  beforeEach(async () => void ([{ n: before } = { n: -1 }] = await rows()));
  afterEach(async () => expect(await rows()).toEqual([{ n: before }]));

  test.each<[string, Buffer]>([
    ['a program that is called a PDF', Buffer.from('MZ\x90\x00 This program cannot be run')],
    ['a page with a script in it', Buffer.from('<!doctype html><script>alert(1)</script>%PDF-1.7')],
    ['a picture that is a program too', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a PDF that begins a byte late', Buffer.concat([Buffer.from(' '), pdf('x')])],
    ['the beginning of a PNG and no more', png.subarray(0, 7)],
  ])('%s', async (_, bytes) => {
    const { status, body } = await put(market.desk, bytes, { key });
    expect({ status, code: body['code'] }).toEqual({ status: 415, code: 'file-type' });
    expect(body['detail']).toContain('application/pdf, image/jpeg, image/png');
  });

  test('nothing at all', async () => {
    expect((await put(market.desk, Buffer.alloc(0), { key })).status).toBe(400);
  });

  test('a byte more than the limit; the limit itself is taken', async () => {
    const most = Buffer.concat([pdf(''), Buffer.alloc(MOST - 9)]);
    expect(most).toHaveLength(MOST);
    const over = await put(market.desk, Buffer.concat([most, Buffer.from('x')]), { key });
    expect({ status: over.status, code: over.body['code'] }).toEqual({ status: 413, code: 'too-large' });
    expect((await put(market.desk, most, { key })).status).toBe(200);
    expect((await get(hashOf(most))).status).toBe(200);
    await market.desk.database.ownerQuery('DELETE FROM evidence_file WHERE size = $1', [MOST]);
  });

  test('other bytes than those of the hash', async () => {
    const { status, body } = await put(market.desk, pdf('a'), { key, under: hashOf(pdf('b')) });
    expect({ status, code: body['code'] }).toEqual({ status: 422, code: 'file-differs' });
    expect(body['detail']).toContain(hashOf(pdf('a')));
  });

  test.each(['..%2f..%2fetc%2fpasswd', 'licence.pdf', `${'ab'.repeat(32)}.pdf`, 'AB'.repeat(32), '%00'])(
    'a name instead of a hash: %s',
    async (under) => {
      expect((await put(market.desk, pdf('a'), { key, under })).status).toBeGreaterThanOrEqual(400);
      expect((await market.desk.get(`/api/evidence/${under}`, { key })).status).toBe(404);
    },
  );

  test('of nobody, of an auditor, and at any other door', async () => {
    const nobody = await put(market.desk, Buffer.alloc(MOST, 1), {});
    expect({ status: nobody.status, code: nobody.body['code'] }).toEqual({ status: 401, code: 'not-signed-in' });
    const auditor = await aPerson(market, COOP, 'auditor');
    expect((await put(market.desk, pdf('a'), { key: auditor.key })).status).toBe(403);
    const elsewhere = await market.desk.app.inject({
      method: 'POST',
      url: '/api/lots',
      headers: { 'content-type': 'application/pdf', authorization: `Bearer ${key}`, 'idempotency-key': 'pdf' },
      payload: pdf('a'),
    });
    expect(elsewhere.statusCode).toBe(400);
  });

  test('a file about nobody who is known', async () => {
    const { status, body } = await put(market.desk, pdf('a'), { key, query: '?member=nobody' });
    expect({ status, code: body['code'], at: body['at'] }).toEqual({ status: 404, code: 'not-found', at: 'member' });
  });
});

test('what it is, its bytes say and not its sender; twice is once', async () => {
  const first = await put(market.desk, png, { key, type: 'application/octet-stream' });
  expect(first.body).toEqual({
    sha256: hashOf(png),
    mediaType: 'image/png',
    size: png.length,
    keptAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  const again = await put(market.desk, png, { key, type: 'application/pdf' });
  expect(again).toMatchObject({ status: 200, body: first.body });
  expect((await put(market.desk, jpeg, { key, type: 'image/jpeg' })).body).toMatchObject({ mediaType: 'image/jpeg' });
});

test('it is saved and not shown, under a name of ours, and no browser takes it for anything else', async () => {
  await put(market.desk, png, { key });
  const { statusCode, headers, rawPayload } = await market.desk.app.inject({
    method: 'GET',
    url: `/api/evidence/${hashOf(png)}`,
    headers: { authorization: `Bearer ${key}` },
  });
  expect(statusCode).toBe(200);
  expect(rawPayload.equals(png)).toBe(true);
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': `attachment; filename="${hashOf(png)}.png"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'private, no-store',
  });
});

describe('given a file that two organisations keep', () => {
  const both = pdf('a licence both were shown');
  beforeAll(async () => {
    await kept(market, COOP, both);
  });

  test('the second learns nothing of the first, before or after it puts it there itself', async () => {
    const other = market.keys[OTHER_COOP];
    const unknown = await get(hashOf(pdf('nobody has this')), other);
    const theirs = await get(hashOf(both), other);
    expect(theirs.status).toBe(404);
    expect(theirs.text).toBe(unknown.text.replace(hashOf(pdf('nobody has this')), hashOf(both)));
    expect(await listed(other)).toEqual([]);
    const [own, fresh] = [
      await put(market.desk, both, { key: other }),
      await put(market.desk, pdf('c'), { key: other }),
    ];
    expect([own.status, Object.keys(own.body)]).toEqual([fresh.status, Object.keys(fresh.body)]);
    expect((await get(hashOf(both), other)).status).toBe(200);
  });

  test('neither finds its words in the database, and one’s row opens nothing in the other’s place', async () => {
    const sealed = await market.desk.database.ownerQuery<{ sealed: Buffer; org: string }>(
      'SELECT org, sealed FROM evidence_file WHERE sha256 = $1 ORDER BY org',
      [Buffer.from(hashOf(both), 'hex')],
    );
    expect(sealed.map(({ org }) => org)).toEqual([COOP, OTHER_COOP]);
    for (const one of sealed) expect(one.sealed.includes('licence')).toBe(false);
    await market.desk.database.ownerQuery(`UPDATE evidence_file SET sealed = $1 WHERE org = $2 AND sha256 = $3`, [
      sealed[1]?.sealed,
      COOP,
      Buffer.from(hashOf(both), 'hex'),
    ]);
    expect((await get(hashOf(both))).status).toBe(500);
    await market.desk.database.ownerQuery(`UPDATE evidence_file SET sealed = $1 WHERE org = $2 AND sha256 = $3`, [
      sealed[0]?.sealed,
      COOP,
      Buffer.from(hashOf(both), 'hex'),
    ]);
  });
});

describe('a paper and the file shown for it', () => {
  const licence = pdf('licence R-7');
  test('it names no file that is not kept, nor one that only somebody else keeps', async () => {
    const manager = (await market.desk.keys.create(COOP, 'manager', 'm')).secret;
    await kept(market, OTHER_COOP, licence);
    const refused = await market.desk.post('/api/credentials', { key: manager, body: paper(hashOf(licence), 'R-7') });
    expect(refused).toMatchObject({ status: 409, body: { code: 'file-not-held', at: 'evidence' } });
    await kept(market, COOP, licence);
    const said = await market.desk.post('/api/credentials', { key: manager, body: paper(hashOf(licence), 'R-7') });
    expect(said.status).toBe(201);
    const shown = { sha256: hashOf(licence), mediaType: 'application/pdf', size: licence.length };
    expect(await evidenceOf('R-7', key)).toEqual([{ ...shown, held: true }]);
  });

  test('one that its holder signed without it says that the file is not held, until it is', async () => {
    const coop = await new Signatory(market, COOP, wallet(5)).introduce();
    const shown = { sha256: hashOf(pdf('later')), mediaType: 'application/pdf', size: pdf('later').length };
    const { evidence: _, act: __, ...data } = paper('', 'R-8');
    const { answer } = await coop.say('credential.granted', { ...data, until: '2027-01-01', evidence: shown });
    expect(answer).toMatchObject({ status: 201 });
    expect(await evidenceOf('R-8', key)).toEqual([{ ...shown, held: false }]);
    await kept(market, COOP, pdf('later'));
    expect(await evidenceOf('R-8', key)).toEqual([{ ...shown, held: true }]);
    expect(await evidenceOf('R-8', market.keys[OTHER_COOP])).toEqual([{ ...shown, held: false }]);
  });
});

test('whoever runs the server may take less', async () => {
  const desk = await openDesk({}, { fileBytes: 1_048_576 });
  const sent = async (size: number) => (await put(desk, Buffer.alloc(size, pdf('')), { key: 'nobody' })).status;
  // The key is looked at only once the whole of it is there.
  expect([await sent(1_048_577), await sent(1_048_576)]).toEqual([413, 401]);
  await desk.close();
});

describe('given a photograph of a member', () => {
  const photo = Buffer.concat([jpeg, Buffer.from('ana at the scale')]);
  const shared = Buffer.concat([jpeg, Buffer.from('the scale')]);

  test('it goes with the member, whatever it was kept for before; what is not theirs stays', async () => {
    await kept(market, COOP, photo);
    await kept(market, COOP, photo, '?member=ana');
    await kept(market, COOP, photo);
    await kept(market, OTHER_COOP, photo);
    await kept(market, COOP, shared);
    const asked = await market.desk.post('/api/erasures', {
      key,
      body: { basis: 'consent-withdrawn', member: 'ana' },
    });
    expect((await get(hashOf(photo))).status).toBe(200);
    const done = await market.desk.post(`/api/erasures/${String(asked.body['id'])}/approval`, {
      key: market.operator,
    });
    expect(done.status).toBe(201);
    expect((await get(hashOf(photo))).status).toBe(404);
    expect(await listed(key)).not.toContain(hashOf(photo));
    expect(await listed(key)).toContain(hashOf(shared));
    expect((await get(hashOf(photo), market.keys[OTHER_COOP])).status).toBe(200);
    expect((await put(market.desk, photo, { key, query: '?member=ana' })).status).toBe(404);
  });
});
