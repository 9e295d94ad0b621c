/**
 * Fixings and rates of exchange as a person of the organisation read them and another confirmed: append-only, each organisation's
 * own. Until it is confirmed none of them counts; a wrong one is followed by a right one and stays to be seen.
 */
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { dayAt, isDay } from '../../../core/day.js';
import { Rejection } from '../../../core/rejection.js';
import { readAs } from '../../../database/tenant.js';
import { orgOf, type Actor } from '../../../http/actor.js';
import type { Idempotency } from '../../../http/idempotency.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../../http/page.js';
import { Sight } from '../../../http/sight.js';
import { Ledger } from '../../../ledger/ledger.js';
import { EvidenceFiles } from '../../../parties/evidence/evidence.js';
import { mustBeSame, uuidFrom, whoIs } from '../../../parties/keys/secrets.js';
import { CONFIRM, ENTER, ENTERED, list, MADE_BY, one } from './quotations.sql.js';

export const KINDS = ['fixing', 'rate'] as const;
export type QuotationKind = (typeof KINDS)[number];

export interface Entered {
  /** `gold`, `silver`; or `USD/COP`. */
  readonly name: string;
  readonly session: string;
  readonly day: string;
  readonly value: string;
  readonly source: string;
  readonly licenceHolder: string | null;
  readonly evidence: string | null;
}

export interface QuotationView extends Entered {
  readonly id: string;
  readonly enteredAt: string;
  /** Null until somebody else has confirmed it. */
  readonly confirmedAt: string | null;
}

/** Where a day begins first: what is not there yet, is nowhere. */
const FIRST_ZONE = 'Pacific/Kiritimati';

const VALUE = /^(0|[1-9]\d{0,11})(\.\d{1,8})?$/;

@Injectable()
export class Quotations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly files: EvidenceFiles,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** @param at the field of its value, as the caller named it. @throws Rejection for a value or day that cannot be */
  async enter(actor: Actor, once: Idempotency, kind: QuotationKind, said: Entered, at: string): Promise<QuotationView> {
    const org = orgOf(actor);
    const today = dayAt(Date.now(), FIRST_ZONE);
    if (said.day > today) throw new Rejection('in-the-future', 'date', { day: said.day, today });
    if (!VALUE.test(said.value)) throw new Rejection('malformed', at, { value: said.value, example: '4102.35000001' });
    if (/^[0.]+$/.test(said.value)) throw new Rejection('not-positive', at, { value: said.value });
    const { evidence } = said;
    if (evidence !== null && (await this.files.named(org, evidence)) === undefined) {
      throw new Rejection('file-not-held', 'evidence', { value: evidence });
    }
    const { vault } = this.ledger;
    const id = uuidFrom(vault.tag('quotation', whoIs(actor), once.key));
    const request = vault.tag('request', once.digest);
    const { name, session, day, value, source, licenceHolder } = said;
    const by = whoIs(actor);
    const row = [id, org, kind, name, session, day, value, source, licenceHolder, evidence, by, request];
    await this.dataSource.query(ENTER, row);
    const [kept]: { request: Buffer }[] = await this.dataSource.query(ENTERED, [id]);
    mustBeSame(request, kept?.request);
    return this.view(org, kind, id);
  }

  /** Done once, by whoever comes first. @throws Rejection `needs-a-person`, `same-person`, `not-found` */
  async confirm(actor: Actor, kind: QuotationKind, id: string): Promise<QuotationView> {
    const org = orgOf(actor);
    if (actor.person === undefined) throw new Rejection('needs-a-person', 'Authorization');
    const [row]: { madeBy: string }[] = isUUID(id) ? await this.dataSource.query(MADE_BY, [id, org, kind]) : [];
    if (row === undefined) throw new Rejection('not-found', 'id', { value: id });
    if (row.madeBy === whoIs(actor)) throw new Rejection('same-person', 'Authorization');
    await this.dataSource.query(CONFIRM, [id, org, whoIs(actor)]);
    return this.view(org, kind, id);
  }

  async list(actor: Actor, kind: QuotationKind, { after, limit = PAGE_ROWS }: PageQuery): Promise<Page<QuotationView>> {
    const org = orgOf(actor);
    const [day = '', from = ''] = (after ?? '').split(' ');
    const place = isDay(day) && isUUID(from) ? [day, from] : [null, null];
    const sql = list(this.sight.own('q.org'));
    const rows = await readAs<QuotationView[]>(this.dataSource, org, (tx) =>
      tx.query(sql, [org, kind, ...place, limit + 1]),
    );
    return pageOf(rows, limit, (row) => `${row.day} ${row.id}`);
  }

  private async view(org: string, kind: QuotationKind, id: string): Promise<QuotationView> {
    const sql = one(this.sight.own('q.org'));
    const [found] = await readAs<QuotationView[]>(this.dataSource, org, (tx) => tx.query(sql, [org, kind, id]));
    if (found === undefined) throw new Error(`bug: quotation ${id} was entered and is not there`);
    return found;
  }
}
