import * as fc from 'fast-check';
import { publicKeyOf } from '#crypto';
import { utf8 } from '../../../src/core/bytes.js';
import { formatCheckpoint } from '../../../src/core/log/notes/checkpoint.js';
import { EMPTY_ROOT, leafHash, proveConsistency, rootOfLeaves } from '../../../src/core/log/tree/merkle.js';
import { cosign, formatNote, signNote } from '../../../src/core/log/notes/note.js';
import { splitView, type Earlier } from '../../../src/core/log/notes/split-view.js';
import { COSIGNATURE, ED25519, vkeyOf } from '../../../src/core/log/notes/vkey.js';

const seed = (n: number) => new Uint8Array(32).fill(n);
const ORIGIN = 'ledger.limonal.example/2026';
const keys = [vkeyOf(ORIGIN, ED25519, publicKeyOf(seed(1)))];

const leavesOf = (tale: string, fork: number) =>
  Array.from({ length: 70 }, (_, i) => leafHash(utf8(`${i < fork ? '' : tale} ${i}`)));
const told = leavesOf('', 0);
const rootAt = (leaves: Uint8Array[], size: number) => (size === 0 ? EMPTY_ROOT : rootOfLeaves(leaves.slice(0, size)));
const noteOf = (leaves: Uint8Array[], size: number, by = seed(1)) =>
  signNote(formatCheckpoint({ origin: ORIGIN, size, root: rootAt(leaves, size) }), ORIGIN, by);
/** What a log that serves these leaves shows of its past. */
const earlierIn = (leaves: Uint8Array[], from: number, to: number): Earlier => ({
  root: rootAt(leaves, from),
  path: proveConsistency(from, to, (start, end) => rootOfLeaves(leaves.slice(start, end))),
});
const sizes = fc.tuple(fc.nat(70), fc.nat(70)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

describe('two checkpoints of one log', () => {
  test('that nobody known signed, or a cosigner alone, or two logs, prove nothing', () => {
    const good = noteOf(told, 7);
    expect(splitView(good, noteOf(told, 7, seed(2)), keys)).toEqual({ is: 'not-comparable' });
    expect(splitView(good, 'hello', keys)).toEqual({ is: 'not-comparable' });
    const other = 'other.example/log';
    const foreign = signNote(formatCheckpoint({ origin: other, size: 7, root: rootAt(told, 3) }), other, seed(1));
    const both = [...keys, vkeyOf(other, ED25519, publicKeyOf(seed(1)))];
    expect(splitView(good, foreign, both)).toEqual({ is: 'not-comparable' });
    const text = formatCheckpoint({ origin: ORIGIN, size: 7, root: rootAt(told, 3) });
    const cosigned = formatNote({ text, signatures: [cosign(text, ORIGIN, seed(3), 1_795_000_000)] });
    const cosigner = vkeyOf(ORIGIN, COSIGNATURE, publicKeyOf(seed(3)));
    expect(splitView(good, cosigned, [...keys, cosigner])).toEqual({ is: 'not-comparable' });
  });

  test('of one size are one history or a fork', () => {
    expect(splitView(noteOf(told, 7), noteOf(told, 7), keys)).toEqual({ is: 'consistent' });
    expect(splitView(noteOf(told, 7), noteOf(leavesOf('other', 6), 7), keys)).toEqual({ is: 'fork' });
  });

  test('of two sizes say nothing by themselves', () => {
    expect(splitView(noteOf(told, 7), noteOf(leavesOf('other', 3), 9), keys)).toEqual({ is: 'unproven' });
  });

  test('of one history are never called a fork, whatever hashes are given', () => {
    const wrong = fc.record({
      root: fc.constantFrom(...told),
      path: fc.array(fc.constantFrom(...told), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(sizes, wrong, fc.boolean(), ([small, large], invented, swap) => {
        const notes = [noteOf(told, small), noteOf(told, large)] as const;
        const [one, other] = swap ? [notes[1], notes[0]] : notes;
        expect(splitView(one, other, keys, earlierIn(told, small, large))).toEqual({ is: 'consistent' });
        expect(splitView(one, other, keys, invented).is).not.toBe('fork');
      }),
    );
  });

  test('of two histories are a fork as soon as the log shows its past, and never one history', () => {
    fc.assert(
      fc.property(sizes, fc.nat(69), ([small, large], fork) => {
        fc.pre(small > fork);
        const other = leavesOf('other', fork);
        const earlier = earlierIn(other, small, large);
        expect(splitView(noteOf(told, small), noteOf(other, large), keys, earlier)).toEqual({ is: 'fork' });
        // Its own past shown with the older note's root leads nowhere.
        const claimed = { ...earlier, root: rootAt(told, small) };
        const view = splitView(noteOf(told, small), noteOf(other, large), keys, claimed);
        expect(view.is).toBe(small === large ? 'fork' : 'unproven');
      }),
    );
  });
});
