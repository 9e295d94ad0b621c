/** Organisations sign their own acts: taken in to the byte, refused by name, and never anything the rules would not say. */
import { toBase64 } from '../../src/core/bytes.js';
import { COOP, EXPORTER, openMarket, OTHER_COOP, type Market } from './market.js';
import { delivery, ON, rewritten, sealed, Signatory, statementIn, wallet } from './wallet.js';

let market: Market;
let coop: Signatory;
let exporter: Signatory;

beforeAll(async () => {
  market = await openMarket();
  coop = await new Signatory(market, COOP, wallet(1)).introduce();
  exporter = await new Signatory(market, EXPORTER, wallet(2)).introduce();
});
afterAll(() => market.desk.close());

/** A lot of the cooperative, signed for by itself. */
async function delivered(code: string, grossMg = 5_000): Promise<string> {
  const { answer, prepared } = await coop.say(...delivery(code, grossMg));
  expect(answer).toMatchObject({ status: 201 });
  return statementIn(prepared).lots[0] as string;
}

const prepared = async (code: string) => {
  const one = await coop.prepare(...delivery(code, 700));
  return { envelope: sealed(one.payload, [coop.own], one.disclosures) };
};

describe('an act signed by its author', () => {
  test('is recorded to the byte, does what the desk would have done, and is shown with its proof', async () => {
    const { answer, prepared, envelope } = await coop.say(...delivery('S-1', 5_000));
    expect(answer).toMatchObject({ status: 201, body: { sid: prepared.sid, held: [], flags: [] } });
    expect(await market.lot(COOP, 'S-1')).toMatchObject({ grossMg: 5_000, fineness: { ppm: 940_000 } });
    await market.desk.ledger.checkpoint();
    const shown = await market.get(COOP, `/statements/${prepared.sid}`);
    expect(shown.body).toMatchObject({
      attested: 'signed',
      payload: prepared.payload,
      signatures: envelope.signatures,
      signers: [{ kid: coop.own.kid, organisation: COOP, holder: 'organisation', custody: 'own' }],
      idx: answer.body['idx'],
      proof: { size: expect.any(Number) },
    });
    expect(await market.get(EXPORTER, `/statements/${prepared.sid}`)).toMatchObject({ status: 404 });
    expect(await market.get(COOP, `/statements/${'0'.repeat(64)}`)).toMatchObject({ status: 404 });
  });

  test('whose papers do not fit is weighed and held, as at the desk', async () => {
    const [type, data] = delivery('S-2', 3_000);
    const { answer } = await coop.say(type, data, [{ name: 'member', value: 'rosa' }]);
    expect(answer).toMatchObject({ status: 201, body: { held: [{ rule: 'P4', code: 'registration-lapsed' }] } });
    expect(answer.body['entries']).toHaveLength(2);
    expect(await market.lot(COOP, 'S-2')).toMatchObject({ holds: [{ rule: 'P4' }] });
  });

  test('goes all the way: assayed, split, sent, received, sold, opened to the public', async () => {
    const lot = await delivered('W-1', 10_000);
    const fineness = { ppm: 945_000, method: 'xrf' };
    const part = { lot: '5b1e2c3d-0000-4000-8000-00000000000a', code: 'W-2', grossMg: 4_000 };
    for (const [type, data] of [
      ['lot.assayed', { on: ON, lot, laboratory: 'lab', fineness, sampleMg: 20 }],
      ['lot.split', { on: ON, inputs: [{ lot }], outputs: [part] }],
      ['custody.dispatched', { on: ON, lot: part.lot, to: EXPORTER, sentMg: 4_000 }],
    ] as const) {
      expect((await coop.say(type, data)).answer).toMatchObject({ status: 201 });
    }
    const receipt = { on: ON, lot: part.lot, receivedMg: 4_000, sealIntact: true };
    expect((await exporter.say('custody.received', receipt)).answer).toMatchObject({ status: 201 });
    const sale = { on: ON, lot: part.lot, to: EXPORTER, basis: 'sale', document: 'F-1' };
    expect((await coop.say('title.transferred', sale)).answer).toMatchObject({ status: 201 });
    expect((await exporter.say('access.granted', { lot: part.lot })).answer).toMatchObject({ status: 201 });
    expect(await market.lot(EXPORTER, 'W-2')).toMatchObject({ grossMg: 4_000, custodian: EXPORTER, owner: EXPORTER });
    expect(await market.lot(COOP, 'W-1')).toMatchObject({ grossMg: 5_980 });
  });

  test('opens its records to an auditor until a day, and closes them before it', async () => {
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const grant = { organisation: COOP, audience: `organisation:${EXPORTER}`, until, reason: 'Audit 2026' };
    const { answer } = await coop.say('access.granted', grant);
    expect(answer).toMatchObject({ status: 201 });
    const end = { organisation: COOP, of: answer.body['sid'], reason: 'it is over' };
    const refused = { status: 404, body: { code: 'not-found' } };
    const others = { type: 'access.ended', data: { ...end, organisation: EXPORTER } };
    expect(await exporter.ask('prepare', others)).toMatchObject(refused);
    expect((await coop.say('access.ended', end)).answer).toMatchObject({ status: 201 });
    expect(await coop.ask('prepare', { type: 'access.ended', data: end })).toMatchObject(refused);
  });

  test('is melted into a bar with what the desk registered', async () => {
    const own = await delivered('M-1', 2_000);
    await market.deliver('M-2', 3_000);
    const { id } = await market.lot(COOP, 'M-2');
    const inputs = [own, id].map((lot, i) => ({ lot, grossMg: [2_000, 3_000][i] }));
    const data = { on: ON, process: 'melt', inputs, outputs: [{ code: 'BAR-1', form: 'dore', grossMg: 4_900 }] };
    const { answer } = await coop.say('lots.transformed', { ...data, losses: [{ cause: 'moisture' }] });
    expect(answer).toMatchObject({ status: 201, body: { held: [] } });
    expect(await market.lot(COOP, 'BAR-1')).toMatchObject({ grossMg: 4_900 });
  });
});

describe('once is once', () => {
  test('A13, A14: the same statement again is answered as the first time, under any key and from anybody', async () => {
    const { envelope, answer } = await coop.say(...delivery('O-1', 700));
    for (const key of ['', 'first-key', 'second-key']) {
      const again = await coop.send(envelope, key);
      expect(again).toMatchObject({ status: 200, body: { idx: answer.body['idx'], leaf: answer.body['leaf'] } });
    }
    const { envelope: other } = await prepared('O-2');
    expect(await coop.send(other, 'third-key')).toMatchObject({ status: 201 });
    const { envelope: third } = await prepared('O-3');
    expect(await coop.send(third, 'third-key')).toMatchObject({ status: 409, body: { code: 'key-reused' } });
    expect(await coop.send(third)).toMatchObject({ status: 201 });
  });

  test('64 times at once it is one entry', async () => {
    const { envelope } = await prepared('O-4');
    const answers = await Promise.all(Array.from({ length: 64 }, () => coop.send(envelope)));
    expect(new Set(answers.map(({ body }) => body['idx'])).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(63);
  });

  test('of many statements that spend the same gold one is taken, the others are told what came before', async () => {
    const lot = await delivered('O-5', 1_000);
    const rivals = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        coop.prepare('lot.split', { on: ON, inputs: [{ lot }], outputs: [{ code: `O-5-${i}`, grossMg: 600 }] }),
      ),
    );
    const answers = await Promise.all(rivals.map(({ payload }) => coop.send(sealed(payload, [coop.own]))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refusals = answers.filter(({ status }) => status === 409);
    expect(refusals).toHaveLength(7);
    const taken = answers.find(({ status }) => status === 201);
    for (const { body } of refusals) {
      expect(body).toMatchObject({ code: 'head-moved', at: 'payload.seen[0]' });
      expect(body['detail']).toContain(taken?.body['leaf']);
    }
    expect(await market.lot(COOP, 'O-5')).toMatchObject({ grossMg: 400 });
  });

  test('what only observes may come late; what moves gold must have seen the last of it', async () => {
    const lot = await delivered('O-6', 1_000);
    const fineness = { ppm: 950_000, method: 'xrf', uncertaintyPpm: 5_000 };
    const assay = await coop.prepare('lot.assayed', { on: ON, lot, laboratory: 'lab', fineness, sampleMg: 0 });
    const sent = await coop.prepare('custody.dispatched', { on: ON, lot, to: EXPORTER, sentMg: 1_000 });
    await market.did(COOP, '/lots/O-6/release', {});
    expect(await coop.send(sealed(assay.payload, [coop.own]))).toMatchObject({ status: 201 });
    expect(await coop.send(sealed(sent.payload, [coop.own]))).toMatchObject({
      status: 409,
      body: { code: 'head-moved' },
    });
    const never = rewritten(assay, (said) => ({ ...said, seen: [toBase64(new Uint8Array(32)).replace(/=+$/, '')] }));
    expect(await coop.send(sealed(never, [coop.own]))).toMatchObject({ status: 409, body: { code: 'head-moved' } });
  });
});

describe('keys in force', () => {
  test('A25: a revoked key signs nothing from its entry on, and what it signed before still stands', async () => {
    const other = await new Signatory(market, OTHER_COOP, wallet(7)).introduce();
    const second = wallet(8);
    await other.delegate(second, { holder: 'organisation' });
    const [type, data, disclosures] = delivery('K-1', 900);
    const before = await other.say(type, data, disclosures, [second]);
    expect(before.answer).toMatchObject({ status: 201 });
    const late = await other.prepare(...delivery('K-2', 900));
    await other.revoke(second.kid);
    const envelope = sealed(late.payload, [second], late.disclosures);
    expect(await other.send(envelope)).toMatchObject({ status: 409, body: { code: 'key-revoked', at: 'signatures' } });
    expect(await other.send(before.envelope)).toMatchObject({ status: 200, body: { idx: before.answer.body['idx'] } });
    // The key does not come back, in its own name or in another's.
    for (const who of [other, coop]) {
      const named = { organisation: who.org, key: second.key, kid: second.kid, holder: 'organisation', custody: 'own' };
      const back = await who.ask('prepare', { type: 'key.added', data: { ...named, proof: 'A'.repeat(86) } });
      expect(back).toMatchObject({ status: 409, body: { code: 'key-known' } });
    }
  });

  test('a key signs only what it may', async () => {
    const scoped = wallet(11);
    await coop.delegate(scoped, { scope: ['lot.assayed'] });
    const data = { ...(delivery('K-3', 900)[1] as object), device: { seq: 0, prev: null, checkpoint: null } };
    const { answer } = await coop.say('lot.registered', data, delivery('K-3', 900)[2], [scoped]);
    expect(answer).toMatchObject({ status: 403, body: { code: 'key-out-of-scope' } });
  });
});
