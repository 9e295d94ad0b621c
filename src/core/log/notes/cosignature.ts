/**
 * C2SP tlog-cosignature, Ed25519 (type 0x04): a cosigner says that at a time this was the largest consistent tree it had
 * seen of this log. Signed are `cosignature/v1`, `time <POSIX seconds>` and the checkpoint's text; the note carries the time
 * as eight big-endian bytes before the 64 of the signature.
 */
import { concat, utf8 } from '../../bytes.js';

export interface Cosignature {
  /** POSIX seconds. */
  readonly time: number;
  readonly signature: Uint8Array;
}

export function cosignatureMessage(time: number, checkpointText: string): Uint8Array {
  if (!Number.isSafeInteger(time) || time < 0) throw new Error(`bug: ${time} is not a time in whole seconds`);
  return utf8(`cosignature/v1\ntime ${time}\n${checkpointText}`);
}

export function encodeCosignature({ time, signature }: Cosignature): Uint8Array {
  const seconds = new Uint8Array(8);
  new DataView(seconds.buffer).setBigUint64(0, BigInt(time));
  return concat(seconds, signature);
}

/** `undefined` for another length or a time past 2^53 seconds, which no clock has shown. */
export function decodeCosignature(bytes: Uint8Array): Cosignature | undefined {
  if (bytes.length !== 72) return undefined;
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0));
  return Number.isSafeInteger(time) ? { time, signature: bytes.slice(8) } : undefined;
}
