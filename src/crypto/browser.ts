/**
 * SHA-256 and Ed25519 (RFC 8032) in plain JavaScript for the browser's verifier; same face and same answers as `node.ts`.
 *
 * The library's own `verify` multiplies by the cofactor, OpenSSL does not, and a signature made to sit in that gap would be
 * good in one verifier and bad in the other. So the equation of RFC 8032 §5.1.7 is taken here without the cofactor:
 * R must be exactly the encoding of [S]B − [k]A, for a canonically encoded A and S below the group order.
 */
import { getPublicKey, hashes, Point, sign } from '@noble/ed25519';
import { sha256 as sha256Once, sha512 } from '@noble/hashes/sha2.js';
import { hasLowOrderR, isCanonicalKey, isLowOrderKey } from './low-order.js';

export { isCanonicalKey, isLowOrderKey };

hashes.sha512 = (message) => sha512(message);
const { n: ORDER } = Point.CURVE();

export function sha256(...parts: Uint8Array[]): Uint8Array {
  const hash = sha256Once.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return getPublicKey(seed);
}

export function signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return sign(message, seed);
}

/** Never throws: wrong lengths and low-order points are simply not a valid signature. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  if (isLowOrderKey(publicKey) || hasLowOrderR(signature)) return false;
  const r = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= ORDER) return false;
  try {
    const a = Point.fromBytes(publicKey, false);
    const k = littleEndian(sha512.create().update(r).update(publicKey).update(message).digest()) % ORDER;
    const expected = Point.BASE.multiplyUnsafe(s).add(a.negate().multiplyUnsafe(k)).toBytes();
    return expected.every((byte, i) => byte === r[i]);
  } catch {
    return false; // the key is not a point of the curve
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] as number);
  return value;
}
