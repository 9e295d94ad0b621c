/** Whoever has the application's login lends a lot gold in the table that decisions believe: fsck says which, and where. */
import { Balance } from '../../src/core/custody/balance.js';
import { fsck, type FsckReport } from '../../src/ledger/fsck.js';
import { lotTableFaults } from '../../src/lots/lot.audit.js';
import { openMarket, type Market } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await market.deliver('D-1', 4_000);
  await market.deliver('D-2', 2_500);
});
afterAll(() => market.desk.close());

function judged(): Promise<FsckReport> {
  const balance = new Balance();
  return fsck({
    dataSource: market.desk.database.dataSource,
    checks: [({ statement }) => balance.add(statement).map(({ what }) => what)],
    tables: (tx, size) => lotTableFaults(tx, size, balance),
  });
}

/** As the application's own role, which may do this: the table is a projection and not the ledger. */
async function tampered(code: string, change: string): Promise<readonly string[]> {
  const { dataSource } = market.desk.database;
  const [kept]: { id: string; mg: string; state: object }[] = await dataSource.query(
    'SELECT id, gross_mg AS mg, state FROM lot WHERE code = $1',
    [code],
  );
  await dataSource.query(`UPDATE lot SET ${change} WHERE code = $1`, [code]);
  const { faults, ok } = await judged();
  await dataSource.query('UPDATE lot SET id = $2, gross_mg = $3, state = $4 WHERE code = $1', [
    code,
    kept?.id,
    kept?.mg,
    kept?.state,
  ]);
  expect(ok).toBe(false);
  return faults.map(({ idx, what }) => `${idx} ${what}`);
}

test('an honest table agrees with history', async () => {
  expect(await judged()).toMatchObject({ ok: true, faults: [] });
});

test('a milligram more in the state that decisions read', async () => {
  const faults = await tampered('D-1', `gross_mg = 4001, state = jsonb_set(state, '{grossMg}', '4001')`);
  expect(faults).toEqual([expect.stringMatching(/^\d+ lot D-1: the table holds 4001 mg, its entries leave 4000 mg$/)]);
});

test('a column that says otherwise than the state beside it', async () => {
  const faults = await tampered('D-2', 'gross_mg = 1');
  expect(faults).toEqual([
    expect.stringMatching(/lot D-2: the table holds 1 mg in its column and 2500 mg in its state/),
  ]);
});

test('a lot that no entry made, and one that is gone', async () => {
  const faults = await tampered('D-1', 'id = gen_random_uuid()');
  expect(faults).toEqual([
    expect.stringMatching(/lot D-1: the table holds 4000 mg, no entry made it$/),
    expect.stringMatching(/1 lots of the entries are missing from the table$/),
  ]);
});
