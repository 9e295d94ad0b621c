/** The verifier's door: checks the signatures a bundle rests on, and says what the whole of it is worth. No network. */
import { verifyEd25519 } from '#crypto';
import { conclude, plan, type PlanOptions, type Verdict } from '../core/evidence/verify.js';

/** The verdict on a bundle's bytes under a policy (C2SP tlog-policy text); without one nothing can be trusted. */
export function verify(bytes: Uint8Array, policyText?: string, options: PlanOptions = {}): Verdict {
  const planned = plan(bytes, policyText, options);
  const good = planned.signatures.map(({ key, message, signature }) => verifyEd25519(key, message, signature));
  return conclude(planned, good);
}

/** Only whether it is good under this policy: stops at the first fault. */
export function isIntact(bytes: Uint8Array, policyText: string): boolean {
  return verify(bytes, policyText, { intact: true }).exit === 0;
}
