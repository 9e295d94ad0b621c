/**
 * The 14 encodings of the eight low-order points of edwards25519, canonical and not. Under such a key one signature fits
 * many messages and verifiers disagree about it, so a key of this list is no key. Listed by C2SP CCTV (ed25519).
 */
const ZEROS = '00'.repeat(31);
const FFS = 'ff'.repeat(30);
const ORDER_8 = [
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03',
] as const;

const LOW_ORDER: ReadonlySet<string> = new Set([
  `${ZEROS}00`,
  `${ZEROS}80`,
  `01${ZEROS}`,
  `01${ZEROS.slice(2)}80`,
  ...['ec', 'ed', 'ee'].flatMap((low) => [`${low}${FFS}7f`, `${low}${FFS}ff`]),
  `${ORDER_8[0]}05`,
  `${ORDER_8[0]}85`,
  `${ORDER_8[1]}7a`,
  `${ORDER_8[1]}fa`,
]);

/** Whether these 32 bytes encode a low-order point: refuse them wherever a key is registered or read. */
export function isLowOrderKey(publicKey: Uint8Array): boolean {
  return isLowOrder(publicKey);
}

/**
 * Whether these 32 bytes are the one encoding of a y coordinate: below the field prime 2^255 − 19 (RFC 8032 §5.1.3).
 * A key with a second spelling would have a second key id.
 */
export function isCanonicalKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32) return false;
  const top = (publicKey[31] as number) & 0x7f; // its highest bit is the sign of x
  const ones = top === 0x7f && publicKey.subarray(1, 31).every((byte) => byte === 0xff);
  return !ones || (publicKey[0] as number) < 0xed;
}

/**
 * Whether R of a signature is a low-order point. No honest signer makes one; Node 24 refuses them where 20 and 22 do not,
 * and what one verifier takes all must take.
 */
export function hasLowOrderR(signature: Uint8Array): boolean {
  return isLowOrder(signature.subarray(0, 32));
}

function isLowOrder(point: Uint8Array): boolean {
  let hex = '';
  for (const byte of point) hex += byte.toString(16).padStart(2, '0');
  return LOW_ORDER.has(hex);
}
