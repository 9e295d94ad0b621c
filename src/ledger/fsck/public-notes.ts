/** The signed tree heads that a public check measures a log by, each judged by the reader's own policy. */
import { parseCheckpoint, type Checkpoint } from '../../core/log/notes/checkpoint.js';
import { openNote } from '../../core/log/notes/note.js';
import { logSigned, policyKeys, quorumMet, type Policy } from '../../core/log/notes/policy.js';
import { COSIGNATURE } from '../../core/log/notes/vkey.js';

/** A tree head that a log of the policy signed. */
export interface Head extends Checkpoint {
  /** What it is called in a sentence. */
  readonly name: string;
  /** Names of the policy's witnesses that cosigned it. */
  readonly witnesses: readonly string[];
  readonly quorum: boolean;
}

/** The head, or a sentence. */
export function headOf(name: string, note: string | Uint8Array, policy: Policy): Head | string {
  const opened = openNote(note, policyKeys(policy));
  if (opened === undefined) return `${name} is not a note signed by a key of the policy, or a signature on it is bad`;
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === undefined) return `${name} is not a checkpoint`;
  if (!logSigned(policy, checkpoint.origin, opened.verified)) return `${name} is not signed by a log of the policy`;
  const witnesses = opened.verified.filter(({ type }) => type === COSIGNATURE).map((vkey) => vkey.name);
  return { name, ...checkpoint, witnesses, quorum: quorumMet(policy, opened.verified) };
}
