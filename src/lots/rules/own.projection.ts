/** What each organisation made stricter for itself, by organisation; who set it is told from beside the ledger. */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { OwnThreshold, OwnThresholds } from '../../core/custody/rules/own/own.js';
import type { ThresholdSet } from '../../core/custody/rules/own/set.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

interface Kept extends OwnThreshold {
  readonly idx: number;
}

export const ownThresholds: Projection<OwnThresholds> = {
  kind: 'thresholds',
  rebuilt: {
    tables: [{ name: 'own_threshold' }],
    touched: ({ statement: { type, org } }) => (type === 'threshold.set' ? [org] : []),
  },

  async load(tx, orgs) {
    const rows: { org: string; own: Kept[] }[] = await tx.query(LOAD, [orgs]);
    return new Map(rows.map(({ org, own }) => [org, own]));
  },

  evolve(states, recorded) {
    const { type, org } = recorded.statement;
    if (type !== 'threshold.set') return [];
    states.set(org, [...(states.get(org) ?? []), keptOf(recorded)]);
    return [org];
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const rows = [...changed].flatMap(([org, own]) => own.map((one) => ({ org, ...one })));
    await tx.query(SAVE, [JSON.stringify(rows)]);
  },
};

/** Outside a decision, which has them among its facts. */
export async function thresholdsOf(tx: EntityManager, org: string): Promise<OwnThresholds | undefined> {
  return (await ownThresholds.load(tx, [org])).get(org);
}

function keptOf({ sid, idx, statement, receivedAt, by }: Recorded): Kept {
  const { on: _, ...said } = statement.data as unknown as ThresholdSet;
  const { threshold, key, from, value, level, reason } = said;
  return {
    idx,
    sid: toHex(sid),
    threshold,
    from,
    at: receivedAt,
    ...(key !== undefined && { key }),
    ...(value !== undefined && { value }),
    ...(level !== undefined && { level }),
    ...(reason !== undefined && { reason }),
    ...(by !== undefined && { by }),
  };
}

const LOAD = `
SELECT org, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('idx', idx, 'sid', encode(sid, 'hex'), 'threshold', threshold,
         'key', key, 'from', valid_from, 'value', value, 'level', level, 'reason', reason,
         'by', (SELECT r.by FROM recorded_by r WHERE r.sid = own_threshold.sid),
         'at', to_char(set_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) ORDER BY idx) AS own
  FROM own_threshold WHERE org = ANY ($1) GROUP BY org`;

const SAVE = `
INSERT INTO own_threshold (org, idx, sid, threshold, key, valid_from, value, level, reason, set_at)
SELECT org, idx, decode(sid, 'hex'), threshold, key, "from", value, level, reason, at
  FROM jsonb_to_recordset($1::jsonb) AS r (org text, idx bigint, sid text, threshold text, key text, "from" date,
    value bigint, level text, reason text, at timestamptz)
ON CONFLICT (org, idx) DO NOTHING`;
