/** Balances of an organisation's own stock: by site and form, or by claim and form, month by month; and its counts. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IN, LOSS, OUT, type MovementKind } from '../../core/custody/volumes/movements.js';
import { closingCount, monthClosedOn } from '../../core/custody/volumes/count.js';
import type { OwnThresholds } from '../../core/custody/rules/own/own.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { csvOf } from '../../http/csv.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../http/page.js';
import { thresholdsOf } from '../rules/own.projection.js';
import { COUNTS, MONTH, type MonthRow } from './balances.sql.js';
import type { BalanceQuery } from '../volumes/volumes.dto.js';

/** Nanograms as decimal text; gold nobody assayed counts 0. */
export interface Quantity {
  readonly mg: number;
  readonly fineNg: string;
}

export interface BalanceView {
  readonly month: string;
  /** `<organisation>/<code>`; empty where the gold is of several sites. Where rows are by site. */
  readonly site?: string;
  /** Schemes joined by `+`; empty for none. Where rows are by claim. */
  readonly claim?: string;
  readonly form: string;
  readonly opening: Quantity;
  readonly in: Quantity;
  readonly out: Quantity;
  readonly loss: Quantity;
  /** opening + in − out − loss */
  readonly closing: Quantity;
  /** What `in`, `out` and `loss` are made of. */
  readonly of: Readonly<Record<string, Quantity>>;
}

export interface CountView {
  readonly sid: string;
  readonly day: string;
  readonly stock: string;
  readonly countedMg: number;
  readonly bookMg: number;
  readonly differenceMg: number;
  /** The month it closes, where it is of a month's end. */
  readonly closes?: string;
  /** False where it closes a month and is further from the book than P24 lets pass. */
  readonly within: boolean;
}

type CountRow = Omit<CountView, 'closes' | 'within'> & { readonly idx: number };

const MOST_ROWS = 10_000;

@Injectable()
export class Balances {
  constructor(private readonly dataSource: DataSource) {}

  async month(actor: Actor, query: BalanceQuery): Promise<Page<BalanceView>> {
    const { limit = PAGE_ROWS, after } = query;
    const rows = await this.rows(orgOf(actor), query, limit + 1, after);
    return pageOf(rows, limit, ({ site, claim, form }) => `${site ?? claim}|${form}`);
  }

  async csv(actor: Actor, query: BalanceQuery): Promise<string> {
    const rows = await this.rows(orgOf(actor), query, MOST_ROWS);
    const by = query.by ?? 'site';
    const parts = ['opening', 'in', 'out', 'loss', 'closing'] as const;
    const heading = ['month', by, 'form', ...parts.flatMap((part) => [`${part}_mg`, `${part}_fine_ng`])];
    const lines = rows.map((row) =>
      [row.month, row[by] ?? '', row.form].concat(parts.flatMap((part) => [String(row[part].mg), row[part].fineNg])),
    );
    return csvOf([heading, ...lines]);
  }

  /** The newest first. */
  async counts(actor: Actor, { limit = PAGE_ROWS, after }: PageQuery): Promise<Page<CountView>> {
    const org = orgOf(actor);
    const before = after !== undefined && /^\d{1,15}$/.test(after) ? after : null;
    const { rows, own } = await readAs(this.dataSource, org, async (tx) => ({
      rows: (await tx.query(COUNTS, [org, before, limit + 1])) as CountRow[],
      own: await thresholdsOf(tx, org),
    }));
    const page = pageOf(rows, limit, ({ idx }) => String(idx));
    return { ...page, items: page.items.map((row) => countView(org, row, own)) };
  }

  private async rows(org: string, query: BalanceQuery, limit: number, after?: string): Promise<BalanceView[]> {
    const { by = 'site', site, form, claim, month = new Date().toISOString().slice(0, 7) } = query;
    const place = site === undefined || site.includes('/') ? site : `${org}/${site}`;
    const [part, last] = after === undefined ? [] : after.split('|', 2);
    const rows: MonthRow[] = await readAs(this.dataSource, org, (tx) =>
      tx.query(MONTH, [org, month, by, place, form, claim, IN, part, last ?? '', limit]),
    );
    return rows.map((row) => viewOf(row, month, by));
  }
}

function viewOf({ part, form, mg, ng, kinds }: MonthRow, month: string, by: 'site' | 'claim'): BalanceView {
  const opening: Sum = [BigInt(mg), BigInt(ng)];
  const [came, went, lost] = [IN, OUT, LOSS].map((list) => total(kinds, list)) as [Sum, Sum, Sum];
  const closing: Sum = [0, 1].map(
    (unit) => (opening[unit] ?? 0n) + (came[unit] ?? 0n) - (went[unit] ?? 0n) - (lost[unit] ?? 0n),
  ) as unknown as Sum;
  return {
    month,
    [by]: part,
    form,
    opening: quantity(opening),
    in: quantity(came),
    out: quantity(went),
    loss: quantity(lost),
    closing: quantity(closing),
    of: Object.fromEntries(
      Object.entries(kinds).map(([kind, [kindMg, kindNg]]) => [kind, quantity([BigInt(kindMg), BigInt(kindNg)])]),
    ),
  };
}

type Sum = readonly [mg: bigint, ng: bigint];

function total(kinds: MonthRow['kinds'], of: readonly MovementKind[]): Sum {
  return of.reduce<Sum>(
    ([mg, ng], kind) => {
      const [moreMg, moreNg] = kinds[kind] ?? ['0', '0'];
      return [mg + BigInt(moreMg), ng + BigInt(moreNg)];
    },
    [0n, 0n],
  );
}

function quantity([mg, ng]: Sum): Quantity {
  return { mg: Number(mg), fineNg: String(ng) };
}

function countView(org: string, { idx: _, ...row }: CountRow, own: OwnThresholds | undefined): CountView {
  const on = { date: row.day, tz: 'UTC' };
  const month = monthClosedOn(row.day);
  const within = closingCount({ ...row, on, custodian: org }, own).length === 0;
  return { ...row, ...(month !== undefined && { closes: month }), within };
}
