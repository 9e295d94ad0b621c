/** Test 1: the worked example, one lot, two events, one cosigned checkpoint. Every field from the seeds, byte for byte. */
import { readFileSync } from 'node:fs';
import { publicKeyOf, signEd25519, verifyEd25519 } from '#crypto';
import { fromBase64Url, fromHex, toBase64Url, toHex, utf8 } from '../../../src/core/bytes.js';
import { formatCheckpoint, parseCheckpoint } from '../../../src/core/log/notes/checkpoint.js';
import {
  entryBytes,
  eventHash,
  kidOf,
  pae,
  parseEntry,
  parseStatement,
  PAYLOAD_TYPE,
  sidOf,
  statementBytes,
  type StatementSignature,
} from '../../../src/core/log/entry.js';
import {
  appendLeaf,
  checkConsistency,
  checkInclusion,
  leafHash,
  proveConsistency,
  proveInclusion,
  rootOf,
  rootOfLeaves,
} from '../../../src/core/log/tree/merkle.js';
import { cosign, formatNote, openNote, parseNote, signNote } from '../../../src/core/log/notes/note.js';
import type { Statement } from '../../../src/core/log/statement.js';
import { COSIGNATURE, ED25519, formatVkey, parseVkey, vkeyOf } from '../../../src/core/log/notes/vkey.js';
import { ran } from '../../support/vectors.js';

type Numbered = `${'S' | 'sig' | 'sid' | 'event_body' | 'event' | 'E' | 'leaf'}${1 | 2}`;
type Golden = Record<Numbered | 'kid' | 'payload_type' | 'pae_prefix1' | 'root2', string> &
  Record<'checkpoint_body' | 'checkpoint_note' | 'log_vkey' | 'witness_vkey', string> & {
    seeds_hex: Record<'actor' | 'log' | 'witness', string>;
    public_keys_hex: Record<'actor' | 'log' | 'witness', string>;
    domain: Record<'statement' | 'event' | 'key', string>;
    inclusion_proofs: { index: number; size: number; path: string[] }[];
    consistency_proof: { from: number; to: number; root1: string; path: string[] };
    cosignature_time: number;
  };

const golden = JSON.parse(readFileSync('test/fixtures/veta-golden/golden.json', 'utf8')) as Golden;
const ORIGIN = 'ledger.example.org/test';
const LOT = '0f0e0d0c-0b0a-4908-8706-050403020100';
const seeds = {
  actor: new Uint8Array(32).fill(1),
  log: new Uint8Array(32).fill(2),
  witness: new Uint8Array(32).fill(3),
};
const hex = (text: string) => fromHex(text) as Uint8Array;
const kid = kidOf(publicKeyOf(seeds.actor));

const common = { v: 1, log: ORIGIN, lots: [LOT], org: 'org_mine' } as const;
const first: Statement = {
  ...common,
  id: '00000000-0000-4000-8000-000000000001',
  type: 'lot.create',
  seen: [null],
  at: '2026-01-02T03:04:05.000Z',
  data: { mass_mg: '1234567' },
};
const S1 = statementBytes(first);
const [sig1, event1] = signed(S1);
const E1 = entryOf(event1, 0, null, '2026-01-02T03:04:06.000Z');
const leaf1 = leafHash(E1);
const second: Statement = {
  ...common,
  id: '00000000-0000-4000-8000-000000000002',
  type: 'custody.transfer',
  seen: [toBase64Url(leaf1)],
  at: '2026-01-03T03:04:05.000Z',
  data: { to: 'org_trader' },
};
const S2 = statementBytes(second);
const [sig2, event2] = signed(S2);
const E2 = entryOf(event2, 1, toBase64Url(leaf1), '2026-01-03T03:04:06.000Z');
const leaf2 = leafHash(E2);
const frontier = appendLeaf(appendLeaf([], 0, leaf1), 1, leaf2);
const subtree = (start: number, end: number) => rootOfLeaves([leaf1, leaf2].slice(start, end));

function signed(statement: Uint8Array): [string, Uint8Array] {
  const sig = toBase64Url(signEd25519(seeds.actor, pae(statement)));
  const sigs: StatementSignature[] = [{ alg: 'Ed25519', kid, sig }];
  return [sig, eventHash(sidOf(statement), sigs)];
}

function entryOf(event: Uint8Array, seq: number, prev: string | null, received: string): Uint8Array {
  return entryBytes({ v: 1, k: 'event', event: toBase64Url(event), links: [{ lot: LOT, seq, prev }], received });
}

describe('the golden example, from the seeds', () => {
  test('keys and key ids', () => {
    for (const name of ['actor', 'log', 'witness'] as const) {
      expect(toHex(seeds[name])).toBe(golden.seeds_hex[name]);
      expect(toHex(publicKeyOf(seeds[name]))).toBe(golden.public_keys_hex[name]);
    }
    expect(kid).toBe(golden.kid);
    expect(PAYLOAD_TYPE).toBe(golden.payload_type);
  });

  test('statements, signatures, statement ids', () => {
    expect(S1).toEqual(utf8(golden.S1));
    expect(S2).toEqual(utf8(golden.S2));
    expect(pae(S1)).toEqual(utf8(golden.pae_prefix1 + golden.S1));
    expect([sig1, sig2]).toEqual([golden.sig1, golden.sig2]);
    expect([S1, S2].map((bytes) => toHex(sidOf(bytes)))).toEqual([golden.sid1, golden.sid2]);
    expect([S1, S2].map(parseStatement)).toEqual([first, second]);
  });

  test('events, entries, leaves, root', () => {
    expect([event1, event2].map(toHex)).toEqual([golden.event1, golden.event2]);
    expect([E1, E2]).toEqual([utf8(golden.E1), utf8(golden.E2)]);
    expect(parseEntry(E2)?.links).toEqual([{ lot: LOT, seq: 1, prev: toBase64Url(leaf1) }]);
    expect([leaf1, leaf2].map(toHex)).toEqual([golden.leaf1, golden.leaf2]);
    expect(toHex(rootOf(frontier))).toBe(golden.root2);
  });

  test('inclusion and consistency proofs', () => {
    for (const { index, size, path } of golden.inclusion_proofs) {
      expect(proveInclusion(index, size, subtree).map(toHex)).toEqual(path);
    }
    const { from, to, path } = golden.consistency_proof;
    expect(proveConsistency(from, to, subtree).map(toHex)).toEqual(path);
    expect(checkConsistency(from, to, path.map(hex), leaf1, rootOf(frontier))).toBe(true);
  });

  test('verifier keys and the cosigned checkpoint', () => {
    const log = vkeyOf(ORIGIN, ED25519, publicKeyOf(seeds.log));
    const witness = vkeyOf('witness.example.net', COSIGNATURE, publicKeyOf(seeds.witness));
    expect([log, witness].map(formatVkey)).toEqual([golden.log_vkey, golden.witness_vkey]);
    expect([golden.log_vkey, golden.witness_vkey].map(parseVkey)).toEqual([log, witness]);
    const text = formatCheckpoint({ origin: ORIGIN, size: 2, root: rootOf(frontier) });
    expect(text).toBe(golden.checkpoint_body);
    const bySigner = parseNote(signNote(text, ORIGIN, seeds.log))?.signatures ?? [];
    const byWitness = cosign(text, witness.name, seeds.witness, golden.cosignature_time);
    expect(formatNote({ text, signatures: [...bySigner, byWitness] })).toBe(golden.checkpoint_note);
    expect(openNote(golden.checkpoint_note, [log, witness])).toEqual({
      text,
      verified: [log, witness],
      unverified: [],
    });
    expect(parseCheckpoint(text)).toEqual({ origin: ORIGIN, size: 2, root: rootOf(frontier) });
    ran('veta-golden: every field from its seeds');
  });
});

const byteFlips = (bytes: Uint8Array) =>
  Array.from(bytes, (_, at) => bytes.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte)));

describe('the golden example, attacked', () => {
  test(`any byte of S1 changed is another statement, signed by no one (${S1.length} flips)`, () => {
    const signature = fromBase64Url(sig1) as Uint8Array;
    for (const changed of byteFlips(S1)) {
      expect(verifyEd25519(publicKeyOf(seeds.actor), pae(changed), signature)).toBe(false);
      expect(sidOf(changed)).not.toEqual(sidOf(S1));
    }
  });

  test('any byte of a signature changed is refused (64 flips)', () => {
    for (const changed of byteFlips(fromBase64Url(sig1) as Uint8Array)) {
      expect(verifyEd25519(publicKeyOf(seeds.actor), pae(S1), changed)).toBe(false);
    }
  });

  test(`any byte of E1, its path or the root changed is not in the tree (${E1.length + 64} flips)`, () => {
    const root = rootOf(frontier);
    for (const changed of byteFlips(E1)) expect(checkInclusion(0, 2, leafHash(changed), [leaf2], root)).toBe(false);
    for (const changed of byteFlips(leaf2)) expect(checkInclusion(0, 2, leaf1, [changed], root)).toBe(false);
    for (const changed of byteFlips(root)) expect(checkInclusion(0, 2, leaf1, [leaf2], changed)).toBe(false);
  });

  test('statements swapped, domains dropped, leaf without its 0x00, wrong place, wrong size', () => {
    const root = rootOf(frontier);
    expect(verifyEd25519(publicKeyOf(seeds.actor), pae(S2), fromBase64Url(sig1) as Uint8Array)).toBe(false);
    expect(verifyEd25519(publicKeyOf(seeds.actor), S1, fromBase64Url(sig1) as Uint8Array)).toBe(false);
    expect(checkInclusion(1, 2, leaf1, [leaf2], root)).toBe(false);
    expect(checkInclusion(0, 3, leaf1, [leaf2], root)).toBe(false);
    expect(checkInclusion(0, 2, leaf1, [leaf2, leaf2], root)).toBe(false);
    expect(checkInclusion(0, 1, root, [], root)).toBe(true); // why an entry is never taken without its own bytes
  });

  test('an entry that forgets what came before its lot is not an entry', () => {
    expect(parseEntry(utf8(golden.E2.replace(/"prev":"[^"]+"/, '"prev":null')))).toBeUndefined();
    expect(parseEntry(utf8(golden.E1.replace('"prev":null', `"prev":"${toBase64Url(leaf2)}"`)))).toBeUndefined();
  });

  test('a checkpoint note with any one character changed never opens with both keys', () => {
    const keys = [golden.log_vkey, golden.witness_vkey].map(
      (text) => parseVkey(text) as NonNullable<ReturnType<typeof parseVkey>>,
    );
    const note = utf8(golden.checkpoint_note);
    for (const changed of byteFlips(note)) {
      const opened = openNote(changed, keys);
      expect(opened?.verified.length ?? 0).toBeLessThan(2);
    }
  });
});
