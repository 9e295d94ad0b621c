import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { asAppRole, SIGNER_ROLE } from '../../src/database/app-role.js';
import { openDataSource } from '../../src/database/connect.js';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { parseHeads } from '../../src/core/log/heads.js';
import { openNote, parseNote } from '../../src/core/log/notes/note.js';
import { parseVkey, type Vkey } from '../../src/core/log/notes/vkey.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open.js';
import { openSigner } from '../../src/ledger/signer/open-signer.js';
import { SignerPost } from '../../src/ledger/signer/separate/post.js';
import type { TestDatabase } from '../support/database.js';
import { asSuperuser } from './attack.js';
import { jarDatabase, jars, ORIGIN, put, signerFolder } from './counters.js';

const keyOf = (vkey: string) => [parseVkey(vkey) as Vkey];

const until = async (what: () => boolean) => {
  for (const end = Date.now() + 10_000; !what() && Date.now() < end;) await new Promise((done) => setTimeout(done, 50));
  return what();
};

describe('a signer that runs apart', () => {
  let database: TestDatabase;
  let serverFolder: string;
  let signerDir: string;
  let ledger: Ledger;
  let signerSource: DataSource;
  let stop: (() => Promise<void>) | undefined;
  const said: string[] = [];

  beforeEach(async () => {
    database = await jarDatabase();
    [serverFolder, signerDir] = [await signerFolder(), await signerFolder()];
    const { ownerConnection } = database;
    signerSource = await openDataSource(await asAppRole(ownerConnection, ownerConnection, SIGNER_ROLE), []);
    const parts = { dataSource: database.dataSource, signerDir: serverFolder, origin: ORIGIN };
    ledger = await openLedger({ ...parts, signer: 'separate' });
    ledger.register(jars);
  });

  afterEach(async () => {
    await stop?.();
    stop = undefined;
    await ledger.close();
    await signerSource.destroy();
    await database.drop();
  });

  const start = async () => {
    const signer = await openSigner({ dataSource: signerSource, signerDir, origin: ORIGIN, sample: true });
    const post = new SignerPost(signerSource, signer, (sentence) => said.push(sentence));
    const running = post.run();
    stop = async () => {
      post.stop();
      await running;
      await signer.close();
    };
    return signer;
  };

  test('signs what the server records, answers for heads, and the server never holds its key', async () => {
    const { vkey } = await start();
    const lot = randomUUID();
    await ledger.append(put({ lots: [lot] }));
    await ledger.append(put({ lots: [lot] }));
    const note = await ledger.checkpoint();
    expect(parseCheckpoint(openNote(note, keyOf(vkey))?.text ?? '')?.size).toBe(2);
    const { checkpoint, heads } = await ledger.heads([
      { kind: 'lot', id: lot },
      { kind: 'papers', id: 'coop' },
    ]);
    expect(checkpoint).toBe(note);
    const told = heads.map((one) => parseHeads(openNote(one, keyOf(vkey))?.text ?? '')?.heads);
    expect(told).toMatchObject([
      [
        { kind: 'lot', id: lot, count: 2 },
        { kind: 'papers', id: 'coop', count: 0, leaf: null },
      ],
    ]);
    expect(await database.ownerQuery('SELECT * FROM signer_mail')).toEqual([]);
    expect(await until(() => ledger.vkey === vkey)).toBe(true);
    expect(ledger.sample).toBe(true);
    expect((await readdir(serverFolder)).filter((name) => name !== 'vault-key.json')).toEqual([]);
  });

  test('is not kept busy by questions that are none, and old ones are cleared away', async () => {
    await start();
    const lot = randomUUID();
    await ledger.append(put({ lots: [lot] }));
    await ledger.checkpoint();
    const strange = ['7', '{"kind":"lot"}', '[null]', '[{"kind":"lot","id":7}]', `[{"kind":"lot 1\\nkeys","id":"x"}]`];
    for (const one of Array.from({ length: 40 }, (_, i) => strange[i % strange.length])) {
      await database.dataSource.query(
        `INSERT INTO signer_mail (id, subjects, asked_at) VALUES (gen_random_uuid(), $1, now() - interval '1 hour')`,
        [one],
      );
    }
    const { heads } = await ledger.heads([{ kind: 'lot', id: lot }]);
    expect(parseHeads(parseNote(heads[0] ?? '')?.text ?? '')?.heads).toMatchObject([
      { kind: 'lot', id: lot, count: 1 },
    ]);
    expect(await database.ownerQuery('SELECT * FROM signer_mail')).toEqual([]);
  });

  test('that is down stops no intake: what was answered is signed when it is back', async () => {
    await ledger.append(put({ beans: 3 }));
    expect(ledger.trouble).toBeUndefined();
    expect(ledger.warning).toContain('start veta signer');
    const { vkey } = await start();
    const note = await ledger.checkpoint();
    expect(parseCheckpoint(openNote(note, keyOf(vkey))?.text ?? '')?.size).toBe(1);
  });

  test('whose files show more than a restored database holds lets no server take anything in before it has looked', async () => {
    await start();
    for (let i = 0; i < 2; i++) await ledger.append(put());
    const [kept] = await database.ownerQuery<{ frontier: string }>(
      `SELECT encode(frontier, 'hex') AS frontier FROM log_state`,
    );
    await ledger.append(put());
    await ledger.checkpoint();
    await stop?.();
    stop = undefined;
    await asSuperuser(
      database,
      'DELETE FROM checkpoint WHERE size = 3',
      'DELETE FROM idempotency WHERE first_idx = 2',
      'DELETE FROM entry WHERE idx = 2',
      'DELETE FROM statement WHERE idx = 2',
      `UPDATE log_state SET size = 2, frontier = '\\x${kept?.frontier}'`,
    );
    const parts = {
      dataSource: database.dataSource,
      signerDir: serverFolder,
      origin: ORIGIN,
      signer: 'separate',
    } as const;
    const again = openLedger({ ...parts, logDir: join(signerDir, 'log') });
    await expect(again).rejects.toThrow(
      /^A checkpoint of 3 entries lies in .*, but the database holds 2: it was rolled back/,
    );
  });

  test('that refuses freezes the intake with its sentence', async () => {
    await start();
    await ledger.append(put());
    await ledger.checkpoint();
    await asSuperuser(database, `UPDATE log_state SET root = sha256('x')`);
    expect(await until(() => ledger.trouble !== undefined)).toBe(true);
    expect(ledger.trouble).toMatch(/root at 1 entries is not that of the entries/);
    await expect(ledger.append(put())).rejects.toThrow('is not that of the entries');
    await expect(ledger.checkpoint()).resolves.toContain(ORIGIN); // what was signed is read on
  });

  test('that was put right after it refused takes the intake up again, and the server need not be started anew', async () => {
    await start();
    await ledger.append(put());
    await ledger.checkpoint();
    await asSuperuser(database, `UPDATE log_state SET root = sha256('x')`);
    expect(await until(() => ledger.trouble !== undefined)).toBe(true);
    await expect(ledger.append(put())).rejects.toThrow('is not that of the entries');
    await stop?.();
    await asSuperuser(database, `UPDATE log_state SET root = (SELECT root FROM checkpoint ORDER BY size DESC LIMIT 1)`);
    await start();
    expect(await until(() => ledger.trouble === undefined)).toBe(true);
    expect((await ledger.append(put())).entries).toMatchObject([{ idx: 1 }]);
    expect(parseCheckpoint(openNote(await ledger.checkpoint(), keyOf(ledger.vkey))?.text ?? '')?.size).toBe(2);
  });

  test.each([
    ['write an entry', `INSERT INTO entry (idx, leaf, bytes) VALUES (0, sha256('\\x0041'::bytea), 'A')`],
    ['move the state', `UPDATE log_state SET size = 7`],
    ['take a checkpoint back', `DELETE FROM checkpoint`],
    ['read who may come in', `SELECT * FROM api_key`],
    ['answer for the server', `INSERT INTO idempotency SELECT * FROM idempotency`],
  ])('may not %s', async (_, sql) => {
    await expect(signerSource.query(sql)).rejects.toThrow(/permission denied/);
  });
});
