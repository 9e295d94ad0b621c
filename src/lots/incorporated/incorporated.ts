/** Accounts of incorporated gold as their organisation reads them, and sales as both of their sides do. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { balanceOf, EMPTY, type AccountBalance } from '../../core/custody/incorporated/account.js';
import { accountId, type IncorporatedSale } from '../../core/custody/incorporated/fold.js';
import { MASS_BALANCE } from '../../core/custody/schemes/schemes.js';
import { fromHex } from '../../core/bytes.js';
import { dayAt } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../http/page.js';
import { Sight } from '../../http/sight.js';
import { History } from '../../ledger/history.js';
import { Places } from '../desk/places.js';
import type { AccountsQuery, SalesQuery } from './incorporated.dto.js';
import { loadAccounts } from './incorporated.projection.js';
import { entries, HELD, sales } from './incorporated.sql.js';

/** Nanograms as decimal text. */
export interface AccountView {
  readonly scheme: string;
  readonly from: string;
  readonly until: string;
  readonly unsold: string;
  readonly openingNg: string;
  readonly inNg: string;
  readonly outNg: string;
  readonly closingNg: string;
  readonly heldNg: string;
  readonly leftNg: string;
  readonly shortNg: string;
}

export interface EntryView {
  readonly idx: number;
  readonly kind: 'entered' | 'bought' | 'sold';
  readonly day: string;
  readonly fineNg: string;
  readonly credential: string;
  readonly held: boolean;
  readonly lot?: string;
  readonly code?: string;
  readonly from?: string;
  readonly to?: string;
  readonly sale?: string;
  readonly outcome?: string;
}

export interface SaleView extends IncorporatedSale {
  readonly idx: number;
  readonly sid: string;
  readonly buyer?: string;
}

@Injectable()
export class Incorporated {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
    private readonly places: Places,
    private readonly sight: Sight,
  ) {}

  /** Every scheme under which there is such a thing on that day, an account that nothing came to yet among them. */
  async accounts(actor: Actor, { on }: AccountsQuery): Promise<Page<AccountView>> {
    const own = orgOf(actor);
    const day = on ?? dayAt(Date.now(), await this.places.zoneOf(own, undefined));
    const ids = MASS_BALANCE.map((scheme) => accountId(own, scheme));
    // Whatever recalls hold is counted, seen by this tenant or not: read like the decision reads it, by the tenant's own ids.
    const found = await loadAccounts(this.dataSource.manager, ids);
    const items = MASS_BALANCE.flatMap((scheme) => {
      const balance = balanceOf(found.get(accountId(own, scheme)) ?? EMPTY, scheme, day);
      return balance === undefined ? [] : [viewOf(scheme, balance)];
    });
    return { items };
  }

  async entries(actor: Actor, scheme: string, { limit = PAGE_ROWS, after }: PageQuery): Promise<Page<EntryView>> {
    const own = orgOf(actor);
    const sql = entries((column) => this.sight.own(column));
    const values = [own, scheme, indexIn(after), limit + 1];
    const rows: object[] = await readAs(this.dataSource, own, (tx) => tx.query(sql, values));
    const page = pageOf(rows.map(stated) as unknown as EntryView[], limit, ({ idx }) => String(idx));
    const held = await this.heldAmong(page.items.map(({ idx }) => idx));
    return { ...page, items: page.items.map((row) => Object.assign(row, { held: held.has(row.idx) })) };
  }

  async sales(actor: Actor, { limit = PAGE_ROWS, after, show }: SalesQuery): Promise<Page<SaleView>> {
    const own = orgOf(actor);
    const sql = sales((column) => this.sight.own(column));
    const values = [own, indexIn(after), limit + 1, show ?? null];
    const rows: object[] = await readAs(this.dataSource, own, (tx) => tx.query(sql, values));
    const page = pageOf(rows.map(stated) as unknown as SaleView[], limit, ({ idx }) => String(idx));
    const buyers = await this.buyersOf(own, page.items);
    return { ...page, items: page.items.map((sale) => Object.assign(sale, stated({ buyer: buyers.get(sale.sid) }))) };
  }

  /** Rows the reader has seen already; a recall that holds one need not be theirs to see. */
  private async heldAmong(indexes: readonly number[]): Promise<ReadonlySet<number>> {
    if (indexes.length === 0) return new Set();
    const rows: { idx: number }[] = await this.dataSource.query(HELD, [indexes]);
    return new Set(rows.map(({ idx }) => idx));
  }

  /** Names of buyers outside the ledger, which the seller alone keeps. */
  private async buyersOf(org: string, items: readonly SaleView[]): Promise<ReadonlyMap<string, string>> {
    const outside = items.filter(({ from, outcome }) => from === org && outcome === 'final');
    if (outside.length === 0) return new Map();
    const sids = outside.flatMap(({ sid }) => fromHex(sid) ?? []);
    const values = await this.history.ownDisclosuresOf(org, sids);
    return new Map(
      values.flatMap(({ sid, name, value }) => (name === 'buyer' && typeof value === 'string' ? [[sid, value]] : [])),
    );
  }
}

function viewOf(scheme: string, balance: AccountBalance): AccountView {
  const { from, until, unsold, openingNg, inNg, outNg, closingNg, heldNg, leftNg } = balance;
  return {
    scheme,
    from,
    until,
    unsold,
    openingNg: `${openingNg}`,
    inNg: `${inNg}`,
    outNg: `${outNg}`,
    closingNg: `${closingNg}`,
    heldNg: `${heldNg}`,
    leftNg: `${leftNg > 0n ? leftNg : 0n}`,
    shortNg: `${leftNg < 0n ? -leftNg : 0n}`,
  };
}

function indexIn(after: string | undefined): string | null {
  if (after !== undefined && !/^\d{1,15}$/.test(after)) throw new Rejection('malformed', 'after');
  return after ?? null;
}

/** Without what is not there. */
function stated(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
}
