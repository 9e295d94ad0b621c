/** A ledger that 0.1.0 wrote had no stock book: it gets one at its first start, and the book is what its statements say. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { asAppRole } from '../../src/database/app-role.js';
import { openDataSource } from '../../src/database/connect.js';
import { migrate } from '../../src/database/migrate.js';
import { withClient } from '../../src/database/server.js';
import { fsck } from '../../src/ledger/fsck.js';
import { History } from '../../src/ledger/history.js';
import { openVault } from '../../src/ledger/private/vault.js';
import { BalanceAudit } from '../../src/lots/balances/balances.audit.js';
import { fillBalances } from '../../src/lots/volumes/fill.js';
import { emptyDatabase } from '../support/database.js';

const dump = readFileSync(new URL('../fixtures/demo-0.1.0/database.sql.gz', import.meta.url));
/** psql's own commands are no SQL. */
const sql = gunzipSync(dump)
  .toString('utf8')
  .replace(/^\\(un)?restrict .*$/gm, '');

test('the season of 0.1.0 closes every month at what its lots weigh', async () => {
  const { ownerConnection, drop } = await emptyDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'veta-vault-'));
  try {
    await withClient(ownerConnection, (client) => client.query(sql));
    await migrate(ownerConnection);
    const dataSource = await openDataSource(await asAppRole(ownerConnection, ownerConnection), []);
    const vault = await openVault(dataSource, join(folder, 'vault-key'));
    await fillBalances(dataSource, new History(dataSource, vault));
    const book = new BalanceAudit();
    const { faults } = await fsck({
      dataSource,
      checks: [
        ({ statement }) => {
          book.add(statement);
          return [];
        },
      ],
      tables: (tx, size) => book.tableFaults(tx, size),
    });
    const [made]: { months: number; counts: number; mg: string }[] = await dataSource.query(
      `SELECT count(DISTINCT month)::int AS months, (SELECT count(*)::int FROM stock_count) AS counts,
              sum(mg) FILTER (WHERE kind = 'produced') AS mg FROM balance_month WHERE org = 'coop-limonal'`,
    );
    await dataSource.destroy();
    expect(faults).toEqual([]);
    expect(made).toMatchObject({ counts: 3 });
    expect(made?.months).toBeGreaterThanOrEqual(3);
    expect(Number(made?.mg)).toBeGreaterThan(1_000_000);
  } finally {
    rmSync(folder, { recursive: true });
    await drop();
  }
});
