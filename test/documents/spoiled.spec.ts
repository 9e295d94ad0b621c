/** A disk that changed what the database keeps of a paper: it is not called home while it is not, and the bucket's copy serves. */
import type { DataSource } from 'typeorm';
import { IssuedPapers } from '../../src/documents/issued-papers.js';
import { MovedBlobs, type Blobs } from '../../src/documents/store/blobs.js';
import type { BucketBlobs } from '../../src/documents/store/bucket-blobs.js';
import { Moving } from '../../src/documents/store/moving.js';
import { PaperFiles } from '../../src/documents/store/paper-files.js';
import type { TableBlobs } from '../../src/documents/store/table-blobs.js';
import type { BucketServer } from './bucket-server.js';
import type { Office } from './office.js';
import { openTwoStores, type TwoStores } from './two-stores.js';

const unseen = (): void => {};

let stores: TwoStores;
let office: Office;
let server: BucketServer;
let table: TableBlobs;
let bucket: BucketBlobs;
let owner: DataSource;

beforeEach(async () => {
  stores = await openTwoStores();
  ({ office, server, table, bucket, owner } = stores);
});
afterEach(() => stores.close());

const moving = (): Moving => new Moving(office.market.database.dataSource, table, bucket);

/** One of the rows, behind the back of everything that guards it. */
async function spoil(): Promise<void> {
  await owner.query('ALTER TABLE sealed_bytes DISABLE TRIGGER sealed_bytes_append_only');
  await owner.query('ALTER TABLE sealed_bytes DROP CONSTRAINT sealed_bytes_check');
  await owner.query(
    `UPDATE sealed_bytes SET bytes = 'something else' WHERE sha256 = (SELECT min(sha256) FROM sealed_bytes)`,
  );
  await owner.query('ALTER TABLE sealed_bytes ENABLE ALWAYS TRIGGER sealed_bytes_append_only');
  await owner.query('ALTER TABLE sealed_bytes ADD CHECK (sha256 = sha256(bytes)) NOT VALID');
}

/** Every file of every paper, opened and hashed on its way out. */
async function allOpen(blobs: Blobs): Promise<void> {
  const { database, ledger } = office.market;
  const papers = new IssuedPapers(database.dataSource, new PaperFiles(database.dataSource, ledger, blobs));
  for await (const { bytes } of papers.everything()) expect(bytes.length).toBeGreaterThan(0);
}

const movesNoted = async (): Promise<number> => {
  const [row]: { n: string }[] = await owner.query('SELECT count(*) AS n FROM moved_bytes');
  return Number(row?.n);
};

test('is not home, though the bucket has it whole; cleared and brought home again it is', async () => {
  await moving().copy('bucket', unseen);
  await spoil();
  const home = await moving().copy('database', unseen);
  expect(home).toMatchObject({ copied: 0, found: home.files - 1, faults: [{ what: 'was changed' }] });
  const away = moving();
  expect(await away.copy('bucket', unseen)).toMatchObject({ faults: [] });
  expect(await away.clear(owner, unseen)).toBe(home.files);
  expect(await moving().copy('database', unseen)).toMatchObject({ copied: home.files, faults: [] });
  await allOpen(table);
});

test('is read from the bucket; where that has none, it is told to be changed and not to be gone', async () => {
  await moving().copy('bucket', unseen);
  await spoil();
  await allOpen(new MovedBlobs(bucket, table));
  server.objects.clear();
  await expect(allOpen(new MovedBlobs(bucket, table))).rejects.toThrow('were changed');
});

test('a move is noted where one was: clearing what is cleared notes nothing', async () => {
  const away = moving();
  const { files } = await away.copy('bucket', unseen);
  expect([await away.clear(owner, unseen), await movesNoted()]).toEqual([files, files]);
  const again = moving();
  await again.copy('bucket', unseen);
  expect([await again.clear(owner, unseen), await movesNoted()]).toEqual([0, files]);
});
