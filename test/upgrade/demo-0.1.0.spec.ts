import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Balance } from '../../src/core/custody/balance.js';
import { asAppRole } from '../../src/database/app-role.js';
import { openDataSource } from '../../src/database/connect.js';
import { migrate } from '../../src/database/migrate.js';
import { withClient } from '../../src/database/server.js';
import { fsck } from '../../src/ledger/fsck.js';
import { verify } from '../../src/verifier/door.js';
import { emptyDatabase } from '../support/database.js';

const FIXTURE = new URL('../fixtures/demo-0.1.0/', import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, FIXTURE));

/** psql's own commands are no SQL. */
const sql = gunzipSync(read('database.sql.gz'))
  .toString('utf8')
  .replace(/^\\(un)?restrict .*$/gm, '');

/** A key that others could read is refused, and a checkout gives every file to everyone. */
function signerFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'veta-signer-'));
  cpSync(fileURLToPath(new URL('signer', FIXTURE)), folder, { recursive: true });
  chmodSync(join(folder, 'log-key.json'), 0o600);
  return folder;
}

test('a ledger written by 0.1.0 migrates, and is clean to the last nanogram', async () => {
  const { ownerConnection, drop } = await emptyDatabase();
  const signerDir = signerFolder();
  try {
    await withClient(ownerConnection, (client) => client.query(sql));
    await migrate(ownerConnection);
    const dataSource = await openDataSource(await asAppRole(ownerConnection, ownerConnection), []);
    const balance = new Balance();
    const report = await fsck({
      dataSource,
      signerDir,
      checks: [({ statement }) => balance.add(statement).map(({ what }) => what)],
    });
    const rows: { id: string; mg: string }[] = await dataSource.query('SELECT id, gross_mg AS mg FROM lot');
    await dataSource.destroy();
    expect(report).toMatchObject({ ok: true, size: 1419, faults: [] });
    expect(read('checkpoint').toString()).toContain(`\n1419\n${report.root}\n`);
    const left = new Map(rows.map(({ id, mg }) => [id, Number(mg)]));
    expect(balance.compare((lot) => left.get(lot))).toEqual([]);
  } finally {
    rmSync(signerDir, { recursive: true });
    await drop();
  }
});

test('a bundle handed out by 0.1.0 still holds, but has no heads: nothing shows that it has no later entries', () => {
  const verdict = verify(Uint8Array.from(read('J-0001.json')), read('policy.txt').toString());
  expect(verdict.lines.filter(({ ok }) => !ok)).toMatchObject([{ check: 'completeness', what: 'no-heads', at: '' }]);
  expect(verdict.exit).toBe(3);
  expect(verdict.summary).toMatchObject({ code: 'J-0001', isNewest: false });
});
