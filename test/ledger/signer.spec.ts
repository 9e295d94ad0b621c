import { randomUUID } from 'node:crypto';
import { appendFile, chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { openNote } from '../../src/core/log/notes/note.js';
import { parseVkey, type Vkey } from '../../src/core/log/notes/vkey.js';
import { openLedger } from '../../src/ledger/open.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import type { TestDatabase } from '../support/database.js';
import { asSuperuser, beforeItIsSigned } from './attack.js';
import { jarDatabase, openTestLedger, ORIGIN, put, signerFolder } from './counters.js';

describe('the signer', () => {
  let database: TestDatabase;
  let folder: string;
  let ledger: Ledger;

  beforeEach(async () => {
    database = await jarDatabase();
    folder = await signerFolder();
    ledger = await openTestLedger(database, folder);
  });

  afterEach(async () => {
    await ledger.close();
    await database.drop();
  });

  const reopen = async () => {
    await ledger.close();
    ledger = await openTestLedger(database, folder);
    return ledger;
  };
  const sizeIn = (note: string) => parseCheckpoint(openNote(note, [parseVkey(ledger.vkey) as Vkey])?.text ?? '')?.size;
  const attack = (...sql: string[]) => asSuperuser(database, ...sql);
  const putMany = (count: number, lot = randomUUID()) =>
    Promise.all(Array.from({ length: count }, () => ledger.append(put({ lots: [lot] }))));

  test('a database that lost its tail is not signed again, nor written to, and readiness says so', async () => {
    await putMany(3);
    await ledger.checkpoint();
    await attack(
      'DELETE FROM lot_link WHERE idx = 2',
      'DELETE FROM entry WHERE idx = 2',
      'DELETE FROM statement WHERE idx = 2',
      `UPDATE log_state SET size = 2, frontier = (SELECT sha256('\\x01'::bytea || a.leaf || b.leaf) FROM entry a, entry b WHERE a.idx = 0 AND b.idx = 1),
              root = (SELECT sha256('\\x01'::bytea || a.leaf || b.leaf) FROM entry a, entry b WHERE a.idx = 0 AND b.idx = 1)`,
    );
    await expect(ledger.checkpoint()).rejects.toThrow('holds 2 entries, fewer than the 3');
    expect(ledger.trouble).toContain('rolled back');
    await expect(ledger.append(put())).rejects.toThrow('rolled back');
    await ledger.close();
    await expect(openTestLedger(database, folder)).rejects.toThrow('no longer holds the tree of 3 entries');
  });

  test.each([
    [
      'an edited statement',
      `UPDATE statement SET bytes = replace(convert_from(bytes, 'UTF8'), '"beans":1', '"beans":7')::bytea WHERE idx = 1`,
    ],
    [
      'an edited entry',
      `UPDATE entry SET bytes = overlay(bytes placing 'x'::bytea from octet_length(bytes) - 10) WHERE idx = 1`,
    ],
    [
      'a link to something else',
      `UPDATE lot_link SET leaf = sha256('x') WHERE idx = 0`,
      `UPDATE entry SET leaf = sha256('x') WHERE idx = 0`,
    ],
    ['another root', `UPDATE log_state SET root = sha256('x')`],
  ])('%s that was committed but not signed is never signed', async (_, ...sql) => {
    await beforeItIsSigned(database, async () => {
      await ledger.append(put({ lots: [randomUUID()] }));
      await ledger.append(put({ lots: [randomUUID()] }));
      await attack(...sql);
    });
    const outcome = await ledger.checkpoint().then(sizeIn, (error: Error) => error.message);
    // A row that only looks wrong beside its bytes is fsck's business: the signer reads bytes.
    if (sql[0]?.startsWith('UPDATE lot_link') === true) expect(outcome).toBe(2);
    else expect(outcome).toMatch(/refuses entry 1|root at 2 entries/);
  });

  test('a crash between commit and signature is made good at the next start', async () => {
    await putMany(3);
    await ledger.checkpoint();
    await putMany(2);
    // Nothing of the first ledger is closed or asked: as if its process were gone.
    const survivor = await openTestLedger(database, folder);
    expect(sizeIn(await survivor.checkpoint())).toBe(5);
    const lines = (await readFile(join(folder, 'signed.log'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { size: number }).size)).toEqual([0, 3, 5]);
    await survivor.close();
  });

  test('a crash between signed.log and the database is made good at the next start', async () => {
    await putMany(3);
    await ledger.checkpoint();
    await attack('DELETE FROM checkpoint WHERE size = 3');
    await reopen();
    expect(await database.ownerQuery('SELECT size FROM checkpoint ORDER BY size')).toMatchObject([
      { size: '0' },
      { size: '3' },
    ]);
  });

  test('a line that broke off in a crash is passed over, and the next one is whole', async () => {
    await putMany(1);
    await ledger.checkpoint();
    await appendFile(join(folder, 'signed.log'), '{"size":77,"root":"');
    await reopen();
    await putMany(1);
    expect(sizeIn(await ledger.checkpoint())).toBe(2);
    await reopen();
    expect(sizeIn(await ledger.checkpoint())).toBe(2);
  });

  test('the state survives a restart across full tiles', async () => {
    for (let i = 0; i < 3; i++) {
      await putMany(200);
      await reopen();
    }
    expect(sizeIn(await ledger.checkpoint())).toBe(600);
    expect(await database.ownerQuery('SELECT n FROM tile WHERE level = 0 ORDER BY n')).toHaveLength(2);
  });

  test('news is signed soon, without being asked, once for many commits', async () => {
    for (let i = 0; i < 10; i++) await ledger.append(put());
    let sizes: { size: string }[] = [];
    while (sizes.at(-1)?.size !== '10') {
      await new Promise((done) => setTimeout(done, 50));
      sizes = await database.ownerQuery('SELECT size FROM checkpoint ORDER BY size');
    }
    expect(sizes.length).toBeLessThan(5);
  });

  test('two processes with one folder sign one log', async () => {
    const other = await openTestLedger(database, folder);
    for (let i = 0; i < 5; i++) {
      await Promise.all([ledger.append(put()), other.append(put())]);
      const notes = await Promise.all([ledger.checkpoint(), other.checkpoint()]);
      expect(notes.map(sizeIn)).toEqual([2 * i + 2, 2 * i + 2]);
    }
    await other.close();
  });

  test('the key is made once, for its owner alone, and says that it is a sample', async () => {
    const { vkey } = ledger;
    expect(await readdir(folder)).toEqual(['log', 'log-key.json', 'signed.log', 'vault-key.json']);
    expect((await stat(join(folder, 'log-key.json'))).mode & 0o777).toBe(0o600);
    await reopen();
    expect([ledger.vkey, ledger.sample]).toEqual([vkey, true]);
  });

  test.each([
    ['a key that others can read', () => chmod(join(folder, 'log-key.json'), 0o644), 'chmod 600'],
    ['a key that is none', () => writeFile(join(folder, 'log-key.json'), '{}'), 'is not a log key'],
    ['a lost key', () => rm(join(folder, 'log-key.json')), 'holds no key for it'],
    ['a lost memory', () => rm(join(folder, 'signed.log')), 'ends at 0'],
    [
      'a memory of nonsense',
      () => writeFile(join(folder, 'signed.log'), 'nonsense\n'),
      'no signed checkpoint that can be read',
    ],
    [
      'a signer that signed more than the database has',
      () => appendFile(join(folder, 'signed.log'), '{"size":9,"root":"","receivedMs":1,"note":""}\n'),
      'no longer holds the tree of 9 entries',
    ],
  ])('%s stops the start with a sentence', async (_, damage, sentence) => {
    await putMany(2);
    await ledger.close();
    await damage();
    await expect(openTestLedger(database, folder)).rejects.toThrow(sentence);
  });

  test('another origin stops the start with a sentence', async () => {
    const parts = { dataSource: database.dataSource, signerDir: folder };
    await expect(openLedger({ ...parts, origin: 'other' })).rejects.toThrow(`is for the log ${ORIGIN}, not other`);
    const signerDir = await signerFolder();
    await expect(openLedger({ ...parts, signerDir, origin: 'other' })).rejects.toThrow(`holds the log ${ORIGIN}`);
  });
});
