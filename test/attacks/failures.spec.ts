/** What breaks of itself, or is made to look as if it had: crashes, two of one kind at once, bits that turn. */
import { readFile, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { checkServer, withClient } from '../../src/database/server.js';
import { fsck } from '../../src/ledger/fsck.js';
import { readSigned } from '../../src/ledger/signer/signed-log.js';
import { asSuperuser } from '../ledger/attack.js';
import { openTestLedger, put } from '../ledger/counters.js';
import { copyOf } from './backup.js';
import { refusal, Scene } from './scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

describe('A15 crash in the middle of a batch', () => {
  test('connections cut over and over: what was acknowledged is there once, at its index, without a gap', async () => {
    const cut = setInterval(() => {
      void scene.database.ownerQuery(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'veta'`,
      );
    }, 100);
    const work = Array.from({ length: 120 }, async (_, i) => {
      await new Promise((done) => setTimeout(done, i * 5));
      return scene.ledger.append(put({ lots: [randomUUID()] }));
    });
    const receipts = await Promise.all(work).finally(() => clearInterval(cut));
    expect(await scene.startUp()).toBe('');
    const rows = await scene.database.ownerQuery<{ idx: string; sid: string }>(
      `SELECT idx, encode(sid, 'hex') AS sid FROM statement ORDER BY idx`,
    );
    const kept = new Map(rows.map(({ idx, sid }) => [sid, Number(idx)]));
    for (const { sid, idx } of receipts.flatMap(({ entries }) => entries)) expect(kept.get(sid)).toBe(idx);
    expect([...kept.values()]).toEqual(Array.from({ length: 120 }, (_, i) => i));
    expect(await scene.fsck()).toEqual([]);
  });

  test('a server told to lie about what is on the disk is refused before anything is written', async () => {
    const { ownerConnection, ownerQuery } = scene.database;
    const [row] = await ownerQuery<{ name: string }>('SELECT current_database() AS name');
    await ownerQuery(`ALTER DATABASE ${row?.name} SET synchronous_commit = off`);
    expect(await refusal(checkServer(ownerConnection))).toContain('synchronous_commit=off and would lose gold');
    await withClient(ownerConnection, (client) => client.query(`ALTER DATABASE ${row?.name} RESET ALL`));
    expect(await refusal(checkServer(ownerConnection))).toBe('');
  });

  test('a tail that was signed and is lost in the crash is missed at the start, and named', async () => {
    await scene.grow(4);
    const lost = await scene.backup();
    await scene.grow(3);
    await lost();
    expect(await scene.startUp()).toContain('no longer holds the tree of 7 entries');
  });
});

describe('A16 two sequencers', () => {
  test('on one database take turns, on one chain', async () => {
    const other = await openTestLedger(scene.database, scene.folder);
    const writing = Array.from({ length: 60 }, (_, i) =>
      (i % 2 === 0 ? scene.ledger : other).append(put({ lots: [scene.lot] })),
    );
    const indexes = (await Promise.all(writing)).flatMap(({ entries }) => entries.map(({ idx }) => idx));
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
    await Promise.all([scene.ledger.checkpoint(), other.checkpoint()]);
    await other.close();
    expect(await scene.fsck()).toEqual([]);
  });

  test.each(['one after the other', 'at once'])(
    'each on its own primary after a failover, %s: one history is signed, and the other refused',
    async (when) => {
      await scene.grow(4);
      const promoted = await (await copyOf(scene.database))();
      const second = await openTestLedger(promoted, scene.folder);
      await Promise.all([scene.ledger.append(put({ beans: 2 })), second.append(put({ beans: 3 }))]);
      const signed =
        when === 'at once'
          ? await Promise.all([refusal(scene.ledger.checkpoint()), refusal(second.checkpoint())])
          : [await refusal(scene.ledger.checkpoint()), await refusal(second.checkpoint())];
      const refused = signed.filter((sentence) => sentence !== '');
      expect(refused).not.toEqual([]);
      for (const sentence of refused) {
        expect(sentence).toMatch(
          /no longer holds the tree of 5 entries|Two signers write to|another server writes there/,
        );
      }
      await second.close();
      const reports = await Promise.all(
        [scene.database, promoted].map(({ dataSource }) => fsck({ dataSource, signerDir: scene.folder })),
      );
      expect(reports.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
      expect((await readSigned(scene.folder)).size).toBeGreaterThan(0);
      await promoted.drop();
    },
  );

  test('one whose database was exchanged for a standby that lags behind writes nothing', async () => {
    await scene.grow(4);
    const lagging = await scene.cut();
    await scene.grow(1);
    await asSuperuser(scene.database, ...lagging);
    // The sequencer sees it, or the signer that runs beside it sees it first and stops the sequencer: both know of five.
    expect(await refusal(scene.ledger.append(put()))).toMatch(
      /^The database holds 4 entries, (but 5 were committed: it was restored or|fewer than the 5 seen before: it was) rolled back\.$/,
    );
    expect(await scene.database.ownerQuery('SELECT size FROM log_state')).toEqual([{ size: '4' }]);
  });
});

describe('A22 a bit turns', () => {
  test('before it is written: the database does not take a hash that is not of its bytes', async () => {
    await scene.grow(2);
    const flipped = `INSERT INTO entry (idx, leaf, bytes) SELECT 2, set_byte(leaf, 9, get_byte(leaf, 9) # 4), bytes || ' '
                       FROM entry WHERE idx = 1`;
    await expect(scene.database.ownerQuery(flipped)).rejects.toThrow('entry_leaf_is_its_hash');
  });

  test('in the root that the sequencer counted: the signer has counted for itself', async () => {
    await scene.grow(2);
    await scene.beforeItIsSigned(async () => {
      await scene.ledger.append(put());
      await asSuperuser(scene.database, 'UPDATE log_state SET root = set_byte(root, 5, get_byte(root, 5) # 16)');
    });
    expect(await scene.signer()).toBe("The database's root at 3 entries is not that of the entries. Run veta fsck.");
  });

  test.each(['entry', 'statement'])('in an old %s: fsck names the index, whatever the bit', async (table) => {
    await scene.grow(6);
    for (const bit of [3, 77, 411]) {
      const turn = `UPDATE ${table} SET bytes = set_bit(bytes, ${bit}, 1 - get_bit(bytes, ${bit})) WHERE idx = 2`;
      await asSuperuser(scene.database, turn);
      expect((await scene.fsck())[0]).toMatch(/^2: /);
      await asSuperuser(scene.database, turn);
    }
    expect(await scene.fsck()).toEqual([]);
  });

  test('in a public tile: whoever checks the log from outside names the tile', async () => {
    const note = await scene.grow(300);
    const path = join(scene.publicFolder, 'tile', '0', '000');
    const bytes = await readFile(path);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(path, bytes, { flag: 'r+' });
    expect(await scene.fsckUrl(note)).toContainEqual(expect.stringMatching(/tile 0 of level 1 is not made of/));
  });
});
