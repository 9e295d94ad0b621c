/** The reads of the work lists. $1 organisation; of a page $2 and $3 the place it begins after, $4 rows. */

export interface DoubtRow {
  readonly sid: string;
  readonly idx: string;
  readonly n: number;
  readonly org: string;
  readonly level: string;
  readonly lot: string | null;
  readonly tag: string | null;
  readonly grossMg: string | null;
  readonly rule: string;
  readonly code: string;
  readonly field: string;
  readonly raised: string;
  readonly settled: string | null;
  readonly outcome: string | null;
  readonly refused: string | null;
}

export interface CountRow {
  readonly rule: string;
  readonly open: number;
  readonly overMonth: number;
  readonly oldest: string;
}

type Own = (column: string) => string;

const COLUMNS = `encode(d.sid, 'hex') AS sid, d.idx, d.n, d.org, d.level, d.lot, lot.code AS tag, lot.gross_mg AS "grossMg",
  d.rule, d.code, d.field, d.raised::text AS raised, d.settled::text AS settled, d.outcome, lot.state ->> 'refused' AS refused`;

const COUNTS = `rule, count(*)::int AS open, (count(*) FILTER (WHERE raised < $2::date - 30))::int AS "overMonth",
  min(raised)::text AS oldest`;

/** Held gold of whoever has it now. $5 rule. */
export const HOLDS = (own: Own): string => `
  SELECT ${COLUMNS} FROM lot JOIN doubt d ON d.lot = lot.id AND d.level = 'hold' AND d.settled_idx IS NULL
   WHERE ${own('lot.custodian')} AND lot.held AND (d.idx, d.n) > ($2::bigint, $3::int) AND ($5::text IS NULL OR d.rule = $5)
   ORDER BY d.idx, d.n LIMIT $4::int`;

export const COUNT_HOLDS = (own: Own): string => `
  SELECT ${COUNTS} FROM (
    SELECT d.rule, d.raised FROM lot JOIN doubt d ON d.lot = lot.id AND d.level = 'hold' AND d.settled_idx IS NULL
     WHERE ${own('lot.custodian')} AND lot.held) AS open
   GROUP BY rule ORDER BY rule`;

/** Questions an organisation raised. $5 rule, $6 level, $7 whether open. */
export const QUESTIONS = (own: Own): string => `
  SELECT ${COLUMNS} FROM doubt d LEFT JOIN lot ON lot.id = d.lot
   WHERE ${own('d.org')} AND d.level IN ('ask', 'warn') AND (d.idx, d.n) > ($2::bigint, $3::int)
     AND ($5::text IS NULL OR d.rule = $5) AND ($6::text IS NULL OR d.level = $6)
     AND ($7::boolean IS NULL OR (d.settled_idx IS NULL) = $7)
   ORDER BY d.idx, d.n LIMIT $4::int`;

export const COUNT_QUESTIONS = (own: Own): string => `
  SELECT ${COUNTS} FROM doubt d WHERE ${own('d.org')} AND level IN ('ask', 'warn') AND settled_idx IS NULL
   GROUP BY rule ORDER BY rule`;
