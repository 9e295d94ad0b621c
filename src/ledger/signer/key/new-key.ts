/** A key to follow the one in use: made where the log's keys are, and proven to be there before the log names it. */
import { publicKeyOf, signEd25519 } from '#crypto';
import { toBase64Url } from '../../../core/bytes.js';
import { proofMessage } from '../../../core/custody/keys/rules.js';
import { addLogKey } from './log-key.js';

export interface NewKey {
  /** Raw public key, base64url, and its proof, as `key.added` has them. */
  readonly key: string;
  readonly proof: string;
}

/** @throws LedgerHalted where the folder holds no key yet */
export async function newLogKey(folder: string): Promise<NewKey> {
  const { origin, seeds } = await addLogKey(folder);
  const seed = seeds.at(-1);
  if (seed === undefined) throw new Error('bug: a key that was just made is gone');
  const key = toBase64Url(publicKeyOf(seed));
  return { key, proof: toBase64Url(signEd25519(seed, proofMessage(origin, origin, key))) };
}
