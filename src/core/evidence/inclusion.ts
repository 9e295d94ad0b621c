/**
 * One proof for many leaves: RFC 6962 inclusion paths of a bundle share most of their hashes, so the bundle keeps each once.
 *
 * Walk the tree from the root, left before right, splitting n leaves at the largest power of two below n. A subtree without a
 * leaf of ours gives its hash, a leaf of ours is computed from its entry, anything else is split further. The hashes are
 * written in the order the walk meets them, and a reader must use up exactly those: one more or one less proves nothing.
 */
import { nodeHash, splitOf } from '../log/tree/merkle.js';

export interface Leaf {
  readonly index: number;
  readonly hash: Uint8Array;
}

/** The root these leaves (ascending by index, at least one) and subtree hashes lead to; `undefined` if they do not fit. */
export function rootFromLeaves(
  leaves: readonly Leaf[],
  size: number,
  subtrees: readonly Uint8Array[],
): Uint8Array | undefined {
  if (leaves.length === 0 || (leaves.at(-1)?.index ?? 0) >= size) return undefined;
  let used = 0;
  const walk = (start: number, end: number, from: number, to: number): Uint8Array | undefined => {
    if (from === to) return subtrees[used++];
    if (end - start === 1) return to - from === 1 ? leaves[from]?.hash : undefined;
    const middle = start + splitOf(end - start);
    const between = firstAt(leaves, from, to, middle);
    const left = walk(start, middle, from, between);
    const right = left && walk(middle, end, between, to);
    return left && right && nodeHash(left, right);
  };
  const root = walk(0, size, 0, leaves.length);
  return used === subtrees.length ? root : undefined;
}

/** The shared proof from the leaves' own paths (each from the leaf up, as RFC 6962 gives them). */
export function mergePaths(
  leaves: readonly { readonly index: number; readonly path: readonly Uint8Array[] }[],
  size: number,
): Uint8Array[] {
  const known = new Map<string, Uint8Array>();
  for (const { index, path } of leaves) {
    const ranges = siblingsOf(index, size);
    if (ranges.length !== path.length) throw new Error(`bug: the path of leaf ${index} has another length`);
    for (const [i, range] of ranges.entries()) known.set(range, path[i] as Uint8Array);
  }
  const subtrees: Uint8Array[] = [];
  const walk = (start: number, end: number, from: number, to: number): void => {
    if (from === to) {
      const hash = known.get(`${start}-${end}`);
      if (hash === undefined) throw new Error(`bug: no path holds the leaves ${start} to ${end}`);
      subtrees.push(hash);
    } else if (end - start > 1) {
      const middle = start + splitOf(end - start);
      const between = firstAt(leaves, from, to, middle);
      walk(start, middle, from, between);
      walk(middle, end, between, to);
    }
  };
  walk(0, size, 0, leaves.length);
  return subtrees;
}

/** The ranges of leaves under the siblings on the way from a leaf up to the root. */
function siblingsOf(index: number, size: number): string[] {
  if (index >= size) throw new Error(`bug: no leaf ${index} in a tree of ${size}`);
  const ranges: string[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    ranges.push(index < middle ? `${middle}-${end}` : `${start}-${middle}`);
    if (index < middle) end = middle;
    else start = middle;
  }
  return ranges.reverse();
}

/** Position in `leaves[from..to)` of the first leaf at or right of `index`. */
function firstAt(leaves: readonly { readonly index: number }[], from: number, to: number, index: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leaves[middle]?.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
