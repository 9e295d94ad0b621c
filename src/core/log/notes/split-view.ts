/**
 * Whether two checkpoints of one log belong to one history. Two that do not are the proof that the log lied: it signed both,
 * and anyone can check it without asking anyone (RFC 6962 §2.1; C2SP tlog-checkpoint).
 *
 * Of one size, two roots are enough. Of two sizes, what convinces is the root that the larger tree has at the smaller size,
 * with a consistency proof that binds it to the larger root: where it is not the root that was signed, the log forked.
 * A proof that does not even lead to the larger root says nothing about the log; somebody gave the wrong hashes.
 */
import { equalBytes } from '../../bytes.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { checkGrowth } from '../tree/merkle.js';
import { openNote } from './note.js';
import { ED25519, type Vkey } from './vkey.js';

/** How the larger tree looked when it was as small as the smaller one. */
export interface Earlier {
  readonly root: Uint8Array;
  /** Consistency proof from the smaller size to the larger (RFC 6962 §2.1.2). */
  readonly path: readonly Uint8Array[];
}

export type SplitView =
  /** Both are of one history. */
  | { readonly is: 'consistent' }
  /** The log signed two histories: the two notes prove it, with `earlier` where their sizes differ. */
  | { readonly is: 'fork' }
  /** Their sizes differ and nothing shows how one grew into the other. */
  | { readonly is: 'unproven' }
  /** Not two notes signed by a key known for one log. */
  | { readonly is: 'not-comparable' };

export function splitView(
  one: string | Uint8Array,
  other: string | Uint8Array,
  keys: readonly Vkey[],
  earlier?: Earlier,
): SplitView {
  const pair = [signedCheckpoint(one, keys), signedCheckpoint(other, keys)] as const;
  const [a, b] = pair;
  if (a === undefined || b === undefined || a.origin !== b.origin) return { is: 'not-comparable' };
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === large.size) return { is: equalBytes(small.root, large.root) ? 'consistent' : 'fork' };
  if (earlier === undefined) return { is: 'unproven' };
  if (!checkGrowth(small.size, large.size, earlier.path, earlier.root, large.root)) return { is: 'unproven' };
  return { is: equalBytes(earlier.root, small.root) ? 'consistent' : 'fork' };
}

/** The checkpoint of a note that a key of this log signed; a cosigner's signature alone is not the log's word. */
export function signedCheckpoint(note: string | Uint8Array, keys: readonly Vkey[]): Checkpoint | undefined {
  const opened = openNote(note, keys);
  const checkpoint = parseCheckpoint(opened?.text ?? '');
  const byLog = opened?.verified.some(({ name, type }) => name === checkpoint?.origin && type === ED25519) === true;
  return byLog ? checkpoint : undefined;
}
