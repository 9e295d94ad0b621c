import { Type } from 'class-transformer';
import { Text, Whole } from './fields.js';

/** Query of a list: keyset pages, so that rows added meanwhile are neither skipped nor doubled. */
export class PageQuery {
  @Whole({ optional: true, min: 1, max: 200, example: 50, description: 'Rows per page' })
  @Type(() => Number)
  limit?: number;

  @Text(200, { optional: true, example: 'E-00050', description: 'The `next` of the page before' })
  after?: string;
}

export interface Page<Row> {
  readonly items: readonly Row[];
  /** Absent on the last page. */
  readonly next?: string;
}

export const PAGE_ROWS = 50;

/** @param rows up to `limit` + 1 rows in key order; the surplus one only says that there is more */
export function pageOf<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: keyOf(last) } : { items };
}
