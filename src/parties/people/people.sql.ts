/** What is asked about people. Each query of a tenant's runs with that tenant's eyes (database/tenant.ts). */

export const INVITE = `
INSERT INTO invitation (id, org, role, hash, subject, sealed, request, made_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`;

export const INVITATIONS = `
SELECT id, org, role, subject, sealed, created_at AS "createdAt", expires_at AS "expiresAt",
       accepted_at AS "acceptedAt", revoked_at AS "revokedAt"
  FROM invitation WHERE org IS NOT DISTINCT FROM $1 AND id > $2 ORDER BY id LIMIT $3`;

/** Locked, so that a token is used once, by one of two who hold it. */
export const OPEN_INVITATION = `
SELECT id, org, role, made_by AS "madeBy" FROM invitation
 WHERE hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now() FOR UPDATE`;

export const PEOPLE = `
SELECT m.id, m.person, m.org, m.role, m.from_at AS "from", p.subject, p.sealed
  FROM membership m JOIN person p ON p.id = m.person
 WHERE m.org IS NOT DISTINCT FROM $1 AND m.until_at IS NULL AND m.person > $2 ORDER BY m.person LIMIT $3`;

export const JOIN = `
INSERT INTO membership (id, person, org, role, made_by) VALUES ($1, $2, $3, $4, $5)`;

/** At most one is in force. */
export const LEAVE = `
UPDATE membership SET until_at = now() WHERE person = $1 AND org IS NOT DISTINCT FROM $2 AND until_at IS NULL
RETURNING role`;
