import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { fromBase64Url, toBase64Url, utf8 } from '../../src/core/bytes.js';
import { Balance } from '../../src/core/custody/balance.js';
import { commitment } from '../../src/core/log/entry.js';
import { asAppRole } from '../../src/database/app-role.js';
import { openDataSource } from '../../src/database/connect.js';
import { migrate } from '../../src/database/migrate.js';
import { withClient } from '../../src/database/server.js';
import { sealClearPapers } from '../../src/documents/sealed-bytes.js';
import { sealMoney } from '../../src/exchange/import/money.js';
import { fsck } from '../../src/ledger/fsck.js';
import { History } from '../../src/ledger/history.js';
import { openLedger } from '../../src/ledger/open.js';
import { open, seal } from '../../src/ledger/private/sealing.js';
import { Vault } from '../../src/ledger/private/vault.js';
import { sealRegistry } from '../../src/parties/projections/seal-clear.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { jarDatabase, openTestLedger, ORIGIN, put, signerFolder } from './counters.js';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('a sealed value', () => {
  test('opens under its key and in its place, and nowhere else', () => {
    fc.assert(
      fc.property(bytes(32), fc.uint8Array(), fc.uint8Array(), fc.nat(), (key, context, value, at) => {
        const sealed = seal(key, context, value);
        expect(open(key, context, sealed)).toEqual(Uint8Array.from(value));
        const bent = Uint8Array.from(sealed);
        bent[at % bent.length] = (bent[at % bent.length] ?? 0) ^ 1;
        expect(open(key, context, bent)).toBeUndefined();
        expect(open(key, Uint8Array.of(...context, 0), sealed)).toBeUndefined();
        expect(
          open(
            Uint8Array.from(key, (byte) => byte ^ 1),
            context,
            sealed,
          ),
        ).toBeUndefined();
        expect(open(key, context, sealed.subarray(0, at % sealed.length))).toBeUndefined();
      }),
    );
  });

  test('is another one each time', () => {
    const [key, context, value] = [new Uint8Array(32), utf8('c'), utf8('4428.79')];
    const all = Array.from({ length: 1000 }, () => seal(key, context, value).toString('hex'));
    expect(new Set(all).size).toBe(1000);
  });

  test('goes by a name that tells nothing without the key', () => {
    const [mine, other] = [new Vault(new Uint8Array(32)), new Vault(new Uint8Array(32).fill(1))];
    expect(mine.nameOf('member:coop/LIM-003')).toEqual(mine.nameOf('member:coop/LIM-003'));
    expect(mine.nameOf('member:coop/LIM-003')).not.toEqual(other.nameOf('member:coop/LIM-003'));
    expect(mine.tag('a', 'b', 'c')).not.toEqual(mine.tag('a', 'b,c'));
  });
});

describe('a small space of values is not searched (A27)', () => {
  test('a digest of every code and a million telephone numbers is none of those in the ledger', async () => {
    const database = await jarDatabase();
    const ledger = await openTestLedger(database, await signerFolder());
    const reveals = [
      { name: 'member', value: 'LIM-003' },
      { name: 'telephone', value: '3000412' },
    ];
    const { entries } = await ledger.append(put({ reveals }));
    const history = new History(database.dataSource, ledger.vault);
    const [past] = await history.byIndexes([entries[0]?.idx ?? -1]);
    const kept = await history.disclosuresOf([past?.sid ?? new Uint8Array()]);
    await ledger.close();
    await database.drop();
    const sd = new Set(past?.statement.sd);
    expect(sd.size).toBe(2);
    // Every salt somebody could think of without being told: none, an empty one, a zero.
    const salts = ['', toBase64Url(new Uint8Array(32))];
    for (let code = 0; code < 1000; code += 1) {
      for (const salt of salts) {
        expect(sd.has(commitment(salt, 'member', `LIM-${`${code}`.padStart(3, '0')}`))).toBe(false);
      }
    }
    for (let number = 0; number < 1e6; number += 7) {
      if (sd.has(commitment('', 'telephone', `${3_000_000 + number}`))) throw new Error(`found ${number}`);
    }
    for (const { salt, name, value, digest } of kept) {
      expect(fromBase64Url(salt)).toHaveLength(32);
      expect(commitment(salt, name, value)).toBe(digest);
    }
    expect(new Set(kept.map(({ salt }) => salt)).size).toBe(2);
  });
});

describe('the vault’s key', () => {
  let database: TestDatabase;
  let folder: string;
  beforeEach(async () => {
    database = await jarDatabase();
    folder = await mkdtemp(join(tmpdir(), 'veta-vault-'));
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const started = async (vaultKey: string): Promise<void> => {
    const parts = { dataSource: database.dataSource, signerDir: join(folder, 'signer'), origin: ORIGIN };
    const ledger = await openLedger({ ...parts, vaultKey });
    await ledger.append(put({ reveals: [{ name: 'member', value: 'Rosa' }] })).catch(() => undefined);
    await ledger.close();
  };
  const withValue = async (vaultKey: string): Promise<void> => {
    await started(vaultKey);
    const vault = new Vault(
      new Uint8Array(Buffer.from(JSON.parse(await readFile(vaultKey, 'utf8')).key as string, 'hex')),
    );
    await vault.seal(database.dataSource, [{ subject: 'organisation:coop', context: 'c', value: utf8('v') }]);
  };

  test('is made once, for its owner alone', async () => {
    const path = join(folder, 'vault', 'key.json');
    await withValue(path);
    const made = await readFile(path, 'utf8');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'vault'))).mode & 0o777).toBe(0o700);
    await started(path);
    expect(await readFile(path, 'utf8')).toBe(made);
  });

  test.each<[what: string, change: (path: string) => Promise<void>, sentence: RegExp]>([
    ['that others can read', (path) => chmod(path, 0o644), /^Others can read the vault's key: chmod 600 /],
    ['that is something else', (path) => writeFile(path, '{"key":"00"}'), /is not a vault key: restore it/],
    [
      'that is lost',
      (path) => rm(path),
      /holds sealed private values, but there is no key for them at .*VETA_VAULT_KEY/,
    ],
    [
      'of another ledger',
      (path) => writeFile(path, JSON.stringify({ key: 'ab'.repeat(32) })),
      /were sealed with another vault key: set VETA_VAULT_KEY/,
    ],
  ])('one %s is refused with a sentence', async (_, change, sentence) => {
    const path = join(folder, 'key.json');
    await withValue(path);
    await change(path);
    await expect(started(path)).rejects.toThrow(sentence);
  });
});

describe('what version 0.1.0 kept in clear', () => {
  const FIXTURE = new URL('../fixtures/demo-0.1.0/', import.meta.url);
  const sql = gunzipSync(readFileSync(new URL('database.sql.gz', FIXTURE)))
    .toString('utf8')
    .replace(/^\\(un)?restrict .*$/gm, '');

  test('is sealed at the first start, to the last value, and the clear rows are gone', async () => {
    const { ownerConnection, drop } = await emptyDatabase();
    const signerDir = mkdtempSync(join(tmpdir(), 'veta-signer-'));
    cpSync(fileURLToPath(new URL('signer', FIXTURE)), signerDir, { recursive: true });
    chmodSync(join(signerDir, 'log-key.json'), 0o600);
    try {
      await withClient(ownerConnection, (client) => client.query(sql));
      await migrate(ownerConnection);
      const dataSource = await openDataSource(await asAppRole(ownerConnection, ownerConnection), []);
      const before: { sid: string; digest: string; name: string; value: unknown }[] = await dataSource.query(
        `SELECT encode(sid, 'hex') AS sid, digest, name, value FROM disclosure ORDER BY sid, digest`,
      );
      const [{ origin } = { origin: '' }]: { origin: string }[] =
        await dataSource.query('SELECT origin FROM log_state');
      await expect(dataSource.query('DELETE FROM disclosure')).rejects.toThrow('removed only once it is sealed');
      await expect(dataSource.query('DELETE FROM used_number')).rejects.toThrow('a used number stays used');
      const ledger = await openLedger({ dataSource, signerDir, origin });
      await sealRegistry(dataSource, ledger.vault);
      await sealMoney(dataSource, ledger.vault);
      await sealClearPapers(dataSource, ledger.vault);
      const history = new History(dataSource, ledger.vault);
      const sids = [...new Set(before.map(({ sid }) => sid))].map((sid) => Uint8Array.from(Buffer.from(sid, 'hex')));
      const after = await history.disclosuresOf(sids);
      expect(before.length).toBeGreaterThan(2000);
      expect(after.map(({ sid, digest, name, value }) => ({ sid, digest, name, value }))).toEqual(before);
      const balance = new Balance();
      const report = await fsck({
        dataSource,
        signerDir,
        vault: ledger.vault,
        checks: [({ statement }) => balance.add(statement).map(({ what }) => what)],
      });
      expect(report).toMatchObject({ ok: true, faults: [] });
      const [left]: Record<string, number>[] = await dataSource.query(
        `SELECT (SELECT count(*)::int FROM disclosure) AS values, (SELECT count(*)::int FROM member) AS members,
                (SELECT count(*)::int FROM book_row) AS rows, (SELECT count(*)::int FROM document WHERE NOT sealed) AS papers,
                (SELECT count(*)::int FROM document_file WHERE NOT sealed) AS files,
                (SELECT count(*)::int FROM used_number WHERE id LIKE 'declaration:%') AS declarations`,
      );
      expect(left).toEqual({ values: 0, members: 0, rows: 0, papers: 0, files: 0, declarations: 0 });
      await ledger.close();
      await dataSource.destroy();
    } finally {
      rmSync(signerDir, { recursive: true });
      await drop();
    }
  });
});
