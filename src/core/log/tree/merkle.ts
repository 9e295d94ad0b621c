/**
 * The Merkle tree of RFC 6962 §2.1 over SHA-256: leaf = SHA-256(0x00 ‖ entry), node = SHA-256(0x01 ‖ left ‖ right).
 *
 * A tree of n leaves splits at the largest power of two below n. The growing edge is kept as a frontier, the roots of its
 * full subtrees, largest first: one per set bit of the size. Checks take what a stranger sends and never throw; a path must
 * have exactly its length, since a longer or shorter one could prove the wrong place.
 */
import { sha256 } from '#crypto';
import { equalBytes } from '../../bytes.js';

export type Frontier = readonly Uint8Array[];

/** The root of the leaves `start` (inclusive) to `end` (exclusive), in the tree at hand. */
export type Subtree = (start: number, end: number) => Uint8Array;

export const EMPTY_ROOT: Uint8Array = sha256();

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(LEAF, entry);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}

/** The frontier of size + 1 leaves; `size` is the number of leaves before. */
export function appendLeaf(frontier: Frontier, size: number, leaf: Uint8Array): Frontier {
  const grown = [...frontier];
  let hash = leaf;
  // Each trailing one bit of the size is a full subtree that the new leaf completes to a pair.
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = grown.pop();
    if (left === undefined) throw new Error(`bug: the frontier of ${size} leaves has too few subtrees`);
    hash = nodeHash(left, hash);
  }
  return [...grown, hash];
}

export function rootOf(frontier: Frontier): Uint8Array {
  return frontier.length === 0 ? EMPTY_ROOT : frontier.reduceRight((right, left) => nodeHash(left, right));
}

/** The root over a list of leaf hashes, all in memory. */
export function rootOfLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  return rootOf(leaves.reduce<Frontier>((frontier, leaf, size) => appendLeaf(frontier, size, leaf), []));
}

/** PATH(index, D[size]) of RFC 6962 §2.1.1, from the leaf up. */
export function proveInclusion(index: number, size: number, subtree: Subtree): Uint8Array[] {
  if (index < 0 || index >= size) throw new Error(`bug: no leaf ${index} in a tree of ${size}`);
  const path: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    path.push(index < middle ? subtree(middle, end) : subtree(start, middle));
    if (index < middle) end = middle;
    else start = middle;
  }
  return path.reverse();
}

/** PROOF(from, D[to]) of RFC 6962 §2.1.2. Nothing needs proving from size 0 or between equal sizes. */
export function proveConsistency(from: number, to: number, subtree: Subtree): Uint8Array[] {
  if (from < 0 || from > to) throw new Error(`bug: no consistency from ${from} to ${to}`);
  if (from === 0 || from === to) return [];
  const path: Uint8Array[] = [];
  let [start, end] = [0, to];
  while (end !== from) {
    const middle = start + splitOf(end - start);
    path.push(from <= middle ? subtree(middle, end) : subtree(start, middle));
    if (from <= middle) end = middle;
    else start = middle;
  }
  if (start > 0) path.push(subtree(start, end)); // from 0 it is the old root itself, which the checker holds
  return path.reverse();
}

/** The largest power of two below n: where a tree of n leaves splits. */
export function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Whether `path` leads from this leaf at `index` to the root of a tree of `size` leaves. */
export function checkInclusion(
  index: bigint | number,
  size: bigint | number,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  const [at, of] = [count(index), count(size)];
  if (at === undefined || of === undefined || at >= of || ![leaf, root, ...path].every(isHash)) return false;
  const { inner, border } = pathShape(at, of);
  return path.length === inner + border && equalBytes(climb(leaf, path, at, inner), root);
}

/** Whether the tree of `to` leaves begins with the tree of `from` leaves (RFC 6962 §2.1.2); size 0 proves nothing here. */
export function checkConsistency(
  from: bigint | number,
  to: bigint | number,
  path: readonly Uint8Array[],
  rootFrom: Uint8Array,
  rootTo: Uint8Array,
): boolean {
  const [old, now] = [count(from), count(to)];
  if (old === undefined || now === undefined || old === 0n || old > now) return false;
  if (old === now) return path.length === 0 && equalBytes(rootFrom, rootTo);
  if (![rootFrom, rootTo, ...path].every(isHash)) return false;
  // Both roots are climbed from the last full subtree of the old tree: the old root takes only the left neighbours.
  let full = 0;
  while (((old >> BigInt(full)) & 1n) === 0n) full++;
  const whole = old === 1n << BigInt(full);
  const seed = whole ? rootFrom : path[0];
  const rest = whole ? path : path.slice(1);
  const shape = pathShape(old - 1n, now);
  const inner = shape.inner - full;
  if (seed === undefined || rest.length !== inner + shape.border) return false;
  const at = (old - 1n) >> BigInt(full);
  const left = rest.filter((_, level) => level >= inner || ((at >> BigInt(level)) & 1n) === 1n);
  return equalBytes(climb(seed, left, 0n, 0), rootFrom) && equalBytes(climb(seed, rest, at, inner), rootTo);
}

/** As `checkConsistency`, for a witness that meets a log: an empty path from size 0, with the empty root, is good. */
export function checkGrowth(
  from: bigint | number,
  to: bigint | number,
  path: readonly Uint8Array[],
  rootFrom: Uint8Array,
  rootTo: Uint8Array,
): boolean {
  if (count(from) !== 0n) return checkConsistency(from, to, path, rootFrom, rootTo);
  const now = count(to);
  if (now === undefined || path.length > 0 || !isHash(rootTo) || !equalBytes(rootFrom, EMPTY_ROOT)) return false;
  return now > 0n || equalBytes(rootTo, EMPTY_ROOT);
}

/** `inner` levels where the path may lie on either side, then `border` levels up the right edge, always to the left. */
function pathShape(index: bigint, size: bigint): { inner: number; border: number } {
  const inner = (index ^ (size - 1n)).toString(2).length - (index === size - 1n ? 1 : 0);
  const border = [...(index >> BigInt(inner)).toString(2)].filter((bit) => bit === '1').length;
  return { inner, border };
}

function climb(from: Uint8Array, path: readonly Uint8Array[], index: bigint, inner: number): Uint8Array {
  return path.reduce((hash, next, level) => {
    const nextIsLeft = level >= inner || ((index >> BigInt(level)) & 1n) === 1n;
    return nextIsLeft ? nodeHash(next, hash) : nodeHash(hash, next);
  }, from);
}

/** Sizes and indices are unsigned 64-bit numbers; above 2^53 only a bigint is exact. */
function count(n: bigint | number): bigint | undefined {
  if (typeof n === 'number') return Number.isSafeInteger(n) && n >= 0 ? BigInt(n) : undefined;
  return n >= 0n && n < 1n << 64n ? n : undefined;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === 32;
}
