/** `veta fsck [--json]`: the whole ledger recomputed from its bytes, the gold counted again, the first bad index named. */
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/config.js';
import { Balance } from '../core/custody/balance.js';
import { openDatabase } from '../database/connect.js';
import { fsck } from '../ledger/fsck.js';
import { lotTableFaults } from '../lots/lot.audit.js';
import { progressBar } from './progress-bar.js';

export async function fsckCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const config = loadConfig(process.env);
  const database = await openDatabase(config, []);
  try {
    const balance = new Balance();
    const bar = progressBar('Revisión · fsck');
    const { dataSource } = database;
    const report = await fsck({
      dataSource,
      signerDir: config.signerDir,
      checks: [({ statement }) => balance.add(statement).map(({ what }) => what)],
      tables: (tx, size) => lotTableFaults(tx, size, balance),
      progress: bar.to,
    });
    bar.done();
    if (values.json) console.log(JSON.stringify(report));
    else {
      for (const { idx, what } of report.faults) console.log(`index ${idx}: ${what}`);
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
