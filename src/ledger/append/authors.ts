/**
 * Who recorded what, as facts for decisions that a second person must make (rule P25). Asked for by the sid of a statement in
 * lowercase hex, by a lot (whoever recorded anything of it), or by `<lot> <type>`. Kept in `recorded_by`, never in the ledger.
 */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import { isUuid } from '../../core/log/shape.js';
import type { Projection } from '../projection.js';

const SID = /^[0-9a-f]{64}$/;

export const authors: Projection<readonly string[]> = {
  kind: 'authors',

  async load(tx, ids) {
    const sids = ids.filter((id) => SID.test(id));
    const lots = [...new Set(ids.filter((id) => !SID.test(id)).map((id) => id.split(' ', 1)[0] ?? ''))];
    const rows: { sid: string; lot: string | null; type: string; by: string }[] = await tx.query(
      `SELECT encode(sid, 'hex') AS sid, NULL AS lot, '' AS type, by FROM recorded_by WHERE sid = ANY ($1::bytea[])
       UNION ALL
       SELECT '', l.lot::text, s.type, r.by FROM lot_link l JOIN statement s USING (idx) JOIN recorded_by r ON r.sid = s.sid
        WHERE l.lot = ANY ($2::uuid[])`,
      [sids.map((sid) => Buffer.from(sid, 'hex')), lots],
    );
    const makers = await makersOf(tx, rows);
    const found = new Map<string, readonly string[]>();
    for (const { sid, lot, type, by } of rows) {
      const authors = [by, ...(makers.get(by) ?? [])];
      for (const id of idsOf(sid, lot === null ? [] : [lot], type)) for (const one of authors) add(found, id, one);
    }
    return found;
  },

  evolve(states, { sid, statement, by }) {
    if (by !== undefined) for (const id of idsOf(toHex(sid), statement.lots, statement.type)) add(states, id, by);
    return [];
  },

  save: async () => {},
};

/** Whoever made a machine's key was shown its secret: what it recorded, its maker may have recorded. By `key:<id>`. */
async function makersOf(tx: EntityManager, rows: readonly { by: string }[]): Promise<Map<string, string[]>> {
  const ids = [...new Set(rows.flatMap(({ by }) => (by.startsWith('key:') ? [by.slice(4)] : [])))];
  if (ids.length === 0) return new Map();
  const made: { id: string; maker: string }[] = await tx.query(
    `SELECT id::text, made_by AS maker FROM api_key WHERE id = ANY ($1::uuid[]) AND made_by LIKE 'person:%'
      UNION ALL
     SELECT id::text, made_by FROM token_mapping WHERE id = ANY ($1::uuid[]) AND made_by LIKE 'person:%'`,
    [ids.filter(isUuid)],
  );
  return new Map(made.map(({ id, maker }) => [`key:${id}`, [maker]]));
}

function idsOf(sid: string, lots: readonly string[], type: string): string[] {
  return [...(sid === '' ? [] : [sid]), ...lots.flatMap((lot) => [lot, `${lot} ${type}`])];
}

function add(states: Map<string, readonly string[]>, id: string, by: string): void {
  const known = states.get(id) ?? [];
  if (!known.includes(by)) states.set(id, [...known, by]);
}
