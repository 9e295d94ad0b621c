import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { fromBase64, fromHex, toHex } from '../../../src/core/bytes.js';
import {
  appendLeaf,
  checkConsistency,
  checkGrowth,
  checkInclusion,
  EMPTY_ROOT,
  leafHash,
  nodeHash,
  proveConsistency,
  proveInclusion,
  rootOf,
  rootOfLeaves,
  type Frontier,
} from '../../../src/core/log/tree/merkle.js';
import { describeVectors, ran } from '../../support/vectors.js';

/** RFC 6962 §2.1 word for word, recursive and slow, on its own SHA-256: what ours must equal. */
const sha = (...parts: Uint8Array[]) => new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest());
const split = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1);

function mth(d: readonly Uint8Array[]): Uint8Array {
  if (d.length === 0) return sha();
  if (d.length === 1) return sha(Uint8Array.of(0), d[0] as Uint8Array);
  const k = split(d.length);
  return sha(Uint8Array.of(1), mth(d.slice(0, k)), mth(d.slice(k)));
}

function path(m: number, d: readonly Uint8Array[]): Uint8Array[] {
  if (d.length === 1) return [];
  const k = split(d.length);
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
}

function subproof(m: number, d: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === d.length) return whole ? [] : [mth(d)];
  const k = split(d.length);
  return m <= k
    ? [...subproof(m, d.slice(0, k), whole), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

const LARGEST = 300;
const entries = Array.from({ length: LARGEST }, (_, i) => new TextEncoder().encode(`entry ${i}`));
const leaves = entries.map(leafHash);
const subtree = (start: number, end: number) => rootOfLeaves(leaves.slice(start, end));
const roots = Array.from({ length: LARGEST + 1 }, (_, size) => subtree(0, size));
const size = fc.integer({ min: 1, max: LARGEST });

function sameInclusion(index: number, n: number): void {
  const proof = proveInclusion(index, n, subtree);
  expect(proof).toEqual(path(index, entries.slice(0, n)));
  expect(checkInclusion(index, n, leaves[index] as Uint8Array, proof, roots[n] as Uint8Array)).toBe(true);
}

function sameConsistency(from: number, to: number): void {
  const proof = proveConsistency(from, to, subtree);
  expect(proof).toEqual(subproof(from, entries.slice(0, to), true));
  expect(checkConsistency(from, to, proof, roots[from] as Uint8Array, roots[to] as Uint8Array)).toBe(true);
  expect(checkGrowth(from, to, proof, roots[from] as Uint8Array, roots[to] as Uint8Array)).toBe(true);
}

describe('the tree against RFC 6962 read aloud', () => {
  test(`roots, frontier and appending, sizes 0 to ${LARGEST}`, () => {
    let frontier: Frontier = [];
    for (let n = 0; n <= LARGEST; n++) {
      expect(toHex(rootOf(frontier))).toBe(toHex(mth(entries.slice(0, n))));
      if (n < LARGEST) frontier = appendLeaf(frontier, n, leaves[n] as Uint8Array);
    }
    expect(EMPTY_ROOT).toEqual(mth([]));
  });

  test('every inclusion proof of sizes 1 to 40, and 500 of larger trees', () => {
    for (let n = 1; n <= 40; n++) for (let index = 0; index < n; index++) sameInclusion(index, n);
    fc.assert(
      fc.property(size, fc.nat(), (n, at) => sameInclusion(at % n, n)),
      { numRuns: 500 },
    );
  });

  test('every consistency proof of sizes 1 to 40, and 500 of larger trees', () => {
    for (let to = 1; to <= 40; to++) for (let from = 1; from <= to; from++) sameConsistency(from, to);
    fc.assert(
      fc.property(size, fc.nat(), (to, at) => sameConsistency((at % to) + 1, to)),
      { numRuns: 500 },
    );
  });
});

/** One wrong thing about a proof: a bit, a missing or doubled hash, two hashes swapped. */
const mutation = fc.record({ kind: fc.constantFrom('flip', 'drop', 'double', 'swap'), at: fc.nat(), bit: fc.nat(255) });

function mutate(proof: readonly Uint8Array[], { kind, at, bit }: { kind: string; at: number; bit: number }) {
  const changed = proof.map((hash) => hash.slice());
  const i = changed.length === 0 ? 0 : at % changed.length;
  const hash = changed[i] ?? new Uint8Array(32);
  if (kind === 'flip') hash[bit >> 3] = (hash[bit >> 3] as number) ^ (1 << (bit & 7));
  if (kind === 'drop') changed.splice(i, 1);
  if (kind === 'double') changed.splice(i, 0, hash);
  if (kind === 'swap' && changed.length > 1) changed.push(...changed.splice(i, 1));
  return changed;
}

describe('the tree under attack', () => {
  test('a changed inclusion proof, another place or another size is refused (3,000 attacks)', () => {
    fc.assert(
      fc.property(size, fc.nat(), mutation, size, (n, at, how, other) => {
        const index = at % n;
        const leaf = leaves[index] as Uint8Array;
        const root = roots[n] as Uint8Array;
        const proof = proveInclusion(index, n, subtree);
        const changed = mutate(proof, how);
        if (changed.map(toHex).join() !== proof.map(toHex).join()) {
          expect(checkInclusion(index, n, leaf, changed, root)).toBe(false);
        }
        if (other !== n) expect(checkInclusion(index, n, leaf, proof, roots[other] as Uint8Array)).toBe(false);
        const elsewhere = other % n;
        if (elsewhere !== index) expect(checkInclusion(elsewhere, n, leaf, proof, root)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  test('a changed consistency proof or another root is refused (3,000 attacks)', () => {
    fc.assert(
      fc.property(size, fc.nat(), mutation, size, (to, at, how, other) => {
        const from = (at % to) + 1;
        const [old, now] = [roots[from] as Uint8Array, roots[to] as Uint8Array];
        const proof = proveConsistency(from, to, subtree);
        const changed = mutate(proof, how);
        if (changed.map(toHex).join() !== proof.map(toHex).join()) {
          expect(checkConsistency(from, to, changed, old, now)).toBe(false);
        }
        if (other !== from) expect(checkConsistency(from, to, proof, roots[other] as Uint8Array, now)).toBe(false);
        if (other !== to) expect(checkConsistency(from, to, proof, old, roots[other] as Uint8Array)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  test('a node passed off as a leaf, and an entry made to look like a node', () => {
    const [a, b] = [leaves[0] as Uint8Array, leaves[1] as Uint8Array];
    const forged = Uint8Array.of(1, ...a, ...b); // hashed as an entry it must not give the node
    expect(toHex(leafHash(forged))).not.toBe(toHex(nodeHash(a, b)));
    expect(checkInclusion(0, 1, leafHash(Uint8Array.of(...a, ...b)), [], roots[2] as Uint8Array)).toBe(false);
  });

  test('numbers no tree has, and hashes of other lengths, are refused without a throw', () => {
    const [leaf, root] = [leaves[0] as Uint8Array, roots[1] as Uint8Array];
    for (const odd of [-1, 0.5, NaN, Infinity, 2 ** 53, -1n, 1n << 64n, 1n << 4096n]) {
      expect(checkInclusion(odd, 1, leaf, [], root)).toBe(false);
      expect(checkInclusion(0, odd, leaf, [], root)).toBe(false);
      expect(checkConsistency(odd, 1, [], root, root)).toBe(false);
      expect(checkConsistency(1, odd, [], root, root)).toBe(false);
      expect(checkGrowth(odd, 1, [], EMPTY_ROOT, root)).toBe(false);
    }
    expect(checkInclusion(0, 1, leaf.slice(1), [], leaf.slice(1))).toBe(false);
    expect(
      checkInclusion(
        0,
        2n ** 64n - 1n,
        leaf,
        Array.from({ length: 100_000 }, () => leaf),
        root,
      ),
    ).toBe(false);
  });

  test('size 0 proves nothing to a reader, and greets a witness', () => {
    const [one] = [roots[1] as Uint8Array];
    expect(checkConsistency(0, 1, [], EMPTY_ROOT, one)).toBe(false);
    expect(checkGrowth(0, 1, [], EMPTY_ROOT, one)).toBe(true);
    expect(checkGrowth(0, 1, [], one, one)).toBe(false);
    expect(checkGrowth(0, 1, [one], EMPTY_ROOT, one)).toBe(false);
    expect(checkGrowth(0, 0, [], EMPTY_ROOT, one)).toBe(false);
  });
});

describeVectors('merkle', (vectors) => {
  type Hash = string | null;
  type Inclusion = { leafIdx: string; treeSize: string; root: Hash; leafHash: Hash };
  type Consistency = { size1: string; size2: string; root1: Hash; root2: Hash };
  type Case<Shape> = Shape & { proof: string[] | null; desc: string; wantErr: boolean };

  // Sizes up to 2^64 − 1: quoted before they are read, since a double would round them.
  const cases = <Shape>(folder: string) =>
    vectors
      .files(`testdata/${folder}`, '.json')
      .map((name) => JSON.parse(vectors.text(name).replace(/:\s*(\d+)/g, ':"$1"')) as Case<Shape>);
  const bytes = (base64: Hash) => fromBase64(base64 ?? '') as Uint8Array;
  const hashes = (proof: string[] | null) => (proof ?? []).map(bytes);

  const inclusion = cases<Inclusion>('inclusion');
  test(`${inclusion.length} inclusion cases`, () => {
    expect(inclusion).toHaveLength(98);
    for (const { leafIdx, treeSize, root, leafHash: leaf, proof, desc, wantErr } of inclusion) {
      const good = checkInclusion(BigInt(leafIdx), BigInt(treeSize), bytes(leaf), hashes(proof), bytes(root));
      expect([desc, good]).toEqual([desc, !wantErr]);
    }
    ran(`merkle: ${inclusion.length}/98 inclusion`);
  });

  const consistency = cases<Consistency>('consistency');
  const check = (how: typeof checkConsistency, { size1, size2, proof, root1, root2 }: Case<Consistency>) =>
    how(BigInt(size1), BigInt(size2), hashes(proof), bytes(root1), bytes(root2));

  test(`${consistency.length} consistency cases`, () => {
    expect(consistency).toHaveLength(98);
    for (const found of consistency)
      expect([found.desc, check(checkConsistency, found)]).toEqual([found.desc, !found.wantErr]);
    ran(`merkle: ${consistency.length}/98 consistency`);
  });

  test('95 or more of 98 for the witness, which takes nothing but an empty start otherwise', () => {
    const other = consistency.filter((found) => check(checkGrowth, found) !== !found.wantErr);
    expect(other.every(({ size1, proof }) => size1 === '0' && (proof ?? []).length === 0)).toBe(true);
    expect(other.length).toBeLessThanOrEqual(3);
    ran(`merkle: ${98 - other.length}/98 growth, as a witness judges it`);
  });

  test('9 roots of the reference tree', () => {
    const tree = vectors.json<{ leaf_inputs_hex: string[]; root_hash_hex_by_size: string[] }>(
      'rfc6962-reference-tree.json',
    );
    const reference = tree.leaf_inputs_hex.map((hex) => leafHash(fromHex(hex) as Uint8Array));
    const ours = tree.root_hash_hex_by_size.map((_, n) => toHex(rootOfLeaves(reference.slice(0, n))));
    expect(ours).toEqual(tree.root_hash_hex_by_size);
    expect(ours).toHaveLength(9);
    ran('merkle: 9/9 roots of the reference tree');
  });
});
