/** Holds and questions with what became of each, a row per reason: the work lists, folded set-based from the statements. */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { Question } from '../../core/custody/holds/questions.js';
import type { QuestionAnswered, QuestionRaised } from '../../core/custody/holds/statements.js';
import type { LotHeld, LotReleased, On } from '../../core/custody/statements.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

const RAISING: ReadonlySet<string> = new Set(['lot.held', 'question.raised']);
const SETTLING: ReadonlySet<string> = new Set(['lot.released', 'lot.returned', 'question.answered']);

/** Kind `questions`: facts are asked for by the sid of a question; holds are facts of their lots. */
export const doubts: Projection<Question> = {
  kind: 'questions',
  rebuilt: { tables: [{ name: 'doubt' }], touched: filedUnder },

  async load(tx, ids) {
    const rows: { id: string; question: Question }[] = await tx.query(
      `SELECT encode(sid, 'hex') AS id, jsonb_strip_nulls(jsonb_build_object(
         'org', org, 'lot', lot, 'raised', raised, 'answered', settled)) AS question
         FROM doubt WHERE sid = ANY ($1::bytea[]) AND n = 0 AND level <> 'hold'`,
      [ids.filter((id) => /^[0-9a-f]{64}$/.test(id)).map((id) => Buffer.from(id, 'hex'))],
    );
    return new Map(rows.map(({ id, question }) => [id, question]));
  },

  evolve(states, recorded) {
    const { statement, sid } = recorded;
    if (statement.type === 'question.answered') {
      const { of, on } = statement.data as unknown as QuestionAnswered;
      const question = states.get(of);
      if (question !== undefined) states.set(of, { ...question, answered: on.date });
    }
    if (statement.type === 'question.raised') {
      const { lot, on } = statement.data as unknown as QuestionRaised;
      states.set(toHex(sid), { org: statement.org, raised: on.date, ...(lot !== undefined && { lot }) });
    }
    return filedUnder(recorded);
  },

  async save(tx, _changed, recorded) {
    await raise(tx, recorded);
    await settle(tx, recorded);
  },
};

/** What the statement is filed under: its own sid, where it raises or settles something. */
function filedUnder({ sid, statement: { type } }: Recorded): string[] {
  return RAISING.has(type) || SETTLING.has(type) ? [toHex(sid)] : [];
}

async function raise(tx: EntityManager, recorded: readonly Recorded[]): Promise<void> {
  const rows = recorded
    .filter(({ statement }) => RAISING.has(statement.type))
    .flatMap(({ sid, idx, statement: { org, data } }) => {
      const { lot, on, reasons } = data as unknown as LotHeld | QuestionRaised;
      return reasons.map((reason, n) => {
        const level = 'level' in reason ? reason.level : 'hold';
        const { rule, code, at } = reason;
        return { sid: toHex(sid), n, idx, org, lot, level, rule, code, field: at, raised: on.date };
      });
    });
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO doubt (sid, n, idx, org, lot, level, rule, code, field, raised)
     SELECT decode(sid, 'hex'), n, idx, org, lot, level, rule, code, field, raised FROM jsonb_to_recordset($1::jsonb) AS r (
       sid text, n smallint, idx bigint, org text, lot uuid, level text, rule text, code text, field text, raised date)`,
    [JSON.stringify(rows)],
  );
}

/** The first statement after it that settles it: all reasons of a lot, those it names, or all of a question. */
async function settle(tx: EntityManager, recorded: readonly Recorded[]): Promise<void> {
  const rows = recorded
    .filter(({ statement }) => SETTLING.has(statement.type))
    .map(({ idx, statement: { type, data } }) => {
      const { of, answer, lot, codes, basis, on } = data as unknown as Partial<LotReleased & QuestionAnswered> & {
        readonly on: On;
      };
      const outcome = answer ?? (type === 'lot.returned' ? 'returned' : (basis ?? 'released'));
      return of === undefined ? { idx, day: on.date, outcome, lot, codes } : { idx, day: on.date, outcome, of };
    });
  if (rows.length === 0) return;
  await tx.query(
    `UPDATE doubt SET settled_idx = first.idx, settled = first.day, outcome = first.outcome
       FROM (SELECT DISTINCT ON (d.sid, d.n) d.sid, d.n, r.idx, r.day, r.outcome
               FROM jsonb_to_recordset($1::jsonb) AS r (
                    idx bigint, day date, outcome text, lot uuid, codes jsonb, "of" text)
               JOIN doubt d ON d.idx < r.idx AND d.settled_idx IS NULL
                AND ((d.level = 'hold' AND d.lot = r.lot AND (r.codes IS NULL OR r.codes ? d.code))
                  OR (d.level <> 'hold' AND d.sid = decode(r."of", 'hex')))
              ORDER BY d.sid, d.n, r.idx) AS first
      WHERE doubt.sid = first.sid AND doubt.n = first.n`,
    [JSON.stringify(rows)],
  );
}
