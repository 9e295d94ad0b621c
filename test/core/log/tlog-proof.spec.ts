import * as fc from 'fast-check';
import { publicKeyOf } from '#crypto';
import { toBase64, utf8 } from '../../../src/core/bytes.js';
import { formatCheckpoint } from '../../../src/core/log/notes/checkpoint.js';
import { leafHash, proveInclusion, rootOfLeaves } from '../../../src/core/log/tree/merkle.js';
import { cosign, formatNote, parseNote, signNote } from '../../../src/core/log/notes/note.js';
import { parsePolicy, type Policy } from '../../../src/core/log/notes/policy.js';
import { checkTlogProof, formatTlogProof, parseTlogProof } from '../../../src/core/log/tree/tlog-proof.js';
import { COSIGNATURE, ED25519, formatVkey, vkeyOf } from '../../../src/core/log/notes/vkey.js';

const seed = (n: number) => new Uint8Array(32).fill(n);
const ORIGIN = 'ledger.limonal.example/2026';
const WITNESS = 'certifier.example/w1';
const logVkey = formatVkey(vkeyOf(ORIGIN, ED25519, publicKeyOf(seed(1))));
const witnessVkey = formatVkey(vkeyOf(WITNESS, COSIGNATURE, publicKeyOf(seed(2))));
const policyOf = (...lines: string[]) => parsePolicy(`${lines.join('\n')}\n`) as Policy;
const trusting = policyOf(`log ${logVkey}`, 'quorum none');
const witnessed = policyOf(`log ${logVkey}`, `witness certifier ${witnessVkey}`, 'quorum certifier');

const leaves = Array.from({ length: 11 }, (_, i) => leafHash(utf8(`delivery ${i}`)));
const subtree = (start: number, end: number) => rootOfLeaves(leaves.slice(start, end));
const text = formatCheckpoint({ origin: ORIGIN, size: 11, root: rootOfLeaves(leaves) });
const signed = signNote(text, ORIGIN, seed(1));
const cosigned = formatNote({
  text,
  signatures: [...(parseNote(signed)?.signatures ?? []), cosign(text, WITNESS, seed(2), 1_795_000_000)],
});
const proofOf = (index: number, checkpoint = cosigned) => ({
  index,
  path: proveInclusion(index, 11, subtree),
  checkpoint,
});
const file = formatTlogProof({ ...proofOf(6), extra: utf8('bar 17') });

describe('a tlog-proof', () => {
  test('is the text that the standard shows', () => {
    const [header, extra, index, first] = file.split('\n');
    expect([header, extra, index]).toEqual(['c2sp.org/tlog-proof@v1', `extra ${toBase64(utf8('bar 17'))}`, 'index 6']);
    expect(first).toBe(toBase64(leaves[7] as Uint8Array));
    expect(file.endsWith(`\n\n${cosigned}`)).toBe(true);
  });

  test.each([
    ['another version', file.replace('@v1', '@v2')],
    ['no version', file.slice(file.indexOf('\n') + 1)],
    ['an index with a leading zero', file.replace('index 6', 'index 06')],
    ['a negative index', file.replace('index 6', 'index -6')],
    ['an index past 2^53', file.replace('index 6', 'index 9007199254740992')],
    ['two indices', file.replace('index 6\n', 'index 6\nindex 6\n')],
    ['no index', file.replace('index 6\n', '')],
    ['an extra that says nothing', file.replace(/extra .*\n/, 'extra \n')],
    ['an extra in another spelling', file.replace(/extra (.*)\n/, 'extra $1=\n')],
    ['two extras', file.replace(/(extra .*\n)/, '$1$1')],
    ['an extra after the index', file.replace(/(extra .*\n)(index 6\n)/, '$2$1')],
    ['a hash that is cut', file.replace(/^(.{43})=$/m, '$1')],
    ['a line beside the hashes', file.replace('index 6\n', 'index 6\nhello\n')],
    ['64 hashes', file.replace('index 6\n', `index 6\n${`${toBase64(seed(9))}\n`.repeat(61)}`)],
    ['Windows line ends', file.replaceAll('\n', '\r\n')],
    ['no checkpoint', file.slice(0, file.indexOf('\n\n') + 2)],
    ['a note that is no checkpoint', file.slice(0, file.indexOf('\n\n') + 2) + signNote('hello\n', ORIGIN, seed(1))],
    ['two megabytes', `${file}${'x'.repeat(2_000_000)}`],
  ])('with %s is not read', (_, changed) => {
    expect(changed).not.toBe(file);
    expect(parseTlogProof(changed)).toBeUndefined();
  });

  test('of every leaf holds, and of no other leaf or place', () => {
    for (let index = 0; index < leaves.length; index++) {
      const proof = parseTlogProof(formatTlogProof(proofOf(index)));
      if (proof === undefined) throw new Error('a proof expected');
      leaves.forEach((leaf, i) => expect(checkTlogProof(proof, leaf, witnessed)).toBe(i === index ? 'ok' : 'bad-path'));
      const moved = { ...proof, index: index + 1 };
      expect(checkTlogProof(moved, leaves[index] as Uint8Array, witnessed)).toBe('bad-path');
    }
  });

  test('is believed as far as the policy goes', () => {
    const leaf = leaves[6] as Uint8Array;
    expect(checkTlogProof(proofOf(6, signed), leaf, trusting)).toBe('ok');
    expect(checkTlogProof(proofOf(6, signed), leaf, witnessed)).toBe('quorum-unmet');
    const stranger = formatVkey(vkeyOf('stranger.example/log', ED25519, publicKeyOf(seed(3))));
    expect(checkTlogProof(proofOf(6), leaf, policyOf(`log ${stranger}`, 'quorum none'))).toBe('log-not-trusted');
    const cosignerOnly = policyOf(`witness certifier ${witnessVkey}`, 'quorum certifier');
    expect(checkTlogProof(proofOf(6), leaf, cosignerOnly)).toBe('log-not-trusted');
    const forged = formatNote({ text: text.replace('11', '12'), signatures: parseNote(cosigned)?.signatures ?? [] });
    expect(checkTlogProof({ ...proofOf(6), checkpoint: forged }, leaf, trusting)).toBe('bad-note');
  });

  test('has one text, and a text one proof', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const extra = fc.option(fc.uint8Array({ minLength: 1, maxLength: 99 }), { nil: undefined });
    const proof = fc.record({ index: fc.maxSafeNat(), path: fc.array(hash, { maxLength: 63 }), extra });
    fc.assert(
      fc.property(proof, ({ index, path, extra: beside }) => {
        const one = { index, path, checkpoint: signed, ...(beside !== undefined && { extra: beside }) };
        expect(parseTlogProof(formatTlogProof(one))).toEqual(one);
      }),
    );
  });
});
