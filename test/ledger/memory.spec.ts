import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { publicKeyOf } from '#crypto';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { parseHeads } from '../../src/core/log/heads.js';
import { cosign, formatSignature, openNote } from '../../src/core/log/notes/note.js';
import { COSIGNATURE, formatVkey, parseVkey, vkeyOf, type Vkey } from '../../src/core/log/notes/vkey.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { recoverSigner } from '../../src/ledger/signer/recover.js';
import type { TestDatabase } from '../support/database.js';
import { asSuperuser } from './attack.js';
import { jarDatabase, openTestLedger, ORIGIN, put, signerFolder } from './counters.js';

describe('what the signer remembers', () => {
  let database: TestDatabase;
  let folder: string;
  let ledger: Ledger;
  const lot = randomUUID();

  beforeEach(async () => {
    database = await jarDatabase();
    folder = await signerFolder();
    ledger = await openTestLedger(database, folder);
  });

  afterEach(async () => {
    await ledger.close();
    await database.drop();
  });

  const headsOf = async (...lots: string[]) => {
    const { checkpoint, heads } = await ledger.heads(lots.map((id) => ({ kind: 'lot', id })));
    const keys = [parseVkey(ledger.vkey) as Vkey];
    expect(openNote(checkpoint, keys)).toBeDefined();
    const told = heads.map((note) => parseHeads(openNote(note, keys)?.text ?? ''));
    const size = parseCheckpoint(openNote(checkpoint, keys)?.text ?? '')?.size;
    expect(told.every((one) => one?.size === size)).toBe(true);
    return told.flatMap((one) => one?.heads ?? []);
  };
  const leafAt = async (idx: number) => {
    const [row] = await database.ownerQuery<{ leaf: Buffer }>('SELECT leaf FROM entry WHERE idx = $1', [idx]);
    return row?.leaf.toString('base64url');
  };
  const putMany = (count: number) =>
    Promise.all(Array.from({ length: count }, () => ledger.append(put({ lots: [lot] }))));

  test('is the newest entry of a lot; of a lot that is not in the log it says nothing', async () => {
    await putMany(3);
    await ledger.checkpoint();
    expect(await headsOf(lot, randomUUID())).toEqual([{ kind: 'lot', id: lot, count: 3, leaf: await leafAt(2) }]);
  });

  test('is not what a table says: a tail cut from the table of links stays in the head', async () => {
    await putMany(3);
    await ledger.checkpoint();
    await asSuperuser(database, 'DELETE FROM lot_link WHERE idx = 2');
    expect(await headsOf(lot)).toMatchObject([{ count: 3, leaf: await leafAt(2) }]);
  });

  test('refuses the second successor of an entry, though the database no longer shows the first (A6)', async () => {
    await putMany(3);
    await ledger.checkpoint();
    await asSuperuser(database, 'DELETE FROM lot_link WHERE idx = 2');
    await ledger.append(put({ lots: [lot] })); // links to entry 1, as entry 2 did
    await expect(ledger.checkpoint()).rejects.toThrow(/refuses entry 3: link 2 of lot .* does not follow/);
  });

  test.each([
    ['as it was', () => Promise.resolve()],
    ['gone', () => rm(join(folder, 'memory.log'))],
    [
      'rotten',
      async () => {
        const text = await readFile(join(folder, 'memory.log'), 'utf8');
        await writeFile(join(folder, 'memory.log'), text.replace(/,3,"/, ',2,"'));
      },
    ],
    ['broken off', () => appendFile(join(folder, 'memory.log'), '\n0123456789abcdef {"from":3,"to')],
    [
      'of another log',
      async () => {
        const clone = await jarDatabase();
        const elsewhere = await signerFolder();
        const other = await openTestLedger(clone, elsewhere);
        for (let i = 0; i < 4; i++) await other.append(put({ lots: [lot] }));
        await other.checkpoint();
        await other.close();
        await clone.drop();
        await writeFile(join(folder, 'memory.log'), await readFile(join(elsewhere, 'memory.log')));
      },
    ],
  ])('is right after a restart with its file %s', async (_, damage) => {
    await putMany(3);
    await ledger.checkpoint();
    await putMany(2);
    await ledger.checkpoint();
    await ledger.close();
    await damage();
    ledger = await openTestLedger(database, folder);
    expect(await headsOf(lot)).toEqual([{ kind: 'lot', id: lot, count: 5, leaf: await leafAt(4) }]);
    await putMany(1);
    await ledger.checkpoint();
    expect(await headsOf(lot)).toMatchObject([{ count: 6 }]);
  });

  test('signs a thousand heads at once, and tells how fast', async () => {
    const lots = Array.from({ length: 1000 }, () => randomUUID());
    await Promise.all(lots.map((id) => ledger.append(put({ lots: [id] }))));
    await ledger.checkpoint();
    const start = performance.now();
    const heads = await headsOf(...lots);
    console.info(`1,000 heads: ${Math.round(performance.now() - start)} ms, signed and read`);
    expect(heads).toHaveLength(1000);
  });
});

describe('a signer whose host was lost', () => {
  const witness = { name: 'witness.example', seed: new Uint8Array(32).fill(3) };
  const witnessKey = formatVkey(vkeyOf(witness.name, COSIGNATURE, publicKeyOf(witness.seed)));
  let database: TestDatabase;
  let folder: string;
  let ledger: Ledger;

  beforeEach(async () => {
    database = await jarDatabase();
    folder = await signerFolder();
    ledger = await openTestLedger(database, folder);
    for (let i = 0; i < 5; i++) await ledger.append(put({ lots: [randomUUID()] }));
  });

  afterEach(async () => {
    await ledger.close();
    await database.drop();
  });

  const cosigned = (note: string) => {
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    return `${note}${formatSignature(cosign(text, witness.name, witness.seed, 1_767_225_600))}`;
  };
  const policy = (quorum = 'w') => `log ${ledger.vkey}\nwitness w ${witnessKey}\nquorum ${quorum}\n`;
  const recover = (note: string, text = policy()) =>
    recoverSigner(database.dataSource, { signerDir: folder, origin: ORIGIN, note, policy: text });
  const lose = async () => {
    await ledger.close();
    await Promise.all(['signed.log', 'memory.log'].map((name) => rm(join(folder, name))));
  };

  test('goes on from the newest cosigned checkpoint, and from what it is shown to have signed after that', async () => {
    const note = cosigned(await ledger.checkpoint());
    await ledger.append(put());
    await ledger.checkpoint();
    await ledger.append(put());
    await lose();
    await expect(openTestLedger(database, folder)).rejects.toThrow('ends at 0');
    expect(await recover(note)).toBeGreaterThanOrEqual(6);
    ledger = await openTestLedger(database, folder);
    expect(await ledger.checkpoint()).toContain('\n7\n');
  });

  test('never goes on from a database that was rolled back meanwhile', async () => {
    const note = cosigned(await ledger.checkpoint());
    await lose();
    await asSuperuser(
      database,
      'DELETE FROM lot_link WHERE idx = 4',
      'DELETE FROM entry WHERE idx = 4',
      'DELETE FROM statement WHERE idx = 4',
      'DELETE FROM checkpoint WHERE size > 0',
    );
    await expect(recover(note)).rejects.toThrow('no longer holds the tree of 5 entries');
  });

  test.each([
    ['a checkpoint that no witness cosigned', (note: string) => recover(note), 'Not enough witnesses'],
    ['a policy without a quorum', (note: string) => recover(note, policy('none')), 'Not enough witnesses'],
    [
      'a checkpoint of another key',
      (note: string) => recover(cosigned(note.replace(/— veta.*\n/, ''))),
      'not a checkpoint of',
    ],
    ['a policy that is none', (note: string) => recover(note, 'nonsense'), 'policy cannot be read'],
  ])('refuses %s', async (_, attempt, sentence) => {
    const note = await ledger.checkpoint();
    await lose();
    await expect(attempt(note)).rejects.toThrow(sentence);
  });

  test('that still has its memory is not set back', async () => {
    const note = cosigned(await ledger.checkpoint());
    await ledger.append(put());
    await ledger.checkpoint();
    await ledger.close();
    await expect(recover(note)).rejects.toThrow('start as it is');
  });
});
