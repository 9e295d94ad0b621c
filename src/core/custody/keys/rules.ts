/**
 * Which `key.…` and `policy.set` statements may stand in the log: the rule that admission, the signer, fsck and the verifier share.
 *
 * An organisation's first key is entered by the operator, and from then on the organisation's own key signs for every other
 * one, its devices' included. Every new key proves that somebody has its secret.
 */
import { isCanonicalKey, isLowOrderKey, verifyEd25519 } from '#crypto';
import { utf8 } from '../../bytes.js';
import { formatCanonical } from '../../log/canonical-json.js';
import { kidOf, pae } from '../../log/entry.js';
import { isKeyAct } from '../../log/heads.js';
import type { Statement } from '../../log/statement.js';
import { bytesOf, type KeyAdded, type KeyRevoked, type KeyRing, type Place } from './keys.js';
import { readData } from '../statement-data.js';

const PROOF_TYPE = 'application/vnd.veta.key.v1+json';

export type KeyFault =
  | 'malformed'
  /** The key is not what its id says. */
  | 'other-kid'
  /** A low-order point, or a second spelling of one. */
  | 'weak-key'
  /** Its own signature does not hold: nobody has shown that they have the secret. */
  | 'unproven'
  /** This key was added before; a revoked one does not come back. */
  | 'known-kid'
  /** A log's key belongs to the log's origin, and nothing else does. */
  | 'not-the-log'
  | 'not-in-own-name'
  /** The operator enters an organisation's first key; from then on the organisation signs. */
  | 'needs-signature'
  | 'not-by-organisation-key'
  | 'unknown-key'
  | 'revoked-before';

/** What of a statement the rule reads: one in the log, or a draft within a decision. */
type Said = Pick<Statement, 'type' | 'org' | 'log' | 'lots' | 'data' | 'attested'>;

/**
 * What keeps a statement of KEY_ACTS out of the log at that place; `undefined` for one that may stand there, and for any other
 * type. Whether its signers' own signatures hold is not asked here.
 *
 * @param signers key ids that signed it; none where it is attested
 * @param holds checks the new key's proof; a verifier that checks signatures elsewhere answers yes and checks `proofOf`
 */
export function keyFault(
  statement: Said,
  place: Place,
  signers: readonly string[],
  ring: KeyRing,
  holds: (proof: KeyProof) => boolean = isProven,
): KeyFault | undefined {
  const { type, org } = statement;
  if (!isKeyAct(type)) return undefined;
  if (readData(statement) !== 'good' || statement.attested === 'book') return 'malformed';
  if (statement.data['organisation'] !== org) return 'not-in-own-name';
  return aboutFault(statement, ring, holds) ?? authorFault(statement, place, signers, ring);
}

export interface KeyProof {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** What a new key signs before it is added: that it is a key of that organisation in that log. */
export function proofMessage(log: string, organisation: string, key: string): Uint8Array {
  return pae(utf8(formatCanonical({ key, log, organisation })), PROOF_TYPE);
}

/** The Ed25519 check that a `key.added` of good shape carries in itself. */
export function proofOf({ log, data }: Pick<Statement, 'log' | 'data'>): KeyProof {
  const { organisation, key, proof } = data as unknown as KeyAdded;
  return { key: bytesOf(key), message: proofMessage(log, organisation, key), signature: bytesOf(proof) };
}

function isProven({ key, message, signature }: KeyProof): boolean {
  return verifyEd25519(key, message, signature);
}

function aboutFault(statement: Said, ring: KeyRing, holds: (proof: KeyProof) => boolean): KeyFault | undefined {
  if (statement.type === 'policy.set') return undefined;
  if (statement.type === 'key.added') return addFault(statement, ring, holds);
  return revokeFault(statement.data as unknown as KeyRevoked, ring);
}

function addFault(statement: Said, ring: KeyRing, holds: (proof: KeyProof) => boolean): KeyFault | undefined {
  const { key, kid, holder, organisation } = statement.data as unknown as KeyAdded;
  const raw = bytesOf(key);
  if (kidOf(raw) !== kid) return 'other-kid';
  if (isLowOrderKey(raw) || !isCanonicalKey(raw)) return 'weak-key';
  if (ring.get(kid) !== undefined) return 'known-kid';
  if ((holder === 'log') !== (organisation === statement.log)) return 'not-the-log';
  return holds(proofOf(statement)) ? undefined : 'unproven';
}

function revokeFault({ kid, organisation }: KeyRevoked, ring: KeyRing): KeyFault | undefined {
  const key = ring.get(kid);
  if (key?.organisation !== organisation) return 'unknown-key';
  return key.revokedAt === undefined ? undefined : 'revoked-before';
}

/** Who may say it: the organisation's own keys in force; the operator too for a first key, a log's key, any revocation. */
function authorFault(
  { type, org, data, attested }: Said,
  place: Place,
  signers: readonly string[],
  ring: KeyRing,
): KeyFault | undefined {
  if (attested === 'platform') {
    if (type === 'policy.set') return 'needs-signature';
    if (type === 'key.revoked') return undefined;
    return data['holder'] === 'device' || ring.speaksFor(org, place) ? 'needs-signature' : undefined;
  }
  const all = signers.map((kid) => ring.standing(kid, { org, type, ...place }));
  return all.length > 0 && all.every((standing) => standing === 'in-force') ? undefined : 'not-by-organisation-key';
}
