/**
 * Who said it: each signature holds over the bytes, and its key may speak for that organisation at that place in the log.
 *
 * With only the database in hand nobody can make such a signature: this is where a forged act stops.
 */
import { verifyEd25519 } from '#crypto';
import { fromBase64Url } from '../../../core/bytes.js';
import { keyFault } from '../../../core/custody/keys/rules.js';
import type { KeyRing } from '../../../core/custody/keys/keys.js';
import { signerFaults, type SignerFault } from '../../../core/custody/keys/signers.js';
import { pae } from '../../../core/log/entry.js';
import type { Checked } from './check.js';

/** A statement with more has not been read by anyone. */
export const MOST_SIGNATURES = 8;

/** @param ring keys as the entries before this one left them */
export function checkAuthors(checked: Checked, ring: KeyRing): string | undefined {
  const { idx, entry, statement, signatures } = checked;
  const isAttested = statement.attested !== undefined;
  if (isAttested && signatures.length > 0) return 'the statement is attested and signed as well';
  if (!isAttested && signatures.length === 0) return 'the statement is neither signed nor attested';
  if (signatures.length > MOST_SIGNATURES) return `the statement has ${signatures.length} signatures`;
  if (ring.policies.refuses(statement)) {
    return `it is attested for ${statement.org}, which signs for itself since entry ${ring.policies.of(statement.org)?.setAt}`;
  }
  const place = { idx, received: entry.received };
  const signers = signatures.map(({ kid }) => kid);
  const [fault] = signerFaults(statement, place, signers, ring);
  if (fault !== undefined) return told(fault, ring);
  const wrong = wrongSignature(checked, ring);
  if (wrong !== undefined) return `the signature of key ${wrong} does not hold`;
  const key = keyFault(statement, place, signers, ring);
  return key === undefined ? undefined : `the key it is about may not be entered or revoked so (${key})`;
}

/** Id of the first key whose signature does not fit the statement's bytes. */
export function wrongSignature(
  { statementBytes, signatures }: Pick<Checked, 'statementBytes' | 'signatures'>,
  ring: Pick<KeyRing, 'get'>,
): string | undefined {
  if (signatures.length === 0) return undefined;
  const message = pae(statementBytes);
  const wrong = signatures.find(({ kid, sig }) => {
    const [key, bytes] = [ring.get(kid)?.key, fromBase64Url(sig)];
    return key === undefined || bytes === undefined || !verifyEd25519(key, message, bytes);
  });
  return wrong?.kid;
}

function told({ kid, why, organisation }: SignerFault, ring: KeyRing): string {
  if (kid === undefined) return `no key of ${organisation} signed it`;
  const key = ring.get(kid);
  switch (why) {
    case 'revoked':
      return `it is signed by key ${kid}, which was revoked at entry ${key?.revokedAt}`;
    case 'expired':
      return `it is signed by key ${kid}, which expired on ${key?.until}`;
    case 'other-organisation':
      return `it is signed by key ${kid} of ${key?.organisation}, but is of ${organisation}`;
    case 'out-of-scope':
      return `it is signed by key ${kid}, which may not sign such an act`;
    case 'unknown':
    case 'unsigned':
      return `it is signed by key ${kid}, which no entry before it added`;
  }
}
