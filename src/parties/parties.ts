import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan, type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import type { Act, Facts as CustodyFacts } from '../core/custody/act.js';
import { dayAt } from '../core/day.js';
import type { Draft } from '../core/log/statement.js';
import { readAs } from '../database/tenant.js';
import { orgOf, type Actor } from '../http/actor.js';
import type { Idempotency } from '../http/idempotency.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../http/page.js';
import { readFor, Sight } from '../http/sight.js';
import { Ledger } from '../ledger/ledger.js';
import type { Facts } from '../ledger/projection.js';
import { registerMember, registerOrganisation, registerScale, registerSite } from './decisions.js';
import type { MemberBody, OrganisationBody, ScaleBody, SiteBody } from './parties.dto.js';
import { openMembers, type SealedMember, type StoredMember } from './projections/members.projection.js';
import { OrganisationRow, ScaleRow, SiteRow } from './registry.row.js';

/** What was registered, and where in the log it stands: with these its author can ask for a proof. */
export interface Registered {
  readonly id: string;
  readonly entries: readonly { readonly sid: string; readonly idx: number; readonly leaf: string }[];
}

/** A member as its own organisation sees it; `months` are fine nanograms handed in, as text. */
export interface MemberView extends Omit<StoredMember, 'id'> {
  readonly org: string;
  readonly code: string;
}

type Needs = Readonly<Partial<Record<'parties' | 'sites' | 'scales' | 'members', readonly string[]>>>;

/** Organisations, sites, scales, members and credentials: what is asked at the desk, and the lists of it. */
@Injectable()
export class Parties {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
    private readonly sight: Sight,
  ) {}

  organisation(actor: Actor, once: Idempotency, body: OrganisationBody): Promise<Registered> {
    const id = body.organisation;
    const org = actor.org ?? id;
    return this.record(actor, once, org, id, { parties: [id] }, (facts, act) => registerOrganisation(facts, act, body));
  }

  site(actor: Actor, once: Idempotency, body: SiteBody): Promise<Registered> {
    const org = orgOf(actor);
    const needs = { sites: [`${org}/${body.site}`] };
    return this.record(actor, once, org, body.site, needs, (facts, act) => registerSite(facts, act, body));
  }

  scale(actor: Actor, once: Idempotency, body: ScaleBody): Promise<Registered> {
    const org = orgOf(actor);
    const needs = { sites: [`${org}/${body.site}`], scales: [`${org}/${body.scale}`] };
    return this.record(actor, once, org, body.scale, needs, (facts, act) => registerScale(facts, act, body));
  }

  member(actor: Actor, once: Idempotency, body: MemberBody): Promise<Registered> {
    const org = orgOf(actor);
    const needs = { sites: [`${org}/${body.site}`], members: [`${org}/${body.code}`] };
    const person = { ...body, from: body.from ?? null, until: body.until ?? null };
    return this.record(actor, once, org, body.code, needs, (facts, act) => registerMember(facts, act, person));
  }

  /** Who takes part is known to everyone who does. */
  organisations(actor: Actor, query: PageQuery): Promise<Page<OrganisationRow>> {
    return this.page(actor, OrganisationRow, 'org', {}, query);
  }

  sites(actor: Actor, query: PageQuery): Promise<Page<SiteRow>> {
    return this.page(actor, SiteRow, 'code', this.sight.whose(orgOf(actor)), query);
  }

  scales(actor: Actor, query: PageQuery): Promise<Page<ScaleRow>> {
    return this.page(actor, ScaleRow, 'code', this.sight.whose(orgOf(actor)), query);
  }

  /** All of an organisation's are opened to find a page of them: no order of theirs is told by the database. */
  async members(actor: Actor, { after = '', limit = PAGE_ROWS }: PageQuery): Promise<Page<MemberView>> {
    const org = orgOf(actor);
    const sql = `SELECT subject, sealed FROM private_member WHERE ${this.sight.own('org')}`;
    const rows = await readAs(this.dataSource, org, (tx) => tx.query<SealedMember[]>(sql, [org]));
    const found = await openMembers(this.dataSource, this.ledger.vault, rows);
    const views = found.map((member) => viewOf(org, member));
    const next = views.filter(({ code }) => code > after).sort((a, b) => (a.code < b.code ? -1 : 1));
    return pageOf(next.slice(0, limit + 1), limit, ({ code }) => code);
  }

  private async record(
    actor: Actor,
    once: Idempotency,
    org: string,
    id: string,
    needs: Needs,
    decide: (facts: CustodyFacts, act: Act) => Draft[],
  ): Promise<Registered> {
    const act = actAt(org, Date.now());
    const { entries } = await this.ledger.append({
      org,
      actor: actor.name,
      ...once,
      needs,
      // The id may be a person's, and what is remembered of an answer is in clear: the request tells it again.
      decide: (facts) => ({ drafts: decide(custody(facts, needs), act), result: {} }),
    });
    return { id, entries };
  }

  private async page<Row extends ObjectLiteral>(
    actor: Actor,
    table: EntityTarget<Row>,
    key: keyof Row & string,
    where: object,
    { after, limit = PAGE_ROWS }: PageQuery,
  ): Promise<Page<Row>> {
    const asked = {
      where: { ...where, ...(after !== undefined && { [key]: MoreThan(after) }) } as FindOptionsWhere<Row>,
      order: { [key]: 'ASC' } as never,
      take: limit + 1,
    };
    const rows = await readFor(this.dataSource, actor, (tx) => tx.getRepository(table).find(asked));
    return pageOf(rows, limit, (row) => String(row[key]));
  }
}

function viewOf(org: string, { id, kind, site, registration, from, until, months }: StoredMember): MemberView {
  return { org, code: id.slice(org.length + 1), kind, site, registration, from, until, months };
}

/** An act at the desk: said now, on today's date. */
function actAt(org: string, nowMs: number): Act {
  const today = dayAt(nowMs, 'UTC');
  return { org, on: { date: today, tz: 'UTC' }, at: new Date(nowMs).toISOString(), today, attested: 'platform' };
}

/** The facts under the names the decisions of custody use: those kinds that the command asked for. */
function custody(facts: Facts, needs: Needs): CustodyFacts {
  const maps = Object.keys(needs).map((kind) => [kind, facts(kind)]);
  return Object.fromEntries(maps) as CustodyFacts;
}
