/**
 * A signer whose host was lost gets its memory back: from a checkpoint that witnesses cosigned, and never from the database
 * alone, for a database that was rolled back together with the loss would look whole.
 */
import type { DataSource } from 'typeorm';
import { equalBytes, toBase64 } from '../../core/bytes.js';
import { parseCheckpoint, type Checkpoint } from '../../core/log/notes/checkpoint.js';
import { openNote } from '../../core/log/notes/note.js';
import { parsePolicy, quorumMet } from '../../core/log/notes/policy.js';
import { parseVkey, type Vkey } from '../../core/log/notes/vkey.js';
import { LedgerHalted } from '../append/log-state.js';
import { newestCheckpoint } from '../tree/published.js';
import { readLogKey, vkeysOfLog } from './key/log-key.js';
import { replay } from './memory/replay.js';
import { SignedLog, type Signed } from './signed-log.js';

export interface Recovery {
  readonly signerDir: string;
  readonly origin: string;
  /** The newest that any witness has. */
  readonly note: string;
  /** C2SP tlog-policy: whose cosignatures count. */
  readonly policy: string;
}

/**
 * Writes `signed.log` anew and returns the size it ends at.
 * @throws LedgerHalted where the note is not the log's or no quorum cosigned it, or the database does not lead to its root
 */
export async function recoverSigner(dataSource: DataSource, recovery: Recovery): Promise<number> {
  const { signerDir, origin, note } = recovery;
  const key = await readLogKey(signerDir);
  if (key?.origin !== origin) {
    throw new LedgerHalted(
      `${signerDir} holds no key of the log ${origin}: restore log-key.json from its backup first.`,
    );
  }
  const own = vkeysOfLog(key).flatMap((vkey) => parseVkey(vkey) ?? []);
  const witnessed = opened(recovery, own);
  const signed = await SignedLog.open(signerDir);
  try {
    if (signed.latest !== undefined && signed.latest.size >= witnessed.size) {
      throw new LedgerHalted(
        `${signed.path} ends at ${signed.latest.size} entries and is newer than that: start as it is.`,
      );
    }
    let newest = await proven(dataSource, origin, { ...witnessed, note });
    // What this log signed after that was signed all the same, whoever kept it.
    const shown = await newestCheckpoint(dataSource);
    if (shown !== undefined && shown.size > witnessed.size && isOwn(shown.note, own, origin, shown)) {
      newest = await proven(dataSource, origin, { ...shown, note: shown.note });
    }
    await signed.append(newest);
    return newest.size;
  } finally {
    await signed.close();
  }
}

function opened({ note, policy: text, origin }: Recovery, own: readonly Vkey[]): Checkpoint {
  const policy = parsePolicy(text);
  if (policy === undefined) throw new LedgerHalted('The policy cannot be read.');
  const witnesses = policy.witnesses.map(({ vkey }) => vkey);
  const verified = openNote(note, [...own, ...witnesses]);
  const checkpoint = verified && parseCheckpoint(verified.text);
  const keys = verified?.verified ?? [];
  if (checkpoint?.origin !== origin || !keys.some((vkey) => own.includes(vkey))) {
    throw new LedgerHalted(`The note is not a checkpoint of ${origin} signed by a key in this folder.`);
  }
  if (!keys.some((vkey) => witnesses.includes(vkey)) || !quorumMet(policy, keys)) {
    throw new LedgerHalted('Not enough witnesses cosigned that checkpoint: ask each for the newest it has.');
  }
  return checkpoint;
}

/** All entries read again from their bytes: they lead to that root, or LedgerHalted is thrown. */
async function proven(
  dataSource: DataSource,
  origin: string,
  { size, root, note }: Omit<Checkpoint, 'origin'> & { readonly note: string },
): Promise<Signed> {
  const signed = { size, root: toBase64(root), note, receivedMs: 0 };
  let receivedMs = 0;
  await replay(dataSource, { from: 0, origin, signed }, (checked) => {
    receivedMs = Date.parse(checked.at(-1)?.entry.received ?? '');
    return Promise.resolve();
  });
  return { ...signed, receivedMs };
}

function isOwn(
  note: string,
  own: readonly Vkey[],
  origin: string,
  { size, root }: Omit<Checkpoint, 'origin'>,
): boolean {
  const verified = openNote(note, own);
  const checkpoint = verified && parseCheckpoint(verified.text);
  return checkpoint?.origin === origin && checkpoint.size === size && equalBytes(checkpoint.root, root);
}
