/** The work lists: held gold that waits for a second person, and questions that wait for an answer, the oldest first. */
import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { dayAt, daysBetween } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import type { Language } from '../../http/sentences.js';
import { Sight } from '../../http/sight.js';
import type { HoldsQuery, QuestionsQuery } from '../holds/holds.dto.js';
import { Doubts, DoubtView, doubtView } from './told.js';
import { COUNT_HOLDS, COUNT_QUESTIONS, HOLDS, QUESTIONS, type CountRow, type DoubtRow } from './worklist.sql.js';

export class WaitingView extends DoubtView {
  @ApiProperty({ description: 'Of the hold or the question; a question is answered by it' }) sid: string;
  @ApiProperty({ enum: ['hold', 'ask', 'warn'] }) level: string;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the lot; null for a question about no lot' })
  lot: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'On its tag' }) tag: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'What is left of the lot' }) grossMg: number | null;
  @ApiProperty({ description: 'Who raised it' }) org: string;
  @ApiProperty({ format: 'date' }) raised: string;
  @ApiProperty({ type: 'integer', description: 'Days since, or until it was settled' }) days: number;
  @ApiProperty({ type: String, nullable: true, format: 'date' }) settled: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'explained' }) outcome: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date', description: 'Refused for good on that day' })
  refused: string | null;
}

export class WaitingCountView {
  @ApiProperty({ example: 'P4' }) rule: string;
  @ApiProperty({ type: 'integer' }) open: number;
  @ApiProperty({ type: 'integer', description: 'Of these, raised more than 30 days ago' }) overMonth: number;
  @ApiProperty({ format: 'date', description: 'Since when the oldest waits' }) oldest: string;
}

/** A page of what waits, and all that waits by its rule. */
export interface WorkList extends Page<WaitingView> {
  readonly counts: readonly WaitingCountView[];
}

type Filter = readonly (string | boolean | null)[];

@Injectable()
export class WorkLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly doubts: Doubts,
    private readonly sight: Sight,
  ) {}

  holds(actor: Actor, { rule, ...page }: HoldsQuery, language: Language): Promise<WorkList> {
    return this.list(actor, [HOLDS, COUNT_HOLDS], [rule ?? null], page, language);
  }

  questions(actor: Actor, query: QuestionsQuery, language: Language): Promise<WorkList> {
    const { rule = null, level = null, open, ...page } = query;
    const filter = [rule, level, open === undefined ? null : open === 'true'];
    return this.list(actor, [QUESTIONS, COUNT_QUESTIONS], filter, page, language);
  }

  private async list(
    { org }: Actor,
    [rowsSql, countsSql]: readonly [rows: (own: Own) => string, counts: (own: Own) => string],
    filter: Filter,
    { after, limit = PAGE_ROWS }: HoldsQuery,
    language: Language,
  ): Promise<WorkList> {
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const from = placeFrom(after);
    const own: Own = (column) => this.sight.own(column);
    const today = dayAt(Date.now(), 'UTC');
    const [rows, counts] = await readAs(this.dataSource, org, async (tx): Promise<[DoubtRow[], CountRow[]]> => [
      await tx.query(rowsSql(own), [org, ...from, limit + 1, ...filter]),
      await tx.query(countsSql(own), [org, today]),
    ]);
    const { items, next } = pageOf(rows, limit, ({ idx, n }) => `${idx}-${n}`);
    const figures = await this.doubts.figuresOf(
      items.map(({ sid }) => sid),
      org,
    );
    const view = ({ idx: _idx, n: _n, field, grossMg, ...row }: DoubtRow): WaitingView => ({
      ...row,
      ...doubtView({ ...row, at: field }, figures.get(row.sid) ?? [], language),
      grossMg: grossMg === null ? null : Number(grossMg),
      days: daysBetween(row.raised, row.settled ?? today),
    });
    return { items: items.map(view), ...(next !== undefined && { next }), counts };
  }
}

type Own = (column: string) => string;

/** Index of the entry and place of the reason, after which the page begins. */
function placeFrom(after: string | undefined): [string, number] {
  if (after === undefined) return ['-1', 0];
  const [, idx, n] = /^(\d{1,15})-(\d{1,4})$/.exec(after) ?? [];
  if (idx === undefined) throw new Rejection('malformed', 'after');
  return [idx, Number(n)];
}
