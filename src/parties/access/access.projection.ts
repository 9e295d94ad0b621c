import { fromHex, toHex } from '../../core/bytes.js';
import type { AccessEnded, AccessToRead, Grant } from '../../core/custody/access.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

const LOAD = `
SELECT encode(sid, 'hex') AS sid, org AS organisation, audience, reason, lot AS shows,
       to_char(from_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "from",
       to_char(until_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS until,
       to_char(ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ended
  FROM access_grant WHERE sid = ANY ($1::bytea[])`;

const SAVE = `
INSERT INTO access_grant (sid, org, audience, reason, from_at, until_at, ended_at, lot, shown_to)
SELECT decode(sid, 'hex'), organisation, audience, reason, "from", until, ended, shows,
       CASE WHEN shows IS NOT NULL THEN substr(audience, length('organisation:') + 1) END
  FROM jsonb_to_recordset($1::jsonb) AS r (sid text, organisation text, audience text, reason text,
    "from" timestamptz, until timestamptz, ended timestamptz, shows uuid)
ON CONFLICT (sid) DO UPDATE SET ended_at = excluded.ended_at`;

/** Grants of access to an organisation's records, by the sid in hex of the statement that granted them. */
export const accesses: Projection<Grant> = {
  kind: 'accesses',
  rebuilt: { tables: [{ name: 'access_grant' }], touched: grantsIn },

  async load(tx, ids) {
    const rows: (Omit<Grant, 'ended' | 'shows'> & Record<'ended' | 'shows', string | null>)[] = await tx.query(LOAD, [
      ids.map((id) => Buffer.from(fromHex(id) ?? '')),
    ]);
    return new Map(
      rows.map(({ ended, shows, ...grant }) => [
        grant.sid,
        { ...grant, ...(ended !== null && { ended }), ...(shows !== null && { shows }) },
      ]),
    );
  },

  evolve(states, recorded) {
    const [id] = grantsIn(recorded);
    if (id === undefined) return [];
    const { statement, receivedAt } = recorded;
    const grant = states.get(id);
    if (statement.type === 'access.ended') {
      if (grant !== undefined) states.set(id, { ...grant, ended: receivedAt });
      return grant === undefined ? [] : [id];
    }
    const { organisation, audience, until, reason, shows } = statement.data as unknown as AccessToRead;
    states.set(id, {
      sid: id,
      organisation,
      audience,
      until,
      reason,
      from: receivedAt,
      ...(shows !== undefined && { shows }),
    });
    return [id];
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    await tx.query(SAVE, [JSON.stringify([...changed.values()])]);
  },
};

/** What an organisation showed of one lot to everybody is that lot's, not here. */
function grantsIn({ sid, statement: { type, data } }: Recorded): string[] {
  if (type === 'access.ended') return [(data as unknown as AccessEnded).of];
  return type === 'access.granted' && data['lot'] === undefined ? [toHex(sid)] : [];
}
