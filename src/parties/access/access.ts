/** Access that an organisation grants to its auditors, in the ledger: whoever looked can be told by what right. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { endAccess, grantAccess, type Grant } from '../../core/custody/access.js';
import type { Act } from '../../core/custody/act.js';
import { dayAt } from '../../core/day.js';
import type { Draft } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import { Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import { whoIs } from '../keys/secrets.js';
import { mustBeUnlimited, organisationOf } from '../people/giving.js';
import type { Registered } from '../parties.js';
import { OrganisationRow } from '../registry.row.js';
import type { DenialsQuery, GrantBody, GrantView } from './access.dto.js';

const listed = (mine: string) => `
SELECT encode(sid, 'hex') AS id, org AS organisation, audience, lot, reason, from_at AS "from", until_at AS until,
       ended_at AS "endedAt"
  FROM access_grant WHERE ${mine} AND encode(sid, 'hex') > $2 ORDER BY sid LIMIT $3`;

@Injectable()
export class Access {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
    private readonly sight: Sight,
  ) {}

  async grant(
    actor: Actor,
    once: Idempotency,
    { toOrganisation, toPerson, until, reason }: GrantBody,
  ): Promise<Registered> {
    mustBeUnlimited(actor);
    if ((toOrganisation === undefined) === (toPerson === undefined)) {
      throw new Rejection('missing', 'toOrganisation', { choices: 'toOrganisation, toPerson' });
    }
    await this.mustExist(toOrganisation, toPerson);
    const audience = toPerson === undefined ? `organisation:${toOrganisation}` : `person:${toPerson}`;
    return this.record(actor, once, [], (_, act) => grantAccess(act, { audience, until, reason }));
  }

  end(actor: Actor, once: Idempotency, id: string, reason: string): Promise<Registered> {
    const known = /^[0-9a-f]{64}$/.test(id) ? [id] : [];
    return this.record(actor, once, known, (grants, act) => endAccess(grants, act, id, reason));
  }

  /** What an organisation granted, over and ended ones among it. */
  list(actor: Actor, query: DenialsQuery): Promise<Page<GrantView>> {
    return this.page(actor, query, this.sight.own('org'));
  }

  /** What others granted to an organisation: their records to audit, or one lot to see. */
  received(actor: Actor, query: DenialsQuery): Promise<Page<GrantView>> {
    return this.page(actor, query, `audience LIKE 'organisation:%' AND ${this.sight.own('substr(audience, 14)')}`);
  }

  private async page(
    actor: Actor,
    { organisation, after = '', limit = PAGE_ROWS }: DenialsQuery,
    mine: string,
  ): Promise<Page<GrantView>> {
    const org = organisationOf(actor, organisation) ?? undefined;
    const rows = await readAs<GrantView[]>(this.dataSource, org, (tx) =>
      tx.query(listed(mine), [org, after, limit + 1]),
    );
    return pageOf(rows, limit, ({ id }) => id);
  }

  private async record(
    actor: Actor,
    once: Idempotency,
    accesses: readonly string[],
    decide: (grants: ReadonlyMap<string, Grant>, act: Act) => Draft[],
  ): Promise<Registered> {
    const { org } = actor;
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const at = new Date().toISOString();
    const today = dayAt(Date.parse(at), 'UTC');
    const act: Act = { org, on: { date: today, tz: 'UTC' }, at, today, attested: 'platform', by: whoIs(actor) };
    const { entries } = await this.ledger.append({
      org,
      actor: actor.name,
      ...once,
      needs: { accesses },
      decide: (facts) => ({ drafts: decide(facts<Grant>('accesses'), act), result: {} }),
    });
    return { id: entries[0]?.sid ?? '', entries };
  }

  private async mustExist(org: string | undefined, person: string | undefined): Promise<void> {
    if (org !== undefined && !(await this.dataSource.getRepository(OrganisationRow).existsBy({ org }))) {
      throw new Rejection('unknown-organisation', 'toOrganisation', { organisation: org });
    }
    // Whether there is such a person is not told to strangers: their own organisation hands out the id.
    if (person !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(person)) {
      throw new Rejection('malformed', 'toPerson', { example: '3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69' });
    }
  }
}
