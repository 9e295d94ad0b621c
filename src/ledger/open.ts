/** Opening the ledger: database rules, key and signed state must agree before anything is written. */
import { join } from 'node:path';
import { LedgerHalted } from './append/log-state.js';
import { LogFiles } from './files/log-files.js';
import { Ledger } from './ledger.js';
import { LOCK_STATE } from './ledger.sql.js';
import { eraseAgain } from './private/erase.js';
import { sealDisclosures } from './private/seal-clear.js';
import { openVault } from './private/vault.js';
import type { LogSigner } from './signer/log-signer.js';
import { checkOrigin, openSigner, type SignerOptions } from './signer/open-signer.js';
import { RemoteSigner } from './signer/separate/remote-signer.js';
import { checkDatabaseRules } from './start-up.js';

export interface LedgerParts extends SignerOptions {
  /** File of the vault's key; by default `vault-key.json` beside the log's key. */
  readonly vaultKey?: string;
  /** `separate`: another process signs on the same database, and this one never reads the log's key. */
  readonly signer?: 'in-process' | 'separate';
}

/**
 * The ledger, its signer caught up with what is committed; one that runs apart is not waited for.
 * @throws LedgerHalted with one sentence where database, key and signed state do not belong together
 */
export async function openLedger(parts: LedgerParts): Promise<Ledger> {
  const { dataSource, signerDir, origin, now } = parts;
  await checkDatabaseRules(dataSource);
  const vault = await openVault(dataSource, parts.vaultKey ?? join(signerDir, 'vault-key.json'));
  await sealDisclosures(dataSource, vault);
  await dataSource.query(
    `INSERT INTO log_state (origin, size, root, frontier, received_ms) VALUES ($1, 0, sha256(''), '', 0) ON CONFLICT DO NOTHING`,
    [origin],
  );
  const signer = await signerOf(parts);
  try {
    await dataSource.transaction(async (tx) => {
      // As every writer: nobody seals a value under a person's key while it is looked whether any is left.
      await tx.query(LOCK_STATE.text);
      await eraseAgain(tx);
    });
  } catch (error) {
    await signer.close();
    throw error;
  }
  return new Ledger(dataSource, signer, vault, now);
}

async function signerOf(parts: LedgerParts): Promise<LogSigner> {
  const { dataSource, origin, logDir, onSigned } = parts;
  if (parts.signer !== 'separate') return openSigner(parts);
  const [state]: { origin: string; size: number }[] = await dataSource.query(
    'SELECT origin, size::float8 AS size FROM log_state',
  );
  if (state !== undefined) checkOrigin(state.origin, origin);
  if (logDir !== undefined) await checkShown(new LogFiles(logDir), state?.size ?? 0);
  const remote = new RemoteSigner(dataSource, origin, onSigned);
  await remote.look();
  return remote;
}

/** A restored database tells nothing of what it lost. Its signer will; what was taken in until then could not be kept. */
async function checkShown(files: LogFiles, size: number): Promise<void> {
  const shown = await files.size();
  if (shown <= size) return;
  throw new LedgerHalted(
    `A checkpoint of ${shown} entries lies in ${files.folder}, but the database holds ${size}: it was rolled back. Run veta roll-forward.`,
  );
}
