/** Attacks by whoever runs the log, with its key in hand: bounded by witnesses, by receipts, and by what the log itself says. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { cosign, formatSignature, parseNote, signNote } from '../../src/core/log/notes/note.js';
import { policyKeys } from '../../src/core/log/notes/policy.js';
import { splitView } from '../../src/core/log/notes/split-view.js';
import { Cosigners } from '../../src/ledger/cosigners/cosigners.js';
import { submit } from '../../src/ledger/cosigners/submit.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { readLogKey } from '../../src/ledger/signer/key/log-key.js';
import { verify } from '../../src/verifier/door.js';
import { jarDatabase, openTestLedger, put, signerFolder } from '../ledger/counters.js';
import type { TestDatabase } from '../support/database.js';
import { witnessLine, type LittleLog } from '../support/little-log.js';
import { fact, oneDelivery, RING } from '../support/one-delivery.js';
import { policyOf, startWitness } from '../support/witnesses.js';
import { Scene, sizeOf } from './scene.js';

const coop = { seed: new Uint8Array(32).fill(3) };
const witness = { name: 'certifier.example', seed: new Uint8Array(32).fill(9) };
const engraved = () => fact('coop', '2026-01-09', 'ring.engraved', {});

function told(log: LittleLog, checkpoint = log.checkpoint(), more = ''): { exit: number; said: string[] } {
  const { exit, lines } = verify(log.bundle(RING, { checkpoint }), `${log.policy}${more}`);
  return { exit, said: lines.map(({ what }) => what) };
}

describe('A7 and A17: a log that shows two histories, or whose key was stolen', () => {
  let scene: Scene;
  let database: TestDatabase;
  let hidden: Ledger;

  beforeAll(async () => {
    scene = await Scene.open();
    database = await jarDatabase();
    const folder = await signerFolder();
    await copyFile(join(scene.folder, 'log-key.json'), join(folder, 'log-key.json'));
    hidden = await openTestLedger(database, folder);
    await scene.grow(5);
    for (let i = 0; i < 5; i++) await hidden.append(put({ beans: 2 }));
  });
  afterAll(async () => {
    await hidden.close();
    await database.drop();
    await scene.close();
  });

  test('A7 split view: the witness signs one of them, and two people who compare notes have the proof', async () => {
    const [shown, other] = [await scene.ledger.checkpoint(), await hidden.checkpoint()];
    const asking = new Cosigners(database.dataSource, scene.policy);
    await asking.round();
    await asking.close();
    expect(asking.warning).toMatch(/Witness buyer (has seen|says it has seen) (another|a longer) log/);
    expect(splitView(shown, other, policyKeys(scene.policy))).toEqual({ is: 'fork' });
    const receipt = await scene.receiptOf(2);
    expect(scene.judge(receipt)).toBe('ok');
    expect(scene.judge({ ...receipt, proof: { ...receipt.proof, checkpoint: other } })).toBe('bad-path');
  });

  test('A17 stolen log key: what the thief signs is worth nothing without the witness, and convicts itself', async () => {
    const note = await scene.ledger.checkpoint();
    const key = await readLogKey(scene.folder);
    const seed = key?.seeds.at(-1) ?? new Uint8Array();
    const root = new Uint8Array(32).fill(0xbe);
    const forged = signNote(
      formatCheckpoint({ origin: scene.ledger.origin, size: sizeOf(note), root }),
      scene.ledger.origin,
      seed,
    );
    const reply = await submit(
      scene.witness.url,
      scene.witness.vkey,
      { note: forged, old: sizeOf(note), proof: [] },
      Date.now(),
    );
    expect(reply).toMatchObject({ is: 'elsewhere', size: sizeOf(note) });
    expect(splitView(note, forged, policyKeys(scene.policy))).toEqual({ is: 'fork' });
    const receipt = await scene.receiptOf(1);
    expect(scene.judge({ ...receipt, proof: { ...receipt.proof, checkpoint: forged } })).not.toBe('ok');
  });
});

test('A10 sign with a key kept for somebody: every reader is told, and the proof counts it for itself', () => {
  const log = oneDelivery().key('coop', coop, { custody: 'operator' }).signed(engraved(), coop);
  expect(told(log)).toMatchObject({ exit: 0, said: expect.arrayContaining(['operator-keeps-key']) });
  expect(verify(log.bundle(RING), log.policy).summary?.attested).toMatchObject({ kept: 1 });
  const own = oneDelivery().key('coop', coop).signed(engraved(), coop);
  expect(told(own).said).not.toContain('operator-keeps-key');
});

test('A12 the server’s clock lies, and its signer’s too: the witness saw the entry before it says it came', () => {
  const log = oneDelivery();
  const newest = Date.parse('2026-01-10T12:00:10.000Z') / 1000;
  const seenAt = (time: number): string => {
    const note = log.checkpoint();
    return note + formatSignature(cosign(parseNote(note)?.text ?? '', witness.name, witness.seed, time));
  };
  const line = `${witnessLine(witness.name, witness.seed)}\n`;
  const asks = (time: number) => told(log, seenAt(time), '').said.concat(judge(seenAt(time)));
  const judge = (checkpoint: string) =>
    verify(log.bundle(RING, { checkpoint }), `log ${log.vkey}\n${line}quorum none\n`).lines.map(({ what }) => what);
  expect(asks(newest - 3600)).toContain('clock-ahead');
  expect(asks(newest - 299)).not.toContain('clock-ahead');
  expect(asks(newest + 60)).not.toContain('clock-ahead');
});

describe('A18 witnesses collude or vanish', () => {
  test('one that signs whatever it is shown does not make a quorum of two, and its absence is told after ten minutes', async () => {
    const scene = await Scene.open();
    const gone = await startWitness(scene.ledger.vkey, 'certifier');
    await gone.close();
    const policy = policyOf(scene.ledger.vkey, 'all', scene.witness, gone);
    let now = Date.now();
    const asking = new Cosigners(scene.database.dataSource, policy, { now: () => now });
    await scene.ledger.append(put());
    const note = await scene.ledger.checkpoint();
    await asking.round();
    expect(asking.warning).toBeUndefined();
    now += 11 * 60_000;
    await asking.round();
    expect(asking.warning).toContain('lacked its cosignatures for more than 10 minutes');
    expect(asking.warning).toContain('Witness certifier');
    await asking.close();
    expect(note).toContain(scene.ledger.origin); // intake and signing went on
    await scene.close();
  });

  test('a reader who asks for two is not content with one', () => {
    const log = oneDelivery();
    const other = witnessLine('buyer.example', new Uint8Array(32).fill(8)).replace(
      'witness buyer.example',
      'witness b',
    );
    const own = witnessLine(witness.name, witness.seed).replace(`witness ${witness.name}`, 'witness a');
    const policy = `log ${log.vkey}\n${own}\n${other}\ngroup both all a b\nquorum both\n`;
    const { exit, lines } = verify(log.bundle(RING, { checkpoint: log.checkpoint(witness) }), policy);
    expect(exit).toBe(2);
    expect(lines.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(['quorum-unmet']);
  });
});

test('A19 show a lot without its newest entries: the head that the log signed convicts it', () => {
  const log = oneDelivery()
    .key('coop', coop)
    .append({ ...engraved(), type: 'lot.held', lots: [RING], data: HELD });
  const last = log.events.length - 1;
  const { exit, lines } = verify(log.bundle(RING, { without: [last] }), log.policy);
  expect(exit).toBe(3);
  expect(lines.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(['tail-missing']);
  const before = oneDelivery().key('coop', coop);
  const lie = log.headNotes(
    [
      ...log.headsOf(log.needed(RING)).filter(({ id }) => id !== RING),
      ...before.headsOf([{ kind: 'lot', id: RING }]),
    ].toSorted((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1)),
  );
  const convicted = verify(log.bundle(RING, { heads: lie }), log.policy);
  expect(convicted.exit).toBe(1);
  expect(convicted.lines.find(({ ok }) => !ok)?.detail).toContain('the two together prove that it lied');
});

const HELD = {
  on: { date: '2026-01-09', tz: 'America/Bogota' },
  lot: RING,
  reasons: [{ rule: 'P4', code: 'other', at: 'lot' }],
};

describe('A25 revoke into the past, or take a revocation back', () => {
  test('what was signed before the revocation stands, and a second entry of the key is no key', () => {
    const log = oneDelivery().key('coop', coop).signed(engraved(), coop).revoke('coop', coop, 'stolen');
    expect(told(log).exit).toBe(0);
    const back = log.key('coop', coop);
    expect(told(back)).toMatchObject({ exit: 1, said: expect.arrayContaining(['key-entry']) });
  });

  test('a signature from after it is bad, whatever date it bears', () => {
    const log = oneDelivery().key('coop', coop).revoke('coop', coop, 'stolen');
    log.signed({ ...engraved(), at: '2026-01-01T00:00:00.000Z' }, coop);
    expect(told(log)).toMatchObject({ exit: 1, said: expect.arrayContaining(['key-revoked']) });
  });
});
