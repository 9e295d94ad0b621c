import type { ScaleRegistered } from '../../core/custody/registry.js';
import type { Projection } from '../../ledger/projection.js';
import { keysOf } from './keys-of.js';

/** Scales by `<organisation>/<code>`. */
export const scales: Projection<ScaleRegistered> = {
  kind: 'scales',
  rebuilt: {
    tables: [{ name: 'scale' }],
    touched: ({ statement: { type, org, data } }) =>
      type === 'scale.registered' ? [`${org}/${(data as unknown as ScaleRegistered).scale}`] : [],
  },

  async load(tx, ids) {
    const rows: { id: string; scale: ScaleRegistered }[] = await tx.query(
      `SELECT s.org || '/' || s.code AS id, jsonb_build_object(
         'scale', s.code, 'site', s.site, 'divisionMg', s.division_mg, 'calibrated', s.calibrated,
         'until', s.valid_until) AS scale
       FROM scale s JOIN unnest($1::text[], $2::text[]) AS k (org, code) USING (org, code)`,
      keysOf(ids),
    );
    return new Map(rows.map(({ id, scale }) => [id, scale]));
  },

  evolve(states, { statement }) {
    if (statement.type !== 'scale.registered') return [];
    const scale = statement.data as unknown as ScaleRegistered;
    const id = `${statement.org}/${scale.scale}`;
    states.set(id, scale);
    return [id];
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const [orgs] = keysOf([...changed.keys()]);
    await tx.query(
      `INSERT INTO scale (org, code, site, division_mg, calibrated, valid_until)
       SELECT org, scale, site, "divisionMg", calibrated, until
       FROM ROWS FROM (unnest($1::text[]), jsonb_to_recordset($2::jsonb) AS (
         scale text, site text, "divisionMg" integer, calibrated date, until date)) AS r (
         org, scale, site, "divisionMg", calibrated, until)
       ON CONFLICT (org, code) DO UPDATE SET (site, division_mg, calibrated, valid_until) =
         ROW (excluded.site, excluded.division_mg, excluded.calibrated, excluded.valid_until)`,
      [orgs, JSON.stringify([...changed.values()])],
    );
  },
};
