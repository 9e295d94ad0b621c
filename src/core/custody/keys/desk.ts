/** Keys and who may speak: what the operator does at the desk, and what an organisation's own key signs. */
import { fromBase64Url } from '../../bytes.js';
import { kidOf } from '../../log/entry.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, type Act, type Facts } from '../act.js';
import { keyFault, type KeyFault } from './rules.js';
import type { PolicySet } from './policies.js';
import { KeyRing, type KeyAdded, type KeyRevoked, type SigningKey } from './keys.js';

/** Keys by organisation, and by `kid:<key id>` for one that any organisation may have. */
export interface KeyFacts extends Pick<Facts, 'parties'> {
  readonly keys: ReadonlyMap<string, readonly SigningKey[]>;
}

/** The ids to ask of the projection `keys` for a key to be entered or revoked. */
export function keyIds(organisation: string, kid: string): string[] {
  return [organisation, `kid:${kid}`];
}

/** Who says it, and when it reaches the log. */
export interface Saying {
  readonly log: string;
  /** Instant at which it is taken in. */
  readonly received: string;
  /** Key ids that signed it; none at the desk, whose acts the platform attests. */
  readonly signers: readonly string[];
}

/** `key.added`. */
export function addKey(facts: KeyFacts, act: Act, input: Omit<KeyAdded, 'kid'>, saying: Saying): Draft[] {
  const { organisation, key, holder, custody, name, scope, until, proof } = input;
  if (holder !== 'log' && !facts.parties.has(organisation)) {
    throw new Rejection('unknown-organisation', 'organisation', { organisation });
  }
  const raw = fromBase64Url(key);
  if (raw?.length !== 32) throw new Rejection('malformed', 'key', { length: '43' });
  if (fromBase64Url(proof)?.length !== 64) throw new Rejection('malformed', 'proof', { length: '86' });
  if (until !== undefined && until <= saying.received) {
    throw new Rejection('chronology', 'until', { day: until, notBefore: saying.received });
  }
  const data: KeyAdded = {
    organisation,
    key,
    kid: kidOf(raw),
    holder,
    custody,
    ...(name !== undefined && { name }),
    ...(scope !== undefined && { scope }),
    ...(until !== undefined && { until }),
    proof,
  };
  return [admitted(facts, draft(act, 'key.added', [], data), saying)];
}

/** `key.revoked`; the key of a device or of the organisation itself, for good. */
export function revokeKey(
  facts: KeyFacts,
  act: Act,
  { organisation, kid, reason }: KeyRevoked,
  saying: Saying,
): Draft[] {
  const data: KeyRevoked = { organisation, kid, reason };
  return [admitted(facts, draft(act, 'key.revoked', [], data), saying)];
}

/** `policy.set`; by a key of the organisation only. */
export function setPolicy(
  facts: KeyFacts,
  act: Act,
  { organisation, attested, reason }: PolicySet,
  saying: Saying,
): Draft[] {
  const data: PolicySet = { organisation, attested, ...(reason !== undefined && { reason }) };
  return [admitted(facts, draft(act, 'policy.set', [], data), saying)];
}

/** The one rule that the signer and every verifier will hold it to. */
function admitted(facts: KeyFacts, made: Draft, { log, received, signers }: Saying): Draft {
  const ring = new KeyRing([...facts.keys.values()].flat());
  const { type, org, lots, data, attested } = made;
  const said = { type, org, lots, data, log, ...(attested !== undefined && signers.length === 0 && { attested }) };
  // Whatever is known of a key was said before this.
  const fault = keyFault(said, { idx: Number.MAX_SAFE_INTEGER, received }, signers, ring);
  if (fault !== undefined) throw rejectionOf(fault, org, String(data['kid']));
  return made;
}

/** What its author is told of a statement of KEY_ACTS that may not stand in the log. */
export function rejectionOf(fault: KeyFault, organisation: string, kid: string): Rejection {
  switch (fault) {
    case 'weak-key':
      return new Rejection('weak-key', 'key');
    case 'unproven':
      return new Rejection('key-unproven', 'proof');
    case 'known-kid':
      return new Rejection('key-known', 'key');
    case 'needs-signature':
      return new Rejection('key-needs-signature', 'organisation', { organisation });
    case 'unknown-key':
      return new Rejection('unknown-key', 'kid', { key: kid });
    case 'revoked-before':
      return new Rejection('key-revoked', 'kid', { key: kid });
    case 'not-by-organisation-key':
    case 'not-in-own-name':
    case 'not-the-log':
      return new Rejection('not-permitted', 'organisation');
    case 'malformed':
    case 'other-kid':
      return new Rejection('malformed', 'key');
  }
}
