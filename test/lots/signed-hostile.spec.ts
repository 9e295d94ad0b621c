/** Attacks on the door for signed acts: every one refused by name and place, with nothing recorded. */
import { toBase64, utf8 } from '../../src/core/bytes.js';
import { formatCanonical } from '../../src/core/log/canonical-json.js';
import { COOP, EXPORTER, openMarket, type Market } from './market.js';
import { delivery, ON, rewritten, sealed, Signatory, statementIn, wallet, type Prepared } from './wallet.js';

let market: Market;
let coop: Signatory;
let exporter: Signatory;

beforeAll(async () => {
  market = await openMarket();
  coop = await new Signatory(market, COOP, wallet(1)).introduce();
  exporter = await new Signatory(market, EXPORTER, wallet(2)).introduce();
});
afterAll(() => market.desk.close());

let prepared: Prepared;

const refused = async (envelope: object, status: number, code: string, at: string): Promise<void> => {
  const { size } = (await market.desk.database.ownerQuery<{ size: string }>('SELECT size FROM log_state'))[0] ?? {};
  expect(await coop.send(envelope)).toMatchObject({ status, body: { code, at } });
  expect(await market.desk.database.ownerQuery('SELECT size FROM log_state')).toEqual([{ size }]);
};
const good = (payload = prepared.payload, disclosures: readonly object[] = prepared.disclosures) =>
  sealed(payload, [coop.own], disclosures);

describe('what is not as it should be', () => {
  beforeAll(async () => {
    prepared = await coop.prepare(...delivery('N-1', 1_000));
  });

  test('A13: a statement made for another log is refused', async () => {
    await refused(
      good(rewritten(prepared, (said) => ({ ...said, log: 'other.example/log' }))),
      400,
      'other-log',
      'payload.log',
    );
  });

  test('A23: another spelling of the same words is refused', async () => {
    const said = statementIn(prepared);
    const spaced = toBase64(utf8(JSON.stringify(said, null, 1)));
    const doubled = toBase64(
      utf8(formatCanonical(said as never).replace('{"at":', '{"at":"2020-01-01T00:00:00.000Z","at":')),
    );
    const escaped = toBase64(utf8(formatCanonical(said as never).replace('PLAYA', '\\u0050LAYA')));
    const exponent = toBase64(utf8(formatCanonical(said as never).replace('"grossMg":1000', '"grossMg":1e3')));
    for (const payload of [spaced, doubled, escaped, exponent]) {
      expect(payload).not.toBe(prepared.payload);
      await refused(good(payload), 400, 'malformed', 'payload');
    }
    await refused(
      { ...good(), payload: `${prepared.payload.slice(0, 40)}\n${prepared.payload.slice(40)}` },
      400,
      'malformed',
      'payload',
    );
  });

  test('A28: another version, another payload type, another algorithm are refused', async () => {
    const later = toBase64(utf8(formatCanonical({ ...statementIn(prepared), v: 2 } as never)));
    await refused(good(later), 400, 'malformed', 'payload');
    await refused({ ...good(), payloadType: 'application/json' }, 400, 'malformed', 'payloadType');
    const [signature] = good().signatures;
    await refused({ ...good(), signatures: [{ ...signature, alg: 'none' }] }, 400, 'malformed', 'signatures[0]');
  });

  test('nobody attests for the platform, or in the name of a book', async () => {
    await refused(
      good(rewritten(prepared, (said) => ({ ...said, attested: 'platform' }))),
      400,
      'malformed',
      'payload.attested',
    );
    const book = { file: 'b.csv', sha256: '0'.repeat(64), line: 2, key: 'E-1' };
    await refused(
      good(rewritten(prepared, (said) => ({ ...said, attested: 'book', book }))),
      400,
      'malformed',
      'payload.attested',
    );
  });

  test('A9: a signature by nobody’s key, by another’s, or over other bytes is refused', async () => {
    await refused(sealed(prepared.payload, [wallet(99)], prepared.disclosures), 404, 'unknown-key', 'signatures');
    await refused(sealed(prepared.payload, [exporter.own], prepared.disclosures), 404, 'unknown-key', 'signatures');
    const other = rewritten(prepared, (said) => ({ ...said, org: EXPORTER }));
    await refused({ ...good(other), signatures: good().signatures }, 422, 'bad-signature', 'signatures');
    await refused({ ...good(), signatures: [] }, 400, 'malformed', 'signatures');
    const [signature] = good().signatures;
    await refused({ ...good(), signatures: [signature, signature] }, 400, 'malformed', 'signatures');
  });

  test('private values that nobody was committed to, or twice, are refused', async () => {
    const [first, ...rest] = prepared.disclosures;
    await refused(good(undefined, [{ ...first, value: 'rosa' }, ...rest]), 400, 'malformed', 'disclosures[0]');
    await refused(good(undefined, [...prepared.disclosures, first as object]), 400, 'malformed', 'disclosures[3]');
  });

  test('private values the rules need are not kept back', async () => {
    const without = prepared.disclosures.filter(({ name }) => name !== 'member');
    await refused(good(undefined, without), 409, 'act-differs', 'disclosures.counted');
  });

  test('a claim that no paper gives is refused, and so is a milligram', async () => {
    const claims = [{ scheme: 'fairmined', party: COOP, credential: 'FM-9', standing: 'valid' }];
    const claimed = rewritten(prepared, (said) => ({ ...said, data: { ...said.data, claims } }));
    await refused(good(claimed), 409, 'act-differs', 'data.claims[0].credential');
    const opening = rewritten(prepared, (said) => ({ ...said, data: { ...said.data, origin: 'opening' } }));
    await refused(good(opening), 400, 'malformed', 'data.origin');
  });

  test('acts that only the platform says are not signable, and it is said which are', async () => {
    const held = rewritten(prepared, (said) => ({ ...said, type: 'document.issued', lots: [], seen: [] }));
    await refused(good(held), 422, 'not-signable', 'type');
  });

  test('of another organisation’s lot nothing is told, not even that it is there', async () => {
    await market.deliver('X-1', 800);
    const { id } = await market.lot(COOP, 'X-1');
    const strange = '5b1e2c3d-0000-4000-8000-0000000000ff';
    for (const lot of [id, strange]) {
      const data = { on: ON, lot, to: COOP, sentMg: 800 };
      expect(await exporter.ask('prepare', { type: 'custody.dispatched', data })).toMatchObject({
        status: 404,
        body: { code: 'unknown-lot', at: 'lot' },
      });
    }
    const { payload } = await coop.prepare('custody.dispatched', { on: ON, lot: id, to: EXPORTER, sentMg: 800 });
    const theirs = rewritten({ payload }, (said) => ({
      ...said,
      org: EXPORTER,
      data: { ...said.data, from: EXPORTER },
    }));
    await refused(sealed(theirs, [exporter.own]), 404, 'unknown-lot', 'lot');
  });

  test.each([
    ['no object', '[]', 'body'],
    ['nothing', '{}', 'payloadType'],
    ['a strange member', JSON.stringify({ extra: 1 }), 'extra'],
    [
      'a payload that is no text',
      JSON.stringify({ payloadType: 'application/vnd.veta.statement.v1+json', payload: 7 }),
      'payload',
    ],
  ])('%s is refused with the place', async (_, body, at) => {
    const answer = await market.desk.post('/api/statements', { body, once: '' });
    expect(answer).toMatchObject({ status: 400, body: { at } });
  });

  test('whoever prepares for signing must act for an organisation, and says what is missing', async () => {
    const body = { type: 'lot.split', data: { on: ON } };
    expect(await market.desk.post('/api/statements/prepare', { body })).toMatchObject({ status: 401 });
    expect(await market.desk.post('/api/statements/prepare', { key: market.operator, body })).toMatchObject({
      status: 403,
    });
    expect(await coop.ask('prepare', body)).toMatchObject({
      status: 400,
      body: { code: 'missing', at: 'data.outputs' },
    });
    expect(await coop.ask('prepare', { type: 'lot.split' })).toMatchObject({
      status: 400,
      body: { code: 'missing', at: 'data' },
    });
  });
});
