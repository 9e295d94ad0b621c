/** Opening the ledger: database rules, key and signed state must agree before anything is written. */
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { LedgerHalted } from './append/log-state.js';
import { Ledger } from './ledger.js';
import { eraseAgain } from './private/erase.js';
import { sealDisclosures } from './private/seal-clear.js';
import { openVault } from './private/vault.js';
import { LogFiles } from './files/log-files.js';
import { createLogKey, readLogKey, type LogKey } from './signer/log-key.js';
import { MemoryFile } from './signer/memory/memory-file.js';
import { publishSteps } from './signer/publish.js';
import { SignedLog } from './signer/signed-log.js';
import { Signer } from './signer/signer.js';
import { checkDatabaseRules } from './start-up.js';

export interface LedgerParts {
  /** Acts as `veta_app`. */
  readonly dataSource: DataSource;
  /** Folder of the log key and of signed.log. */
  readonly signerDir: string;
  /** Folder of the log's files; by default `log` in the signer's. */
  readonly logDir?: string;
  /** Told each new checkpoint once it is shown. */
  readonly onSigned?: (note: string) => void;
  /** File of the vault's key; by default `vault-key.json` beside the log's key. */
  readonly vaultKey?: string;
  readonly origin: string;
  /** Makes a new key a sample key; without effect where there is a key. */
  readonly sample?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * The ledger, its signer caught up with what is committed.
 * @throws LedgerHalted with one sentence where database, key and signed state do not belong together
 */
export async function openLedger(parts: LedgerParts): Promise<Ledger> {
  const { dataSource, signerDir, origin, sample, now } = parts;
  await checkDatabaseRules(dataSource);
  const key = await keyOf(dataSource, signerDir, origin, sample ?? false);
  const vault = await openVault(dataSource, parts.vaultKey ?? join(signerDir, 'vault-key.json'));
  await sealDisclosures(dataSource, vault);
  await dataSource.query(
    `INSERT INTO log_state (origin, size, root, frontier, received_ms) VALUES ($1, 0, sha256(''), '', 0) ON CONFLICT DO NOTHING`,
    [origin],
  );
  const signed = await SignedLog.open(signerDir);
  const signer = signerIn(parts, key, signed);
  try {
    await checkTogether(dataSource, origin, signed);
    await signer.sign();
    await dataSource.transaction(eraseAgain);
  } catch (error) {
    await signed.close();
    throw error;
  }
  return new Ledger(dataSource, signer, vault, now);
}

function signerIn(
  { dataSource, signerDir, logDir, onSigned, now }: LedgerParts,
  key: LogKey,
  signed: SignedLog,
): Signer {
  const files = new LogFiles(logDir ?? join(signerDir, 'log'));
  const steps = publishSteps(dataSource, files, signed);
  const readKey = async () => (await readLogKey(signerDir)) ?? key;
  return new Signer(key, {
    dataSource,
    signed,
    files,
    memoryFile: new MemoryFile(signerDir),
    steps,
    readKey,
    onSigned,
    now,
  });
}

async function keyOf(dataSource: DataSource, folder: string, origin: string, sample: boolean): Promise<LogKey> {
  const found = await readLogKey(folder);
  if (found === undefined) {
    const [state]: { size: string }[] = await dataSource.query('SELECT size FROM log_state WHERE size > 0');
    if (state === undefined) return createLogKey(folder, origin, sample);
    throw new LedgerHalted(
      `The database holds a log of ${state.size} entries, but ${folder} holds no key for it: set VETA_SIGNER_STATE to the folder that does, or restore it.`,
    );
  }
  if (found.origin === origin) return found;
  throw new LedgerHalted(`The key in ${folder} is for the log ${found.origin}, not ${origin}: set VETA_ORIGIN to it.`);
}

/** What the signer says it signed and what the database says was signed. */
async function checkTogether(dataSource: DataSource, origin: string, signed: SignedLog): Promise<void> {
  const [row]: { origin: string; shown: string | null }[] = await dataSource.query(
    'SELECT origin, (SELECT max(size) FROM checkpoint) AS shown FROM log_state',
  );
  if (row !== undefined && row.origin !== origin) {
    throw new LedgerHalted(`The database holds the log ${row.origin}, not ${origin}: set VETA_ORIGIN to it.`);
  }
  const shown = Number(row?.shown ?? 0);
  if (shown > (signed.latest?.size ?? 0)) {
    throw new LedgerHalted(
      `A checkpoint of ${shown} entries was shown, but ${signed.path} ends at ${signed.latest?.size ?? 0}: restore the signer's newest state.`,
    );
  }
}
