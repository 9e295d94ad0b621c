/** What organisations keep beside a small log: the keys they sign with and the private values they are committed to. */
import { publicKeyOf, signEd25519 } from '#crypto';
import { toBase64Url } from '../../src/core/bytes.js';
import { proofMessage } from '../../src/core/custody/keys/rules.js';
import type { KeyAdded } from '../../src/core/custody/keys/keys.js';
import type { BundleDisclosure, BundleSignature } from '../../src/core/evidence/bundle.js';
import { kidOf, pae } from '../../src/core/log/entry.js';
import type { Disclosure, Draft, Reveal } from '../../src/core/log/statement.js';
import type { Made, Signer } from './little-log.js';

/** Data of `key.added`, with the new key's own proof. */
export function keyData(
  origin: string,
  organisation: string,
  seed: Uint8Array,
  more: Partial<KeyAdded>,
): Draft['data'] {
  const raw = publicKeyOf(seed);
  const key = toBase64Url(raw);
  const proof = toBase64Url(signEd25519(seed, proofMessage(origin, organisation, key)));
  const held = { organisation, key, kid: kidOf(raw), holder: 'organisation', custody: 'own', proof, ...more };
  return held as unknown as Draft['data'];
}

export function signatureOf(bytes: Uint8Array, { seed }: Signer): BundleSignature {
  const key = publicKeyOf(seed);
  return { kid: kidOf(key), key, sig: toBase64Url(signEd25519(seed, pae(bytes))) };
}

/** Salts that are the same every time: nothing here is a secret. */
export function saltedValues(reveals: readonly Reveal[], index: number): Disclosure[] {
  return reveals.map(({ name, value }, i) => {
    const salt = toBase64Url(Uint8Array.from({ length: 32 }, (_, at) => (index * 7 + i * 31 + at) & 255));
    return { name, value, salt };
  });
}

/** The values of these names as a bundle shows them. */
export function disclosed({ values }: Made, index: number, names: readonly string[]): BundleDisclosure[] {
  return values
    .filter(({ name }) => names.includes(name))
    .map(({ name, salt, value }) => ({ index, name, salt, value }));
}
