/** Which claim of an issuer's tokens acts for an organisation, and as what. */
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import { Ledger } from '../../ledger/ledger.js';
import { uuidFrom, whoIs } from '../keys/secrets.js';
import { mayGive, mustBeUnlimited, organisationOf } from '../people/giving.js';
import { FIRST_ID } from '../people/invitations.js';
import type { PeopleQuery } from '../people/people.dto.js';
import { IssuedTokens, OF_EVERY_TOKEN } from './issued-tokens.js';
import type { MappingBody, MappingView } from './token-mappings.dto.js';

const COLUMNS = `id, org AS organisation, claim, role, created_at AS "createdAt", ended_at AS "endedAt"`;

@Injectable()
export class TokenMappings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly tokens: IssuedTokens,
  ) {}

  async add(actor: Actor, once: Idempotency, body: MappingBody): Promise<MappingView> {
    const org = organisationOf(actor, body.organisation);
    mustBeUnlimited(actor);
    mayGive(actor, body.role, org);
    if (OF_EVERY_TOKEN.includes(body.claim)) {
      throw new Rejection('malformed', 'claim', { value: body.claim, example: 'groups' });
    }
    if (org === null) throw new Rejection('missing', 'organisation', { example: 'coop-limonal' });
    const digest = this.tokens.digestOf(body.claim, body.value);
    const id = uuidFrom(this.ledger.vault.tag('token mapping', whoIs(actor), once.key));
    await this.dataSource.query(
      `INSERT INTO token_mapping (id, claim, digest, org, role, made_by) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO NOTHING`,
      [id, body.claim, digest, org, body.role, whoIs(actor)],
    );
    const same = `SELECT ${COLUMNS} FROM token_mapping WHERE id = $1 AND digest = $2 AND org = $3 AND role = $4`;
    const [row]: MappingView[] = await this.dataSource.query(same, [id, digest, org, body.role]);
    if (row === undefined) throw new Rejection('key-reused', 'Idempotency-Key');
    return row;
  }

  async list(
    actor: Actor,
    { organisation, after = FIRST_ID, limit = PAGE_ROWS }: PeopleQuery,
  ): Promise<Page<MappingView>> {
    const org = organisationOf(actor, organisation) ?? undefined;
    const from = isUUID(after) ? after : FIRST_ID;
    const sql = `SELECT ${COLUMNS} FROM token_mapping WHERE org = $1 AND id > $2 ORDER BY id LIMIT $3`;
    const rows = await readAs<MappingView[]>(this.dataSource, org, (tx) => tx.query(sql, [org, from, limit + 1]));
    return pageOf(rows, limit, ({ id }) => id);
  }

  async end(actor: Actor, id: string): Promise<{ id: string }> {
    const [, ended]: [unknown, number] = await this.dataSource.query(
      `UPDATE token_mapping SET ended_at = coalesce(ended_at, now()) WHERE id = $1 AND ($2::text IS NULL OR org = $2)`,
      [isUUID(id) ? id : null, actor.role === 'operator' ? null : (actor.org ?? '')],
    );
    if (ended === 0) throw new Rejection('not-found', 'id', { value: id });
    return { id };
  }
}
