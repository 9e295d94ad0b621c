/** Files about suppliers as facts for decisions, by `<buyer>/<supplier>`; and who got which lot from whom. */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { Assessed, DiligenceFile } from '../../core/custody/diligence/file.js';
import type { RiskAssessed } from '../../core/custody/diligence/statements.js';
import type { CustodyReceived, TitleTransferred } from '../../core/custody/handover/statements.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

export const diligence: Projection<DiligenceFile> = {
  kind: 'diligence',
  rebuilt: { tables: [{ name: 'diligence' }], touched: filesIn },

  async load(tx, ids) {
    const rows: { id: string; file: DiligenceFile }[] = await tx.query(LOAD, [ids]);
    return new Map(rows.map(({ id, file }) => [id, file]));
  },

  evolve(states, recorded) {
    const [id] = filesIn(recorded);
    if (id === undefined) return [];
    const { statement, sid } = recorded;
    const { on, organisation, step, ...found } = statement.data as unknown as RiskAssessed;
    const parts = states.get(id)?.parts ?? {};
    const assessed: Assessed = { ...found, sid: toHex(sid), day: on.date };
    states.set(id, { org: statement.org, organisation, parts: { ...parts, [step]: assessed } });
    return [id];
  },

  async save(tx, changed) {
    const rows = [...changed.values()].flatMap(({ org, organisation, parts }) =>
      Object.entries(parts).map(([part, { sid, day, ...found }]) => ({ org, organisation, part, sid, day, found })),
    );
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO diligence (org, organisation, part, sid, day, found)
       SELECT org, organisation, part, decode(sid, 'hex'), day, found FROM jsonb_to_recordset($1::jsonb) AS r (
         org text, organisation text, part text, sid text, day date, found jsonb)
       ON CONFLICT (org, organisation, part) DO UPDATE
       SET (sid, day, found) = ROW (excluded.sid, excluded.day, excluded.found)`,
      [JSON.stringify(rows)],
    );
  },
};

function filesIn({ statement: { type, org, data } }: Recorded): string[] {
  return type === 'risk.assessed' ? [`${org}/${(data as unknown as RiskAssessed).organisation}`] : [];
}

const LOAD = `
SELECT org || '/' || organisation AS id, jsonb_build_object('org', org, 'organisation', organisation, 'parts',
         jsonb_object_agg(part, found || jsonb_build_object('sid', encode(sid, 'hex'), 'day', day))) AS file
  FROM diligence WHERE org || '/' || organisation = ANY ($1::text[]) GROUP BY org, organisation`;

/** A lot as it came to a buyer. */
interface Supplied {
  readonly org: string;
  readonly supplier: string;
  readonly lot: string;
  readonly day: string;
  readonly differs: boolean;
}

export const supplied: Projection<Supplied> = {
  kind: 'supplied',
  rebuilt: { tables: [{ name: 'supplied' }], touched: (recorded) => suppliedIn(recorded).map(idOf) },

  load: async () => new Map(),
  evolve: (_states, recorded) => suppliedIn(recorded).map(idOf),

  async save(tx: EntityManager, _changed, recorded) {
    const rows = new Map<string, Supplied>();
    for (const one of recorded.flatMap(suppliedIn)) {
      const known = rows.get(idOf(one));
      const day = known !== undefined && known.day > one.day ? known.day : one.day;
      rows.set(idOf(one), { ...one, day, differs: one.differs || known?.differs === true });
    }
    if (rows.size === 0) return;
    await tx.query(
      `INSERT INTO supplied (org, supplier, lot, day, differs)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (org text, supplier text, lot uuid, day date, differs boolean)
       ON CONFLICT (org, supplier, lot) DO UPDATE
       SET day = greatest(supplied.day, excluded.day), differs = supplied.differs OR excluded.differs`,
      [JSON.stringify([...rows.values()])],
    );
  },
};

function idOf({ org, supplier, lot }: Supplied): string {
  return `${org}/${supplier}/${lot}`;
}

function suppliedIn({ statement: { type, data } }: Recorded): Supplied[] {
  if (type !== 'custody.received' && type !== 'title.transferred') return [];
  const { from, to, lot, on, outcome } = data as unknown as Partial<CustodyReceived> & TitleTransferred;
  if (from === to) return [];
  return [{ org: to, supplier: from, lot, day: on.date, differs: outcome === 'accepted-with-difference' }];
}
