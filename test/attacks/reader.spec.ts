/** Attacks on who only reads: bundles with something left out, files changed on the way, proofs of the wrong shape or size. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64Url } from '../../src/core/bytes.js';
import { readEntry, entryBytes } from '../../src/core/log/entry.js';
import { parseHeads } from '../../src/core/log/heads.js';
import {
  checkConsistency,
  checkInclusion,
  leafHash,
  nodeHash,
  proveInclusion,
  rootOfLeaves,
} from '../../src/core/log/tree/merkle.js';
import { openNote, parseNote } from '../../src/core/log/notes/note.js';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { parsePolicy } from '../../src/core/log/notes/policy.js';
import { parseTlogProof } from '../../src/core/log/tree/tlog-proof.js';
import { parseTilePath } from '../../src/core/log/tree/tile.js';
import { verify } from '../../src/verifier/door.js';
import { oneDelivery, RING, BAR, AT } from '../support/one-delivery.js';
import { Scene } from './scene.js';

function failed(bytes: Uint8Array, policy: string): { exit: number; what: string[] } {
  const { exit, lines } = verify(bytes, policy);
  return { exit, what: lines.filter(({ ok }) => !ok).map(({ what }) => what) };
}

describe('A6 and A19 in a bundle', () => {
  test('A6 fork a lot: two entries with one number of one lot convict whoever signed both', () => {
    const log = oneDelivery();
    const sale = log.events[AT.sale];
    const reading = readEntry(sale?.entry ?? new Uint8Array());
    if (sale === undefined || reading.is !== 'event') throw new Error('no sale');
    const receipt = readEntry(log.events[AT.receipt]?.entry ?? new Uint8Array());
    if (receipt.is !== 'event') throw new Error('no receipt');
    sale.entry = entryBytes({ ...reading.entry, links: receipt.entry.links });
    const { exit, what } = failed(log.bundle(RING), log.policy);
    expect(exit).toBe(1);
    expect(what).toContain('lot-forks');
  });

  test.each(Object.values(AT).filter((at) => at >= AT.production))(
    'A19 leave entry %i out: never a good bundle',
    (index) => {
      const log = oneDelivery();
      const { exit, what } = failed(log.bundle(RING, { without: [index] }), log.policy);
      expect([1, 3]).toContain(exit);
      expect(what).not.toEqual([]);
    },
  );

  test('A19 the bundle of another lot, or of an earlier tree, does not pass for the newest', () => {
    const [early, late] = [oneDelivery(), oneDelivery().append({ ...note, lots: [BAR] })];
    expect(
      failed(late.bundle(RING, { heads: early.headNotes(early.headsOf(early.needed(RING))) }), late.policy).exit,
    ).not.toBe(0);
    expect(failed(late.bundle(RING, { without: [late.events.length - 1] }), late.policy)).toMatchObject({
      exit: 3,
      what: ['tail-missing'],
    });
  });
});

const note = {
  type: 'bar.photographed',
  org: 'joya',
  at: '2026-01-09T15:00:00.000Z',
  data: {},
  attested: 'platform' as const,
};

test('A21 change any file a reader fetches: whoever checks says which, and republishing mends it', async () => {
  const scene = await Scene.open();
  const kept = await scene.grow(300);
  const shown = (await readdir(scene.publicFolder, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(shown.length).toBeGreaterThan(3);
  for (const file of shown) {
    const bytes = await readFile(file);
    const changed = Buffer.from(bytes);
    const at = file.endsWith('checkpoint') ? changed.indexOf('\n300\n') + 6 : 5;
    changed[at] = (changed[at] ?? 0) ^ 1;
    await writeFile(file, changed);
    expect({ file, faults: await scene.fsckUrl(kept) }).not.toEqual({ file, faults: [] });
    await writeFile(file, bytes);
  }
  expect(await scene.fsckUrl(kept)).toEqual([]);
  await scene.close();
});

describe('A24 proofs of the wrong kind', () => {
  const leaves = Array.from({ length: 7 }, (_, i) => leafHash(Uint8Array.of(i)));
  const subtree = (start: number, end: number) => rootOfLeaves(leaves.slice(start, end));
  const root = rootOfLeaves(leaves);

  test('a node does not pass for a leaf, nor a leaf for a node', () => {
    const [a, b] = [leaves[0] as Uint8Array, leaves[1] as Uint8Array];
    const inner = nodeHash(a, b);
    expect(toBase64Url(leafHash(Buffer.concat([a, b])))).not.toBe(toBase64Url(inner));
    const path = proveInclusion(0, 7, subtree).slice(1);
    for (let index = 0; index < 7; index++) expect(checkInclusion(index, 7, inner, path, root)).toBe(false);
  });

  test('a path too long, too short, for another index or another size is not one', () => {
    for (let index = 0; index < 7; index++) {
      const path = proveInclusion(index, 7, subtree);
      const leaf = leaves[index] as Uint8Array;
      expect(checkInclusion(index, 7, leaf, path, root)).toBe(true);
      const wrong = [path.slice(1), path.slice(0, -1), [...path, root], [root, ...path], []];
      for (const other of wrong) expect(checkInclusion(index, 7, leaf, other, root)).toBe(false);
      expect(checkInclusion((index + 1) % 7, 7, leaf, path, root)).toBe(false);
      for (const size of [0, -1, 2 ** 53, 1.5]) expect(checkInclusion(index, size, leaf, path, root)).toBe(false);
    }
    expect(checkConsistency(3, 7, [], subtree(0, 3), root)).toBe(false);
    expect(checkConsistency(7, 3, [], root, subtree(0, 3))).toBe(false);
  });
});

describe('A30 hostile notes and proofs: refused, and soon', () => {
  const text = 'log.example/x\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n';
  const line = `— a.example ${Buffer.alloc(68).toString('base64')}\n`;
  const cases: [string, () => unknown][] = [
    ['a million signature lines', () => parseNote(`${text}\n${line.repeat(1_000_000)}`)],
    ['a hundred megabytes of base64', () => parseNote(`${text}\n— a.example ${'A'.repeat(1e8)}\n`)],
    ['a size of 2^64', () => parseCheckpoint(text.replace('\n5\n', '\n18446744073709551616\n'))],
    ['a size with a nought before it', () => parseCheckpoint(text.replace('\n5\n', '\n05\n'))],
    ['a size that is no number', () => parseCheckpoint(text.replace('\n5\n', '\nNaN\n'))],
    [
      'a proof of a million hashes',
      () => parseTlogProof(`c2sp.org/tlog-proof@v1\nindex 1\n${'AAAA\n'.repeat(1e6)}\n${text}`),
    ],
    ['a policy of a million groups', () => parsePolicy('group a 1 b\n'.repeat(1e6))],
    ['heads without end', () => parseHeads(`veta/heads/v1\n${text}${'lot x 1 y\n'.repeat(1e6)}`)],
    ['a tile of a million levels', () => parseTilePath(`${'9'.repeat(1e6)}/000`)],
    ['a note that nests itself', () => openNote(`${text}\n${text}\n${line}`.repeat(10_000), [])],
  ];

  test.each(cases)('%s', (_, attempt) => {
    const started = performance.now();
    expect(attempt()).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('and what is not a bundle is said to be none, however large or deep', () => {
    for (const bytes of [
      Buffer.alloc(17 << 20, '['),
      Buffer.from('{"a":'.repeat(100_000)),
      createHash('sha256').digest(),
    ]) {
      expect(verify(bytes, 'quorum none\n')).toMatchObject({ exit: 4 });
    }
  });
});
