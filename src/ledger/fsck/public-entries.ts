/**
 * What released entries say against the tree they are in: their leaves, their times, and the chain of each lot as far as
 * every entry before is released too.
 */
import { equalBytes, toBase64Url } from '../../core/bytes.js';
import { readEntry } from '../../core/log/entry.js';
import { leafHash } from '../../core/log/tree/merkle.js';
import { parseBundle } from '../../core/log/tree/tile.js';
import type { Fault } from '../fsck.js';

interface Newest {
  readonly seq: number;
  readonly leaf: string;
}

export class PublicEntries {
  /** Entries whose bytes were read. */
  released = 0;
  private readonly lots = new Map<string, Newest>();
  private received = '';
  /** Every entry so far was released: a chain can be told from its beginning. */
  private whole = true;

  /** An entry bundle that is not there; entries are released some time after they are received. */
  skip(): void {
    this.whole = false;
  }

  /** @param leaves of the entries from index `first` on, as many as the bundle must hold */
  *faultsOf(bundle: Uint8Array, first: number, leaves: readonly Uint8Array[]): Generator<Fault> {
    const entries = parseBundle(bundle);
    if (entries?.length !== leaves.length) {
      const what = entries === undefined ? 'breaks off' : `holds ${entries.length} entries and not ${leaves.length}`;
      yield { idx: first, what: `the entry bundle from ${first} on ${what}` };
      this.whole = false;
      return;
    }
    for (const [i, entry] of entries.entries()) {
      const leaf = leafHash(entry);
      if (equalBytes(leaf, leaves[i] ?? new Uint8Array())) yield* this.faultsIn(entry, leaf, first + i);
      else yield { idx: first + i, what: 'the entry is not the one in the tree' };
    }
    this.released += entries.length;
  }

  private *faultsIn(bytes: Uint8Array, leaf: Uint8Array, idx: number): Generator<Fault> {
    const reading = readEntry(bytes);
    if (reading.is !== 'event') {
      yield { idx, what: `the entry is ${reading.is === 'malformed' ? 'malformed' : 'of an unknown kind'}` };
      return;
    }
    const { links, received } = reading.entry;
    if (received < this.received) yield { idx, what: `it was received at ${received}, before the entry before it` };
    this.received = received;
    for (const { lot, seq, prev } of links) {
      const before = this.lots.get(lot);
      const isNext = before === undefined ? seq === 0 || !this.whole : seq === before.seq + 1 && prev === before.leaf;
      // With entries in between unread, a lot may have gone on unseen: only going back is a fault then.
      const mayFollow = isNext || (!this.whole && before !== undefined && seq > before.seq + 1);
      if (!mayFollow) yield { idx, what: `link ${seq} of lot ${lot} does not follow the lot's entry before` };
      this.lots.set(lot, { seq, leaf: toBase64Url(leaf) });
    }
  }
}
