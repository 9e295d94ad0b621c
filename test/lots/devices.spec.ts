/** Phones at the river: out of reach for weeks, with clocks of their own, lost and found again. */
import { checkLedger } from '../../src/app/log/fsck.js';
import { fromBase64Url, toBase64, toBase64Url, toHex } from '../../src/core/bytes.js';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { sidOf, statementBytes } from '../../src/core/log/entry.js';
import { parseNote } from '../../src/core/log/notes/note.js';
import type { Statement } from '../../src/core/log/statement.js';
import { COOP, EXPORTER, openMarket, type Market } from './market.js';
import { ON, sealed, Signatory, statementIn, wallet, type Wallet } from './wallet.js';

let market: Market;
let coop: Signatory;
const DAY_MS = 24 * 3_600_000;

beforeAll(async () => {
  market = await openMarket();
  coop = await new Signatory(market, COOP, wallet(21)).introduce();
});
afterAll(() => market.desk.close());

let lots = 0;
/** A device keeps its own running number and what it said last. */
class Phone {
  seq = 0;
  prev: string | null = null;
  checkpoint: { size: number; root: string } | null = null;

  constructor(readonly own: Wallet) {}

  /** Seen when it was last in reach of the network. */
  async sync(): Promise<this> {
    const note = parseNote(await market.desk.ledger.checkpoint());
    const checkpoint = parseCheckpoint(note?.text ?? '');
    if (checkpoint === undefined) throw new Error('no checkpoint');
    this.checkpoint = { size: checkpoint.size, root: toBase64(checkpoint.root) };
    return this;
  }

  /** Delivers gold out of reach: the act is made here, from what the server prepared, and bears the phone's own time. */
  async delivery(more: object = {}, at = new Date(Date.now() - 1000).toISOString()) {
    const data = { on: ON, code: `P-${(lots += 1)}`, form: 'alluvial', site: 'PLAYA', grossMg: 100 };
    const prepared = await coop.prepare('lot.registered', data, [{ name: 'member', value: 'ana' }]);
    const { seq, prev, checkpoint } = this;
    const said = statementIn(prepared);
    const statement = { ...said, at, data: { ...said.data, device: { seq, prev, checkpoint, ...more } } } as Statement;
    const bytes = statementBytes(statement);
    this.seq += 1;
    this.prev = toBase64Url(sidOf(bytes));
    return { payload: toBase64(bytes), disclosures: prepared.disclosures, sid: toHex(sidOf(bytes)) };
  }

  async say(more: object = {}, at?: string) {
    const { payload, disclosures } = await this.delivery(more, at);
    return coop.send(sealed(payload, [this.own], disclosures));
  }
}

let fill = 100;
async function phone(): Promise<Phone> {
  const own = wallet((fill += 1));
  await coop.delegate(own, { name: 'river' });
  return new Phone(own).sync();
}

test('a device in reach raises no flag, and its chain is shown', async () => {
  const one = await phone();
  const now = Date.now();
  const sync = { device: new Date(now).toISOString(), server: new Date(now + 1000).toISOString() };
  for (const seq of [0, 1, 2]) {
    const { payload, disclosures, sid } = await one.delivery({ sync }, new Date().toISOString());
    // Time stands between what it says and what the server reads.
    const answer = await coop.send(sealed(payload, [one.own], disclosures));
    expect(answer).toMatchObject({ status: 201, body: { flags: [] } });
    const shown = await market.get(COOP, `/statements/${sid}`);
    expect(shown.body).toMatchObject({
      device: { kid: one.own.kid, seq, flags: [] },
      signers: [{ holder: 'device', name: 'river' }],
    });
  }
});

test('A11: a clock that lies is flagged, and the gold is taken in all the same', async () => {
  const one = await phone();
  const now = Date.now();
  const wrong = { device: new Date(now - 6 * 60_000).toISOString(), server: new Date(now).toISOString() };
  const clockWrong = { rule: 'P16', code: 'clock-wrong' };
  const sentLate = { rule: 'P16', code: 'sent-late' };
  expect(await one.say({ sync: wrong })).toMatchObject({
    status: 201,
    body: { flags: expect.arrayContaining(['clock-drift']), held: [], warned: [clockWrong] },
  });
  const long = new Date(now - 31 * DAY_MS).toISOString();
  expect(await one.say({}, long)).toMatchObject({
    body: { flags: ['late', 'outside-interval'], warned: [sentLate, clockWrong] },
  });
  const ahead = new Date(now + 3_600_000).toISOString();
  expect(await one.say({}, ahead)).toMatchObject({ body: { flags: ['outside-interval'], warned: [clockWrong] } });
  // Without a checkpoint nothing shows that it was not said before.
  one.checkpoint = null;
  expect(await one.say({}, new Date(now - 20 * DAY_MS).toISOString())).toMatchObject({
    body: { flags: [], warned: [sentLate] },
  });
});

test('a device that was shown another log says so without knowing it', async () => {
  const one = await phone();
  const { size } = one.checkpoint ?? { size: 0 };
  one.checkpoint = { size, root: toBase64(new Uint8Array(32).fill(7)) };
  expect(await one.say()).toMatchObject({
    status: 201,
    body: { flags: expect.arrayContaining(['unknown-checkpoint']) },
  });
});

test('one dropped from a batch shows until it comes; one slipped in is refused', async () => {
  const one = await phone();
  const backlog = [await one.delivery(), await one.delivery(), await one.delivery(), await one.delivery()];
  const send = (i: number) => {
    const { payload = '', disclosures = [] } = backlog[i] ?? {};
    return coop.send(sealed(payload, [one.own], disclosures));
  };
  expect((await send(0)).body['flags']).not.toContain('gap');
  expect((await send(2)).body['flags']).toContain('gap');
  const late = backlog[2]?.sid ?? '';
  expect((await market.get(COOP, `/statements/${late}`)).body['device']?.['flags']).toContain('gap');
  expect((await send(1)).body['flags']).not.toContain('gap');
  expect((await market.get(COOP, `/statements/${late}`)).body['device']?.['flags']).not.toContain('gap');
  // Somebody copied the key and numbered from where the copy was made.
  const copy = Object.assign(new Phone(one.own), { checkpoint: one.checkpoint });
  for (const [seq, prev] of [
    [1, toBase64Url(fromHexOf(backlog[0]?.sid))],
    [3, toBase64Url(new Uint8Array(32))],
  ] as const) {
    Object.assign(copy, { seq, prev });
    expect(await copy.say()).toMatchObject({ status: 409, body: { code: 'device-forked', at: 'payload.data.device' } });
  }
  expect(await send(3)).toMatchObject({ status: 201 });
});

test.each([
  ['no note of its chain', undefined, 'missing'],
  ['a first that has one before it', { seq: 0, prev: 'A'.repeat(43), checkpoint: null }, 'malformed'],
  ['a second that has none', { seq: 1, prev: null, checkpoint: null }, 'malformed'],
  ['a checkpoint without a root', { seq: 0, prev: null, checkpoint: { size: 3 } }, 'malformed'],
  ['a member more', { seq: 0, prev: null, checkpoint: null, mood: 'good' }, 'malformed'],
])('with %s it is refused', async (_, device, code) => {
  const one = await phone();
  const { payload, disclosures } = await one.delivery();
  const said = statementIn({ payload });
  const { device: _device, ...data } = said.data;
  const bytes = statementBytes({ ...said, data: { ...data, ...(device && { device }) } } as Statement);
  const answer = await coop.send(sealed(toBase64(bytes), [one.own], disclosures));
  expect(answer).toMatchObject({ status: 400, body: { code, at: 'payload.data.device' } });
});

test('a device decides nothing about keys', async () => {
  const one = await phone();
  const data = { organisation: COOP, kid: coop.own.kid, reason: 'stolen' };
  const prepared = await coop.prepare('key.revoked', data);
  const said = statementIn(prepared);
  const device = { seq: 0, prev: null, checkpoint: null };
  const bytes = statementBytes({ ...said, data: { ...said.data, device } } as Statement);
  expect(await coop.send(sealed(toBase64(bytes), [one.own]))).toMatchObject({
    status: 403,
    body: { code: 'key-out-of-scope' },
  });
});

test('A25: what a lost device signed is taken in only with the organisation’s own signature beside it', async () => {
  const one = await phone();
  const alone = await one.delivery();
  const countersigned = await one.delivery({ kid: one.own.kid });
  await coop.revoke(one.own.kid, 'lost');
  expect(await coop.send(sealed(alone.payload, [one.own], alone.disclosures))).toMatchObject({
    status: 403,
    body: { code: 'counter-signature-needed', at: 'signatures' },
  });
  const beside = sealed(countersigned.payload, [one.own, coop.own], countersigned.disclosures);
  const answer = await coop.send(beside);
  expect(answer).toMatchObject({ status: 201, body: { flags: expect.arrayContaining(['gap']) } });
  const shown = await market.get(COOP, `/statements/${countersigned.sid}`);
  expect(shown.body['signatures']).toHaveLength(2);
  expect(shown.body).toMatchObject({ device: { kid: one.own.kid, seq: 1 } });
  // The signer has read both signatures by the same rule.
  await expect(market.desk.ledger.checkpoint()).resolves.toContain(market.desk.ledger.origin);
  // Two may sign only if it is said which of them is the device.
  const unsaid = sealed(alone.payload, [one.own, coop.own], alone.disclosures);
  expect(await coop.send(unsaid)).toMatchObject({ status: 400, body: { at: 'payload.data.device.kid' } });
});

test('a registration is void only when two organisations sign it', async () => {
  const exporter = await new Signatory(market, EXPORTER, wallet(22)).introduce();
  const data = { on: ON, code: 'V-1', form: 'alluvial', site: 'PLAYA', grossMg: 500 };
  const { prepared: registered } = await coop.say('lot.registered', data, [{ name: 'member', value: 'ana' }]);
  const voided = { of: registered.sid, on: ON, reason: 'never-existed', with: EXPORTER };
  const prepared = await coop.prepare('statement.voided', voided);
  for (const by of [[coop.own], [exporter.own]]) {
    const answer = await coop.send(sealed(prepared.payload, by));
    expect(answer).toMatchObject({ status: 422, body: { code: 'signature-missing' } });
  }
  expect(await coop.send(sealed(prepared.payload, [coop.own, exporter.own]))).toMatchObject({ status: 201 });
  expect(await market.lot(COOP, 'V-1')).toMatchObject({ grossMg: 0 });
  const shown = await market.get(COOP, `/statements/${registered.sid}`);
  expect(shown.body['amendments']).toMatchObject([{ sid: prepared.sid, type: 'statement.voided', org: COOP }]);
  await market.desk.ledger.checkpoint();
});

function fromHexOf(hex = ''): Uint8Array {
  return fromBase64Url(Buffer.from(hex, 'hex').toString('base64url')) ?? new Uint8Array();
}

test('a number that somebody takes from a device in its table is told by fsck, and so is one that is lost there', async () => {
  const { dataSource, ownerQuery } = market.desk.database;
  const own = (await phone()).own;
  const river = new Phone(own);
  expect(await river.say()).toMatchObject({ status: 201 });
  const check = async () => {
    const { faults } = await checkLedger(dataSource, market.desk.signerDir, undefined);
    return faults.map(({ what }) => what);
  };
  expect(await check()).toEqual([]);
  await dataSource.query(`INSERT INTO device_link (kid, seq, sid, prev) VALUES ($1, 1, sha256('x'), NULL)`, [own.kid]);
  expect(await check()).toEqual([`the table of devices gives ${own.kid}/1 to what no entry gave it`]);
  await ownerQuery('DELETE FROM device_link WHERE kid = $1', [own.kid]);
  expect(await check()).toEqual(['1 statements of devices are missing from their table']);
});
