/**
 * Recalls, and what they reach: edges from gold to what was made of it, the grounds it rests on, and every lot of an open recall.
 * All set-based in the ledger's transaction, so that a recall holds its last descendant the moment it is answered.
 */
import type { EntityManager } from 'typeorm';
import { fromHex, toHex } from '../../core/bytes.js';
import { edgesOf, groundsOf } from '../../core/custody/credentials/grounds.js';
import { causeOf, type Recall, type RecallLifted } from '../../core/custody/credentials/recall.js';
import type { On } from '../../core/custody/statements.js';
import type { Projection, Recorded } from '../../ledger/projection.js';
import { ADD_MADE, INHERIT, LOAD, SAVE, TRACE } from './recalls.sql.js';

/** As it is kept: with its places in the log. */
export interface KeptRecall extends Recall {
  readonly idx: number;
  readonly openedOn: string;
  readonly liftedIdx?: number;
  readonly liftedOn?: string;
  readonly liftedFor?: string;
}

const OPENING = new Set(['credential.recalled', 'lot.recalled']);
const LIFTING = new Set(['credential.recall-lifted', 'lot.recall-lifted']);

export const recalls: Projection<KeptRecall> = {
  kind: 'recalls',
  rebuilt: {
    tables: [{ name: 'lot_edge' }, { name: 'lot_ground' }, { name: 'recall' }, { name: 'recall_lot' }],
    touched: (recorded) => [...madeBy(recorded), ...recallsIn(recorded)],
  },

  async load(tx, ids) {
    const sids = ids.filter((id) => /^[0-9a-f]{64}$/.test(id)).map(fromHex);
    if (sids.length === 0) return new Map();
    const rows: { state: KeptRecall }[] = await tx.query(LOAD, [sids]);
    return new Map(rows.map(({ state }) => [state.sid, state]));
  },

  evolve(states, recorded) {
    const { type, org, data } = recorded.statement;
    const { on } = data as unknown as { on?: On };
    if (OPENING.has(type) && on !== undefined) {
      const sid = toHex(recorded.sid);
      const cause = causeOf(type, data);
      states.set(sid, { sid, org, cause, lifted: false, idx: recorded.idx, openedOn: on.date });
    } else if (LIFTING.has(type)) {
      const { of, on, reason } = data as unknown as RecallLifted;
      const recall = states.get(of);
      if (recall === undefined) throw new Error(`bug: ${type} of ${of}, which the decision did not load`);
      states.set(of, { ...recall, lifted: true, liftedIdx: recorded.idx, liftedOn: on.date, liftedFor: reason });
    }
    return [...madeBy(recorded), ...recallsIn(recorded)];
  },

  async save(tx, changed, recorded) {
    await saveRecalls(tx, [...changed.values()]);
    const made = await saveMade(tx, recorded);
    for (const { statement, sid } of recorded) {
      if (OPENING.has(statement.type)) await tx.query(TRACE, [sid]);
    }
    if (made !== undefined) await tx.query(INHERIT, made);
  },
};

/** Lots that are given edges or grounds here. */
function madeBy({ statement }: Recorded): string[] {
  const lots = [...edgesOf(statement).map(({ child }) => child), ...groundsOf(statement).map(({ lot }) => lot)];
  return [...new Set(lots)];
}

function recallsIn({ statement: { type, data }, sid }: Recorded): string[] {
  if (OPENING.has(type)) return [toHex(sid)];
  return LIFTING.has(type) ? [(data as unknown as RecallLifted).of] : [];
}

async function saveRecalls(tx: EntityManager, states: readonly (KeptRecall | undefined)[]): Promise<void> {
  const rows = states
    .filter((state) => state !== undefined)
    .map(({ sid, org, cause, idx, openedOn, liftedIdx, liftedOn, liftedFor }) => ({
      sid,
      org,
      cause,
      idx,
      opened_on: openedOn,
      lifted_idx: liftedIdx ?? null,
      lifted_on: liftedOn ?? null,
      lifted_for: liftedFor ?? null,
    }));
  if (rows.length > 0) await tx.query(SAVE, [JSON.stringify(rows)]);
}

/** The edges and grounds as parallel arrays, where some recall may reach them; else nothing. */
async function saveMade(tx: EntityManager, recorded: readonly Recorded[]): Promise<unknown[] | undefined> {
  const edges = recorded.flatMap(({ statement, idx }) => edgesOf(statement).map((edge) => ({ edge, idx })));
  const grounds = recorded.flatMap(({ statement, idx }) => groundsOf(statement).map((ground) => ({ ground, idx })));
  if (edges.length + grounds.length === 0) return undefined;
  const values = [
    edges.map(({ edge }) => edge.parent),
    edges.map(({ edge }) => edge.child),
    edges.map(({ idx }) => idx),
    grounds.map(({ ground }) => ground.org),
    grounds.map(({ ground }) => ground.day),
    grounds.map(({ ground }) => ground.lot),
    grounds.map(({ ground }) => ground.site),
    grounds.map(({ ground }) => ground.paper),
    grounds.map(({ idx }) => idx),
  ];
  const [row]: { open: boolean }[] = await tx.query(ADD_MADE, [...values, recorded[0]?.idx ?? 0]);
  return row?.open === true ? values : undefined;
}
