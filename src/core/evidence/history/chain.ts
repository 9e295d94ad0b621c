/**
 * The chain of each lot: entries 0, 1, 2 … without a gap, each naming the leaf of the one before it. The bundle's lot and
 * every lot it was made from must have all of their earlier entries here, so that nothing it rests on is left out; that none
 * came after is for the heads to show. Of a lot that only went along, such as a bar of the same shipment, the history is not
 * asked for.
 */
import { readData } from '../../custody/statement-data.js';
import { ancestorsOf, transformationsOf } from '../../provenance/lineage.js';
import type { Link } from '../../log/entry.js';
import { placeOf, type Recorded } from '../events.js';
import type { Findings } from '../findings.js';

/** What the bundle has shown of one lot so far. */
interface Chain {
  /** Newest entry: its number and leaf. */
  seq: number;
  leaf: string | null;
  /** Whether nothing is missing up to there. */
  whole: boolean;
  readonly leaves: Set<string>;
}

export function checkChains(lot: string, recorded: readonly Recorded[], findings: Findings): void {
  const chains = new Map<string, Chain>();
  const readable = recorded.map(({ statement }) => statement).filter((one) => readData(one) === 'good');
  const needed = ancestorsOf(lot, transformationsOf(readable)).add(lot);
  const chainOf = (lot: string): Chain => {
    const chain = chains.get(lot) ?? { seq: -1, leaf: null, whole: true, leaves: new Set() };
    chains.set(lot, chain);
    return chain;
  };
  for (const { index, leaf, entry, statement } of recorded) {
    const at = placeOf(index);
    for (const link of entry.links) follow(chainOf(link.lot), link, needed.has(link.lot), at, findings);
    for (const [i, lot] of statement.lots.entries()) {
      const seen = statement.seen[i] ?? null;
      const { whole, leaves } = chainOf(lot);
      // Where history is missing, what its author saw may be among it: that is said once, as a gap.
      if (whole) findings.expect(seen === null || leaves.has(seen), 'chain', at, 'seen-differs', { lot });
    }
    for (const { lot, seq } of entry.links) extend(chainOf(lot), seq, leaf);
  }
}

function follow(chain: Chain, { lot, seq, prev }: Link, needed: boolean, at: string, findings: Findings): void {
  const next = chain.seq + 1;
  if (!findings.expect(seq >= next, 'chain', at, 'lot-forks', { lot, seq })) return;
  if (seq === next) {
    findings.pass('history');
    findings.expect(prev === chain.leaf, 'chain', at, 'prev-differs', { lot, seq });
    return;
  }
  chain.whole = false;
  if (!needed) return;
  if (next === 0) findings.fail('history', at, 'history-starts-late', { lot, seq });
  else findings.fail('history', at, 'history-gap', { lot, from: next, to: seq - 1 });
}

function extend(chain: Chain, seq: number, leaf: string): void {
  chain.leaves.add(leaf);
  if (seq <= chain.seq) return;
  chain.seq = seq;
  chain.leaf = leaf;
}
