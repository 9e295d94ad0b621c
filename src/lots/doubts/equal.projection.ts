/** How many deliveries of a day and site weighed the same to the milligram (rule P19), by `alikeId`. */
import { alikeId } from '../../core/custody/rules/people/patterns.js';
import type { LotRegistered } from '../../core/custody/statements.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

export const equalDeliveries: Projection<number> = {
  kind: 'alike',
  rebuilt: { tables: [{ name: 'equal_delivery' }], touched: idsOf },

  async load(tx, ids) {
    const asked = ids.map((id) => JSON.parse(id) as [string, string, string, number]);
    const rows: { i: number; n: number }[] = await tx.query(
      `SELECT k.i::int, e.n FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[]) WITH ORDINALITY
                AS k (org, site, day, gross_mg, i) JOIN equal_delivery e USING (org, site, day, gross_mg)`,
      [0, 1, 2, 3].map((part) => asked.map((one) => one[part])),
    );
    return new Map(rows.map(({ i, n }) => [ids[i - 1] ?? '', n]));
  },

  evolve(states, recorded) {
    const ids = idsOf(recorded);
    for (const id of ids) states.set(id, (states.get(id) ?? 0) + 1);
    return ids;
  },

  async save(tx, _changed, recorded) {
    const counts = new Map<string, number>();
    for (const id of recorded.flatMap(idsOf)) counts.set(id, (counts.get(id) ?? 0) + 1);
    if (counts.size === 0) return;
    const rows = [...counts].map(([id, n]) => {
      const [org, site, day, mg] = JSON.parse(id) as [string, string, string, number];
      return [org, site, day, mg, n];
    });
    await tx.query(
      `INSERT INTO equal_delivery AS e (org, site, day, gross_mg, n)
       SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[], $5::int[])
       ON CONFLICT (org, site, day, gross_mg) DO UPDATE SET n = e.n + excluded.n`,
      [0, 1, 2, 3, 4].map((part) => rows.map((row) => row[part])),
    );
  },
};

function idsOf({ statement: { type, org, data } }: Recorded): string[] {
  if (type !== 'lot.registered') return [];
  const { origin, site, on, grossMg } = data as unknown as LotRegistered;
  return origin === 'production' ? [alikeId(org, site, on.date, grossMg)] : [];
}
