/**
 * SHA-256 and Ed25519 (RFC 8032) on Node's own OpenSSL. This is the admission gate: what it accepts, the ledger accepts.
 * Same face as `browser.ts`; imported elsewhere as `#crypto`. Seeds and public keys are raw 32 bytes, signatures 64.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { hasLowOrderR, isCanonicalKey, isLowOrderKey } from './low-order.js';

export { isCanonicalKey, isLowOrderKey };

// DER headers of RFC 8410: PKCS #8 around a 32-byte seed, SubjectPublicKeyInfo around a 32-byte point.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

// Building a key object costs as much as a signature, and one organisation signs many statements in a row.
const KEPT_KEYS = 64;
const privateKeys = new Map<string, KeyObject>();
const publicKeys = new Map<string, KeyObject>();

export function sha256(...parts: Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKey(seed)).export({ type: 'spki', format: 'der' });
  return new Uint8Array(spki.subarray(SPKI.length));
}

export function signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, privateKey(seed)));
}

/** Never throws: wrong lengths and low-order points are simply not a valid signature. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64 || hasLowOrderR(signature)) return false;
  const known = publicKeys.get(nameOf(publicKey));
  if (known === undefined && isLowOrderKey(publicKey)) return false;
  const key =
    known ?? keep(publicKeys, publicKey, createPublicKey({ key: der(SPKI, publicKey), format: 'der', type: 'spki' }));
  return verify(null, message, key, signature);
}

function privateKey(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new Error(`bug: an Ed25519 seed has 32 bytes, not ${seed.length}`);
  const known = privateKeys.get(nameOf(seed));
  return known ?? keep(privateKeys, seed, createPrivateKey({ key: der(PKCS8, seed), format: 'der', type: 'pkcs8' }));
}

function der(header: Buffer, raw: Uint8Array): Buffer {
  return Buffer.concat([header, raw]);
}

function nameOf(raw: Uint8Array): string {
  return Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1');
}

function keep(keys: Map<string, KeyObject>, raw: Uint8Array, key: KeyObject): KeyObject {
  const [oldest] = keys.keys();
  if (keys.size >= KEPT_KEYS && oldest !== undefined) keys.delete(oldest);
  keys.set(nameOf(raw), key);
  return key;
}
