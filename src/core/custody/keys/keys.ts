/**
 * Keys of organisations, their devices and the log, as the log's own entries say them: `key.added` and `key.revoked`; and
 * `policy.set`, by which an organisation has only its keys speak for it.
 *
 * Whether a key may sign is judged by the index at which the statement enters the log, never by a clock: a revocation at
 * entry r ends what it signed from r on, however early that was signed. A key id is added once and never comes back.
 */
import { fromBase64Url } from '../../bytes.js';
import { isKeyAct } from '../../log/heads.js';
import type { Statement } from '../../log/statement.js';
import { Policies } from './policies.js';
import { readData } from '../statement-data.js';

export const HOLDERS = ['organisation', 'device', 'log'] as const;
export type Holder = (typeof HOLDERS)[number];

/** `operator`: whoever runs the ledger holds the secret, so what it signs does not bind the operator. */
export const CUSTODIES = ['own', 'operator'] as const;
export type KeyCustody = (typeof CUSTODIES)[number];

export const REVOCATIONS = ['lost', 'stolen', 'replaced', 'retired'] as const;
export type Revocation = (typeof REVOCATIONS)[number];

export interface KeyAdded {
  /** Whose key it is; of a log's own key, the log's origin. */
  readonly organisation: string;
  /** Raw public key, 32 bytes, base64url. */
  readonly key: string;
  readonly kid: string;
  readonly holder: Holder;
  readonly custody: KeyCustody;
  readonly name?: string;
  /** Statement types it may sign; absent: all that its holder may. */
  readonly scope?: readonly string[];
  /** Instant from which it signs no more. */
  readonly until?: string;
  /** By the new key itself, 64 bytes, base64url: its holder has the secret. */
  readonly proof: string;
}

export interface KeyRevoked {
  readonly organisation: string;
  readonly kid: string;
  readonly reason: Revocation;
}

export interface SigningKey {
  readonly kid: string;
  readonly organisation: string;
  readonly key: Uint8Array;
  readonly holder: Holder;
  readonly custody: KeyCustody;
  readonly name?: string;
  readonly scope?: readonly string[];
  readonly until?: string;
  /** Index of the entry that added it, and of the one that revoked it. */
  readonly addedAt: number;
  readonly revokedAt?: number;
}

/** Where in the log a statement is to stand. */
export interface Place {
  readonly idx: number;
  /** Instant of its entry. */
  readonly received: string;
}

export type Standing = 'in-force' | 'unknown' | 'other-organisation' | 'revoked' | 'expired' | 'out-of-scope';

/** The keys that the log's entries have named so far, in their order. */
export class KeyRing {
  readonly policies: Policies;
  private readonly keys = new Map<string, SigningKey>();

  constructor(known: Iterable<SigningKey> = [], policies = new Policies()) {
    for (const key of known) this.keys.set(key.kid, key);
    this.policies = policies;
  }

  /** The same keys and policies, to go on from alone. */
  copy(): KeyRing {
    return new KeyRing(this.all(), new Policies(this.policies.all()));
  }

  /** Folds the statements of KEY_ACTS; any other changes nothing. `keyFault` comes before it. */
  add(statement: Pick<Statement, 'type' | 'data' | 'lots' | 'attested'>, idx: number): void {
    this.policies.add(statement, idx);
    const { type, data } = statement;
    if ((type !== 'key.added' && type !== 'key.revoked') || readData(statement) !== 'good') return;
    if (type === 'key.added') this.put(keyOf(data as unknown as KeyAdded, idx));
    else this.revoke(data as unknown as KeyRevoked, idx);
  }

  get(kid: string): SigningKey | undefined {
    return this.keys.get(kid);
  }

  /** In the order in which they were added, revoked ones included. */
  keysOf(organisation: string): SigningKey[] {
    return [...this.keys.values()].filter((key) => key.organisation === organisation);
  }

  all(): SigningKey[] {
    return [...this.keys.values()];
  }

  /** How a key stands for a statement of that organisation and type at that place. */
  standing(
    kid: string,
    { org, type, idx, received }: Place & { readonly org: string; readonly type: string },
  ): Standing {
    const key = this.keys.get(kid);
    if (key === undefined || idx <= key.addedAt) return 'unknown';
    if (key.organisation !== org) return 'other-organisation';
    if (key.revokedAt !== undefined && idx >= key.revokedAt) return 'revoked';
    if (key.until !== undefined && received >= key.until) return 'expired';
    // The log's key signs checkpoints, and a device decides nothing about keys or who may speak.
    if (key.holder === 'log' || (key.holder === 'device' && isKeyAct(type))) return 'out-of-scope';
    return key.scope === undefined || key.scope.includes(type) ? 'in-force' : 'out-of-scope';
  }

  /** Whether the organisation has a key of its own in force there; from then on it speaks for itself. */
  speaksFor(organisation: string, { idx, received }: Place): boolean {
    return this.keysOf(organisation).some(
      ({ holder, addedAt, revokedAt, until }) =>
        holder === 'organisation' &&
        addedAt < idx &&
        (revokedAt === undefined || idx < revokedAt) &&
        (until === undefined || received < until),
    );
  }

  private put(key: SigningKey): void {
    if (!this.keys.has(key.kid)) this.keys.set(key.kid, key);
  }

  private revoke({ kid, organisation }: KeyRevoked, idx: number): void {
    const key = this.keys.get(kid);
    if (key?.organisation !== organisation || key.revokedAt !== undefined) return;
    this.keys.set(kid, { ...key, revokedAt: idx });
  }
}

function keyOf(data: KeyAdded, idx: number): SigningKey {
  const { key, kid, organisation, holder, custody, name, scope, until } = data;
  return {
    kid,
    organisation,
    key: bytesOf(key),
    holder,
    custody,
    ...(name !== undefined && { name }),
    ...(scope !== undefined && { scope }),
    ...(until !== undefined && { until }),
    addedAt: idx,
  };
}

/** Of a text whose shape was checked. */
export function bytesOf(base64url: string): Uint8Array {
  return fromBase64Url(base64url) ?? new Uint8Array();
}
