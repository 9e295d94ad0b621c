/**
 * A lost password: somebody who may begins a reset, gives its token by hand, and whoever holds it sets a new password. A manager
 * begins it for people of the own organisation and of no other: who acts for two would be let into the second by the first. Nor
 * for those who decide what takes two people: whoever has the token could be the second. For all of these an operator does.
 */
import { Injectable, Logger } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import type { Incoming } from '../../http/request.js';
import { Ledger } from '../../ledger/ledger.js';
import { hashOf, madeBy, mustBeSame, whoIs } from '../keys/secrets.js';
import { mustBeUnlimited } from '../people/giving.js';
import { People } from '../people/people.js';
import { Passwords } from '../sessions/passwords.js';
import { Sessions } from '../sessions/sessions.js';
import { SignIn } from '../sessions/sign-in.js';
import type { ResetBody, ResetMade } from './resets.dto.js';
import { ACTS_FOR, BEGIN, BEGUN, GIVE_WAY, OPEN_RESET, USE } from './resets.sql.js';

const HOUR_MS = 3_600_000;

interface OpenReset {
  readonly id: string;
  readonly person: string;
  readonly org: string | null;
  readonly madeBy: string;
}

@Injectable()
export class Resets {
  private readonly log = new Logger('access');

  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly people: People,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
  ) {}

  /** Sent again with the same Idempotency-Key it answers with the same token. An older one is worth nothing from then on. */
  async begin(actor: Actor, once: Idempotency, person: string): Promise<ResetMade> {
    mustBeUnlimited(actor);
    // Whoever found a browser open must not choose a password for it: one's own is changed with the one before.
    if (actor.person === person) throw new Rejection('not-permitted', 'person');
    const { id, secret, request } = madeBy(this.ledger.vault, 'reset', actor, once);
    const org = actor.role === 'operator' ? null : (actor.org ?? '');
    const begun = await this.dataSource.transaction(async (tx) => {
      await mayBegin(tx, org, person);
      const expiresAt = new Date(Date.now() + HOUR_MS);
      const row = [id, person, org, hashOf(secret), request, whoIs(actor), expiresAt];
      const made: unknown[] = await tx.query(BEGIN, row);
      if (made.length > 0) await tx.query(GIVE_WAY, [person, id]);
      const [found]: { person: string; request: Buffer; expiresAt: Date }[] = await tx.query(BEGUN, [id]);
      return found;
    });
    mustBeSame(request, begun?.request);
    this.log.warn(JSON.stringify({ reset: 'begun', person, by: whoIs(actor), org }));
    return { id, person, token: secret, expiresAt: begun?.expiresAt ?? new Date(0) };
  }

  /** Every session of the person ends; passkeys stay. Nobody is signed in by it. */
  async use({ token, password }: ResetBody, request: Incoming): Promise<{ id: string }> {
    this.signIn.checkAddress(request);
    // Before any work is done for it.
    const { person } = await this.dataSource.transaction((tx) => this.open(tx, token, request));
    const { signIn } = await this.people.personalData(person);
    const hashed = await this.passwords.hashOf(password, signIn);
    const used = await this.dataSource.transaction(async (tx) => {
      const reset = await this.open(tx, token, request);
      await tx.query(USE, [reset.id]);
      await this.passwords.set(tx, reset.person, hashed);
      return reset;
    });
    await this.sessions.endOthers(person, undefined);
    const { org, madeBy: by } = used;
    this.log.warn(JSON.stringify({ reset: 'used', person, from: request.ip, by, org }));
    return { id: person };
  }

  /** @throws reset-unusable for a token that is unknown, used, replaced or too old: which of them is not told */
  private async open(tx: EntityManager, token: string, request: Incoming): Promise<OpenReset> {
    const [found]: OpenReset[] = await tx.query(OPEN_RESET, [hashOf(token)]);
    if (found === undefined) throw this.signIn.refusal(request, 'reset');
    return found;
  }
}

/** @throws not-found for somebody the organisation does not know; not-permitted where they act for others as well, or decide */
async function mayBegin(tx: EntityManager, org: string | null, person: string): Promise<void> {
  const rows: { org: string | null; decides: boolean }[] = isUUID(person) ? await tx.query(ACTS_FOR, [person]) : [];
  const known = org === null ? rows.length > 0 : rows.some((row) => row.org === org);
  if (!known) throw new Rejection('not-found', 'person', { value: person });
  if (org !== null && rows.some((row) => row.org !== org || row.decides))
    throw new Rejection('not-permitted', 'person');
}
