/**
 * What the signer knows of the entries it signed: the newest entry of every subject, and the keys.
 *
 * It is made of checked entries alone, one after the other, so no row that somebody removed or added beside the entries
 * changes what the signer says of a lot, and a revocation that the database hides stays one.
 */
import { fromBase64, toBase64, toBase64Url } from '../../../core/bytes.js';
import { KeyRing } from '../../../core/custody/keys/keys.js';
import { isKeyAct, subjectOf, subjectsOf, type Head, type Subject } from '../../../core/log/heads.js';
import { parseStatement } from '../../../core/log/entry.js';
import type { Statement } from '../../../core/log/statement.js';
import type { Checked } from '../check/check.js';

interface Newest {
  readonly count: number;
  /** Base64url. */
  readonly leaf: string;
}

export type KeptHead = readonly [subject: string, count: number, leaf: string];
/** The statement in base64. */
export type KeptKeyAct = readonly [idx: number, statement: string, receivedMs: number];

/** What entries `from` to `to` (exclusive) changed, as it is kept in a file. */
export interface KeptMemory {
  readonly from: number;
  readonly to: number;
  /** Of the tree of `to` entries, base64. */
  readonly root: string;
  readonly heads: readonly KeptHead[];
  readonly keys: readonly KeptKeyAct[];
}

export class Memory {
  readonly ring = new KeyRing();
  /** By key id: when the entry that added it was received, in milliseconds. */
  readonly addedMs = new Map<string, number>();
  private readonly newest = new Map<string, Newest>();
  private taken = 0;
  private changed = new Set<string>();
  private keyActs: KeptKeyAct[] = [];

  /** Entries it has taken: those below this index. */
  get size(): number {
    return this.taken;
  }

  /** Takes the next entry; a sentence where it is not the next one of its lots. Entries known already change nothing. */
  take({ idx, leaf, entry, statement, statementBytes }: Checked): string | undefined {
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
      this.changed.add(name);
    }
    if (isKeyAct(statement.type)) {
      const act: KeptKeyAct = [idx, toBase64(statementBytes), Date.parse(entry.received)];
      this.takeKey(statement, act);
      this.keyActs.push(act);
    }
    this.taken = idx + 1;
    return undefined;
  }

  /** What changed since it was asked last. */
  changes(): Pick<KeptMemory, 'heads' | 'keys'> {
    const heads = [...this.changed].flatMap((name): KeptHead[] => {
      const found = this.newest.get(name);
      return found === undefined ? [] : [[name, found.count, found.leaf]];
    });
    const keys = this.keyActs;
    [this.changed, this.keyActs] = [new Set(), []];
    return { heads, keys };
  }

  /** Takes back what was kept; what does not follow what it knows changes nothing. */
  restore({ from, to, heads, keys }: KeptMemory): boolean {
    if (from > this.taken || to <= this.taken) return false;
    for (const [name, count, leaf] of heads) this.newest.set(name, { count, leaf });
    for (const act of keys) {
      const statement = parseStatement(fromBase64(act[1]) ?? new Uint8Array());
      if (statement !== undefined) this.takeKey(statement, act);
    }
    this.taken = to;
    return true;
  }

  private takeKey(statement: Statement, [idx, , receivedMs]: KeptKeyAct): void {
    this.ring.add(statement, idx);
    const { kid } = statement.data;
    if (statement.type === 'key.added' && typeof kid === 'string' && !this.addedMs.has(kid)) {
      this.addedMs.set(kid, receivedMs);
    }
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
