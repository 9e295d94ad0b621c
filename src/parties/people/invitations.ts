/** An organisation asks somebody in: a token that is shown once, used once and given by hand. Nobody is mailed. */
import { Inject, Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import { Ledger } from '../../ledger/ledger.js';
import { organisationSubject, type Vault } from '../../ledger/private/vault.js';
import { hashOf, madeBy, mustBeSame, whoIs } from '../keys/secrets.js';
import { OrganisationRow } from '../registry.row.js';
import { mayGive, mustBeUnlimited, organisationOf } from './giving.js';
import type { InvitationBody, InvitationView, Invited, PeopleQuery } from './people.dto.js';
import { InvitationRow, type GivenRole } from './people.row.js';
import { INVITATIONS, INVITE, OPEN_INVITATION } from './people.sql.js';
import { openJson, sealJson } from './sealed.js';

const DAYS_OPEN = 7;
const DAY_MS = 86_400_000;
/** Before every id: where a list begins. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** An invitation somebody holds the token of. */
export interface OpenInvitation {
  readonly id: string;
  readonly org: string | null;
  readonly role: GivenRole;
  readonly madeBy: string;
}

type Listed = Omit<InvitationView, 'organisation' | 'label' | 'status'> & {
  readonly org: string | null;
  readonly subject: Buffer;
  readonly sealed: Buffer;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
};

@Injectable()
export class Invitations {
  private readonly vault: Vault;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(Ledger) ledger: Pick<Ledger, 'vault'>,
  ) {
    this.vault = ledger.vault;
  }

  /** Sent again with the same Idempotency-Key it answers with the same token. */
  async invite(actor: Actor, once: Idempotency, body: InvitationBody): Promise<Invited> {
    const org = organisationOf(actor, body.organisation);
    mustBeUnlimited(actor);
    mayGive(actor, body.role, org);
    await this.mustExist(org);
    const { id, secret, request } = madeBy(this.vault, 'invitation', actor, once);
    const expiresAt = new Date(Date.now() + DAYS_OPEN * DAY_MS);
    const found = await this.dataSource.transaction(async (tx) => {
      const subject = organisationSubject(org ?? '');
      const value = await sealJson(this.vault, tx, subject, contextOf(id), { label: body.label });
      const row = [id, org, body.role, hashOf(secret), value.subject, value.sealed, request, whoIs(actor), expiresAt];
      await tx.query(INVITE, row);
      return tx.getRepository(InvitationRow).findOneByOrFail({ id });
    });
    mustBeSame(request, found.request);
    const { role } = found;
    return { id, ...(org !== null && { organisation: org }), role, token: secret, expiresAt: found.expiresAt };
  }

  async list(
    actor: Actor,
    { organisation, after = FIRST_ID, limit = PAGE_ROWS }: PeopleQuery,
  ): Promise<Page<InvitationView>> {
    const org = organisationOf(actor, organisation);
    const from = isUUID(after) ? after : FIRST_ID;
    const ask = (tx: EntityManager): Promise<Listed[]> => tx.query(INVITATIONS, [org, from, limit + 1]);
    const rows = org === null ? await ask(this.dataSource.manager) : await readAs(this.dataSource, org, ask);
    const sealed = rows.map((row) => ({ ...row, context: contextOf(row.id) }));
    const labels = await openJson<{ label: string }>(this.vault, this.dataSource, sealed);
    const views = rows.map((row, i) => viewOf(row, labels[i]?.label ?? ''));
    return pageOf(views, limit, ({ id }) => id);
  }

  /** A token that was not used yet is worth nothing from now on. */
  async revoke(actor: Actor, id: string): Promise<{ id: string }> {
    const row = isUUID(id) ? await this.dataSource.getRepository(InvitationRow).findOneBy({ id }) : null;
    if (row === null || (actor.role !== 'operator' && row.org !== actor.org)) {
      throw new Rejection('not-found', 'id', { value: id });
    }
    await this.dataSource.query(
      'UPDATE invitation SET revoked_at = now() WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL',
      [id],
    );
    return { id };
  }

  /** @throws not-found for a token that is unknown, used, withdrawn or too old: which of them is not told */
  async open(tx: EntityManager, token: string): Promise<OpenInvitation> {
    const [row]: OpenInvitation[] = await tx.query(OPEN_INVITATION, [hashOf(token)]);
    if (row === undefined) throw new Rejection('invitation-unusable', 'token');
    return row;
  }

  private async mustExist(org: string | null): Promise<void> {
    if (org === null || (await this.dataSource.getRepository(OrganisationRow).existsBy({ org }))) return;
    throw new Rejection('unknown-organisation', 'organisation', { organisation: org });
  }
}

function contextOf(id: string): string {
  return `invitation ${id}`;
}

function viewOf({ id, org, role, createdAt, expiresAt, acceptedAt, revokedAt }: Listed, label: string): InvitationView {
  const status = acceptedAt ? 'accepted' : revokedAt ? 'withdrawn' : expiresAt <= new Date() ? 'expired' : 'open';
  return { id, ...(org !== null && { organisation: org }), role, label, status, createdAt, expiresAt };
}
