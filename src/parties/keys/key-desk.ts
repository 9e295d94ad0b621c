/** Keys over the API: a manager makes them for machines and for people, never with more than is their own. */
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import { Ledger } from '../../ledger/ledger.js';
import { Sessions } from '../sessions/sessions.js';
import { mayGive, organisationOf } from '../people/giving.js';
import { FIRST_ID } from '../people/invitations.js';
import type { PeopleQuery } from '../people/people.dto.js';
import type { ApiKeyView, KeyBody, KeyMade } from './keys.dto.js';
import { ApiKeys, includes, type KeyView } from './keys.js';
import { madeBy, mustBeSame, whoIs } from './secrets.js';

const LIST = `
SELECT id, org, role, name, scopes, person, created_at AS "createdAt", expires_at AS "expiresAt",
       revoked_at AS "revokedAt"
  FROM api_key WHERE org IS NOT DISTINCT FROM $1 AND id > $2 ORDER BY id LIMIT $3`;

@Injectable()
export class KeyDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly keys: ApiKeys,
    private readonly sessions: Sessions,
  ) {}

  /** Sent again with the same Idempotency-Key it answers with the same secret. */
  async create(actor: Actor, once: Idempotency, body: KeyBody): Promise<KeyMade> {
    const { name, role, scopes, expires } = body;
    const org = organisationOf(actor, body.organisation);
    mayGive(actor, role, org);
    withinOwn(actor, scopes);
    endsWithOwn(actor, expires);
    if (expires !== undefined && Date.parse(expires) <= Date.now()) {
      throw new Rejection('chronology', 'expires', { day: expires, notBefore: new Date().toISOString() });
    }
    const person = body.mine === true ? ownerOf(actor, org, role) : undefined;
    // It is another way in as that person.
    if (person !== undefined) await this.sessions.mustBeFresh(actor);
    const made = madeBy(this.ledger.vault, 'api key', actor, once);
    const limits = {
      ...(scopes !== undefined && { scopes }),
      ...(expires !== undefined && { expiresAt: new Date(expires) }),
      ...(person !== undefined && { person }),
    };
    const key = await this.keys.create(org, role, name, limits, { ...made, madeBy: whoIs(actor) });
    mustBeSame(made.request, (await this.keys.find(made.id))?.request);
    return key;
  }

  async list(
    actor: Actor,
    { organisation, after = FIRST_ID, limit = PAGE_ROWS }: PeopleQuery,
  ): Promise<Page<ApiKeyView>> {
    const org = organisationOf(actor, organisation);
    const from = isUUID(after) ? after : FIRST_ID;
    const ask = (tx: EntityManager): Promise<KeyView[]> => tx.query(LIST, [org, from, limit + 1]);
    const rows = org === null ? await ask(this.dataSource.manager) : await readAs(this.dataSource, org, ask);
    return pageOf(rows.map(viewOf), limit, ({ id }) => id);
  }

  async revoke(actor: Actor, id: string): Promise<{ id: string }> {
    const key = await this.keys.find(id);
    if (key === null || (actor.role !== 'operator' && key.org !== actor.org)) {
      throw new Rejection('not-found', 'id', { value: id });
    }
    // An operator's key of an organisation is not its manager's to take.
    mayGive(actor, key.role, key.org);
    await this.keys.revoke(id);
    return { id };
  }
}

/**
 * Nobody makes a key for somebody else: who holds its secret acts as that person, and two would be one.
 * @throws needs-a-person for a machine, or for another organisation than the one they act for
 */
function ownerOf(actor: Actor, org: string | null, role: KeyBody['role']): string {
  if (actor.session === undefined || actor.person === undefined || org !== (actor.org ?? null)) {
    throw new Rejection('needs-a-person', 'mine');
  }
  if (!includes(actor.role as KeyBody['role'], role)) throw new Rejection('not-permitted', 'role');
  return actor.person;
}

/** A key with scopes makes no key with others: else it would be worth its maker's whole role. */
function withinOwn({ scopes: own }: Actor, scopes: readonly string[] | undefined): void {
  if (own === undefined) return;
  if (scopes?.every((scope) => own.includes(scope)) !== true) throw new Rejection('scope-missing', 'scopes');
}

/** Nor does one that expires make one that outlives it. */
function endsWithOwn({ expires: own }: Actor, expires: string | undefined): void {
  if (own === undefined || (expires !== undefined && Date.parse(expires) <= own.getTime())) return;
  const [min, max] = [new Date(), own].map((at) => at.toISOString()) as [string, string];
  throw new Rejection('out-of-range', 'expires', { ...(expires !== undefined && { value: expires }), min, max });
}

function viewOf({ org, ...view }: KeyView): ApiKeyView {
  return { ...view, ...(org !== null && { organisation: org }) };
}
