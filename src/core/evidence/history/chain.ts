/**
 * The chain of each lot: entries 0, 1, 2 … without a gap, each naming the leaf of the one before it. The bundle's lot and
 * every lot it was made from must have all of their earlier entries here, so that nothing it rests on is left out; that none
 * came after is for the heads to show. Of a lot that only went along, such as a bar of the same shipment, the history is not
 * asked for.
 */
import type { Link } from '../../log/entry.js';
import { mayLag } from '../../log/seen.js';
import type { Statement } from '../../log/statement.js';
import { placeOf, type Recorded } from '../lot/events.js';
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

/** @param needed lots whose whole history the bundle must hold */
export function checkChains(needed: ReadonlySet<string>, recorded: readonly Recorded[], findings: Findings): void {
  const chains = new Map<string, Chain>();
  const chainOf = (lot: string): Chain => {
    const chain = chains.get(lot) ?? { seq: -1, leaf: null, whole: true, leaves: new Set() };
    chains.set(lot, chain);
    return chain;
  };
  for (const { index, leaf, entry, statement } of recorded) {
    const at = placeOf(index);
    for (const link of entry.links) follow(chainOf(link.lot), link, needed.has(link.lot), at, findings);
    for (const [i, lot] of statement.lots.entries()) {
      const chain = chainOf(lot);
      // Where history is missing, what its author saw may be among it: that is said once, as a gap.
      if (chain.whole) checkSeen(statement, statement.seen[i] ?? null, lot, chain, at, findings);
    }
    for (const { lot, seq } of entry.links) extend(chainOf(lot), seq, leaf);
  }
}

/** What its author had seen is the newest entry before it; an observation somebody signed may rest on an earlier one, or none. */
function checkSeen(
  { attested, type }: Statement,
  seen: string | null,
  lot: string,
  { leaf, leaves }: Chain,
  at: string,
  findings: Findings,
): void {
  const isKnown = seen === null || leaves.has(seen);
  if (!findings.expect(isKnown, 'chain', at, 'seen-differs', { lot })) return;
  const lags = attested === undefined && mayLag(type);
  findings.expect(lags || seen === leaf, 'chain', at, 'seen-stale', { lot });
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
