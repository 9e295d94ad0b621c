/**
 * `veta anchor NOTE --policy POLICY [--reason key-stolen]`: begins a new log with what the old one had come to.
 *
 * A log whose key was stolen has ended. The newest checkpoint its witnesses cosigned is published as its last, and the first
 * entry of the log that follows, under another origin and key, is that note: what was in the old log by then stays proven, and
 * whatever the thief signs later is none of it.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../config/config.js';
import { ConfigError } from '../../config/config-error.js';
import { text as textOf, toBase64Url } from '../../core/bytes.js';
import { parseCheckpoint, type Checkpoint } from '../../core/log/notes/checkpoint.js';
import { openNote } from '../../core/log/notes/note.js';
import { logSigned, parsePolicy, policyKeys, quorumMet } from '../../core/log/notes/policy.js';
import type { Ledger, Receipt } from '../../ledger/ledger.js';
import { openHouse } from '../house.js';

const USAGE = 'Say veta anchor NOTE --policy POLICY: the last checkpoint of the old log, and who is trusted for it.';
/** Beside it a statement has room for the rest. */
const NOTE_LIMIT = 32_768;

export interface OldLog {
  /** The last checkpoint's signed note, with its cosignatures. */
  readonly note: string;
  /** C2SP tlog-policy of the old log. */
  readonly policy: string;
  readonly reason: string;
}

export async function anchorCommand(args: string[]): Promise<number> {
  const options = { policy: { type: 'string' }, reason: { type: 'string', default: 'key-stolen' } } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  const [from] = positionals;
  if (from === undefined || positionals.length > 1 || values.policy === undefined) throw new ConfigError(USAGE);
  const [note, policy] = await Promise.all([readFile(from), readFile(values.policy, 'utf8')]);
  const house = await openHouse(loadConfig(process.env));
  try {
    const { ledger } = house;
    const { result } = await anchor(ledger, { note: textOf(note) ?? '', policy, reason: values.reason });
    await ledger.checkpoint();
    console.log(`The log ${ledger.origin} goes on from ${result.log} as it was at ${result.size} entries.`);
    console.log(`Give everyone its policy, beside the old one:\n\nlog ${ledger.vkey}\nquorum none`);
    return 0;
  } finally {
    await house.close();
  }
}

/**
 * The first entry of a new log, `event.anchored`.
 * @throws ConfigError where the note is not an old log's with its quorum, or this log has entries
 */
export function anchor(ledger: Ledger, old: OldLog): Promise<Receipt<{ log: string; size: number }>> {
  const { origin, size, root } = lastOf(old);
  if (origin === ledger.origin) {
    throw new ConfigError(`A new log needs another name than ${origin}: set VETA_ORIGIN, with empty folders.`);
  }
  const data = { log: origin, size, root: toBase64Url(root), note: old.note, reason: old.reason };
  return ledger.append({
    org: ledger.origin,
    actor: 'anchor',
    key: 'anchor',
    digest: createHash('sha256').update(old.note).digest(),
    needs: {},
    decide: (_, { idx, received }) => {
      if (idx !== 0) throw new ConfigError(`This log has ${idx} entries: only an empty one can begin with another.`);
      const one = { type: 'event.anchored', org: ledger.origin, at: received, lots: [], data };
      return { drafts: [{ ...one, attested: 'platform' as const }], result: { log: origin, size } };
    },
  });
}

function lastOf({ note, policy: text }: OldLog): Checkpoint {
  const policy = parsePolicy(text);
  if (policy === undefined) throw new ConfigError('The policy cannot be read.');
  const opened = note.length > NOTE_LIMIT ? undefined : openNote(note, policyKeys(policy));
  const checkpoint = parseCheckpoint(opened?.text ?? '');
  if (opened === undefined || checkpoint === undefined || !logSigned(policy, checkpoint.origin, opened.verified)) {
    throw new ConfigError('The note is not a checkpoint signed by a log of the policy.');
  }
  if (policy.witnesses.length === 0 || !quorumMet(policy, opened.verified)) {
    throw new ConfigError('Too few witnesses cosigned it: a thief’s checkpoint would look no different.');
  }
  return checkpoint;
}
