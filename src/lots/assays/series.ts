/** The series of a lot's readings for its parties, and retained samples by the day until which they are kept. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import { seriesOf, type Series } from '../../core/custody/assays/series.js';
import type { Kept } from '../../core/custody/statements.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import { Sight } from '../../http/sight.js';
import { History } from '../../ledger/history.js';
import { LotQueries } from '../lot.queries.js';
import type { SamplesQuery } from './assays.dto.js';

export interface SeriesView extends Series {
  readonly code: string;
  readonly grossMg: number;
}

export interface SampleView extends Kept {
  readonly id: string;
  readonly code: string;
  readonly grossMg: number;
  /** Its day is over: it may be used up without a word. */
  readonly free: boolean;
}

@Injectable()
export class AssaySeries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: LotQueries,
    private readonly sight: Sight,
  ) {}

  /** For those who made, hold, await or own it; of any other lot they are told that there is none. */
  async of(actor: Actor, code: string): Promise<SeriesView> {
    const found = await this.queries.find(actor, code);
    if (found.seen !== 'inside') throw new Rejection('unknown-lot', 'lot', { lot: code });
    const { lot } = found;
    const past = await readAs(this.dataSource, actor.org, (tx) => new History(tx).historyOf([lot.id]));
    const told = past.map(({ sid, statement }) => ({ sid: toHex(sid), statement }));
    return { code: lot.code, grossMg: lot.grossMg, ...seriesOf(lot.id, told, lot.movedOn) };
  }

  /** Those the organisation holds and has something left of, first those whose day is over first. */
  async samples({ org }: Actor, query: SamplesQuery): Promise<Page<SampleView>> {
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const { limit = PAGE_ROWS, after, until } = query;
    const [day, id] = after === undefined ? [null, null] : [after.slice(0, 10), after.slice(11)];
    if (after !== undefined && !/^\d{4}-\d\d-\d\d [0-9a-f-]{36}$/.test(after))
      throw new Rejection('malformed', 'after');
    const values = [org, day, id, limit + 1, until ?? null];
    const rows: Row[] = await readAs(this.dataSource, org, (tx) =>
      tx.query(samplesOf(this.sight.own('custodian')), values),
    );
    const { items, next } = pageOf(rows, limit, ({ id, kept }) => `${kept.keepUntil} ${id}`);
    const today = new Date().toISOString().slice(0, 10);
    const shown = items.map(({ kept, ...lot }) => Object.assign({}, lot, kept, { free: kept.keepUntil < today }));
    return { items: shown, ...(next !== undefined && { next }) };
  }
}

interface Row {
  readonly id: string;
  readonly code: string;
  readonly grossMg: number;
  readonly kept: Kept;
}

function samplesOf(own: string): string {
  return `SELECT id, code, gross_mg::float8 AS "grossMg", state -> 'kept' AS kept FROM lot
    WHERE form = 'sample' AND ${own} AND gross_mg > 0
      AND ($2::text IS NULL OR (state #>> '{kept,keepUntil}', id) > ($2, $3::uuid))
      AND ($5::text IS NULL OR state #>> '{kept,keepUntil}' < $5)
    ORDER BY state #>> '{kept,keepUntil}', id LIMIT $4`;
}
