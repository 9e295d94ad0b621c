/** Opening the signer: its key, what it signed and the database must belong together before it signs anything more. */
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { LedgerHalted } from '../append/log-state.js';
import { LogFiles } from '../files/log-files.js';
import { Release } from '../files/release.js';
import { createLogKey, readLogKey, type LogKey } from './key/log-key.js';
import { MemoryFile } from './memory/memory-file.js';
import { publishSteps, type Steps } from './publish.js';
import { SignedLog } from './signed-log.js';
import { Signer } from './signer.js';

export interface SignerOptions {
  /** Acts as `veta_app` or `veta_signer`. */
  readonly dataSource: DataSource;
  /** Folder of the log's key, of signed.log and of what the signer remembers. */
  readonly signerDir: string;
  /** Folder of the log's files; by default `log` in the signer's. */
  readonly logDir?: string;
  readonly origin: string;
  /** Makes a new key a sample key; without effect where there is a key. */
  readonly sample?: boolean;
  /** Days after which entries are shown; absent: never. */
  readonly releaseDays?: number;
  /** Told each new checkpoint once it is shown. */
  readonly onSigned?: (note: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Puts something of one's own around the steps of a checkpoint, such as a failure. */
  readonly around?: (steps: Steps) => Steps;
}

/**
 * The signer, caught up with what is committed.
 * @throws LedgerHalted with one sentence where database, key and signed state do not belong together
 */
export async function openSigner(options: SignerOptions): Promise<Signer> {
  const { dataSource, signerDir, origin, sample = false, now, onSigned } = options;
  const key = await keyOf(dataSource, signerDir, origin, sample);
  const signed = await SignedLog.open(signerDir);
  try {
    await checkTogether(dataSource, origin, signed);
    const files = new LogFiles(options.logDir ?? join(signerDir, 'log'));
    await files.prepare();
    const steps = publishSteps(dataSource, files, signed);
    const signer = new Signer(key, {
      dataSource,
      signed,
      files,
      memoryFile: new MemoryFile(signerDir),
      steps: options.around?.(steps) ?? steps,
      release: options.releaseDays === undefined ? undefined : new Release(files, options.releaseDays, now),
      readKey: async () => (await readLogKey(signerDir)) ?? key,
      onSigned,
      now,
    });
    await signer.sign();
    return signer;
  } catch (error) {
    await signed.close();
    throw error;
  }
}

async function keyOf(dataSource: DataSource, folder: string, origin: string, sample: boolean): Promise<LogKey> {
  const found = await readLogKey(folder);
  if (found === undefined) {
    // One that was never signed may get its first key: a server can take entries in before its signer is set up.
    const [state]: { size: string }[] = await dataSource.query(
      'SELECT size FROM log_state WHERE size > 0 AND EXISTS (SELECT FROM checkpoint)',
    );
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
  if (row !== undefined) checkOrigin(row.origin, origin);
  const shown = Number(row?.shown ?? 0);
  if (shown > (signed.latest?.size ?? 0)) {
    throw new LedgerHalted(
      `A checkpoint of ${shown} entries was shown, but ${signed.path} ends at ${signed.latest?.size ?? 0}: restore the signer's newest state.`,
    );
  }
}

/** @throws LedgerHalted where the database holds another log than the one that is set */
export function checkOrigin(found: string, origin: string): void {
  if (found === origin) return;
  throw new LedgerHalted(`The database holds the log ${found}, not ${origin}: set VETA_ORIGIN to it.`);
}
