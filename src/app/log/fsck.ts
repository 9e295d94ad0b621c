/**
 * `veta fsck [--json]`: the whole ledger recomputed from its bytes, the gold counted again, the first bad index named; with
 * `--url` a log is checked from its public address alone, see fsck-public.ts.
 */
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { ConfigError } from '../../config/config-error.js';
import { loadConfig } from '../../config/config.js';
import { Balance } from '../../core/custody/balance.js';
import { openDatabase } from '../../database/connect.js';
import { fsck, type FsckReport } from '../../ledger/fsck.js';
import { readVaultKey } from '../../ledger/private/vault-key.js';
import { Vault } from '../../ledger/private/vault.js';
import { lotTableFaults } from '../../lots/lot.audit.js';
import { DeviceAudit } from '../../lots/signed/devices.audit.js';
import { BalanceAudit } from '../../lots/balances/balances.audit.js';
import { fsckAddress } from './fsck-public.js';
import { progressBar } from '../progress-bar.js';

export async function fsckCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      url: { type: 'string' },
      policy: { type: 'string' },
      since: { type: 'string' },
    },
  });
  const { url, policy, since, json } = values;
  if (url !== undefined) {
    return fsckAddress({ url, json, ...(policy !== undefined && { policy }), ...(since !== undefined && { since }) });
  }
  if (policy !== undefined || since !== undefined) {
    throw new ConfigError('--policy and --since go with --url: the ledger here is checked against its own signer.');
  }
  const config = loadConfig(process.env);
  const database = await openDatabase(config, []);
  try {
    const bar = progressBar('Revisión · fsck');
    const key = await readVaultKey(config.vaultKey);
    const report = await checkLedger(database.dataSource, config.signerDir, key, bar.to);
    bar.done();
    if (json) console.log(JSON.stringify(report));
    else {
      for (const { idx, what } of report.faults) console.log(`index ${idx}: ${what}`);
      if (key === undefined && report.unopened !== undefined) {
        console.log(
          `${report.unopened} private values were counted and not opened: there is no key at ${config.vaultKey}.`,
        );
      }
      console.log(
        report.ok
          ? `Clean: ${report.size} entries, root ${report.root}.`
          : `Not clean: first bad index ${report.faults[0]?.idx} of ${report.size}.`,
      );
    }
    return report.ok ? 0 : 1;
  } finally {
    await database.close();
  }
}

/** Bytes, tree, signatures and gold of the ledger, beside a server that goes on writing. */
export function checkLedger(
  dataSource: DataSource,
  signerDir: string,
  vaultKey: Uint8Array | undefined,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<FsckReport> {
  const [balance, devices, book] = [new Balance(), new DeviceAudit(), new BalanceAudit()];
  return fsck({
    dataSource,
    signerDir,
    ...(vaultKey !== undefined && { vault: new Vault(vaultKey) }),
    checks: [
      ({ statement }) => balance.add(statement).map(({ what }) => what),
      (recorded) => devices.add(recorded),
      ({ statement }) => {
        book.add(statement);
        return [];
      },
    ],
    tables: async (tx, size) => [
      ...(await lotTableFaults(tx, size, balance)),
      ...(await devices.tableFaults(tx, size)),
      ...(await book.tableFaults(tx, size)),
    ],
    progress,
  });
}
