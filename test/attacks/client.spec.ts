/** Attacks at the door: by who carries statements to it, holds a device, or sends whatever it likes. */
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { commitment, sidOf, statementBytes } from '../../src/core/log/entry.js';
import { toHex, toBase64, utf8 } from '../../src/core/bytes.js';
import { formatCanonical } from '../../src/core/log/canonical-json.js';
import { parseNote } from '../../src/core/log/notes/note.js';
import { History } from '../../src/ledger/history.js';
import { fsck } from '../../src/ledger/fsck.js';
import { asSuperuser } from '../ledger/attack.js';
import { COOP, lotPath, openMarket, type Market } from '../lots/market.js';
import { delivery, rewritten, sealed, Signatory, statementIn, wallet } from '../lots/wallet.js';

let market: Market;
let coop: Signatory;
beforeAll(async () => {
  market = await openMarket();
  coop = await new Signatory(market, COOP, wallet(1)).introduce();
});
afterAll(() => market.desk.close());

const entries = async (): Promise<number> => {
  const [row] = await market.desk.database.ownerQuery<{ size: string }>('SELECT size FROM log_state');
  return Number(row?.size);
};
let codes = 0;
const prepared = () => coop.prepare(...delivery(`A-${(codes += 1)}`, 700));

test('A11 a device’s clock lies: the gold comes in with a flag, and the flag is shown with the act', async () => {
  const phone = wallet(40);
  await coop.delegate(phone, { name: 'river' });
  const note = parseCheckpoint(parseNote(await market.desk.ledger.checkpoint())?.text ?? '');
  const checkpoint = { size: note?.size ?? 0, root: toBase64(note?.root ?? new Uint8Array()) };
  const { payload, disclosures } = await prepared();
  const said = statementIn({ payload });
  const device = { seq: 0, prev: null, checkpoint };
  const lying = { ...said, at: '2026-01-01T00:00:00.000Z', data: { ...said.data, device } };
  const bytes = statementBytes(lying);
  const answer = await coop.send(sealed(toBase64(bytes), [phone], disclosures));
  expect(answer).toMatchObject({ status: 201, body: { flags: ['late', 'outside-interval'] } });
  const shown = await market.get(COOP, `/statements/${toHex(sidOf(bytes))}`);
  expect(shown.body).toMatchObject({ device: { flags: ['late', 'outside-interval'] } });
});

describe('A13 replay', () => {
  test('here: answered as the first time, and nothing is recorded', async () => {
    const { payload, disclosures } = await prepared();
    const envelope = sealed(payload, [coop.own], disclosures);
    const first = await coop.send(envelope);
    const size = await entries();
    expect(await coop.send(envelope)).toMatchObject({ status: 200, body: { idx: first.body['idx'] } });
    expect(await entries()).toBe(size);
  });

  test('in another ledger: refused, for it names its log', async () => {
    const { payload, disclosures } = await prepared();
    const elsewhere = rewritten({ payload }, (said) => ({ ...said, log: 'other.example/log' }));
    const answer = await coop.send(sealed(elsewhere, [coop.own], disclosures));
    expect(answer).toMatchObject({ status: 400, body: { code: 'other-log' } });
  });
});

test('A14 one idempotency key for two bodies: the second is refused', async () => {
  const [one, two] = [await prepared(), await prepared()];
  expect(await coop.send(sealed(one.payload, [coop.own], one.disclosures), 'same')).toMatchObject({ status: 201 });
  const again = await coop.send(sealed(two.payload, [coop.own], two.disclosures), 'same');
  expect(again).toMatchObject({ status: 409, body: { code: 'key-reused' } });
});

test('A20 the operator drops a submission: no receipt, and the same bytes come in by another way, once', async () => {
  const { payload, disclosures, sid } = await prepared();
  const envelope = sealed(payload, [coop.own], disclosures);
  // The operator took it and threw it away: nobody was answered, and the client still holds it.
  expect(await market.get(COOP, `/statements/${sid}`)).toMatchObject({ status: 404 });
  expect(await coop.send(envelope)).toMatchObject({ status: 201, body: { sid } });
  await market.desk.ledger.checkpoint();
  expect(await market.get(COOP, `/statements/${sid}`)).toMatchObject({ status: 200 });
  // Who was answered 201 holds index and leaf: what is dropped after that is missed by the ledger itself.
  const { answer } = await coop.say(...delivery(`A-${(codes += 1)}`, 300));
  expect(answer.body).toMatchObject({ idx: expect.any(Number), leaf: expect.stringMatching(/^[\w-]{43}$/) });
});

test('A23 another spelling of the same words: refused, whatever a parser would make of it', async () => {
  const { payload, disclosures } = await prepared();
  const text = formatCanonical(statementIn({ payload }) as never);
  const size = await entries();
  for (const other of [
    ` ${text}`,
    text.replace('"grossMg":700', '"grossMg":700.0'),
    text.replace('"grossMg":700', '"grossMg":7e2'),
    text.replace('"v":1', '"v":1,"v":1'),
    text.replace('alluvial', 'alluvi\\u0061l'),
    `\uFEFF${text}`,
    `${text}\n`,
  ]) {
    expect(other).not.toBe(text);
    const answer = await coop.send(sealed(toBase64(utf8(other)), [coop.own], disclosures));
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
  }
  expect(await entries()).toBe(size);
});

test('A26 evidence made to vanish in the name of privacy: fsck misses the value, for no entry says it was erased', async () => {
  await market.deliver('P-1', 900);
  const { dataSource } = market.desk.database;
  const [lot] = await market.desk.database.ownerQuery<{ idx: string }>(
    `SELECT idx FROM statement WHERE type = 'lot.registered' ORDER BY idx DESC LIMIT 1`,
  );
  const idx = Number(lot?.idx);
  await asSuperuser(
    market.desk.database,
    `DELETE FROM private_value v USING statement s WHERE v.sid = s.sid AND s.idx = ${idx}`,
  );
  const { vault } = market.desk.ledger;
  const { faults } = await fsck({ dataSource, signerDir: market.desk.signerDir, vault });
  expect(faults[0]?.idx).toBe(idx);
  expect(faults[0]?.what).toMatch(/its private value .* is gone, and no entry says that it was erased/);
});

test('A27 try every telephone number: without the salt none of them is in the statement', async () => {
  const { payload, disclosures } = await coop.prepare(
    ...(delivery(`A-${(codes += 1)}`, 400).slice(0, 2) as [string, object]),
    [
      { name: 'member', value: 'ana' },
      { name: 'phone', value: '3001234567' },
    ].slice(0, 1),
  );
  const { sd = [] } = statementIn({ payload });
  const [{ salt, name, value } = { salt: '', name: '', value: '' }] = disclosures;
  expect(sd).toContain(commitment(salt, name, value as string)); // who holds the salt can show it
  expect(Buffer.from(salt, 'base64url')).toHaveLength(32);
  const guesses = ['', 'A'.repeat(43), ...disclosures.slice(1).map((other) => other.salt)];
  for (let n = 0; n < 20_000; n++) {
    for (const guess of guesses) {
      if (sd.includes(commitment(guess, 'member', `30012${String(n).padStart(5, '0')}`))) throw new Error('guessed');
    }
  }
  for (const word of ['ana', 'rosa']) expect(sd).not.toContain(commitment('', 'member', word));
  const again = await coop.prepare(...delivery(`A-${(codes += 1)}`, 400));
  expect(statementIn(again).sd?.some((digest) => sd.includes(digest))).toBe(false); // the same person, another salt
});

describe('A28 downgrade', () => {
  test.each([
    ['an older version', (said: object) => ({ ...said, v: 0 })],
    ['a later version', (said: object) => ({ ...said, v: 2 })],
    ['no version', ({ v: _v, ...said }: { v?: number }) => said],
    ['an unknown type', (said: object) => ({ ...said, type: 'lot.transmuted' })],
  ])('%s is refused, not guessed', async (_, change) => {
    const { payload, disclosures } = await prepared();
    const bytes = utf8(formatCanonical(change(statementIn({ payload })) as never));
    const size = await entries();
    const answer = await coop.send(sealed(toBase64(bytes), [coop.own], disclosures));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await entries()).toBe(size);
  });

  test('an algorithm beside it, or none', async () => {
    const { payload, disclosures } = await prepared();
    const good = sealed(payload, [coop.own], disclosures);
    for (const signatures of [[], [{ ...good.signatures[0], alg: 'none' }], [{ ...good.signatures[0], sig: '' }]]) {
      const answer = await coop.send({ ...good, signatures });
      expect([400, 422]).toContain(answer.status);
    }
  });
});

test('nothing of all this is in the history that the cooperative reads', async () => {
  await market.desk.ledger.checkpoint();
  for await (const { statement } of new History(market.desk.database.dataSource).all()) {
    expect(statement).toMatchObject({ v: 1, log: market.desk.ledger.origin });
  }
  expect(await market.get(COOP, lotPath('A-1', 'history'))).toMatchObject({ status: 200 });
});
