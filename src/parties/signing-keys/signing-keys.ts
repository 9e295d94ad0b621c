import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fromBase64Url, toBase64Url } from '../../core/bytes.js';
import type { Act } from '../../core/custody/act.js';
import { addKey, keyIds, revokeKey, type KeyFacts, type Saying } from '../../core/custody/keys/desk.js';
import type { KeyAdded, Holder, KeyCustody, SigningKey } from '../../core/custody/keys/keys.js';
import type { Policy } from '../../core/custody/keys/policies.js';
import type { Party } from '../../core/custody/registry.js';
import { dayAt } from '../../core/day.js';
import { kidOf } from '../../core/log/entry.js';
import type { Draft } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { readFor, Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Registered } from '../parties.js';
import type { RevocationBody } from './signing-keys.dto.js';
import { keysOfOrganisation, policyOf } from './signing-keys.projection.js';

/** What may be said of a key: nothing of it is secret. */
export interface SigningKeyView {
  readonly kid: string;
  readonly key: string;
  readonly holder: Holder;
  readonly custody: KeyCustody;
  readonly name: string | null;
  readonly scope: readonly string[] | null;
  readonly until: string | null;
  /** Indexes of the entries that added and revoked it: what it signed in between stands. */
  readonly addedAt: number;
  readonly revokedAt: number | null;
}

/** Whether anything but its keys may speak for an organisation; `setAt` is the entry that said so, null while none did. */
export interface PolicyView {
  readonly attested: Policy['attested'];
  readonly reason: string | null;
  readonly setAt: number | null;
}

export interface SigningKeysView {
  readonly items: SigningKeyView[];
  readonly policy: PolicyView;
}

/** The keys with which organisations and their devices sign: the operator enters a first one, the organisation the rest. */
@Injectable()
export class SigningKeys {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
    private readonly sight: Sight = new Sight(),
  ) {}

  add(
    actor: Actor,
    once: Idempotency,
    organisation: string,
    body: Omit<KeyAdded, 'kid' | 'organisation'>,
  ): Promise<Registered> {
    const raw = fromBase64Url(body.key);
    const kid = raw === undefined ? '' : kidOf(raw);
    return this.record(actor, once, organisation, kid, (facts, act, saying) =>
      addKey(facts, act, { organisation, ...body }, saying),
    );
  }

  revoke(
    actor: Actor,
    once: Idempotency,
    organisation: string,
    kid: string,
    { reason }: RevocationBody,
  ): Promise<Registered> {
    return this.record(actor, once, organisation, kid, (facts, act, saying) =>
      revokeKey(facts, act, { organisation, kid, reason }, saying),
    );
  }

  /** Whoever acts for an organisation sees its keys, the operator all. */
  async list(actor: Actor, organisation: string): Promise<SigningKeysView> {
    if (actor.role !== 'operator' && !this.sight.concerns(actor.org, [organisation])) {
      throw new Rejection('not-permitted', 'organisation');
    }
    return readFor(this.dataSource, actor, async (tx) => {
      const keys = await keysOfOrganisation(tx, organisation);
      const { attested = 'accepted', reason = null, setAt = null } = (await policyOf(tx, organisation)) ?? {};
      return { items: keys.map(viewOf), policy: { attested, reason, setAt } };
    });
  }

  private async record(
    actor: Actor,
    once: Idempotency,
    organisation: string,
    kid: string,
    decide: (facts: KeyFacts, act: Act, saying: Saying) => Draft[],
  ): Promise<Registered> {
    const received = new Date().toISOString();
    const today = dayAt(Date.parse(received), 'UTC');
    const act: Act = {
      org: organisation,
      on: { date: today, tz: 'UTC' },
      at: received,
      today,
      attested: 'platform',
    };
    const saying: Saying = { log: this.ledger.origin, received, signers: [] };
    const { result, entries } = await this.ledger.append({
      org: actor.org ?? organisation,
      actor: actor.name,
      ...once,
      needs: { parties: [organisation], keys: keyIds(organisation, kid) },
      decide: (facts) => {
        const known = { parties: facts<Party>('parties'), keys: facts<readonly SigningKey[]>('keys') };
        return { drafts: decide(known, act, saying), result: { id: kid } };
      },
    });
    return { ...result, entries };
  }
}

function viewOf({ kid, key, holder, custody, name, scope, until, addedAt, revokedAt }: SigningKey): SigningKeyView {
  return {
    kid,
    key: toBase64Url(key),
    holder,
    custody,
    name: name ?? null,
    scope: scope ?? null,
    until: until ?? null,
    addedAt,
    revokedAt: revokedAt ?? null,
  };
}
