/**
 * AES-256-GCM (NIST SP 800-38D) over one value: nonce (12 random bytes) ‖ ciphertext ‖ tag (16).
 *
 * A data key seals few values and each value once, far below the 2^32 at which random nonces become a risk. A nonce that is
 * given must be a keyed hash of context and value, so that it never comes twice for two of them. The context is
 * authenticated with the value, so that a sealed value put in another one's place does not open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { concat } from '../../core/bytes.js';

const [NONCE, TAG] = [12, 16];

export function seal(
  key: Uint8Array,
  context: Uint8Array,
  value: Uint8Array,
  nonce: Uint8Array = randomBytes(NONCE),
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(context);
  return Buffer.from(concat(nonce, cipher.update(value), cipher.final(), cipher.getAuthTag()));
}

/** Undefined where key, context or bytes are not those it was sealed with. */
export function open(key: Uint8Array, context: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(context)
    .setAuthTag(sealed.subarray(sealed.length - TAG));
  const value = decipher.update(sealed.subarray(NONCE, sealed.length - TAG));
  try {
    return Uint8Array.from(concat(value, decipher.final()));
  } catch {
    return undefined;
  }
}
