import type { Sight } from '../../http/sight.js';
import type { Basis } from './erasure.dto.js';

export interface ErasureRow {
  readonly id: string;
  readonly org: string;
  readonly basis: Basis;
  /** A person by a keyed name: all of that person's values are meant. */
  readonly subject: Buffer | null;
  readonly digests: readonly string[];
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly approvedBy: string | null;
  /** Meant and still there. */
  readonly values: number;
}

/** One by its id, an organisation's, or all. */
export const list = (own: Sight['own']): string => `
SELECT e.id, e.org, e.basis, e.subject, e.digests, e.requested_by AS "requestedBy", e.requested_at AS "requestedAt",
       e.approved_by AS "approvedBy",
       (SELECT count(*)::int FROM private_value v
         WHERE v.org = e.org AND (v.subject = e.subject OR v.digest = ANY (e.digests))) AS values
  FROM erasure e
 WHERE ($1::text IS NULL OR ${own('e.org')}) AND ($2::uuid IS NULL OR e.id = $2)
 ORDER BY e.requested_at DESC, e.id LIMIT 1000`;

export const count = (own: Sight['own']): string => `
SELECT digest FROM private_value WHERE ${own('org')} AND (subject = $2::bytea OR digest = ANY ($3::text[]))`;

/** By statement, in log order, with the lots whose chains the statement stands in. */
export const DOOMED = `
SELECT encode(s.sid, 'hex') AS sid, array_agg(v.digest ORDER BY v.digest) AS digests,
       ARRAY (SELECT jsonb_array_elements_text(convert_from(s.bytes, 'UTF8')::jsonb -> 'lots')) AS lots
  FROM private_value v JOIN statement s USING (sid)
 WHERE v.org = $1 AND (v.subject = $2::bytea OR v.digest = ANY ($3::text[]))
 GROUP BY s.sid ORDER BY s.idx`;
