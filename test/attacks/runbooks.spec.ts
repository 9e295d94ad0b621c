/** The six runbooks of docs/operations.md, each played from the sentence that begins it to the sign that it worked. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { anchor, anchorCommand } from '../../src/app/log/anchor.js';
import { toHex, utf8 } from '../../src/core/bytes.js';
import { formatCanonical } from '../../src/core/log/canonical-json.js';
import { openNote } from '../../src/core/log/notes/note.js';
import { policyKeys } from '../../src/core/log/notes/policy.js';
import { LogFiles } from '../../src/ledger/files/log-files.js';
import { rollForward } from '../../src/ledger/files/roll-forward.js';
import { fsck } from '../../src/ledger/fsck.js';
import { History } from '../../src/ledger/history.js';
import { openLedger } from '../../src/ledger/open.js';
import type { Projection, Recorded } from '../../src/ledger/projection.js';
import { recoverSigner } from '../../src/ledger/signer/recover.js';
import { SignedLog } from '../../src/ledger/signer/signed-log.js';
import { asSuperuser } from '../ledger/attack.js';
import { jarDatabase, jars, ORIGIN, put } from '../ledger/counters.js';
import { COOP, openMarket } from '../lots/market.js';
import { delivery, sealed, Signatory, wallet } from '../lots/wallet.js';
import { policyTextOf } from '../support/witnesses.js';
import { refusal, Scene, sizeOf } from './scene.js';

const rebuilt = { tables: [], touched: ({ statement }: Recorded) => [String(statement.data['jar'])] };

describe('with a database that is behind or damaged', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.close());

  const roll = async () => {
    const signed = await SignedLog.open(scene.folder);
    try {
      if (signed.latest === undefined) throw new Error('nothing was signed');
      const { dataSource } = scene.database;
      const files = new LogFiles(join(scene.folder, 'log'));
      const projections = [{ ...jars, rebuilt } as unknown as Projection<unknown>];
      return await rollForward({ dataSource, files, signed: signed.latest, vault: scene.ledger.vault, projections });
    } finally {
      await signed.close();
    }
  };
  const goesOn = async (entries: number): Promise<void> => {
    expect(await scene.fsck()).toEqual([]);
    expect(await scene.startUp()).toBe('');
    expect(sizeOf(await scene.grow(1))).toBe(entries + 1);
    expect(await scene.ask()).toBeUndefined();
  };

  test('The signer refuses: intake stops, reading goes on, fsck names the entry, the journal gives it back', async () => {
    await scene.grow(4);
    const restore = await scene.backup();
    const note = await scene.grow(4);
    const damage = `UPDATE statement SET bytes = set_byte(bytes, 60, 33) WHERE idx`;
    await scene.beforeItIsSigned(async () => {
      await scene.ledger.append(put({ key: 'not-signed-yet', digest: 'd' }));
      await asSuperuser(scene.database, `${damage} IN (6, 8)`);
    });
    expect(await scene.signer()).toMatch(/^The signer refuses entry 8: /);
    expect(await refusal(scene.ledger.append(put()))).toContain('refuses entry 8');
    expect(await readFile(join(scene.publicFolder, 'checkpoint'), 'utf8')).toContain(`${ORIGIN}\n8\n`);
    expect((await scene.fsck())[0]).toMatch(/^6: /);
    await restore();
    expect(await roll()).toEqual({ from: 4, to: 8 });
    await goesOn(8);
    // What was acknowledged and not signed yet is sent again by whoever has its key: it is done once.
    expect(await scene.ledger.append(put({ key: 'not-signed-yet', digest: 'd' }))).toMatchObject({ repeated: false });
    expect(scene.judge(await scene.receiptOf(6))).toBe('ok');
    expect(await scene.fsckUrl(note)).toEqual([]);
  });

  test('Failover lost the tail: nothing starts until the journal has given it back, to the signed root', async () => {
    await scene.grow(6);
    const lagging = await scene.backup();
    const note = await scene.grow(5);
    await scene.ledger.append(put({ key: 'answered', digest: 'd' }));
    await scene.ledger.checkpoint();
    await lagging();
    expect(await scene.startUp()).toContain('no longer holds the tree of 12 entries that was signed');
    expect(await roll()).toEqual({ from: 6, to: 12 });
    await goesOn(12);
    expect(await scene.ledger.append(put({ key: 'answered', digest: 'd' }))).toMatchObject({ repeated: true });
    expect(await scene.fsckUrl(note)).toEqual([]);
  });

  test('Restore from backup: with the newest signer folder and never an older one', async () => {
    await scene.grow(3);
    const [restore, olderSigner] = [await scene.backup(), await scene.backupSigner()];
    await scene.grow(3);
    await restore();
    expect(await roll()).toEqual({ from: 3, to: 6 });
    await goesOn(6);
    // Whoever puts the older signer folder beside it is stopped at the start.
    await scene.ledger.close();
    await olderSigner();
    expect(await scene.startUp()).toMatch(/A checkpoint of 7 entries was shown, but .* ends at 3/);
  });

  test('Signer host lost: back from the newest checkpoint of the witness, and never from the database alone', async () => {
    await scene.grow(5);
    await scene.ledger.close();
    for (const name of ['signed.log', 'memory.log']) await rm(join(scene.folder, name));
    expect(await scene.startUp()).toMatch(/A checkpoint of 5 entries was shown, but .* ends at 0/);
    const note = await newestOf(scene);
    const policy = policyTextOf(scene.ledger.vkey, 'all', scene.witness);
    const { dataSource } = scene.database;
    expect(await recoverSigner(dataSource, { signerDir: scene.folder, origin: ORIGIN, note, policy })).toBe(5);
    await goesOn(5);
  });

  test('Log key stolen: the witnesses’ last checkpoint ends that log, and is the first entry of the next', async () => {
    await scene.grow(5);
    const receipt = await scene.receiptOf(3);
    const [note, policy] = [await newestOf(scene), policyTextOf(scene.ledger.vkey, 'all', scene.witness)];
    await scene.ledger.close();
    const [database, folder] = [await jarDatabase(), await mkdtemp(join(tmpdir(), 'veta-next-'))];
    const parts = { dataSource: database.dataSource, signerDir: folder, sample: true };
    const next = await openLedger({ ...parts, origin: `${ORIGIN}-2` });
    const old = { note, policy, reason: 'key-stolen' };
    const bare = note.replace(/— buyer.*\n/, '');
    expect(() => anchor(next, { ...old, note: bare })).toThrow('Too few witnesses cosigned it');
    expect(() => anchor(next, { ...old, note: note.replace('\n5\n', '\n6\n') })).toThrow('not a checkpoint signed by');
    expect(() => anchor(scene.ledger, old)).toThrow('A new log needs another name');
    expect(await anchor(next, old)).toMatchObject({ result: { log: ORIGIN, size: 5 }, entries: [{ idx: 0 }] });
    await expect(anchor(next, { ...old, note: `${note}` })).resolves.toMatchObject({ repeated: true });
    expect(sizeOf(await next.checkpoint())).toBe(1);
    const [first] = await new History(database.dataSource).byIndexes([0]);
    const anchored = String(first?.statement.data['note']);
    expect(anchored).toBe(note);
    expect(openNote(anchored, policyKeys(scene.policy))?.verified).toHaveLength(2);
    expect(await fsck({ dataSource: database.dataSource, signerDir: folder })).toMatchObject({ ok: true });
    // What somebody holds of the old log stays proven.
    expect(scene.judge(receipt)).toBe('ok');
    await next.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });
});

test('veta anchor begins an empty log, once, and says what to hand out', async () => {
  const scene = await Scene.open();
  await scene.grow(3);
  const folder = await mkdtemp(join(tmpdir(), 'veta-anchor-'));
  const [note, policy] = [join(folder, 'note'), join(folder, 'policy')];
  await writeFile(note, await newestOf(scene));
  await writeFile(policy, policyTextOf(scene.ledger.vkey, 'all', scene.witness));
  const before = { ...process.env };
  const said = jest.spyOn(console, 'log').mockReturnValue(undefined);
  delete process.env['DATABASE_URL'];
  Object.assign(process.env, { VETA_DATA: join(folder, 'data'), VETA_ORIGIN: 'next.example/log' });
  try {
    expect(await anchorCommand([note, '--policy', policy])).toBe(0);
    expect(said.mock.calls.join('\n')).toContain('goes on from veta.example/test as it was at 3 entries');
    await expect(anchorCommand([note, '--policy', note])).rejects.toThrow('The policy cannot be read');
    await expect(anchorCommand([note])).rejects.toThrow('Say veta anchor NOTE --policy POLICY');
  } finally {
    process.env = before;
    said.mockRestore();
  }
  await scene.close();
  await rm(folder, { recursive: true });
});

test('Device lost: revoked at once, what it said before stands, and its backlog needs the organisation beside it', async () => {
  const market = await openMarket();
  const coop = await new Signatory(market, COOP, wallet(1)).introduce();
  const phone = wallet(50);
  await coop.delegate(phone, { name: 'river' });
  const device = (seq: number, prev: string | null) => ({ seq, prev, checkpoint: null, kid: phone.kid });
  const spoken = async (code: string, seq: number, prev: string | null) => {
    const [type, data, disclosures] = delivery(code, 500);
    const { payload, disclosures: shown } = await coop.prepare(type, data, disclosures);
    const said = JSON.parse(Buffer.from(payload, 'base64').toString()) as { data: object };

    const bytes = utf8(formatCanonical({ ...said, data: { ...said.data, device: device(seq, prev) } } as never));
    return { payload: Buffer.from(bytes).toString('base64'), shown };
  };
  const first = await spoken('L-1', 0, null);
  const before = await coop.send(sealed(first.payload, [phone], first.shown));
  expect(before).toMatchObject({ status: 201 });
  const backlog = await spoken('L-2', 1, Buffer.from(String(before.body['sid']), 'hex').toString('base64url'));
  await coop.revoke(phone.kid, 'lost');
  expect(await coop.send(sealed(backlog.payload, [phone], backlog.shown))).toMatchObject({
    status: 403,
    body: { code: 'counter-signature-needed' },
  });
  expect(await coop.send(sealed(backlog.payload, [phone, coop.own], backlog.shown))).toMatchObject({ status: 201 });
  expect(await market.lot(COOP, 'L-1')).toMatchObject({ grossMg: 500 });
  expect(await market.lot(COOP, 'L-2')).toMatchObject({ grossMg: 500 });
  await market.desk.ledger.checkpoint();
  const { dataSource } = market.desk.database;
  expect(await fsck({ dataSource, signerDir: market.desk.signerDir })).toMatchObject({ ok: true });
  await market.desk.close();
});

/** As the runbook fetches it: from the witness, and from nobody of our own. */
async function newestOf({ witness, ledger }: Scene): Promise<string> {
  const name = toHex(createHash('sha256').update(ledger.origin).digest());
  const answer = await fetch(`${witness.url}/${name}/checkpoint`);
  expect(answer.status).toBe(200);
  return answer.text();
}
