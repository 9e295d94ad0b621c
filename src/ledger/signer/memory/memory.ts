/**
 * What the signer knows of the entries it signed: the newest entry of every subject, and the keys.
 *
 * It is made of checked entries alone, one after the other, so no row that somebody removed or added beside the entries
 * changes what the signer says of a lot, and a revocation that the database hides stays one.
 */
import { toBase64Url } from '../../../core/bytes.js';
import { KeyRing } from '../../../core/custody/keys.js';
import { subjectOf, subjectsOf, type Head, type Subject } from '../../../core/log/heads.js';
import type { Checked } from '../check.js';

interface Newest {
  readonly count: number;
  /** Base64url. */
  readonly leaf: string;
}

/** A subject's newest entry as it is kept in a file. */
export type KeptHead = readonly [subject: string, count: number, leaf: string];

export class Memory {
  readonly ring = new KeyRing();
  private readonly newest = new Map<string, Newest>();
  private readonly added = new Map<string, number>();
  private taken = 0;

  /** Entries it has taken: those below this index. */
  get size(): number {
    return this.taken;
  }

  /** When the entry that added a key was received, in milliseconds. */
  addedMs(kid: string): number | undefined {
    return this.added.get(kid);
  }

  /** Takes the next entry; a sentence where it is not the next one of its lots. Entries known already change nothing. */
  take({ idx, leaf, entry, statement }: Checked): string | undefined {
    if (idx < this.taken) return undefined;
    if (idx > this.taken) throw new Error(`bug: entry ${idx} was given after ${this.taken} entries`);
    for (const { lot, seq, prev } of entry.links) {
      const last = this.newest.get(subjectOf({ kind: 'lot', id: lot }));
      if (seq !== (last?.count ?? 0) || prev !== (last?.leaf ?? null)) {
        return `link ${seq} of lot ${lot} does not follow the newest entry that was signed`;
      }
    }
    for (const subject of subjectsOf(statement)) {
      const name = subjectOf(subject);
      this.newest.set(name, { count: (this.newest.get(name)?.count ?? 0) + 1, leaf: toBase64Url(leaf) });
    }
    this.ring.add(statement, idx);
    const { kid } = statement.data;
    if (statement.type === 'key.added' && typeof kid === 'string' && !this.added.has(kid)) {
      this.added.set(kid, Date.parse(entry.received));
    }
    this.taken = idx + 1;
    return undefined;
  }

  /** Of the subjects that have one. */
  heads(subjects: readonly Subject[]): Head[] {
    const asked = new Map(subjects.map((subject) => [subjectOf(subject), subject]));
    return [...asked].flatMap(([name, { kind, id }]): Head[] => {
      const found = this.newest.get(name);
      if (found !== undefined) return [{ kind, id, ...found }];
      return kind === 'lot' ? [] : [{ kind, id, count: 0, leaf: null }];
    });
  }
}
