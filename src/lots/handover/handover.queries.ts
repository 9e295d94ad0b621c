/** Handovers as either side sees them, the newest first. What is overdue follows from the day they agreed; nothing records it. */
import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import type { Language } from '../../http/sentences.js';
import { Sight } from '../../http/sight.js';
import { doubtSentence } from '../words/doubts.js';
import type { HandoversQuery } from './handover.dto.js';
import { OUTCOMES, type HandoverState } from './handover.row.js';

export class HandoverView {
  @ApiProperty({ type: 'integer', description: 'Entry of the dispatch' }) idx: number;
  @ApiProperty({ description: 'Id of the lot' }) lot: string;
  @ApiProperty() code: string;
  @ApiProperty() from: string;
  @ApiProperty() to: string;
  @ApiProperty({ enum: OUTCOMES }) outcome: string;
  @ApiProperty({ description: 'Beyond what both sides bear, other bags than were sent, or a broken seal' })
  differs: boolean;
  @ApiProperty({ description: 'Somebody disputes it' }) disputed: boolean;
  @ApiProperty({ description: 'Expected before today and not answered' }) overdue: boolean;
  @ApiProperty({ required: false, description: 'What is asked of both sides where it is overdue' }) question?: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What was said when it left, and the answer',
  })
  state: HandoverState;
}

type Row = Omit<HandoverView, 'question'> & { readonly today: string };

@Injectable()
export class HandoverQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sight: Sight,
  ) {}

  async list({ org }: Actor, query: HandoversQuery, language: Language): Promise<Page<HandoverView>> {
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const { limit = PAGE_ROWS, after, show } = query;
    if (after !== undefined && !/^\d{1,15}$/.test(after)) throw new Rejection('malformed', 'after');
    const values = [org, after ?? null, limit + 1, show ?? null];
    const sql = listed((column) => this.sight.own(column));
    const rows: Row[] = await readAs(this.dataSource, org, (tx) => tx.query(sql, values));
    const { items, next } = pageOf(rows, limit, ({ idx }) => String(idx));
    return { items: items.map((row) => viewOf(row, language)), ...(next !== undefined && { next }) };
  }
}

function viewOf({ today, ...row }: Row, language: Language): HandoverView {
  const { due } = row.state;
  if (!row.overdue || due === undefined) return row;
  return { ...row, question: doubtSentence('handover-overdue', language, { due, today }) };
}

/** $1 organisation, $2 entry the page begins before, $3 rows, $4 filter. Each side gives its own first rows. */
function listed(own: (column: string) => string): string {
  const late = `h.outcome = 'under-way' AND h.due < (now() AT TIME ZONE h.tz)::date`;
  const arm = (side: string): string => `(
    SELECT idx FROM handover h WHERE ${side} AND ($2::bigint IS NULL OR idx < $2)
       AND CASE $4::text WHEN 'incoming' THEN h.outcome = 'under-way' AND ${own('to_org')}
                         WHEN 'outgoing' THEN h.outcome = 'under-way' AND ${own('from_org')}
                         WHEN 'overdue' THEN ${late} WHEN 'differing' THEN h.differs WHEN 'disputed' THEN h.disputed
                         ELSE true END
     ORDER BY idx DESC LIMIT $3::int)`;
  const owned = `h.lot IN (SELECT id FROM lot WHERE ${own('owner')})`;
  return `
  SELECT h.idx::float8 AS idx, h.lot, h.code, h.from_org AS "from", h.to_org AS "to", h.outcome, h.differs, h.disputed,
         coalesce(${late}, false) AS overdue, (now() AT TIME ZONE h.tz)::date::text AS today, h.state
    FROM (${[own('from_org'), own('to_org'), owned].map(arm).join(' UNION ')} ORDER BY idx DESC LIMIT $3::int) AS page
    JOIN handover h USING (idx) ORDER BY h.idx DESC`;
}
