/** Auditors: who was granted access reads what the organisation that granted it reads, writes nothing, and is seen doing it. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { readAs } from '../../database/tenant.js';
import type { Actor, Role } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import type { Incoming } from '../../http/request.js';
import { Ledger } from '../../ledger/ledger.js';
import { organisationSubject } from '../../ledger/private/vault.js';
import { whoIs } from '../keys/secrets.js';
import { organisationOf } from '../people/giving.js';
import { openJson, sealJson, type SealedValue } from '../people/sealed.js';
import type { DenialsQuery, ReadView } from './access.dto.js';

/** Where access is granted to an organisation, it is these of its people and keys who use it. */
const AUDITING: ReadonlySet<Role> = new Set(['auditor', 'compliance', 'manager']);

const GRANTED = `
SELECT 1 FROM access_grant
 WHERE org = $1 AND audience = ANY ($2::text[]) AND lot IS NULL AND ended_at IS NULL AND until_at > now() LIMIT 1`;

const READS = `
SELECT id, at, reader, home_org AS "homeOrg", route, subject, sealed FROM access_read
 WHERE org = $1 AND ($2::text IS NULL OR (at, id) < (split_part($2, '_', 1)::timestamptz, split_part($2, '_', 2)::uuid))
 ORDER BY at DESC, id DESC LIMIT $3`;

interface Listed extends SealedValue, Omit<ReadView, 'path' | 'homeOrganisation'> {
  readonly homeOrg: string | null;
}

@Injectable()
export class Audits {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
  ) {}

  /** Undefined where the organisation granted nothing, or not any more. */
  async actorFor(self: Actor, audited: string): Promise<Actor | undefined> {
    const audiences = [
      ...(self.person === undefined ? [] : [`person:${self.person}`]),
      ...(self.org !== undefined && AUDITING.has(self.role) ? [`organisation:${self.org}`] : []),
    ];
    if (audiences.length === 0) return undefined;
    const rows: unknown[] = await this.dataSource.query(GRANTED, [audited, audiences]);
    if (rows.length === 0) return undefined;
    return { ...self, org: audited, role: 'auditor', homeOrg: self.org ?? '' };
  }

  /** Before it is answered: nothing is read that is not noted. The path may name a person, so it is sealed. */
  async note(actor: Actor, request: Incoming): Promise<void> {
    const id = randomUUID();
    const org = actor.org ?? '';
    const path = request.url.slice(0, 500);
    await this.dataSource.transaction(async (tx) => {
      const value = await sealJson(this.ledger.vault, tx, organisationSubject(org), `read ${id}`, { path });
      await tx.query(
        `INSERT INTO access_read (id, org, at, reader, home_org, route, subject, sealed)
         VALUES ($1, $2, date_trunc('milliseconds', clock_timestamp()), $3, $4, $5, $6, $7)`,
        [id, org, whoIs(actor), actor.homeOrg || null, request.routeOptions?.url ?? '', value.subject, value.sealed],
      );
    });
  }

  /** What auditors read of an organisation, the newest first, for the organisation. */
  async reads(actor: Actor, { organisation, after, limit = PAGE_ROWS }: DenialsQuery): Promise<Page<ReadView>> {
    const org = organisationOf(actor, organisation) ?? '';
    const cursor = after !== undefined && /^[\dTZ:.-]{24}_[\da-f-]{36}$/.test(after) ? after : null;
    const rows = await readAs<Listed[]>(this.dataSource, org, (tx: EntityManager) =>
      tx.query(READS, [org, cursor, limit + 1]),
    );
    const sealed = rows.map((row) => ({ ...row, context: `read ${row.id}` }));
    const opened = await openJson<{ path: string }>(this.ledger.vault, this.dataSource, sealed);
    const views = rows.map(({ id, at, reader, homeOrg, route }, i) => ({
      id,
      at,
      reader,
      homeOrganisation: homeOrg,
      route,
      path: opened[i]?.path ?? '',
    }));
    return pageOf(views, limit, ({ at, id }) => `${at.toISOString()}_${id}`);
  }
}
