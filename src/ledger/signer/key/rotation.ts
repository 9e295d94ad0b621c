/**
 * Which of the log's keys sign now. A new key is named by an entry of the log (`key.added`, holder `log`), in a checkpoint
 * that the old key signs as well; for 30 days both sign, so that every reader can take the new one into its policy; then the
 * new one alone. A key that no entry names signs nothing, and one that an entry revokes signs no more.
 */
import { publicKeyOf, signEd25519 } from '#crypto';
import { utf8 } from '../../../core/bytes.js';
import { kidOf } from '../../../core/log/entry.js';
import { formatNote } from '../../../core/log/notes/note.js';
import { ED25519, formatVkey, vkeyOf } from '../../../core/log/notes/vkey.js';
import type { LogKey } from './log-key.js';
import type { Memory } from '../memory/memory.js';

/** How long old and new sign together. */
export const OVERLAP_MS = 30 * 24 * 60 * 60 * 1000;

/** Seeds that sign at that time, the newest last; at least one. */
export function signingSeeds(key: LogKey, memory: Memory, nowMs: number): Uint8Array[] {
  const named = namedSeeds(key, memory);
  return named
    .filter((_, i) => {
      const next = named[i + 1];
      return next === undefined || nowMs < next.sinceMs + OVERLAP_MS;
    })
    .map(({ seed }) => seed);
}

/** Verifier keys of all that have signed or may sign, the newest last. */
export function namedVkeys(key: LogKey, memory: Memory): string[] {
  return namedSeeds(key, memory).map(({ seed }) => formatVkey(vkeyOf(key.origin, ED25519, publicKeyOf(seed))));
}

/** Held keys that the log named and did not revoke, in that order; the first one of all was never named. */
function namedSeeds({ origin, seeds }: LogKey, { ring, addedMs }: Memory): { seed: Uint8Array; sinceMs: number }[] {
  return seeds
    .flatMap((seed, i) => {
      const kid = kidOf(publicKeyOf(seed));
      const named = ring.get(kid);
      if (named === undefined) return i === 0 ? [{ seed, sinceMs: 0 }] : [];
      const good = named.holder === 'log' && named.organisation === origin && named.revokedAt === undefined;
      return good ? [{ seed, sinceMs: addedMs.get(kid) ?? 0 }] : [];
    })
    .sort((a, b) => a.sinceMs - b.sinceMs);
}

/** A text as a note signed by each of these keys (type 0x01). */
export function signWithAll(text: string, origin: string, seeds: readonly Uint8Array[]): string {
  const signatures = seeds.map((seed) => {
    const { id } = vkeyOf(origin, ED25519, publicKeyOf(seed));
    return { name: origin, id, signature: signEd25519(seed, utf8(text)) };
  });
  return formatNote({ text, signatures });
}
