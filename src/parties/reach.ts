/** What rests on a paper or came from a supplier, and all that was made of it: what a suspension or a stop leaves free until a recall holds it (rule P23). */
import { ApiProperty } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { fromHex } from '../core/bytes.js';
import type { Papers } from '../core/custody/credentials/recall.js';
import { RecordedView } from '../http/describe.js';
import type { Registered } from './parties.js';

export class ReachView {
  @ApiProperty({ type: 'integer', example: 12, description: 'Lots it reaches, with all that was made of them' })
  lots: number;
  @ApiProperty({
    type: [String],
    description: 'Recalls by which they are held; where there is none, nothing is held until one is opened',
  })
  recalls: string[];
}

/** Of an act that may reach gold: absent where it reaches none. */
export class ReachedView extends RecordedView {
  @ApiProperty({ required: false, type: ReachView }) reach?: ReachView;
}

export type Reached = Registered & { readonly reach?: ReachView };

/** As things stand now. */
export async function reachOfPaper(dataSource: DataSource, cause: Omit<Papers, 'reason'>): Promise<number> {
  const rows: { lots: number }[] = await dataSource.query(OF_PAPER, [JSON.stringify(cause)]);
  return rows[0]?.lots ?? 0;
}

/** @param roots lots by id */
export async function reachOfLots(dataSource: DataSource, roots: readonly string[]): Promise<number> {
  const rows: { lots: number }[] = await dataSource.query(OF_LOTS, [roots]);
  return rows[0]?.lots ?? 0;
}

/** Which of these statements are recalls. */
export async function recallsAmong(
  dataSource: DataSource,
  statements: readonly { readonly sid: string }[],
): Promise<string[]> {
  const sql = `SELECT encode(sid, 'hex') AS sid FROM recall WHERE sid = ANY ($1::bytea[]) ORDER BY idx`;
  const rows: { sid: string }[] = await dataSource.query(sql, [statements.map(({ sid }) => fromHex(sid))]);
  return rows.map(({ sid }) => sid);
}

const FORWARD = `
  UNION
  SELECT e.child FROM reached r JOIN lot_edge e ON e.parent = r.lot
)
SELECT count(*)::int AS lots FROM reached`;

const OF_PAPER = `
WITH RECURSIVE reached (lot) AS (SELECT g FROM recall_grounds($1::jsonb, 9223372036854775807) AS g${FORWARD}`;

const OF_LOTS = `
WITH RECURSIVE reached (lot) AS (SELECT unnest($1::uuid[])${FORWARD}`;
