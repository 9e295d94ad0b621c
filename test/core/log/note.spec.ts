import * as fc from 'fast-check';
import { publicKeyOf } from '#crypto';
import { concat, fromBase64, toBase64, utf8 } from '../../../src/core/bytes.js';
import { formatCheckpoint, parseCheckpoint } from '../../../src/core/log/notes/checkpoint.js';
import { decodeCosignature, encodeCosignature } from '../../../src/core/log/notes/cosignature.js';
import { cosign, formatNote, noteChecks, openNote, parseNote, signNote } from '../../../src/core/log/notes/note.js';
import { COSIGNATURE, ED25519, formatVkey, parseVkey, vkeyOf, type Vkey } from '../../../src/core/log/notes/vkey.js';
import { describeVectors, ran } from '../../support/vectors.js';

const seed = (n: number) => new Uint8Array(32).fill(n);
const ORIGIN = 'ledger.limonal.example/2026';
const log = vkeyOf(ORIGIN, ED25519, publicKeyOf(seed(1)));
const certifier = vkeyOf('certifier.example/w1', COSIGNATURE, publicKeyOf(seed(2)));
const stranger = vkeyOf('stranger.example', ED25519, publicKeyOf(seed(3)));

const text = formatCheckpoint({ origin: ORIGIN, size: 979, root: seed(7) });
const signed = signNote(text, ORIGIN, seed(1));
const cosigned = formatNote({
  text,
  signatures: [...(parseNote(signed)?.signatures ?? []), cosign(text, certifier.name, seed(2), 1_785_500_000)],
});

describe('a cosigned checkpoint', () => {
  test('is not believed under keys that did not sign it, or the right key by another name', () => {
    expect(openNote(cosigned, [])).toBeUndefined();
    expect(openNote(cosigned, [stranger])).toBeUndefined();
    expect(openNote(cosigned, [{ ...log, name: 'ledger.limonal.example/2025' }])).toBeUndefined();
    expect(openNote(cosigned, [{ ...stranger, name: log.name, id: log.id }])).toBeUndefined();
  });

  test('does not lend a cosignature the power of a log signature, nor the other way', () => {
    const asLog = vkeyOf(certifier.name, ED25519, certifier.publicKey);
    expect(openNote(cosigned, [asLog])).toBeUndefined();
    expect(openNote(cosigned, [{ ...asLog, id: certifier.id }])).toBeUndefined();
  });

  test('is refused when its time is moved', () => {
    const note = parseNote(cosigned);
    const [byLog, byCertifier] = note?.signatures ?? [];
    if (byLog === undefined || byCertifier === undefined) throw new Error('two signatures expected');
    const moved = decodeCosignature(byCertifier.signature);
    if (moved === undefined) throw new Error('a cosignature expected');
    const later = { ...byCertifier, signature: encodeCosignature({ ...moved, time: moved.time + 1 }) };
    expect(openNote(formatNote({ text, signatures: [byLog, later] }), [log, certifier])).toBeUndefined();
  });

  test('opens, and says who signed and when', () => {
    expect(openNote(cosigned, [log, certifier])?.verified).toEqual([log, certifier]);
    const checks = noteChecks(cosigned, [certifier]);
    expect(checks?.checks.map(({ time }) => time)).toEqual([1_785_500_000]);
    expect(checks?.unknown.map(({ name }) => name)).toEqual([ORIGIN]);
  });

  test('spoilt by one bad signature of a known key, even beside a good one of the same key', () => {
    const note = parseNote(signed);
    const [good] = note?.signatures ?? [];
    if (good === undefined) throw new Error('one signature expected');
    const bad = { ...good, signature: good.signature.map((byte) => byte ^ 1) };
    expect(openNote(formatNote({ text, signatures: [good, bad] }), [log])).toBeUndefined();
    const cut = { ...good, signature: good.signature.slice(1) };
    expect(openNote(formatNote({ text, signatures: [good, cut] }), [log])).toBeUndefined();
  });
});

describe('notes from strangers', () => {
  const line = signed.slice(signed.indexOf('—'));

  test('with a hundred and one signatures, a megabyte of text or a second spelling are refused', () => {
    expect(parseNote(`${text}\n${line.repeat(100)}`)?.signatures).toHaveLength(100);
    expect(parseNote(`${text}\n${line.repeat(101)}`)).toBeUndefined();
    expect(parseNote(`${'x'.repeat(1_000_000)}\n\n${line}`)).toBeUndefined();
    expect(parseNote(signed.replaceAll('\n', '\r\n'))).toBeUndefined();
    expect(parseNote(signed.replace(/=\n$/, '\n'))).toBeUndefined();
    expect(parseNote(`\ud800${signed}`)).toBeUndefined();
  });

  test('never make the reader throw, and never open changed (4,000 changes)', () => {
    const bytes = utf8(cosigned);
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255), cut: fc.boolean() });
    fc.assert(
      fc.property(change, ({ at, to, cut }) => {
        const changed = cut
          ? concat(bytes.slice(0, at), bytes.slice(at + 1))
          : bytes.map((b, i) => (i === at ? to : b));
        const opened = openNote(changed, [log, certifier]);
        const whole = opened?.text === text && opened.verified.length === 2;
        expect(whole).toBe(!cut && bytes[at] === to);
      }),
      { numRuns: 4000 },
    );
  });

  test('as noise (3,000 texts)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => void openNote(noise, [log])),
      { numRuns: 3000 },
    );
  });
});

describe('checkpoints', () => {
  test.each([
    ['an extension line', `${text}extra\n`],
    ['no last line feed', text.slice(0, -1)],
    ['a leading zero', text.replace('\n979\n', '\n0979\n')],
    ['a sign', text.replace('\n979\n', '\n+979\n')],
    ['2^53 leaves', text.replace('\n979\n', '\n9007199254740992\n')],
    ['2^64 leaves', text.replace('\n979\n', '\n18446744073709551616\n')],
    ['an empty origin', text.replace(ORIGIN, '')],
    ['a root of 31 bytes', `${ORIGIN}\n979\n${toBase64(seed(7).slice(1))}\n`],
    ['a root with loose bits', text.replace('c=\n', 'd=\n')],
  ])('with %s are refused', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(parseCheckpoint(changed)).toBeUndefined();
  });

  test('read back', () => {
    expect(parseCheckpoint(text)).toEqual({ origin: ORIGIN, size: 979, root: seed(7) });
    expect(() => formatCheckpoint({ origin: 'a\nb', size: 1, root: seed(7) })).toThrow(/^bug: /);
    expect(() => formatCheckpoint({ origin: ORIGIN, size: 0.5, root: seed(7) })).toThrow(/^bug: /);
  });
});

describe('verifier keys', () => {
  test('that fit no signature of ours are refused', () => {
    const identity = Uint8Array.of(1, ...new Uint8Array(31)); // low order: every message fits some signature
    expect(parseVkey(formatVkey(vkeyOf('weak.example', ED25519, identity)))).toBeUndefined();
    expect(parseVkey(formatVkey({ ...log, id: stranger.id }))).toBeUndefined();
    expect(parseVkey(formatVkey(log).toUpperCase())).toBeUndefined();
    expect(() => vkeyOf('two words', ED25519, log.publicKey)).toThrow(/^bug: /);
    expect(() => vkeyOf('a+b', ED25519, log.publicKey)).toThrow(/^bug: /);
  });

  test('cosignature times past what a double counts are refused', () => {
    const bytes = encodeCosignature({ time: 1, signature: new Uint8Array(64) });
    expect(decodeCosignature(bytes)?.time).toBe(1);
    expect(decodeCosignature(bytes.with(0, 0x7f))).toBeUndefined();
    expect(decodeCosignature(bytes.slice(1))).toBeUndefined();
  });
});

describeVectors('signed-note', (vectors) => {
  interface Cases {
    sign: { skey: string; vkey: string; text: string; expect: string };
    bad_vkeys: string[];
    cases: {
      name: string;
      note?: string;
      note_b64?: string;
      keys: string[];
      ok: boolean;
      verified?: string[];
      unverified?: string[];
    }[];
  }
  const { sign, bad_vkeys: badVkeys, cases } = vectors.json<Cases>('note-cases.json');

  test.each(cases)('open: $name', ({ note, note_b64: base64, keys, ok, verified, unverified }) => {
    const vkeys = keys.map((key) => parseVkey(key) as Vkey);
    expect(vkeys).not.toContain(undefined);
    const opened = openNote(note ?? (fromBase64(base64 ?? '') as Uint8Array), vkeys);
    expect(opened !== undefined).toBe(ok);
    if (ok) {
      expect(opened?.verified.map(({ name }) => name)).toEqual(verified);
      expect(opened?.unverified.map(({ name }) => name)).toEqual(unverified);
    }
  });

  test('17 cases, 6 of them good', () => {
    expect([cases.length, cases.filter(({ ok }) => ok).length]).toEqual([17, 6]);
    ran('signed-note: 17 notes, 6 of them good');
  });

  test('signing gives the published text', () => {
    const key = fromBase64(sign.skey.split('+').slice(4).join('+')) as Uint8Array;
    expect(signNote(sign.text, 'PeterNeumann', key.slice(1))).toBe(sign.expect);
  });

  test('every bad verifier key, every part of a good one and every byte raised by one is refused', () => {
    const { vkey } = sign;
    const parts = Array.from({ length: vkey.length }, (_, from) =>
      Array.from({ length: vkey.length - from }, (_, length) => vkey.slice(from, from + length + 1)),
    ).flat();
    const raised = Array.from(
      vkey,
      (char, i) => vkey.slice(0, i) + String.fromCharCode(char.charCodeAt(0) + 1) + vkey.slice(i + 1),
    );
    for (const bad of [...badVkeys, ...parts.filter((part) => part !== vkey), ...raised]) {
      expect([bad, parseVkey(bad)]).toEqual([bad, undefined]);
    }
    expect(parseVkey(vkey)?.name).toBe('PeterNeumann');
    ran(
      `signed-note: ${badVkeys.length} bad verifier keys, ${parts.length - 1} parts and ${raised.length} changes of a good one`,
    );
  });
});
