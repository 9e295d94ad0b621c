/**
 * Verifier keys of C2SP signed notes: `name+hex(id)+base64(type ‖ public key)`, where the id is the first four bytes of
 * SHA-256(name ‖ LF ‖ type ‖ public key). Type 0x01 signs a note's text, 0x04 cosigns a checkpoint at a time.
 */
import { isLowOrderKey, sha256 } from '#crypto';
import { concat, fromBase64, toBase64, toHex, utf8 } from '../../bytes.js';

export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export type KeyType = typeof ED25519 | typeof COSIGNATURE;

export interface Vkey {
  readonly name: string;
  /** Four bytes, lowercase hex. */
  readonly id: string;
  readonly type: KeyType;
  /** Raw 32 bytes. */
  readonly publicKey: Uint8Array;
}

export function vkeyOf(name: string, type: KeyType, publicKey: Uint8Array): Vkey {
  if (!isKeyName(name)) throw new Error(`bug: "${name}" cannot name a key`);
  return { name, type, publicKey, id: keyId(name, type, publicKey) };
}

export function formatVkey({ name, id, type, publicKey }: Vkey): string {
  return `${name}+${id}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;
}

/** `undefined` for another type, length or spelling, an id that does not match, or a low-order key. */
export function parseVkey(text: string): Vkey | undefined {
  // A name holds no plus, base64 may.
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  if (name === undefined || id === undefined || base64 === undefined || !isKeyName(name)) return undefined;
  const bytes = fromBase64(base64);
  const type = bytes?.[0];
  if (bytes?.length !== 33 || (type !== ED25519 && type !== COSIGNATURE)) return undefined;
  const publicKey = bytes.slice(1);
  if (isLowOrderKey(publicKey) || keyId(name, type, publicKey) !== id) return undefined;
  return { name, id, type, publicKey };
}

/** Not empty, no Unicode space, no plus; nor a control character, which no note may hold. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}\p{Cc}\p{Surrogate}+]+$/u.test(name);
}

function keyId(name: string, type: KeyType, publicKey: Uint8Array): string {
  return toHex(sha256(utf8(`${name}\n`), Uint8Array.of(type), publicKey).slice(0, 4));
}
