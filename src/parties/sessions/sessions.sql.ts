import type { GivenRole } from '../people/people.row.js';
import type { How } from './session.row.js';

export interface Standing {
  readonly id: string;
  readonly person: string;
  readonly org: string | null;
  readonly role: GivenRole;
  /** Not noted as seen for a minute. */
  readonly stale: boolean;
}

export interface Listed {
  readonly id: string;
  readonly sealed: Buffer;
  readonly how: How;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

export const OPEN = `
INSERT INTO session (id, person, membership, hash, sealed, how, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`;

const IN_FORCE = `s.ended_at IS NULL AND s.expires_at > now() AND s.seen_at > now() - make_interval(secs => $2)
   AND m.until_at IS NULL`;

/** Looked up by its hash: how long that takes says nothing about any token. */
export const ACTOR_OF = `
SELECT s.id, s.person, m.org, m.role, s.seen_at < now() - interval '1 minute' AS stale
  FROM session s JOIN membership m ON m.id = s.membership WHERE s.hash = $1 AND ${IN_FORCE}`;

export const LIST = `
SELECT s.id, s.sealed, s.how, s.created_at AS "createdAt", s.seen_at AS "seenAt", s.expires_at AS "expiresAt"
  FROM session s JOIN membership m ON m.id = s.membership WHERE s.person = $1 AND ${IN_FORCE} ORDER BY s.created_at, s.id`;

export const MEMBERSHIPS = `
SELECT id, org, role FROM membership WHERE person = $1 AND until_at IS NULL ORDER BY org NULLS FIRST`;
