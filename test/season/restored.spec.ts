/** Half a season, a backup, the other half, and the backup is all that is left: it gets the season back, tables and all. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { projectionsOf } from '../../src/app/log/rebuild.js';
import { Balance } from '../../src/core/custody/balance.js';
import { asAppRole } from '../../src/database/app-role.js';
import { openDataSource } from '../../src/database/connect.js';
import { withClient } from '../../src/database/server.js';
import { SeasonImport } from '../../src/exchange/import/season-import.js';
import { LogFiles } from '../../src/ledger/files/log-files.js';
import { rollForward } from '../../src/ledger/files/roll-forward.js';
import { fsck } from '../../src/ledger/fsck.js';
import { openLedger } from '../../src/ledger/open.js';
import { openVault } from '../../src/ledger/private/vault.js';
import { SignedLog } from '../../src/ledger/signer/signed-log.js';
import { lotTableFaults } from '../../src/lots/lot.audit.js';
import { registerCaptured } from '../../src/documents/captured/captured.projection.js';
import { registerLots } from '../../src/lots/lot.projection.js';
import { Lots } from '../../src/lots/lots.js';
import { registerParties } from '../../src/parties/projections/projections.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { inDatabase } from '../support/server.js';
import { booksIn, LIMONAL } from '../support/season.js';

const books = booksIn(LIMONAL);
const copy = `veta_test_${randomBytes(6).toString('hex')}`;
const LEDGER = ['statement', 'entry', 'signature', 'lot_link', 'private_value', 'data_key', 'idempotency', 'tile'];
/** Sealed anew with another nonce, and codes drawn at random. */
const NEVER_THE_SAME = ['sealed', 'public_code'];

let database: TestDatabase;
let signerDir: string;
let restored: DataSource;

async function onLedger<T>(dataSource: DataSource, work: (seasons: SeasonImport) => Promise<T>): Promise<T> {
  const ledger = await openLedger({ dataSource, signerDir, origin: 'season.example/log', sample: true });
  try {
    registerParties(ledger);
    registerLots(ledger);
    registerCaptured(ledger);
    return await work(new SeasonImport(dataSource, ledger, new Lots(ledger)));
  } finally {
    await ledger.close();
  }
}

beforeAll(async () => {
  database = await cloneDatabase();
  signerDir = await mkdtemp(join(tmpdir(), 'veta-restored-'));
  await onLedger(database.dataSource, (seasons) => seasons.run(books, { asOf: '2026-03-15' }));
  const [{ name }]: [{ name: string }] = await database.dataSource.query('SELECT current_database() AS name');
  await database.dataSource.destroy();
  const { ownerConnection } = database;
  await withClient(inDatabase(ownerConnection, 'postgres'), async (client) => {
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    await client.query(`CREATE DATABASE ${copy} TEMPLATE ${name}`);
  });
  await database.dataSource.initialize();
  await onLedger(database.dataSource, (seasons) => seasons.run(books, { asOf: '2026-07-31' }));
  const place = inDatabase(ownerConnection, copy);
  restored = await openDataSource(await asAppRole(place, place), []);
});

afterAll(async () => {
  await restored.destroy();
  await withClient(database.ownerConnection, (client) => client.query(`DROP DATABASE ${copy} WITH (FORCE)`));
  await database.drop();
  await rm(signerDir, { recursive: true });
});

test('a season restored from half of it is the season, row by row', async () => {
  const signed = await SignedLog.open(signerDir);
  const vault = await openVault(restored, join(signerDir, 'vault-key.json'));
  const projections = projectionsOf(vault);
  const files = new LogFiles(join(signerDir, 'log'));
  if (signed.latest === undefined) throw new Error('nothing was signed');
  const { from, to } = await rollForward({ dataSource: restored, files, signed: signed.latest, vault, projections });
  await signed.close();
  expect(from).toBeGreaterThan(100);
  expect(to).toBeGreaterThan(from + 100);

  const tables = [...LEDGER, ...projections.flatMap(({ rebuilt }) => rebuilt?.tables.map(({ name }) => name) ?? [])];
  expect(tables.length).toBeGreaterThan(12);
  for (const table of tables) {
    const skipped = NEVER_THE_SAME.filter((column) => table !== 'private_value' || column !== 'sealed');
    const rows = async (dataSource: DataSource): Promise<string[]> => {
      const found: { row: string }[] = await dataSource.query(
        `SELECT (to_jsonb(t) - $1::text[])::text AS row FROM ${table} t ORDER BY 1`,
        [skipped],
      );
      return found.map(({ row }) => row);
    };
    expect([table, await rows(restored)]).toEqual([table, await rows(database.dataSource)]);
  }
});

test('and fsck finds nothing, nor in the table that decisions believe', async () => {
  const balance = new Balance();
  const report = await fsck({
    dataSource: restored,
    signerDir,
    checks: [({ statement }) => balance.add(statement).map(({ what }) => what)],
    tables: (tx, size) => lotTableFaults(tx, size, balance),
  });
  expect(report.faults).toEqual([]);
});
