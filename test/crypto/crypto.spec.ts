import { generateKeyPairSync, sign as signWithNode, verify as verifyWithNode, createPublicKey } from 'node:crypto';
import { verify as verifyZip215 } from '@noble/ed25519';
import * as fc from 'fast-check';
import { fromHex, utf8 } from '../../src/core/bytes.js';
import * as browser from '../../src/crypto/browser.js';
import * as node from '../../src/crypto/node.js';
import { describeVectors, ran } from '../support/vectors.js';

const faces = [
  ['node', node],
  ['browser', browser],
] as const;
const hex = (text: string) => fromHex(text) as Uint8Array;
const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });

/** OpenSSL alone, without our refusal of low-order keys. */
function openssl(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  return verifyWithNode(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature);
}

describe.each(faces)('Ed25519 in %s', (_, face) => {
  const seed = new Uint8Array(32).fill(9);
  const message = utf8('980 g doré, seal 4471');
  const key = face.publicKeyOf(seed);
  const signature = face.signEd25519(seed, message);

  test('refuses, without a throw, what has the wrong length or is no point', () => {
    expect(face.verifyEd25519(key.slice(1), message, signature)).toBe(false);
    expect(face.verifyEd25519(key, message, signature.slice(1))).toBe(false);
    expect(face.verifyEd25519(new Uint8Array(0), message, new Uint8Array(0))).toBe(false);
    expect(face.verifyEd25519(new Uint8Array(33), message, signature)).toBe(false);
    expect(face.verifyEd25519(new Uint8Array(32).fill(2), message, signature)).toBe(false);
    expect(() => face.signEd25519(seed.slice(1), message)).toThrow();
  });

  test('refuses each of the 512 signatures with one bit changed, S raised by the group order, and another message', () => {
    for (let bit = 0; bit < 512; bit++) {
      const changed = signature.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(face.verifyEd25519(key, message, changed)).toBe(false);
    }
    const order = hex('edd3f55c1a631258d69cf7a2def9de14' + '00'.repeat(15) + '10');
    const raised = signature.slice();
    let carry = 0;
    order.forEach((byte, i) => {
      const sum = (raised[32 + i] as number) + byte + carry;
      raised[32 + i] = sum & 255;
      carry = sum >> 8;
    });
    expect(face.verifyEd25519(key, message, raised)).toBe(false);
    expect(face.verifyEd25519(key, utf8('981 g doré, seal 4471'), signature)).toBe(false);
    expect(face.verifyEd25519(key, message, signature)).toBe(true);
  });

  test('refuses the identity as a key, with which one signature fits every message', () => {
    const identity = Uint8Array.of(1, ...new Uint8Array(31));
    const forged = Uint8Array.of(...identity, ...new Uint8Array(32));
    expect(verifyZip215(forged, message, identity)).toBe(true); // ZIP 215 takes it: the attack is real
    expect(face.verifyEd25519(identity, message, forged)).toBe(false);
  });
});

describe('both faces', () => {
  test('hash, derive, sign and verify alike (60 seeds)', () => {
    fc.assert(
      fc.property(seeds, fc.uint8Array(), fc.uint8Array(), (seed, a, b) => {
        expect(node.sha256(a, b)).toEqual(browser.sha256(a, b));
        expect(node.sha256(a, b)).toEqual(node.sha256(Uint8Array.of(...a, ...b)));
        expect(node.publicKeyOf(seed)).toEqual(browser.publicKeyOf(seed));
        const signature = node.signEd25519(seed, a);
        expect(signature).toEqual(browser.signEd25519(seed, a));
        expect(browser.verifyEd25519(node.publicKeyOf(seed), a, signature)).toBe(true);
        expect(node.verifyEd25519(browser.publicKeyOf(seed), a, signature)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('answer with plain byte arrays', () => {
    for (const [, face] of faces) {
      const made = [
        face.sha256(),
        face.publicKeyOf(new Uint8Array(32)),
        face.signEd25519(new Uint8Array(32), utf8('')),
      ];
      for (const bytes of made) expect(bytes.constructor.name).toBe('Uint8Array');
    }
  });

  test('keep telling keys apart once many have been seen (200 keys, twice over)', () => {
    const pairs = Array.from({ length: 200 }, (_, i) => new Uint8Array(32).fill(i).with(0, 255 - i));
    const message = utf8('oro');
    for (const seed of [...pairs, ...pairs]) {
      const signature = node.signEd25519(seed, message);
      expect(node.verifyEd25519(browser.publicKeyOf(seed), message, signature)).toBe(true);
      expect(
        node.verifyEd25519(
          node.publicKeyOf(pairs[0] === seed ? (pairs[1] as Uint8Array) : (pairs[0] as Uint8Array)),
          message,
          signature,
        ),
      ).toBe(false);
    }
  });

  test('take a signature made by Node with a key of its own', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(12));
    const signature = new Uint8Array(signWithNode(null, utf8('oro'), privateKey));
    for (const [, face] of faces) expect(face.verifyEd25519(raw, utf8('oro'), signature)).toBe(true);
  });
});

describeVectors('wycheproof', (vectors) => {
  interface Group {
    publicKey: { pk: string };
    tests: { tcId: number; msg: string; sig: string; result: 'valid' | 'invalid' }[];
  }
  const groups = vectors.json<{ testGroups: Group[] }>('testvectors_v1/ed25519_test.json').testGroups;
  const cases = groups.flatMap(({ publicKey, tests }) => tests.map((found) => ({ ...found, key: hex(publicKey.pk) })));

  test.each(faces)(`${cases.length} cases in %s, 88 of them valid`, (_, face) => {
    const good = cases.filter(({ key, msg, sig }) => face.verifyEd25519(key, hex(msg), hex(sig)));
    expect(cases).toHaveLength(151);
    expect(good.map(({ tcId }) => tcId)).toEqual(
      cases.filter(({ result }) => result === 'valid').map(({ tcId }) => tcId),
    );
    expect(good).toHaveLength(88);
    ran(`wycheproof: ${cases.length}/151 Ed25519 cases, ${good.length} of them valid`);
  });
});

describeVectors('cctv-ed25519', (vectors) => {
  const cases = vectors
    .json<{ key: string; sig: string; msg: string; flags: string[] | null }[]>('ed25519/ed25519vectors.json')
    .map(({ key, sig, msg, flags }) => ({ key: hex(key), sig: hex(sig), msg: utf8(msg), flags: flags ?? [] }));

  test('914 edge cases: we take the same 43 on every Node release and in the browser, and none with a low-order point', () => {
    expect(cases).toHaveLength(914);
    const theirs = cases.map(({ key, msg, sig }) => openssl(key, msg, sig));
    const ours = cases.map(({ key, msg, sig }) => node.verifyEd25519(key, msg, sig));
    expect(ours.filter(Boolean)).toHaveLength(43);
    // Node 20 and 22 alone take 208, Node 24 fewer; what we take each of them takes.
    expect(ours.map((good, i) => good && !theirs[i])).not.toContain(true);
    const low = cases.filter(({ flags }) => flags.includes('low_order_A') || flags.includes('low_order_R'));
    expect(low.some(({ key, msg, sig }) => node.verifyEd25519(key, msg, sig))).toBe(false);
    expect(cases.map(({ key, msg, sig }) => browser.verifyEd25519(key, msg, sig))).toEqual(ours);
    ran(`cctv-ed25519: ${cases.length}/914 alike in Node and browser, ${ours.filter(Boolean).length} taken`);
  });

  test('our list of low-order keys is theirs', () => {
    for (const { key, flags } of cases) expect(node.isLowOrderKey(key)).toBe(flags.includes('low_order_A'));
    const listed = vectors.text('ed25519/README.md').match(/^\s*[0-9a-f]{64}(?= )/gm) ?? [];
    expect(listed).toHaveLength(14);
    for (const key of listed) expect(node.isLowOrderKey(hex(key.trim()))).toBe(true);
  });

  test('no key with a second spelling, nor of low order, may be entered; every other may', () => {
    for (const { key, flags } of cases) {
      const refused = node.isLowOrderKey(key) || !node.isCanonicalKey(key);
      expect(refused).toBe(flags.includes('low_order_A') || flags.includes('non_canonical_A'));
      expect(browser.isCanonicalKey(key)).toBe(node.isCanonicalKey(key));
    }
  });
});

test('a key is canonical below the field prime 2^255 − 19, whatever the sign of x, and has 32 bytes', () => {
  const ones = 'ff'.repeat(30);
  for (const below of [
    `ec${ones}7f`,
    `ec${ones}ff`,
    `00${'00'.repeat(31)}`,
    `ed${ones}7e`,
    `ff${'ff'.repeat(29)}fe7f`,
  ]) {
    expect(node.isCanonicalKey(hex(below))).toBe(true);
  }
  for (const above of [`ed${ones}7f`, `ed${ones}ff`, `ff${ones}7f`, `ff${ones}ff`, '']) {
    expect(node.isCanonicalKey(hex(above))).toBe(false);
  }
});
