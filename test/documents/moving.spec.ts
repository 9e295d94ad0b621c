/** Sealed bytes from the database to a bucket and home again: all of them, whatever comes between, and none given up too soon. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { papersCommand } from '../../src/app/papers.js';
import { ConfigError } from '../../src/config/config-error.js';
import { IssuedPapers } from '../../src/documents/issued-papers.js';
import { MovedBlobs, type Blobs } from '../../src/documents/store/blobs.js';
import type { BucketBlobs } from '../../src/documents/store/bucket-blobs.js';
import { Moving } from '../../src/documents/store/moving.js';
import { PaperFiles } from '../../src/documents/store/paper-files.js';
import type { TableBlobs } from '../../src/documents/store/table-blobs.js';
import { type BucketServer, refusal } from './bucket-server.js';
import type { Office } from './office.js';
import { openTwoStores, type TwoStores } from './two-stores.js';

const unseen = (): void => {};
const killedAtTwo = (done: number): void => {
  if (done === 2) throw new Error('killed');
};

let stores: TwoStores;
let office: Office;
let server: BucketServer;
let table: TableBlobs;
let bucket: BucketBlobs;
let owner: DataSource;
let endpoint: string;
let files: number;

beforeEach(async () => {
  stores = await openTwoStores();
  ({ office, server, endpoint, table, bucket, owner } = stores);
  const { database } = office.market;
  files = Number((await database.ownerQuery<{ n: string }>('SELECT count(*) AS n FROM document_file'))[0]?.n);
});
afterEach(() => stores.close());

const moving = (): Moving => new Moving(office.market.database.dataSource, table, bucket);

/** Every file of every paper, opened and hashed on its way out. */
async function allOpen(blobs: Blobs): Promise<number> {
  const { database, ledger } = office.market;
  let count = 0;
  const papers = new IssuedPapers(database.dataSource, new PaperFiles(database.dataSource, ledger, blobs));
  for await (const { bytes } of papers.everything()) count += bytes.length > 0 ? 1 : 0;
  return count;
}

const inTable = async (): Promise<number> =>
  Number((await office.market.database.ownerQuery<{ n: string }>('SELECT count(*) AS n FROM sealed_bytes'))[0]?.n);

test('says what lies where and changes nothing', async () => {
  expect(await moving().whereabouts(unseen)).toEqual({ database: files, bucket: 0, both: 0, nowhere: 0 });
  expect(server.objects.size).toBe(0);
});

test('copies all, tells how far it is, and leaves what it copied where it was', async () => {
  const told: number[][] = [];
  const moved = await moving().copy('bucket', (...far) => told.push(far));
  expect(moved).toMatchObject({ files, copied: files, found: 0, faults: [] });
  expect(told.at(-1)).toEqual([files, files]);
  expect([server.objects.size, await inTable()]).toEqual([files, files]);
  expect(await moving().copy('bucket', unseen)).toMatchObject({ copied: 0, found: files, bytes: 0 });
});

test('goes on where it was cut off, by a bucket that went away or by a kill', async () => {
  await expect(moving().copy('bucket', killedAtTwo)).rejects.toThrow('killed');
  server.mood = refusal(403, 'AccessDenied');
  await expect(moving().copy('bucket', unseen)).rejects.toThrow(/refuses the key/);
  server.mood = 'good';
  expect(await moving().copy('bucket', unseen)).toMatchObject({ files, copied: files - 2, found: 2, faults: [] });
  expect(await inTable()).toBe(files);
});

test('takes out of the database only what this run read in the bucket; papers open from there alone', async () => {
  const one = moving();
  expect(await one.clear(owner, unseen)).toBe(0);
  await one.copy('bucket', unseen);
  expect(await one.clear(owner, unseen)).toBe(files);
  expect(await inTable()).toBe(0);
  expect(await allOpen(new MovedBlobs(bucket, table))).toBe(files);
  expect(await moving().whereabouts(unseen)).toEqual({ database: 0, bucket: files, both: 0, nowhere: 0 });
});

test('a bucket that keeps other bytes under the name is found out, and given the right ones', async () => {
  await moving().copy('bucket', unseen);
  const [key = ''] = [...server.objects.keys()];
  server.objects.set(key, Buffer.from('something else'));
  expect(await moving().copy('bucket', unseen)).toMatchObject({ copied: 1, found: files - 1, faults: [] });
  expect(await allOpen(bucket)).toBe(files);
});

test('comes home, and what the bucket lost or spoiled meanwhile is named and not said to be home', async () => {
  const away = moving();
  await away.copy('bucket', unseen);
  await away.clear(owner, unseen);
  const [lost = '', spoiled = ''] = [...server.objects.keys()];
  const kept = [server.objects.get(lost), server.objects.get(spoiled)];
  server.objects.delete(lost);
  server.objects.set(spoiled, Buffer.from('something else'));
  const home = await moving().copy('database', unseen);
  expect(home.faults.map(({ what }) => what).toSorted()).toEqual(['lies nowhere', 'was changed']);
  expect(home.faults.every(({ name }) => /\.(pdf|csv)$/.test(name))).toBe(true);
  expect(home.copied).toBe(files - 2);
  server.objects.set(lost, kept[0] ?? Buffer.alloc(0));
  server.objects.set(spoiled, kept[1] ?? Buffer.alloc(0));
  expect(await moving().copy('database', unseen)).toMatchObject({ copied: 2, found: files - 2, faults: [] });
  expect(await allOpen(table)).toBe(files);
});

test('what lies in its own row, as before there was a place for it, is moved out of it too', async () => {
  const { database } = office.market;
  const [old] = await database.ownerQuery<{ document: string; name: string; bytes: Buffer }>(
    `SELECT f.document, f.name, b.bytes FROM document_file f JOIN sealed_bytes b ON b.sha256 = f.sealed_sha256 LIMIT 1`,
  );
  if (old === undefined) throw new Error('no file');
  await database.ownerQuery('ALTER TABLE document_file DISABLE TRIGGER document_file_unedited');
  await database.ownerQuery(
    'UPDATE document_file SET bytes = $3, sealed_sha256 = NULL WHERE document = $1 AND name = $2',
    [old.document, old.name, old.bytes],
  );
  await database.ownerQuery('ALTER TABLE document_file ENABLE ALWAYS TRIGGER document_file_unedited');
  const one = moving();
  await one.copy('bucket', unseen);
  await one.clear(owner, unseen);
  expect(await database.ownerQuery('SELECT FROM document_file WHERE bytes IS NOT NULL')).toEqual([]);
  expect(await inTable()).toBe(0);
  expect(await allOpen(bucket)).toBe(files);
});

const refused = (sql: string): Promise<void> =>
  expect(office.market.database.ownerQuery(sql)).rejects.toThrow(
    /until they lie elsewhere|only ever added to|never changes/,
  );

describe('the database', () => {
  test('gives up no bytes that nobody said lie elsewhere, not even to its owner, and not for what was said before', async () => {
    await refused('DELETE FROM sealed_bytes');
    await refused(`UPDATE sealed_bytes SET bytes = ''`);
    await refused('TRUNCATE sealed_bytes');
    await office.market.database.ownerQuery('INSERT INTO moved_bytes (sha256) SELECT sha256 FROM sealed_bytes');
    await refused('DELETE FROM sealed_bytes');
    for (const sql of ['DELETE FROM moved_bytes', 'UPDATE moved_bytes SET moved_at = now()', 'TRUNCATE moved_bytes']) {
      await expect(office.market.database.ownerQuery(sql)).rejects.toThrow();
    }
    await refused(`UPDATE document_file SET name = 'other.pdf'`);
    await refused('UPDATE document_file SET sealed_sha256 = sha256(sealed_sha256)');
  });

  test('lets the application neither say that they were moved nor take them out', async () => {
    const { dataSource } = office.market.database;
    for (const sql of [
      'INSERT INTO moved_bytes (sha256) SELECT sha256 FROM sealed_bytes',
      'DELETE FROM sealed_bytes',
    ]) {
      await expect(dataSource.query(sql)).rejects.toThrow(/permission denied/);
    }
  });
});

const silenced = (stream: 'log' | 'error') => jest.spyOn(console, stream).mockReturnValue(undefined);

describe('the command', () => {
  let folder: string;
  let before: NodeJS.ProcessEnv;
  let said: ReturnType<typeof silenced>;
  let complained: ReturnType<typeof silenced>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'veta-moving-'));
    await writeFile(join(folder, 'key'), 'AKIA secret');
    before = { ...process.env };
    said = silenced('log');
    complained = silenced('error');
    const { connectionString, host = '', port, user, password, database } = office.market.database.ownerConnection;
    const signIn = `${encodeURIComponent(String(user))}:${encodeURIComponent(String(password))}`;
    Object.assign(process.env, {
      VETA_DATA: join(folder, 'data'),
      DATABASE_URL:
        connectionString ?? `postgres://${signIn}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
      VETA_S3_ENDPOINT: endpoint,
      VETA_S3_BUCKET: server.bucket,
      VETA_S3_KEY_FILE: join(folder, 'key'),
    });
  });
  afterEach(async () => {
    process.env = before;
    said.mockRestore();
    complained.mockRestore();
    await rm(folder, { recursive: true });
  });
  const answer = (): unknown => JSON.parse(String(said.mock.calls.at(-1)?.[0]));

  test('tells, copies, clears and brings home, each time with its summary', async () => {
    expect(await papersCommand(['move', '--check'])).toBe(0);
    expect(answer()).toEqual({ database: files, bucket: 0, both: 0, nowhere: 0 });
    expect(await papersCommand(['move', '--to', 'bucket'])).toBe(0);
    expect(answer()).toMatchObject({ to: 'bucket', files, copied: files, cleared: 0, faults: [] });
    expect(await papersCommand(['move', '--to', 'bucket', '--clear'])).toBe(0);
    expect(answer()).toMatchObject({ copied: 0, found: files, cleared: files });
    expect(await inTable()).toBe(0);
    expect(await papersCommand(['move', '--to', 'database'])).toBe(0);
    expect(await allOpen(table)).toBe(files);
  });

  test('clears nothing while one of all could not be moved, and says with its exit that it could not', async () => {
    await papersCommand(['move', '--to', 'bucket', '--clear']);
    const [lost = ''] = [...server.objects.keys()];
    server.objects.delete(lost);
    expect(await papersCommand(['move', '--check'])).toBe(1);
    await papersCommand(['move', '--to', 'database']);
    expect(await papersCommand(['move', '--to', 'bucket', '--clear'])).toBe(1);
    expect(answer()).toMatchObject({ cleared: 0, faults: [{ what: 'lies nowhere' }] });
    expect(await inTable()).toBe(files - 1);
  });

  test('is told in a sentence what is wrong with the bucket', async () => {
    server.mood = refusal(403, 'InvalidAccessKeyId');
    expect(await papersCommand(['move', '--to', 'bucket'])).toBe(1);
    expect(String(complained.mock.calls)).toMatch(/refuses the key of VETA_S3_KEY_FILE.*run the same again/);
  });

  test('refuses what it does not know, and to delete in a bucket', async () => {
    const wrong = ['', 'move', 'delete --to bucket', 'move --to the-moon', 'move --check --clear'];
    for (const args of [...wrong, 'move --check --to bucket', 'move --to database --clear']) {
      await expect(papersCommand(args.split(' '))).rejects.toThrow(ConfigError);
    }
  });

  test('wants a bucket', async () => {
    for (const name of ['ENDPOINT', 'BUCKET', 'KEY_FILE']) delete process.env[`VETA_S3_${name}`];
    await expect(papersCommand(['move', '--check'])).rejects.toThrow(/There is no bucket to move papers to or from/);
  });
});
