/**
 * Every text that a stranger may hand us, changed at random: a reader gives a value or nothing, soon, and what it gives is
 * written back as the very text that was read. Two spellings of one value would be bytes that nobody signed.
 */
import * as fc from 'fast-check';
import { publicKeyOf } from '#crypto';
import { concat, text as textOf, utf8 } from '../../../src/core/bytes.js';
import { formatCheckpoint, parseCheckpoint, parseForeignCheckpoint } from '../../../src/core/log/notes/checkpoint.js';
import { decodeCosignature, encodeCosignature } from '../../../src/core/log/notes/cosignature.js';
import { formatHeads, parseHeads } from '../../../src/core/log/heads.js';
import { leafHash, proveInclusion, rootOfLeaves } from '../../../src/core/log/tree/merkle.js';
import { cosign, formatNote, openNote, parseNote, signNote } from '../../../src/core/log/notes/note.js';
import { parsePolicy, policyKeys, quorumMet } from '../../../src/core/log/notes/policy.js';
import { formatBundle, parseBundle, parseTilePath, tilePath } from '../../../src/core/log/tree/tile.js';
import { formatTlogProof, parseTlogProof } from '../../../src/core/log/tree/tlog-proof.js';
import { COSIGNATURE, ED25519, formatVkey, parseVkey, vkeyOf } from '../../../src/core/log/notes/vkey.js';

const seed = (n: number) => new Uint8Array(32).fill(n);
const ORIGIN = 'ledger.limonal.example/2026';
const leaves = Array.from({ length: 21 }, (_, i) => leafHash(utf8(`delivery ${i}`)));
const root = rootOfLeaves(leaves);
const checkpoint = formatCheckpoint({ origin: ORIGIN, size: 21, root });
const cosigner = vkeyOf('certifier.example/w1', COSIGNATURE, publicKeyOf(seed(2)));
const log = vkeyOf(ORIGIN, ED25519, publicKeyOf(seed(1)));
const note = formatNote({
  text: checkpoint,
  signatures: [
    ...(parseNote(signNote(checkpoint, ORIGIN, seed(1)))?.signatures ?? []),
    cosign(checkpoint, cosigner.name, seed(2), 1_795_000_000),
  ],
});
const path = proveInclusion(17, 21, (from, to) => rootOfLeaves(leaves.slice(from, to)));
const proof = formatTlogProof({ index: 17, path, checkpoint: note, extra: utf8('bar 17') });
const policy = [
  `log ${formatVkey(log)}`,
  `witness certifier ${formatVkey(cosigner)} https://certifier.example/`,
  'group g any certifier',
  'quorum g',
  '',
].join('\n');
const lot = (n: number) => `0f0e0d0c-0b0a-4908-8706-05040302010${n}`;
const heads = formatHeads({
  origin: ORIGIN,
  size: 21,
  root,
  heads: [
    { kind: 'keys', id: 'org_coop', count: 0, leaf: null },
    { kind: 'lot', id: lot(1), count: 3, leaf: 'dBjsrKR4C1Tt8IRzImvwi8mqVWpLCLWJG38AOCZ1LRI' },
    { kind: 'lot', id: lot(2), count: 1, leaf: 'dBjsrKR4C1Tt8IRzImvwi8mqVWpLCLWJG38AOCZ1LRI' },
  ],
});

/** What a text may be read as, and how that is written; a reader that writes nothing back must at least come back. */
const READERS: readonly (readonly [string, string, (text: string) => string | undefined])[] = [
  ['a note', note, (text) => written(parseNote(text), formatNote)],
  ['a checkpoint', checkpoint, (text) => written(parseCheckpoint(text), formatCheckpoint)],
  ['a tlog-proof', proof, (text) => written(parseTlogProof(text), formatTlogProof)],
  ['heads', heads, (text) => written(parseHeads(text), formatHeads)],
  ['a verifier key', formatVkey(cosigner), (text) => written(parseVkey(text), formatVkey)],
  [
    'a tile path',
    tilePath(1, 1_234_067, 17),
    (text) => written(parseTilePath(text), ({ level, n, width }) => tilePath(level, n, width)),
  ],
];

function written<Value>(value: Value | undefined, format: (value: Value) => string): string | undefined {
  return value === undefined ? undefined : format(value);
}

/** Bytes cut out, doubled, moved, turned over, or put in from any other text here. */
const material = utf8(READERS.map(([, text]) => text).join(''));
interface Change {
  readonly how: string;
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly byte: number;
}
const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom('flip', 'cut', 'double', 'insert', 'swap'),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 80 }),
  from: fc.nat(),
  byte: fc.nat(255),
});
const changes = fc.array(change, { minLength: 1, maxLength: 4 });

function changed(bytes: Uint8Array, { how, at, length, from, byte }: Change): Uint8Array {
  const here = bytes.length === 0 ? 0 : at % bytes.length;
  const [before, piece, after] = [bytes.slice(0, here), bytes.slice(here, here + length), bytes.slice(here + length)];
  const other = material.slice(from % material.length, (from % material.length) + length);
  if (how === 'flip') return bytes.map((value, i) => (i === here ? byte : value));
  if (how === 'cut') return concat(before, after);
  if (how === 'double') return concat(before, piece, piece, after);
  return concat(before, other, how === 'swap' ? after : concat(piece, after));
}
const mutated = (text: string, list: readonly Change[]) => list.reduce((bytes, one) => changed(bytes, one), utf8(text));

describe('changed at random', () => {
  test.each(READERS)('%s is read as it is written, or not at all (1,500 changes)', (_, good, read) => {
    expect(read(good)).toBe(good);
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = mutated(good, list);
        const text = textOf(bytes) ?? new TextDecoder().decode(bytes);
        const again = read(text);
        if (again !== undefined) expect(again).toBe(text);
      }),
      { numRuns: 1500 },
    );
  });

  test('a note never opens but as it was signed (1,500 changes)', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const opened = openNote(mutated(note, list), [log, cosigner]);
        if (opened !== undefined) expect(opened.text).toBe(checkpoint);
      }),
      { numRuns: 1500 },
    );
  });

  test('a policy names nobody that its text does not, and its quorum is never met by nobody (1,500 changes)', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = mutated(policy, list);
        const found = parsePolicy(bytes);
        if (found === undefined) return;
        for (const key of policyKeys(found)) expect(textOf(bytes)).toContain(formatVkey(key));
        expect(quorumMet(found, [])).toBe(found.quorum === 'none');
      }),
      { numRuns: 1500 },
    );
  });

  test('entry bundles and cosignatures have one encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const bundle = parseBundle(bytes);
        if (bundle !== undefined) expect(formatBundle(bundle)).toEqual(bytes);
        const cosignature = decodeCosignature(bytes);
        if (cosignature !== undefined) expect(encodeCosignature(cosignature)).toEqual(bytes);
      }),
    );
  });
});

describe('very large, or made to be slow', () => {
  const line = note.slice(note.indexOf('—')).split('\n')[0] as string;
  const MEGABYTE = 1_000_000;
  test.each([
    ['ten thousand signature lines', `${checkpoint}\n${`${line}\n`.repeat(10_000)}`],
    ['a signature of a megabyte', `${checkpoint}\n— ${ORIGIN} ${'A'.repeat(MEGABYTE)}\n`],
    ['a megabyte of line feeds', '\n'.repeat(MEGABYTE)],
    ['a megabyte of dashes', '— '.repeat(MEGABYTE / 2)],
    ['a size of 2^64', checkpoint.replace('\n21\n', '\n18446744073709551616\n')],
    ['a size of a megabyte', checkpoint.replace('\n21\n', `\n${'9'.repeat(MEGABYTE)}\n`)],
    ['an origin of a megabyte', checkpoint.replace(ORIGIN, 'x'.repeat(MEGABYTE))],
    ['a megabyte of tile groups', `tile/0/${'x000/'.repeat(MEGABYTE / 5)}000`],
    ['a proof of 20,000 hashes', proof.replace('index 17\n', `index 17\n${`${'A'.repeat(43)}=\n`.repeat(20_000)}`)],
    ['a megabyte of witnesses', `witness w ${formatVkey(cosigner)}\n`.repeat(10_000)],
    ['a megabyte of spaces', `log${' '.repeat(MEGABYTE)}\nquorum none\n`],
    ['a megabyte of plus signs', '+'.repeat(MEGABYTE)],
  ])('%s is answered at once by every reader', (_, text) => {
    const start = performance.now();
    for (const [, , read] of READERS) {
      const again = read(text);
      if (again !== undefined) expect(again).toBe(text);
    }
    parseForeignCheckpoint(text);
    parsePolicy(text);
    openNote(text, [log, cosigner]);
    // Each takes milliseconds; what is quadratic in a megabyte would take minutes.
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
