/** Attacks with the database in hand: as its owner and as a superuser, who switches off whatever stands in the way. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { asSuperuser } from '../ledger/attack.js';
import { forge, said } from '../ledger/forger.js';
import { ORIGIN, put } from '../ledger/counters.js';
import { refusal, Scene, without } from './scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

const owner = (sql: string) => scene.database.ownerQuery(sql);
const changing = (table: string, column: string, idx: number) =>
  `UPDATE ${table} SET ${column} = set_byte(${column}, 40, get_byte(${column}, 40) # 1) WHERE idx = ${idx}`;
describe('A1 edit a row', () => {
  test('the application and the owner may not, not even as a replica', async () => {
    await scene.grow(3);
    const client = new Client(scene.database.ownerConnection);
    await client.connect();
    await client.query('SET session_replication_role = replica');
    for (const table of ['entry', 'statement', 'tile', 'lot_link', 'checkpoint']) {
      await expect(scene.database.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
      for (const attempt of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
        await expect(client.query(attempt)).rejects.toThrow('is refused: history is only ever added to');
      }
    }
    await client.end();
  });

  test.each([
    ['a statement', changing('statement', 'bytes', 4), /^4: the statement|^4: the entry does not hold/],
    ['an entry', changing('entry', 'bytes', 4), /^4: the entry|^4: the leaf/],
    ['a tile', `UPDATE tile SET hashes = set_byte(hashes, 140, get_byte(hashes, 140) # 1)`, /tile 0 of level 0/],
  ])('%s that is signed: fsck names it, and the partner’s receipt holds', async (_, sql, sentence) => {
    await scene.grow(300);
    const receipt = await scene.receiptOf(4);
    await asSuperuser(scene.database, sql);
    expect(await scene.fsck()).toContainEqual(expect.stringMatching(sentence));
    expect(scene.judge(receipt)).toBe('ok');
  });

  test.each([
    ['a statement', changing('statement', 'bytes', 5)],
    ['an entry', changing('entry', 'bytes', 5)],
  ])('%s before it is signed: the signer refuses it', async (_, sql) => {
    await scene.grow(5);
    await scene.beforeItIsSigned(async () => {
      await scene.ledger.append(put({ lots: [scene.lot] }));
      await asSuperuser(scene.database, sql);
    });
    expect(await scene.signer()).toMatch(/^The signer refuses entry 5: .*Run veta fsck/);
    expect(scene.ledger.trouble).toContain('entry 5');
  });
});

describe('A2 delete a row', () => {
  test('from the middle: fsck names the gap, a new signer misses it, the receipt proves that it was there', async () => {
    await scene.grow(8);
    const receipt = await scene.receiptOf(3);
    await expect(owner('DELETE FROM entry WHERE idx = 3')).rejects.toThrow('history is only ever added to');
    await asSuperuser(scene.database, ...without('idx = 3'));
    expect(await scene.fsck()).toContain('3: entries 3 to 3 are missing');
    expect(scene.judge(receipt)).toBe('ok');
  });

  test('before it is signed: the signer says that it is missing', async () => {
    await scene.grow(3);
    await scene.beforeItIsSigned(async () => {
      await Promise.all([scene.ledger.append(put()), scene.ledger.append(put())]);
      await asSuperuser(scene.database, ...without('idx = 3'));
    });
    expect(await scene.signer()).toBe('The signer refuses entry 3: it is missing. Run veta fsck.');
  });
});

describe('A3 delete the tail', () => {
  test('signer, start-up and fsck know how much was signed', async () => {
    await scene.grow(5);
    const cut = await scene.cut();
    await scene.grow(4);
    await asSuperuser(scene.database, ...cut);
    expect(await scene.signer()).toBe(
      'The database holds 5 entries, fewer than the 9 seen before: it was rolled back.',
    );
    expect(await scene.startUp()).toContain('no longer holds the tree of 9 entries that was signed');
    expect(await scene.fsck()).toContain('5: entries 5 to 8 were signed and are missing');
  });

  test('with the signer’s folder and the public files rolled back too: witness, partner and a stranger with a note', async () => {
    await scene.grow(5);
    const [cut, signerAgain] = [await scene.cut(), await scene.backupSigner()];
    const note = await scene.grow(4);
    const receipt = await scene.receiptOf(7);
    await scene.ledger.close();
    await asSuperuser(scene.database, ...cut);
    await signerAgain();
    expect(await scene.startUp()).toBe('');
    expect(await scene.ask()).toBe('Witness buyer has seen a longer log: 9 entries, and here are 5.');
    expect(scene.judge(receipt)).toBe('ok');
    expect(await scene.fsckUrl(note)).toContainEqual(
      expect.stringContaining('entries 5 to 8 were signed and are gone'),
    );
  });
});

const swap = (a: number, b: number) => [
  `UPDATE entry SET idx = CASE idx WHEN ${a} THEN -1 ELSE idx END WHERE idx = ${a}`,
  `UPDATE entry SET idx = ${a} WHERE idx = ${b}`,
  `UPDATE entry SET idx = ${b} WHERE idx = -1`,
];

test('A4 reorder or renumber: the signer before, fsck after, and two entries of one number are not taken', async () => {
  await scene.grow(4);
  await expect(owner('UPDATE entry SET idx = 9 WHERE idx = 2')).rejects.toThrow('history is only ever added to');
  await asSuperuser(scene.database, 'ALTER TABLE entry DROP CONSTRAINT entry_idx_check', ...swap(1, 2));
  expect((await scene.fsck())[0]).toMatch(/^1: /);
  await scene.beforeItIsSigned(async () => {
    await Promise.all([0, 1].map(() => scene.ledger.append(put({ lots: [scene.lot] }))));
    await asSuperuser(scene.database, ...swap(4, 5));
  });
  expect(await scene.signer()).toMatch(/^The signer refuses entry 4: /);
});

describe('A5 insert a backdated event', () => {
  test('below what is signed there is no room, and above it its time goes back', async () => {
    const note = await scene.grow(6);
    const entry = `INSERT INTO entry (idx, leaf, bytes) SELECT $IDX, sha256('\\x0041'::bytea), 'A'`;
    await expect(owner(entry.replace('$IDX', '2'))).rejects.toThrow('entry_pkey');
    await expect(owner(entry.replace('$IDX', '-1'))).rejects.toThrow(/entry_idx_check|without a gap|follow/);
    await asSuperuser(scene.database, 'UPDATE log_state SET received_ms = received_ms - 86400000');
    await forge(scene.database, said(ORIGIN, { attested: 'platform' }), []);
    expect(await scene.signer()).toMatch(/refuses entry 6: it was received at .*, before the entry before it/);
    expect(await scene.fsck()).toContainEqual(expect.stringMatching(/^6: it was received at .*, before/));
    expect(await scene.fsckUrl(note)).toEqual([]); // nobody outside ever saw it
  });

  test('what was only said to be long ago bears the time at which it came', async () => {
    const before = Date.now();
    await scene.ledger.append(put({ lots: [scene.lot] })); // says it is of July
    await scene.grow(1);
    const [row] = await scene.database.ownerQuery<{ bytes: Buffer }>('SELECT bytes FROM entry WHERE idx = 0');
    const { received } = JSON.parse(row?.bytes.toString() ?? '') as { received: string };
    expect(Date.parse(received)).toBeGreaterThanOrEqual(before);
  });
});

test('A6 fork a lot: the database refuses, then start-up, the signer and fsck, each by itself', async () => {
  await scene.grow(3);
  const fork = `INSERT INTO lot_link (lot, seq, prev, leaf, idx)
                SELECT lot, 7, prev, leaf, idx FROM lot_link WHERE idx = 2`;
  await expect(owner(fork)).rejects.toThrow(/lot_link/);
  await asSuperuser(scene.database, 'ALTER TABLE lot_link DROP CONSTRAINT lot_link_no_fork', ...without('false'));
  // The lot's newest link hidden, the next entry becomes a second successor of entry 1.
  await asSuperuser(scene.database, 'DELETE FROM lot_link WHERE idx = 2');
  await scene.ledger.append(put({ lots: [scene.lot] }));
  expect(await scene.signer()).toMatch(/refuses entry 3: link 2 of lot .* does not follow/);
  expect(await scene.fsck()).toContainEqual(expect.stringMatching(/^3: link 2 of lot .* does not follow/));
  expect(await scene.startUp()).toContain('constraint lot_link_no_fork is missing');
});

describe('A8 restore an old backup', () => {
  test('of the database: start-up and fsck say how much was signed since', async () => {
    await scene.grow(5);
    const restore = await scene.backup();
    await scene.grow(5);
    await restore();
    expect(await scene.startUp()).toBe(
      'The database no longer holds the tree of 10 entries that was signed: it was rolled back or changed. Run veta fsck.',
    );
    expect(await scene.fsck()).toContain('5: entries 5 to 9 were signed and are missing');
  });

  test('of database and signer together, and trade goes on: the witness and the partner’s note convict it', async () => {
    await scene.grow(5);
    const [restore, signerAgain] = [await scene.backup(), await scene.backupSigner()];
    const note = await scene.grow(5);
    await restore();
    await signerAgain();
    await scene.reopen();
    expect(await scene.grow(9)).not.toBe(note);
    expect(await scene.ask()).toBe('Witness buyer says it has seen another log under this name.');
    expect(await scene.fsckUrl(note)).toContainEqual(expect.stringMatching(/are not those|another root|signed for/));
  });
});

test('A9 forge an event with every row in order: neither signer nor fsck lets it pass', async () => {
  await scene.grow(2);
  await forge(scene.database, said(ORIGIN, { type: 'lot.released' }), []);
  const nobody = 'the statement is neither signed nor attested';
  expect(await scene.signer()).toContain(nobody);
  expect(await scene.fsck()).toContainEqual(expect.stringContaining(nobody));
});

test('A29 change the rules of the database: start-up names the rule, and the signer needs none of them', async () => {
  await scene.grow(2);
  const [name] = await scene.database.ownerQuery<{ body: string }>(
    `SELECT pg_get_functiondef('ledger_refuse_change'::regproc) AS body`,
  );
  await owner(
    `CREATE OR REPLACE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
  );
  await scene.beforeItIsSigned(async () => {
    await scene.ledger.append(put({ lots: [scene.lot] }));
    await asSuperuser(scene.database, changing('statement', 'bytes', 2));
  });
  expect(await scene.signer()).toContain('refuses entry 2');
  expect(await scene.startUp()).toMatch(/The ledger's rules in the database are not those of this version/);
  await owner(name?.body ?? '');
  await owner('ALTER TABLE entry DISABLE TRIGGER entry_dense');
  expect(await scene.startUp()).toContain('trigger entry_dense is missing or not enabled always');
  expect(await refusal(scene.ledger.append(put({ lots: [randomUUID()] })))).not.toBe('');
});
