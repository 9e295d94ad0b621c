/** `veta roll-forward`: for a database that is behind what was signed; with `serve` and `signer` stopped. */
import { loadConfig } from '../../config/config.js';
import { openDatabase } from '../../database/connect.js';
import { LedgerHalted } from '../../ledger/append/log-state.js';
import { LogFiles } from '../../ledger/files/log-files.js';
import { rollForward } from '../../ledger/files/roll-forward.js';
import { openVault } from '../../ledger/private/vault.js';
import { SignedLog } from '../../ledger/signer/signed-log.js';
import { projectionsOf } from './rebuild.js';

export async function rollForwardCommand(): Promise<number> {
  const config = loadConfig(process.env);
  const signed = await SignedLog.open(config.signerDir);
  try {
    if (signed.latest === undefined) throw new LedgerHalted(`${signed.path} says nothing was signed yet.`);
    const database = await openDatabase(config, []);
    try {
      const { dataSource } = database;
      const vault = await openVault(dataSource, config.vaultKey);
      const files = new LogFiles(config.logDir);
      const done = await rollForward({
        dataSource,
        files,
        signed: signed.latest,
        vault,
        projections: projectionsOf(vault),
      });
      console.log(
        done.from === done.to
          ? `The database holds all of the ${signed.latest.size} entries that were signed: nothing to do.`
          : `Entries ${done.from} to ${done.to - 1} are back. Run veta fsck, then start.`,
      );
      return 0;
    } finally {
      await database.close();
    }
  } finally {
    await signed.close();
  }
}
