/**
 * How far an organisation's own field readings lie from the fire assays that came later, per operator, method, site and month.
 * Who read is a person: only the organisation that recorded it is told, and nobody once that was erased.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import { biasOf, type Bias } from '../../core/custody/assays/bias.js';
import { monthOf } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import { Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import { ownValuesOf } from '../../ledger/private/values.js';
import type { BiasQuery } from './assays.dto.js';

/** The newest pairs that are looked at. */
const MOST_PAIRS = 5_000;

export interface BiasView extends Bias {
  /** Null where nobody was named, or the name was erased. */
  readonly operator: string | null;
  readonly method: string;
  /** Where the lot was mined; null of one that was made of others. */
  readonly site: string | null;
  readonly months: readonly (Bias & { readonly month: string })[];
}

interface Row {
  readonly sid: Buffer;
  readonly org: string;
  readonly method: string;
  readonly day: string;
  readonly site: string | null;
  readonly fieldPpm: number;
  readonly laterPpm: number;
}

@Injectable()
export class AssayBias {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly sight: Sight,
  ) {}

  async of({ org }: Actor, { from, until, method }: BiasQuery): Promise<{ items: BiasView[] }> {
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const values = [org, from ?? null, until ?? null, method ?? null, MOST_PAIRS];
    const rows: Row[] = await readAs(this.dataSource, org, (tx) => tx.query(pairsOf(this.sight.own('f.org')), values));
    const names = await this.operators(org, rows);
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      const key = JSON.stringify([names.get(toHex(row.sid)) ?? null, row.method, row.site]);
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return { items: [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, pairs]) => biasIn(key, pairs)) };
  }

  /** Names by statement, of the organisation's own. */
  private async operators(org: string, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
    const sids = rows.map(({ sid }) => Uint8Array.from(sid));
    const values = sids.length === 0 ? [] : await ownValuesOf(this.dataSource, this.ledger.vault, org, sids);
    const own = values.filter((one) => one.name === 'operator' && this.sight.concerns(org, [one.org]));
    return new Map(own.map(({ sid, value }) => [toHex(sid), String(value)]));
  }
}

function biasIn(key: string, pairs: readonly Row[]): BiasView {
  const [operator, method, site] = JSON.parse(key) as [string | null, string, string | null];
  const byMonth = new Map<string, Row[]>();
  for (const pair of pairs) byMonth.set(monthOf(pair.day), [...(byMonth.get(monthOf(pair.day)) ?? []), pair]);
  const months = [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, own]) => ofMonth(month, own));
  return { operator, method, site, ...biasOf(pairs), months };
}

function ofMonth(month: string, pairs: readonly Row[]): BiasView['months'][number] {
  return { month, ...biasOf(pairs) };
}

function pairsOf(own: string): string {
  return `SELECT f.sid, f.org, f.method, f.day::text AS day, lot.state #>> '{origin,site}' AS site,
      f.ppm AS "fieldPpm", f.later_ppm AS "laterPpm"
    FROM field_reading f LEFT JOIN lot ON lot.id = f.lot
   WHERE ${own} AND f.later_ppm IS NOT NULL AND NOT f.replaced
     AND ($2::date IS NULL OR f.day >= $2) AND ($3::date IS NULL OR f.day < $3) AND ($4::text IS NULL OR f.method = $4)
   ORDER BY f.day DESC, f.idx DESC LIMIT $5`;
}
