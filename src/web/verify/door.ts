/**
 * The verifier's door in a browser: the same plan and verdict as everywhere; signatures by WebCrypto where the browser has
 * Ed25519, else by our own code. WebCrypto's equation is the one of RFC 8032 §5.1.7 without the cofactor, as ours is; what
 * engines might still take differently (low-order points, keys not in canonical form) never reaches it.
 */
import { sha256, verifyEd25519 } from '#crypto';
import { fromHex, toHex } from '../../core/bytes.js';
import { conclude, plan, type SignatureCheck, type Verdict } from '../../core/evidence/verify.js';
import { hasLowOrderR, isLowOrderKey } from '../../crypto/low-order.js';

type Check = (check: SignatureCheck) => Promise<boolean>;

/** The verdict on a bundle's bytes under a policy (C2SP tlog-policy text). Nothing leaves this function but the verdict. */
export async function verify(bytes: Uint8Array, policyText: string | undefined): Promise<Verdict> {
  const planned = plan(bytes, policyText);
  const check = await checkOfThisBrowser();
  return conclude(planned, await Promise.all(planned.signatures.map(check)));
}

const ownCheck: Check = async ({ key, message, signature }) => verifyEd25519(key, message, signature);

/** RFC 8032 §7.1, test 2. */
const KNOWN: SignatureCheck = {
  key: bytesOf('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
  message: bytesOf('72'),
  signature: bytesOf(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ),
};

/** WebCrypto, once it has taken a signature that is good and refused one that is not. */
export async function checkOfThisBrowser(): Promise<Check> {
  const check = webCryptoCheck();
  const works = (await check(KNOWN)) && !(await check({ ...KNOWN, message: sha256(KNOWN.message) }));
  return works ? check : ownCheck;
}

function webCryptoCheck(): Check {
  const keys = new Map<string, Promise<CryptoKey>>();
  return async ({ key, message, signature }) => {
    if (key.length !== 32 || signature.length !== 64 || isLowOrderKey(key) || hasLowOrderR(signature)) return false;
    if (mayBeNonCanonical(key)) return verifyEd25519(key, message, signature);
    const name = toHex(key);
    try {
      const imported = keys.get(name) ?? crypto.subtle.importKey('raw', owned(key), 'Ed25519', false, ['verify']);
      keys.set(name, imported);
      return await crypto.subtle.verify('Ed25519', await imported, owned(signature), owned(message));
    } catch {
      return false; // no such algorithm here, or no point of the curve
    }
  };
}

/** y of 2²⁵⁵ − 19 and above has these bits; one honest key in 128 has them too, and our own code is as good for it. */
function mayBeNonCanonical(key: Uint8Array): boolean {
  return ((key[31] ?? 0) & 0x7f) === 0x7f;
}

/** A copy in memory that is nobody else's, which is what WebCrypto's types ask for. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array();
}
