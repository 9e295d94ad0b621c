/** Producers' own reports under the CRAFT Code, by sid in lowercase hex; a report is stated once and never changes. */
import { toHex } from '../../core/bytes.js';
import type { CraftReported } from '../../core/custody/diligence/statements.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

interface Kept {
  readonly idx: number;
  readonly org: string;
  readonly data: CraftReported;
}

export const craftReports: Projection<Kept> = {
  kind: 'craftReports',
  rebuilt: { tables: [{ name: 'craft_report' }], touched: reportsIn },

  load: async () => new Map(),

  evolve(states, recorded) {
    const { idx, statement } = recorded;
    const changed = reportsIn(recorded);
    const data = statement.data as unknown as CraftReported;
    for (const id of changed) states.set(id, { idx, org: statement.org, data });
    return changed;
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const rows = [...changed].map(([sid, { idx, org, data }]) => ({ sid, idx, org, data }));
    await tx.query(
      `INSERT INTO craft_report (sid, idx, org, data) SELECT decode(sid, 'hex'), idx, org, data
         FROM jsonb_to_recordset($1::jsonb) AS r (sid text, idx bigint, org text, data jsonb) ON CONFLICT (sid) DO NOTHING`,
      [JSON.stringify(rows)],
    );
  },
};

function reportsIn({ statement, sid }: Recorded): string[] {
  return statement.type === 'craft.reported' ? [toHex(sid)] : [];
}
