/**
 * Who signed, judged from the key entries in the bundle itself: each key was entered before, was in force at that place in the
 * log for that organisation and type, key entries stand where they may, and nothing is attested that its organisation refused. Whether signatures hold is asked at the door.
 */
import { keyFault, type KeyProof } from '../../custody/keys/rules.js';
import { KeyRing } from '../../custody/keys/keys.js';
import { isKeyAct } from '../../log/heads.js';
import { signerFaults, type SignerFault } from '../../custody/keys/signers.js';
import { placeOf, type Recorded } from '../lot/events.js';
import type { Findings } from '../findings.js';

/** A new key's own signature, still to be checked. */
export interface PendingProof extends KeyProof {
  readonly index: number;
  readonly kid: string;
}

export interface Signers {
  /** Keys as all entries of the bundle leave them. */
  readonly ring: KeyRing;
  readonly proofs: readonly PendingProof[];
}

export function checkSigners(recorded: readonly Recorded[], findings: Findings): Signers {
  const ring = new KeyRing();
  const proofs: PendingProof[] = [];
  const kept = new Map<string, number>();
  for (const { index, entry, statement, signers } of recorded) {
    const at = placeOf(index);
    const place = { idx: index, received: entry.received };
    if (ring.policies.refuses(statement)) {
      const { setAt = '' } = ring.policies.of(statement.org) ?? {};
      findings.fail('attestation', at, 'attestation-refused', { org: statement.org, at: setAt });
    }
    tell(signerFaults(statement, place, signers, ring), ring, signers.length, at, findings);
    const fault = keyFault(statement, place, signers, ring, (proof) => {
      proofs.push({ ...proof, index, kid: String(statement.data['kid']) });
      return true;
    });
    if (isKeyAct(statement.type)) {
      findings.expect(fault === undefined, 'key-standing', at, 'key-entry', { fault: fault ?? '' });
    }
    if (fault === undefined) ring.add(statement, index);
    const operator = signers.length > 0 && signers.every((kid) => ring.get(kid)?.custody === 'operator');
    if (operator) kept.set(statement.org, (kept.get(statement.org) ?? 0) + 1);
  }
  for (const [org, count] of kept) findings.note('key-standing', '', 'operator-keeps-key', { org, count });
  return { ring, proofs };
}

function tell(faults: readonly SignerFault[], ring: KeyRing, signed: number, at: string, findings: Findings): void {
  for (const { kid = '', why, organisation } of faults) {
    if (why === 'unknown') findings.fail('key', at, 'key-absent', { kid, org: organisation });
    else
      findings.fail('key-standing', at, SENTENCE[why], { kid, org: organisation, at: ring.get(kid)?.revokedAt ?? '' });
  }
  if (faults.length > 0 || signed === 0) return;
  findings.pass('key');
  findings.pass('key-standing');
}

const SENTENCE = {
  'other-organisation': 'key-of-another',
  revoked: 'key-revoked',
  expired: 'key-expired',
  'out-of-scope': 'key-out-of-scope',
  unsigned: 'side-unsigned',
} as const satisfies Readonly<Record<Exclude<SignerFault['why'], 'unknown'>, string>>;
