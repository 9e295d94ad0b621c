/**
 * Handovers as both sides see them: a row per dispatch, answered by what came of it. Set-based, and folded from the statements
 * alone, so that it does not depend on which facts a command asked for.
 */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { StatementDisputed, StatementVoided } from '../../core/custody/amending/amended.js';
import { sameSeals } from '../../core/custody/handover/fold.js';
import type {
  CustodyDispatched,
  CustodyReceived,
  CustodyRefused,
  CustodyRelayed,
  LotLost,
} from '../../core/custody/handover/statements.js';
import type { Projection, Recorded } from '../../ledger/projection.js';
import { TYPES, type Handover, type HandoverRow, type HandoverState } from './handover.row.js';

export const handovers: Projection<null> = {
  kind: 'handovers',
  rebuilt: {
    tables: [{ name: 'handover' }],
    touched: ({ statement }) => (TYPES.has(statement.type) ? statement.lots : []),
  },

  load: () => Promise.resolve(new Map()),

  evolve(states, { statement }) {
    if (!TYPES.has(statement.type)) return [];
    for (const lot of statement.lots) states.set(lot, null);
    return statement.lots;
  },

  async save(tx, _changed, recorded) {
    const ours = recorded.filter(({ statement }) => TYPES.has(statement.type));
    if (ours.length === 0) return;
    const known = await load(tx, [...new Set(ours.flatMap(({ statement }) => statement.lots))]);
    const changed = new Map<number, Handover>();
    for (const one of ours) {
      for (const row of folded(known, one)) {
        known.set(row.idx, row);
        changed.set(row.idx, row);
      }
    }
    if (changed.size > 0) await tx.query(SAVE, [JSON.stringify([...changed.values()].map(rowOf))]);
  },
};

async function load(tx: EntityManager, lots: readonly string[]): Promise<Map<number, Handover>> {
  const rows: HandoverRow[] = await tx.query(
    `SELECT idx::float8 AS idx, lot, from_org, to_org, outcome, tz, state FROM handover WHERE lot = ANY ($1::uuid[]) ORDER BY idx`,
    [lots],
  );
  return new Map(rows.map((row) => [row.idx, { ...row, from: row.from_org, to: row.to_org }]));
}

/** The rows a statement makes or changes. */
function folded(known: ReadonlyMap<number, Handover>, { statement, sid, idx }: Recorded): Handover[] {
  const data = statement.data as unknown;
  const { type, lots } = statement;
  if (type === 'custody.dispatched') return [sent(data as CustodyDispatched, toHex(sid), idx)];
  const ofLots = [...known.values()].filter(({ lot }) => lots.includes(lot));
  if (type === 'statement.disputed') {
    const { of, reason, on } = data as StatementDisputed;
    const about = ofLots.filter(({ state }) => state.dispatch === of || state.answer?.sid === of);
    const dispute = { sid: toHex(sid), of, org: statement.org, reason, day: on.date };
    return about.map((row) => changed(row, { disputes: [...row.state.disputes, dispute] }));
  }
  if (type === 'statement.voided') {
    const { of } = data as StatementVoided;
    const about = ofLots.filter(({ state }) => state.disputes.some((one) => one.sid === of));
    return about.map((row) => changed(row, { disputes: row.state.disputes.filter((one) => one.sid !== of) }));
  }
  const open = ofLots.find(({ outcome }) => outcome === 'under-way');
  return open === undefined ? [] : [answered(open, type, data as Answer, toHex(sid))];
}

function sent({ lot, from, to, on, due, sentMg, ...said }: CustodyDispatched, dispatch: string, idx: number): Handover {
  const { seal, sealed, terms, purpose } = said;
  const more = { ...(seal !== undefined && { seal }), ...(sealed && { sealed }), ...(terms && { terms }) };
  const expected = { ...(due !== undefined && { due }), ...(purpose && { purpose }) };
  const state: HandoverState = { dispatch, day: on.date, sentMg, ...more, ...expected, differs: false, disputes: [] };
  return { idx, lot, from, to, outcome: 'under-way', tz: on.tz, state };
}

type Answer = CustodyReceived & CustodyRefused & CustodyRelayed & LotLost;

function answered(row: Handover, type: string, data: Answer, sid: string): Handover {
  const { on, sealIntact, receivedMg, weighedMg, differenceMg, toleranceMg, bags, seals } = data;
  const answer = {
    sid,
    day: on.date,
    ...(sealIntact !== undefined && { sealIntact }),
    ...(receivedMg !== undefined && { receivedMg, differenceMg, toleranceMg }),
    ...(weighedMg !== undefined && { weighedMg }),
    ...(bags !== undefined && { bags, seals }),
  };
  const { sealed } = row.state;
  const otherBags = bags !== undefined && sealed !== undefined && !sameSeals(sealed, { bags, seals });
  const differs = sealIntact === false || Math.abs(differenceMg ?? 0) > (toleranceMg ?? 0) || otherBags;
  return { ...changed(row, { answer, differs }), outcome: outcomeOf(type, data) };
}

function outcomeOf(type: string, { outcome, cause }: Answer): Handover['outcome'] {
  if (type === 'custody.received') return outcome;
  if (type === 'lot.lost') return cause;
  if (type === 'lot.seized') return 'seized';
  return type.slice('custody.'.length) as Handover['outcome'];
}

function changed(row: Handover, state: Partial<HandoverState>): Handover {
  return { ...row, state: { ...row.state, ...state } };
}

function rowOf({ idx, lot, from, to, outcome, tz, state }: Handover): object {
  const { due = null, differs, disputes } = state;
  return { idx, lot, from_org: from, to_org: to, outcome, due, tz, differs, disputed: disputes.length > 0, state };
}

/** A lot's code never changes. */
const SAVE = `
INSERT INTO handover (idx, lot, code, from_org, to_org, outcome, due, tz, differs, disputed, state)
SELECT r.idx, r.lot, lot.code, r.from_org, r.to_org, r.outcome, r.due, r.tz, r.differs, r.disputed, r.state
  FROM jsonb_to_recordset($1::jsonb) AS r (idx bigint, lot uuid, from_org text, to_org text, outcome text, due date, tz text,
                                           differs boolean, disputed boolean, state jsonb)
  JOIN lot ON lot.id = r.lot
ON CONFLICT (idx) DO UPDATE SET outcome = excluded.outcome, differs = excluded.differs, disputed = excluded.disputed,
  state = excluded.state`;
