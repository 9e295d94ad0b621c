import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '#crypto';
import { toHex, utf8 } from '../../src/core/bytes.js';
import { IssuedPapers } from '../../src/documents/issued-papers.js';
import { MovedBlobs, type Blobs } from '../../src/documents/store/blobs.js';
import { BucketBlobs, type Bucket } from '../../src/documents/store/bucket-blobs.js';
import { PaperFiles } from '../../src/documents/store/paper-files.js';
import { TableBlobs } from '../../src/documents/store/table-blobs.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openOffice, soon, type Office } from './office.js';
import { exportOf } from './trade.js';

/** What is used of the server. It knows keys by their id, and does not check signatures of version 4. */
interface BucketServer {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => BucketServer;

const KEYS = { keyId: 'S3RVER', secret: 'S3RVER', region: 'us-east-1' };
const BYTES = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 251);
const PLACE = sha256(BYTES);

let folder: string;
let server: BucketServer;
let bucket: Bucket;

async function serve(port = 0): Promise<number> {
  const configureBuckets = [{ name: 'papers-of-veta' }];
  server = new S3rver({ address: '127.0.0.1', port, silent: true, directory: folder, configureBuckets });
  return (await server.run()).port;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veta-bucket-'));
  bucket = { ...KEYS, endpoint: `http://127.0.0.1:${await serve()}`, name: 'papers-of-veta' };
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['the database', 'a bucket'] as const)('sealed bytes in %s', (place) => {
  let database: TestDatabase;
  let blobs: Blobs;
  beforeAll(async () => {
    database = await cloneDatabase();
    blobs = place === 'a bucket' ? new BucketBlobs(bucket) : new TableBlobs(database.dataSource);
  });
  afterAll(() => database.drop());

  test('what was never put is not there, and asking for it is no error', async () => {
    const strange = sha256(Uint8Array.of(7));
    expect(await blobs.get(strange)).toBeUndefined();
    expect(await blobs.has(strange)).toBe(false);
  });

  test('what was put comes back byte for byte, however often and by however many it was put', async () => {
    await Promise.all([blobs.put(PLACE, BYTES), blobs.put(PLACE, BYTES), blobs.put(PLACE, BYTES)]);
    await blobs.put(PLACE, BYTES);
    expect(await blobs.has(PLACE)).toBe(true);
    expect(toHex(sha256(Uint8Array.from((await blobs.get(PLACE)) ?? [])))).toBe(toHex(PLACE));
  });
});

const lightsOut = () => Promise.reject(new Error('the lights went out'));

test('bytes whose naming fails were never put in the database; in a bucket they are nobody’s', async () => {
  const database = await cloneDatabase();
  const { manager } = database.dataSource;
  const bytes = utf8('what a crash left half done');
  const one = { sha256: sha256(bytes), bytes };
  const [table, away] = [new TableBlobs(database.dataSource), new BucketBlobs(bucket)];
  for (const blobs of [table, away, new MovedBlobs(away, table)]) {
    await expect(blobs.keep(manager, [one], lightsOut)).rejects.toThrow('the lights went out');
  }
  expect(await table.has(one.sha256)).toBe(false);
  expect(await away.has(one.sha256)).toBe(true);
  await new MovedBlobs(table, away).keep(manager, [one], async (tx) => {
    expect(await tx.query('SELECT FROM sealed_bytes WHERE sha256 = $1', [Buffer.from(one.sha256)])).toHaveLength(1);
    // Not for anybody else before it is named.
    expect(await table.has(one.sha256)).toBe(false);
  });
  expect(await table.has(one.sha256)).toBe(true);
  await database.drop();
});

test('the database keeps no bytes under a hash that is not theirs, and lets nobody change or delete them', async () => {
  const database = await cloneDatabase();
  const table = new TableBlobs(database.dataSource);
  await expect(table.put(sha256(Uint8Array.of(1)), BYTES)).rejects.toThrow('sealed_bytes_check');
  await table.put(PLACE, BYTES);
  for (const sql of [`UPDATE sealed_bytes SET bytes = ''`, 'DELETE FROM sealed_bytes', 'TRUNCATE sealed_bytes']) {
    await expect(database.ownerQuery(sql)).rejects.toThrow();
  }
  await database.drop();
});

test('a key that is not the bucket’s, and a bucket that is not there, are errors and not an empty store', async () => {
  await expect(new BucketBlobs({ ...bucket, keyId: 'SOMEBODY' }).get(PLACE)).rejects.toThrow(/key/i);
  await expect(new BucketBlobs({ ...bucket, name: 'nobody-s-bucket' }).get(PLACE)).rejects.toThrow(/bucket/i);
});

describe('papers kept in a bucket', () => {
  let office: Office;
  let blobs: Blobs;
  let away: Blobs;
  beforeEach(async () => {
    office = await openOffice((market) => {
      away = new BucketBlobs(bucket);
      blobs = new MovedBlobs(away, new TableBlobs(market.database.dataSource));
      return { blobs };
    });
  });
  afterEach(() => office.close());

  function store(): IssuedPapers {
    const { database, ledger } = office.market;
    return new IssuedPapers(database.dataSource, new PaperFiles(database.dataSource, ledger, blobs));
  }

  test('leave the house sealed alone, and the database holds none of them', async () => {
    const put: Uint8Array[] = [];
    const inner = away.put.bind(away);
    away.put = (hash, bytes) => {
      put.push(bytes);
      return inner(hash, bytes);
    };
    await exportOf(office.market.lots, 'S01');
    await office.documents.awaitIdle();
    const { ownerQuery } = office.market.database;
    expect(await ownerQuery('SELECT FROM sealed_bytes')).toEqual([]);
    expect(await ownerQuery('SELECT FROM document_file WHERE bytes IS NOT NULL')).toEqual([]);
    const clear = new Map<string, Uint8Array>();
    for await (const { name, bytes } of store().everything()) clear.set(name, bytes);
    expect(clear.size).toBeGreaterThanOrEqual(4);
    expect(put.length).toBe(clear.size);
    for (const bytes of put) expect(Buffer.from(bytes).includes('%PDF')).toBe(false);
    expect([...clear.values()].filter((bytes) => Buffer.from(bytes).includes('%PDF')).length).toBeGreaterThan(2);
  });

  test('that is down: nothing is issued, nothing is lost, and it is issued once the bucket is back', async () => {
    const { port } = new URL(bucket.endpoint);
    await server.close();
    await exportOf(office.market.lots, 'S01');
    await soon(async () => (await office.papers()).some(({ attempts }) => attempts > 0));
    expect((await office.papers()).some(({ status }) => status === 'issued')).toBe(false);
    expect(await office.issued()).toEqual([]);
    await serve(Number(port));
    // However many attempts fell into the time without a bucket.
    await office.market.database.ownerQuery(
      `UPDATE document SET status = 'requested', attempts = 0 WHERE status = 'failed'`,
    );
    await office.documents.awaitIdle();
    expect((await office.papers()).every(({ status }) => status === 'issued')).toBe(true);
    for await (const { bytes } of store().everything()) expect(bytes.length).toBeGreaterThan(0);
  });

  test('whose server gives other bytes is found out, and so is one that has lost them', async () => {
    await exportOf(office.market.lots, 'S01');
    await office.documents.awaitIdle();
    blobs.get = () => Promise.resolve(BYTES);
    await expect(store().everything().next()).rejects.toThrow(/stored bytes of .* were changed/);
    blobs.get = () => Promise.resolve(undefined);
    await expect(store().everything().next()).rejects.toThrow(/not where papers are kept/);
  });

  test('what was kept in the database before stays readable', async () => {
    const table = new TableBlobs(office.market.database.dataSource);
    blobs.keep = (...those) => table.keep(...those);
    await exportOf(office.market.lots, 'S01');
    await office.documents.awaitIdle();
    const rows = await office.market.database.ownerQuery<object>('SELECT FROM sealed_bytes');
    expect(rows.length).toBeGreaterThanOrEqual(4);
    blobs = new MovedBlobs(new BucketBlobs(bucket), table);
    for await (const { bytes } of store().everything()) expect(bytes.length).toBeGreaterThan(0);
  });
});
