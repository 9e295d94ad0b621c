import type { PastAct } from '../../src/lots/amendments/lot.history.js';
import type { LotView } from '../../src/lots/lot.view.js';
import { COOP, DAY, EXPORTER, lotPath, must, openMarket, OTHER_COOP, type Market, type Org } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.desk.close());

/** Registers a delivery of 24.00 g, and gives the number of that act. */
async function registered(code: string): Promise<string> {
  const { entries } = await market.deliver(code, 24_000);
  return entries[0]?.sid ?? '';
}

async function said(by: Org, sid: string, act: string, body: object): Promise<unknown[]> {
  const answer = await market.post(by, `/statements/${sid}/${act}`, body);
  return answer.status < 300 ? [answer.status] : [answer.status, answer.body['code'], answer.body['at']];
}

async function historyOf(by: Org, code: string, query = ''): Promise<readonly PastAct[]> {
  const { body } = await must(market.get(by, `${lotPath(code, 'history')}${query}`));
  return body['items'] as unknown as PastAct[];
}

const partOf = (grossMg: number) => ({ outputs: [{ code: `P-${grossMg}`, grossMg }] });
const typo = (fields: object) => ({ fields, reason: 'typing-error' });

test('a weight typed with a nought too many is corrected in plain sight', async () => {
  const sid = await registered('E-1');
  const fineness = { ppm: 935_000, method: 'touchstone' };
  const told = await market.did(
    COOP,
    `/statements/${sid}/correction`,
    typo({ grossMg: 2_400, fineness, form: 'nugget' }),
  );
  expect(told).toMatchObject({ id: sid, held: [], entries: [{}] });

  const lot = await market.lot(COOP, 'E-1');
  expect(lot).toMatchObject({ grossMg: 2_400, fineness: { ppm: 935_000 }, form: 'nugget', fineNg: '2244000000' });
  expect(lot.corrected).toEqual([
    { of: sid, day: DAY, reason: 'typing-error', members: ['fineness', 'form', 'grossMg'] },
  ]);
  expect(await market.codes(COOP, 'form=nugget')).toEqual(['E-1']);

  const [registration, correction] = await historyOf(COOP, 'E-1');
  expect(registration).toMatchObject({
    sid,
    type: 'lot.registered',
    on: { date: DAY },
    attested: { by: 'platform' },
    data: { grossMg: 24_000, form: 'alluvial' },
    effective: { grossMg: 2_400, form: 'nugget', fineness: { ppm: 935_000 }, code: 'E-1' },
    amendedBy: [{ type: 'statement.corrected', org: COOP, reason: 'typing-error' }],
  });
  expect(correction).toMatchObject({ type: 'statement.corrected', data: { of: sid }, amendedBy: [] });
  expect(correction).not.toHaveProperty('effective');
  // What was corrected can be used, and no more of it than is there.
  expect(await market.post(COOP, lotPath('E-1', 'split'), partOf(2_401))).toMatchObject({
    body: { code: 'overspent' },
  });
  await market.did(COOP, lotPath('E-1', 'split'), partOf(2_400));
});

test('a correction upwards is held, with a sentence, and one too late is refused', async () => {
  const sid = await registered('E-2');
  const { held } = await market.did(COOP, `/statements/${sid}/correction`, typo({ grossMg: 240_000 }));
  expect(held).toMatchObject([{ rule: 'P5', code: 'corrected-upwards' }]);
  expect(held[0]?.sentence).toMatch(/counted in the person’s month/);

  const used = await registered('E-3');
  await market.did(COOP, lotPath('E-3', 'dispatch'), { to: EXPORTER, sentMg: 24_000, seal: 'S-3' });
  expect(await said(COOP, used, 'correction', typo({ grossMg: 2_400 }))).toEqual([409, 'correction-too-late', 'of']);
  const [, dispatch] = await historyOf(COOP, 'E-3');
  expect(await said(COOP, dispatch?.sid ?? '', 'correction', typo({ seal: 'S-4' }))).toEqual([201]);
  const [, corrected] = await historyOf(EXPORTER, 'E-3');
  expect(corrected).toMatchObject({ data: { seal: 'S-3' }, effective: { seal: 'S-4' } });
  expect(await market.lot(COOP, 'E-3')).toMatchObject({ grossMg: 24_000, transit: { to: EXPORTER } });
});

test('an act is corrected by its author, and known to those it concerns', async () => {
  const sid = await registered('E-5');
  expect(await said(OTHER_COOP, sid, 'correction', typo({ grossMg: 1 }))).toEqual([404, 'unknown-act', 'of']);
  expect(await said(OTHER_COOP, 'ab'.repeat(32), 'dispute', { reason: 'mass' })).toEqual([404, 'unknown-act', 'of']);
  expect(await said(COOP, "x'; DROP TABLE lot", 'dispute', { reason: 'mass' })).toEqual([404, 'unknown-act', 'of']);
  expect(await said(COOP, sid, 'correction', typo({ custodian: 'thief' }))).toEqual([
    400,
    'unknown-field',
    'fields.custodian',
  ]);
  expect(await said(COOP, sid, 'correction', typo({ seal: 'S-1' }))).toEqual([422, 'not-correctable', 'seal']);
  expect(await said(COOP, sid, 'correction', typo({}))).toEqual([400, 'missing', 'fields']);
  expect(await said(COOP, sid, 'correction', { fields: { grossMg: 1 }, reason: 'Ana' })).toEqual([
    400,
    'malformed',
    'reason',
  ]);
  expect(await said(COOP, sid, 'correction', { ...typo({ grossMg: 1 }), on: '2026-03-09' })).toEqual([
    422,
    'chronology',
    'on',
  ]);
  // A void takes two who sign; nobody does it at the desk.
  expect(await market.post(COOP, `/statements/${sid}/void`, { reason: 'other' })).toMatchObject({ status: 404 });
});

test('a dispute is seen by every party until its author takes it back', async () => {
  const sid = await registered('E-6');
  await market.did(COOP, lotPath('E-6', 'dispatch'), { to: EXPORTER, sentMg: 24_000 });
  const body = { reason: 'mass', note: 'En nuestra balanza pesa menos' };
  const { entries } = await market.did(EXPORTER, `/statements/${sid}/dispute`, body);
  const dispute = entries[0]?.sid ?? '';
  expect(await said(EXPORTER, sid, 'dispute', body)).toEqual([409, 'disputed-already', 'of']);
  const open = [{ sid: dispute, of: sid, org: EXPORTER, day: DAY, reason: 'mass' }];
  expect((await market.lot(COOP, 'E-6')).disputes).toEqual(open);
  // It stops nothing.
  await market.did(EXPORTER, lotPath('E-6', 'receive'), { receivedMg: 24_000, sealIntact: true });
  expect((await historyOf(EXPORTER, 'E-6')).map(({ type }) => type)).toEqual([
    'lot.registered',
    'custody.dispatched',
    'statement.disputed',
    'custody.received',
    // That its certificate does not count with a buyer who has none (P13).
    'question.raised',
  ]);
  expect(JSON.stringify(await historyOf(EXPORTER, 'E-6'))).not.toContain('balanza');

  expect(await said(COOP, dispute, 'withdrawal', { reason: 'settled' })).toEqual([403, 'not-your-act', 'of']);
  await market.did(EXPORTER, `/statements/${dispute}/withdrawal`, { reason: 'settled' });
  expect(await market.lot(COOP, 'E-6')).not.toHaveProperty('disputes');
  const [registration] = await historyOf(COOP, 'E-6');
  expect(registration?.amendedBy).toMatchObject([{ sid: dispute, type: 'statement.disputed', withdrawn: true }]);
  expect(await said(EXPORTER, dispute, 'withdrawal', { reason: 'settled' })).toEqual([409, 'not-disputed', 'of']);
});

test('the public is told that there is a correction or a dispute, and no more', async () => {
  const sid = await registered('E-7');
  await market.did(COOP, `/statements/${sid}/correction`, typo({ grossMg: 2_400 }));
  await market.did(COOP, `/statements/${sid}/dispute`, { reason: 'origin' });
  await market.did(COOP, lotPath('E-7', 'release'));
  const { publicCode } = await market.lot(COOP, 'E-7');
  const { body } = await must(market.get(undefined, lotPath(publicCode ?? '')));
  expect(body as unknown as LotView).toMatchObject({ grossMg: 2_400, corrections: 1, disputes: 1 });
  expect(JSON.stringify(body)).not.toMatch(/coop|typing-error|origin/);
  // The history is for its parties.
  expect(await market.get(undefined, lotPath(publicCode ?? '', 'history'))).toMatchObject({ status: 401 });
  expect(await market.get(OTHER_COOP, lotPath(publicCode ?? '', 'history'))).toMatchObject({ status: 404 });
  expect(await market.get(OTHER_COOP, lotPath('E-7', 'history'))).toMatchObject({ status: 404 });
});

test('a history is read in pages, and asked twice an amendment is made once', async () => {
  const sid = await registered('E-8');
  const once = { once: 'correct-E-8' };
  const first = await market.did(COOP, `/statements/${sid}/correction`, typo({ grossMg: 23_000 }), once);
  const again = await market.did(COOP, `/statements/${sid}/correction`, typo({ grossMg: 23_000 }), once);
  expect(again).toEqual(first);
  const page = await must(market.get(COOP, lotPath('E-8', 'history?limit=1').replace('%3F', '?')));
  expect(page.body).toMatchObject({ items: [{ type: 'lot.registered', amendedBy: [{}] }] });
  const rest = await historyOf(COOP, 'E-8', `?after=${String(page.body['next'])}`);
  expect(rest.map(({ type }) => type)).toEqual(['statement.corrected']);
});

test('of two corrections at once the lot has the later one, and of a correction and a melt at most one moved the gold', async () => {
  const sid = await registered('E-9');
  const [melt, ...corrections] = await Promise.all([
    market.post(COOP, '/melts', {
      inputs: [{ lot: 'E-9', grossMg: 24_000 }],
      output: { code: 'B-9', form: 'dore', grossMg: 23_000 },
      cause: 'moisture',
    }),
    ...[23_500, 23_600].map((grossMg) => market.post(COOP, `/statements/${sid}/correction`, typo({ grossMg }))),
  ]);
  const { grossMg } = await market.lot(COOP, 'E-9');
  if (melt?.status === 201) expect(grossMg).toBe(0);
  else {
    expect(corrections.map(({ status }) => status)).toContain(201);
    expect([23_500, 23_600]).toContain(grossMg);
  }
});
