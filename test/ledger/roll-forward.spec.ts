import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { LogFiles } from '../../src/ledger/files/log-files.js';
import { rollForward } from '../../src/ledger/files/roll-forward.js';
import { fsck } from '../../src/ledger/fsck.js';
import { History } from '../../src/ledger/history.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import type { Projection, Recorded } from '../../src/ledger/projection.js';
import { SignedLog } from '../../src/ledger/signer/signed-log.js';
import type { TestDatabase } from '../support/database.js';
import { asSuperuser } from './attack.js';
import { jarDatabase, jars, openTestLedger, put, signerFolder } from './counters.js';

const rebuiltJars = {
  ...jars,
  rebuilt: { tables: [], touched: ({ statement }: Recorded) => [String(statement.data['jar'])] },
} as unknown as Projection<unknown>;

/** A backup is what the database held; afterwards it holds that again, whatever was signed since. */
async function backupOf(database: TestDatabase) {
  const [state] = await database.ownerQuery<{ size: string; root: string; frontier: string; received_ms: string }>(
    `SELECT size, encode(root, 'hex') AS root, encode(frontier, 'hex') AS frontier, received_ms FROM log_state`,
  );
  const kept = await database.ownerQuery<{ id: string; beans: string }>('SELECT id, beans FROM jar');
  if (state === undefined) throw new Error('no state');
  const { size, root, frontier, received_ms: receivedMs } = state;
  return async () => {
    await asSuperuser(
      database,
      `DELETE FROM idempotency WHERE first_idx >= ${size}`,
      `DELETE FROM private_value WHERE sid IN (SELECT sid FROM statement WHERE idx >= ${size})`,
      `DELETE FROM data_key k WHERE NOT EXISTS (SELECT FROM private_value p WHERE p.subject = k.subject)`,
      `DELETE FROM lot_link WHERE idx >= ${size}`,
      `DELETE FROM entry WHERE idx >= ${size}`,
      `DELETE FROM statement WHERE idx >= ${size}`,
      `DELETE FROM checkpoint WHERE size > ${size}`,
      `DELETE FROM tile WHERE (n + 1) * 256 > ${size}`,
      `UPDATE log_state SET size = ${size}, root = '\\x${root}', frontier = '\\x${frontier}', received_ms = ${receivedMs}`,
    );
    await database.ownerQuery('DELETE FROM jar');
    for (const { id, beans } of kept) await database.ownerQuery('INSERT INTO jar VALUES ($1, $2)', [id, beans]);
  };
}

describe('roll-forward', () => {
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

  const putMany = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, i) =>
        ledger.append(put({ lots: [lot], reveals: [{ name: 'weigher', value: `Ana ${i}` }], key: randomUUID() })),
      ),
    );
  const roll = async () => {
    const signed = await SignedLog.open(folder);
    try {
      if (signed.latest === undefined) throw new Error('nothing signed');
      const { dataSource } = database;
      const files = new LogFiles(join(folder, 'log'));
      return await rollForward({
        dataSource,
        files,
        signed: signed.latest,
        vault: ledger.vault,
        projections: [rebuiltJars],
      });
    } finally {
      await signed.close();
    }
  };
  const everything = async () => ({
    entries: await database.ownerQuery(
      'SELECT idx, e.bytes AS entry, s.bytes AS statement, sid, org, type FROM entry e JOIN statement s USING (idx) ORDER BY idx',
    ),
    links: await database.ownerQuery('SELECT * FROM lot_link ORDER BY lot, seq'),
    values: await database.ownerQuery('SELECT * FROM private_value ORDER BY sid, digest'),
    answers: await database.ownerQuery('SELECT * FROM idempotency ORDER BY org, key'),
    tiles: await database.ownerQuery('SELECT * FROM tile ORDER BY level, n'),
    jars: await database.ownerQuery('SELECT * FROM jar ORDER BY id'),
    state: await database.ownerQuery('SELECT * FROM log_state'),
  });

  test('a restored backup is refused by the signer, gets every byte back, and goes on', async () => {
    await putMany(200);
    await ledger.checkpoint();
    const restore = await backupOf(database);
    await putMany(150);
    await ledger.append(put({ jar: 'b', beans: 7, key: 'once', digest: 'x' }));
    await ledger.checkpoint();
    const before = await everything();
    await ledger.close();
    await restore();

    await expect(openTestLedger(database, folder)).rejects.toThrow('no longer holds the tree of 351 entries');
    expect(await roll()).toEqual({ from: 200, to: 351 });
    expect(await everything()).toEqual(before);

    ledger = await openTestLedger(database, folder);
    expect((await ledger.append(put({ jar: 'b', beans: 7, key: 'once', digest: 'x' }))).repeated).toBe(true);
    await ledger.append(put({ jar: 'b', beans: -7 }));
    await ledger.checkpoint();
    expect(await fsck({ dataSource: database.dataSource, signerDir: folder })).toMatchObject({ ok: true, size: 352 });
    const [past] = await new History(database.dataSource, ledger.vault).byIndexes([300]);
    const [value] = await new History(database.dataSource, ledger.vault).disclosuresOf([past?.sid ?? new Uint8Array()]);
    expect(value).toMatchObject({ name: 'weigher', value: 'Ana 100' });
  });

  test('a database that was rolled back to nothing is rolled forward from the first entry', async () => {
    const restore = await backupOf(database);
    await putMany(300);
    await ledger.checkpoint();
    const before = await everything();
    await ledger.close();
    await restore();
    expect(await roll()).toEqual({ from: 0, to: 300 });
    expect(await everything()).toEqual(before);
  });

  test('where nothing is missing nothing is done', async () => {
    await putMany(3);
    await ledger.checkpoint();
    expect(await roll()).toEqual({ from: 3, to: 3 });
  });

  test.each([
    [
      'lost its end',
      async (journal: string) => {
        const [last = ''] = (await readdir(join(journal, '000.p'))).sort((a, b) => Number(b) - Number(a));
        await rm(join(journal, '000.p', last));
      },
      'journal ends at 10 entries and 20 were signed',
    ],
    [
      'was changed in a statement',
      async (journal: string) => {
        const path = join(journal, '000.p', '20');
        const [first = '', ...rest] = (await readFile(path, 'utf8')).split('\n');
        const line = JSON.parse(first) as { statement: string };
        const text = Buffer.from(line.statement, 'base64').toString().replace('"beans":1', '"beans":9');
        line.statement = Buffer.from(text).toString('base64');
        await writeFile(path, [JSON.stringify(line), ...rest].join('\n'));
      },
      'journal ends at 10 entries',
    ],
    [
      'is of another history',
      async (journal: string) => {
        const path = join(journal, '000.p', '20');
        const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
        const [a, b] = [JSON.parse(lines[0] ?? ''), JSON.parse(lines[1] ?? '')] as { idx: number }[];
        if (a === undefined || b === undefined) throw new Error('two lines expected');
        [a.idx, b.idx] = [b.idx, a.idx];
        await writeFile(path, `${[JSON.stringify(b), JSON.stringify(a), ...lines.slice(2)].join('\n')}\n`);
      },
      'does not lead from the 10 entries',
    ],
  ])('a journal that %s is refused with a sentence, and the database stays as it is', async (_, damage, sentence) => {
    await putMany(10);
    await ledger.checkpoint();
    const restore = await backupOf(database);
    // At once, in one batch: nothing is signed in between, whatever else the machine does.
    await Promise.all(Array.from({ length: 10 }, () => ledger.append(put())));
    await ledger.checkpoint();
    await ledger.close();
    await restore();
    const before = await everything();
    await damage(join(folder, 'log', 'private', 'journal'));
    await expect(roll()).rejects.toThrow(sentence);
    expect(await everything()).toEqual(before);
  });

  test('a database that went on without the lost tail is refused: the two histories are not joined', async () => {
    await putMany(10);
    await ledger.checkpoint();
    const restore = await backupOf(database);
    await putMany(10);
    await ledger.checkpoint();
    await ledger.close();
    await restore();
    // A new primary that took one entry in before anybody looked.
    const elsewhere = await signerFolder();
    await asSuperuser(database, 'DELETE FROM checkpoint');
    await writeFile(join(elsewhere, 'vault-key.json'), await readFile(join(folder, 'vault-key.json')), { mode: 0o600 });
    await writeFile(join(elsewhere, 'log-key.json'), await readFile(join(folder, 'log-key.json')), { mode: 0o600 });
    const other = await openTestLedger(database, elsewhere);
    await other.append(put());
    await other.close();
    await expect(roll()).rejects.toThrow('does not lead from the 11 entries of this database to the 20');
  });
});
