/** Whatever is asked of a long history must find an index: where there is none, PostgreSQL reads the whole table. */
import type { DataSource } from 'typeorm';
import { projectionsOf } from '../../src/app/log/rebuild.js';
import { openDataSource } from '../../src/database/connect.js';
import { History } from '../../src/ledger/history.js';
import { FIND_ANSWERED, FIND_HEADS } from '../../src/ledger/ledger.sql.js';
import { Proofs } from '../../src/ledger/tree/proofs.js';
import { LotQueries } from '../../src/lots/lot.queries.js';
import { Trails } from '../../src/provenance/trails.js';
import { booksIn, LIMONAL, SeasonHouse } from '../support/season.js';

describe('a season in the books', () => {
  let house: SeasonHouse;
  let dataSource: DataSource;
  let piece: { id: string; code: string; registrar: string };

  beforeAll(async () => {
    house = await SeasonHouse.open();
    await house.import(booksIn(LIMONAL));
    await house.ledger.checkpoint();
    // One connection whose planner reads a whole table only where there is no other way.
    dataSource = await openDataSource({ ...house.ownerAccess.connection, max: 1 }, []);
    await dataSource.query('SET enable_seqscan = off');
    // What it finds in the index alone it would not count as read, once the table was vacuumed.
    await dataSource.query('SET enable_indexonlyscan = off');
    [piece] = await dataSource.query(`SELECT id, code, registrar FROM lot WHERE form = 'piece' ORDER BY code LIMIT 1`);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await house.close();
  });

  /** Tables of some length of which more than a third was read meanwhile, through an index or without. */
  async function scannedBy(ask: () => Promise<unknown>): Promise<string[]> {
    const before = await read();
    await ask();
    const after = await read();
    const long = after.filter(({ rows }) => rows > 50);
    return long
      .filter(({ table, count, rows }) => 3 * (count - (before.find((one) => one.table === table)?.count ?? 0)) > rows)
      .map(({ table }) => table);
  }

  async function read(): Promise<{ table: string; count: number; rows: number }[]> {
    await dataSource.query('SELECT pg_stat_force_next_flush()');
    return dataSource.query(
      `SELECT relname AS table, (seq_tup_read + idx_tup_fetch)::float8 AS count, n_live_tup::float8 AS rows
         FROM pg_stat_user_tables`,
    );
  }

  test('the measure itself works', async () => {
    expect(await scannedBy(() => dataSource.query('SELECT max(state::text) FROM lot'))).toEqual(['lot']);
    expect(await scannedBy(() => dataSource.query('SELECT max(code) FROM lot GROUP BY custodian'))).toEqual(['lot']);
  });

  test('what a batch asks before it decides', async () => {
    const [answered] = await house.query<{ org: string; key: string }>('SELECT org, key FROM idempotency LIMIT 1');
    expect(await scannedBy(() => dataSource.query(FIND_HEADS.text, [[piece.id]]))).toEqual([]);
    const keys = [[answered?.org], [answered?.key]];
    expect(await scannedBy(() => dataSource.query(FIND_ANSWERED.text, keys))).toEqual([]);
  });

  test.each([
    ['lots', () => [piece.id]],
    ['shipments', () => ['exp-pacifico/EMB-01']],
    ['parties', () => [piece.registrar]],
    ['sites', () => ['coop-limonal/LIM-A']],
    ['scales', () => ['coop-limonal/BAL-A1']],
    ['members', () => ['coop-limonal/LIM-003']],
    ['uses', () => ['code:coop-limonal:E-00001', 'declaration:coop-limonal:DP-00001']],
    ['stock', () => ['exp-pacifico/unmelted', 'coop-limonal/dore', 'exp-pacifico/all']],
  ])('facts of the kind %s', async (kind, ids) => {
    const projection = projectionsOf(house.ledger.vault).find((one) => one.kind === kind);
    expect(
      await scannedBy(() => projection?.load(dataSource.manager, ids()) ?? Promise.reject(new Error(kind))),
    ).toEqual([]);
  });

  test('where a delivery came from, with everybody’s papers', async () => {
    const trails = new Trails(dataSource, new History(dataSource, house.ledger.vault));
    const [{ id, size }]: [{ id: string; size: number }] = await dataSource.query(
      `SELECT lot.id, log_state.size::float8 AS size FROM lot, log_state WHERE code = 'E-00001'`,
    );
    let types: string[] = [];
    const ask = async (): Promise<void> => {
      types = (await trails.of(id, size)).past.map(({ statement }) => statement.type);
    };
    expect(await scannedBy(ask)).toEqual([]);
    expect(types).toEqual(expect.arrayContaining(['lot.registered', 'organisation.registered', 'credential.granted']));
  });

  test('proofs, and lots by their codes', async () => {
    const proofs = new Proofs(dataSource);
    const size = (await proofs.newestCheckpoint())?.size ?? 0;
    expect(await scannedBy(() => proofs.inclusion([0, 700, size - 1], size))).toEqual([]);
    const actor = { org: piece.registrar, role: 'registrar', name: 'test' } as const;
    const queries = new LotQueries(dataSource);
    expect(await scannedBy(() => queries.find(actor, piece.code))).toEqual([]);
    expect(await scannedBy(() => queries.visible(actor, { limit: 50 }))).toEqual([]);
  });

  test('a paper is found by its holder, and nothing else pretends to have one', async () => {
    const [row] = await house.query<Record<string, string | null>>(
      `SELECT statement_holder('credential.granted', '{"data":{"holder":"coop"}}') AS holder,
              statement_holder('lot.registered', '{"data":{"holder":"coop"}}') AS other,
              statement_holder('credential.granted', '\\xff00') AS noise,
              statement_holder('credential.granted', '[]') AS nothing`,
    );
    expect(row).toEqual({ holder: 'coop', other: null, noise: null, nothing: null });
  });
});
