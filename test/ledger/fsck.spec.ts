import { randomUUID } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from '../../src/ledger/ledger.js';
import { History } from '../../src/ledger/history.js';
import { fsck, type HistoryCheck } from '../../src/ledger/fsck.js';
import type { TestDatabase } from '../support/database.js';
import { asSuperuser, beforeItIsSigned } from './attack.js';
import { jarDatabase, openTestLedger, put, signerFolder } from './counters.js';

const lots = Array.from({ length: 5 }, () => randomUUID());

describe('fsck', () => {
  let database: TestDatabase;
  let folder: string;
  let ledger: Ledger;

  beforeEach(async () => {
    database = await jarDatabase();
    folder = await signerFolder();
    ledger = await openTestLedger(database, folder);
    // 600 entries fill two tiles; checkpoints at 0, 300 and 600.
    for (const part of [0, 300]) {
      const put300 = () =>
        Promise.all(
          Array.from({ length: 300 }, (_, i) =>
            ledger.append(put({ lots: [lots[i % 5] as string], reveals: [{ name: 'member', value: `m${part + i}` }] })),
          ),
        );
      await beforeItIsSigned(database, put300);
      await ledger.checkpoint();
    }
  });

  afterEach(async () => {
    await ledger.close();
    await database.drop();
  });

  const check = (checks: HistoryCheck[] = []) =>
    fsck({ dataSource: database.dataSource, signerDir: folder, vault: ledger.vault, checks });

  test('a whole history is told whole', async () => {
    const done: number[] = [];
    const report = await fsck({
      dataSource: database.dataSource,
      signerDir: folder,
      vault: ledger.vault,
      progress: (n) => done.push(n),
    });
    const [, size, root] = (await ledger.checkpoint()).split('\n');
    expect(report).toEqual({ ok: true, size: Number(size), root, faults: [] });
    expect(done.at(-1)).toBe(600);
  });

  test.each<[what: string, idx: number, ...sql: string[]]>([
    [
      'a byte of a statement',
      400,
      `UPDATE statement SET bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) WHERE idx = 400`,
    ],
    ['a byte of an entry', 17, `UPDATE entry SET bytes = set_byte(bytes, 12, get_byte(bytes, 12) # 1) WHERE idx = 17`],
    ['a leaf', 599, `UPDATE entry SET leaf = set_byte(leaf, 0, get_byte(leaf, 0) # 1) WHERE idx = 599`],
    [
      'the identity of a statement',
      3,
      `UPDATE statement SET sid = set_byte(sid, 0, get_byte(sid, 0) # 1) WHERE idx = 3`,
    ],
    ['the organisation a statement is filed under', 9, `UPDATE statement SET org = 'other' WHERE idx = 9`],
    ['the type a statement is filed as', 9, `UPDATE statement SET type = 'other' WHERE idx = 9`],
    [
      'a hash in a tile',
      300,
      `UPDATE tile SET hashes = set_byte(hashes, 44 * 32, get_byte(hashes, 44 * 32) # 1) WHERE n = 1`,
    ],
    ['a missing tile', 256, `DELETE FROM tile WHERE n = 1`],
    ['a link in a chain', 12, `UPDATE lot_link SET prev = sha256('x') WHERE idx = 12`],
    ['a link that is gone', 12, `DELETE FROM lot_link WHERE idx = 12`],
    ['a link too many', 600, `INSERT INTO lot_link VALUES (gen_random_uuid(), 0, NULL, sha256('x'), 5)`],
    ['an entry that is gone', 250, `DELETE FROM entry WHERE idx = 250`],
    ['a statement that is gone', 250, `DELETE FROM statement WHERE idx = 250`],
    [
      'two entries that changed places',
      30,
      `UPDATE entry SET idx = CASE idx WHEN 30 THEN -30 ELSE idx END WHERE idx = 30`,
      `UPDATE entry SET idx = 30 WHERE idx = 31`,
      `UPDATE entry SET idx = 31 WHERE idx = -30`,
    ],
    [
      'a private value, by that of another',
      77,
      `UPDATE private_value v SET sealed = o.sealed FROM private_value o, statement s, statement t
        WHERE v.sid = s.sid AND s.idx = 77 AND o.sid = t.sid AND t.idx = 78`,
    ],
    [
      'a private value that is gone without a word',
      77,
      'DELETE FROM private_value v USING statement s WHERE v.sid = s.sid AND s.idx = 77',
    ],
    ['the data key of private values', 0, 'DELETE FROM data_key'],
    [
      'a private value moved to another statement',
      5,
      `UPDATE private_value v SET sid = (SELECT sid FROM statement WHERE idx = 5)
        FROM statement s WHERE v.sid = s.sid AND s.idx = 6`,
    ],
    ['a checkpoint', 0, `UPDATE checkpoint SET root = sha256('x') WHERE size = 300`],
    [
      'the signature of a checkpoint',
      300,
      `UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 600) WHERE size = 300`,
    ],
    ['the root in the state row', 600, `UPDATE log_state SET root = sha256('x')`],
    ['the size in the state row', 600, `UPDATE log_state SET size = 512, frontier = substr(frontier, 1, 32)`],
    [
      'the tail',
      598,
      `DELETE FROM lot_link WHERE idx >= 598`,
      `DELETE FROM entry WHERE idx >= 598`,
      `DELETE FROM statement WHERE idx >= 598`,
    ],
  ])('%s that a superuser changed is named by its index', async (_, idx, ...sql: string[]) => {
    const silent = sql.some((one) => one.startsWith('UPDATE entry SET idx'))
      ? ['ALTER TABLE entry DROP CONSTRAINT entry_idx_check']
      : [];
    await asSuperuser(database, ...silent, ...sql);
    const report = await check();
    expect(report.ok).toBe(false);
    expect(report.faults[0]).toMatchObject({ idx });
  });

  test('an entry rewritten with everything that hangs on it in the database is betrayed by what was signed', async () => {
    // The last entry, so that no link follows: entry, leaf, link, state and checkpoint are all made to agree.
    const restate = `WITH t AS (SELECT leaf FROM entry WHERE idx = 599) UPDATE lot_link SET leaf = t.leaf FROM t WHERE idx = 599`;
    await asSuperuser(
      database,
      `UPDATE entry SET bytes = convert_to(regexp_replace(convert_from(bytes, 'UTF8'), '"received":"....', '"received":"2999'), 'UTF8') WHERE idx = 599`,
      `UPDATE entry SET leaf = sha256('\\x00'::bytea || bytes) WHERE idx = 599`,
      restate,
      'DELETE FROM checkpoint WHERE size = 600',
    );
    const first = await check();
    await asSuperuser(database, `UPDATE log_state SET root = decode('${first.root}', 'base64')`);
    expect((await check()).faults[0]).toEqual({
      idx: 300,
      what: 'entries 300 to 599 are not those that were signed at size 600',
    });
  });

  test("the signer's own list is a witness against a database that was rolled back with all its checkpoints", async () => {
    await ledger.close();
    const whole = await readFile(join(folder, 'signed.log'), 'utf8');
    await writeFile(join(folder, 'signed.log'), whole.replaceAll('"size":600', '"size":601'));
    expect((await check()).faults).toContainEqual({ idx: 600, what: 'entries 600 to 600 were signed and are missing' });
    await writeFile(join(folder, 'signed.log'), whole);
    await appendFile(join(folder, 'signed.log'), 'torn');
    expect(await check()).toMatchObject({ ok: true });
  });

  test('without the vault private values are counted, and one that is gone is still missed', async () => {
    const blind = () => fsck({ dataSource: database.dataSource, signerDir: folder });
    expect(await blind()).toMatchObject({ ok: true, unopened: 600 });
    await asSuperuser(database, 'DELETE FROM private_value v USING statement s WHERE v.sid = s.sid AND s.idx = 77');
    const [past] = await new History(database.dataSource).byIndexes([77]);
    expect(await blind()).toMatchObject({
      faults: [
        { idx: 77, what: `its private value ${past?.statement.sd?.[0]} is gone, and no entry says that it was erased` },
      ],
    });
  });

  test('further rules over history are asked about every statement, with its private values', async () => {
    let beans = 0;
    const report = await check([
      ({ idx, statement, reveals }) => {
        beans += Number(statement.data['beans']);
        return idx === 555 && reveals.length === 1 ? [`${beans} beans are too many`] : [];
      },
    ]);
    expect(report.faults).toEqual([{ idx: 555, what: '556 beans are too many' }]);
  });
});
