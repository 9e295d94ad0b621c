/** What is asked about resets; all of it by the application itself, for no tenant may read any. */

/**
 * Organisations somebody acts for, null for the server itself, and whether they decide there what takes two people; locked, so
 * that none is joined meanwhile.
 */
export const ACTS_FOR = `
SELECT org, role NOT IN ('registrar', 'auditor') AS decides FROM membership WHERE person = $1 AND until_at IS NULL FOR SHARE`;

/** One that was not used gives way to a newer one. */
export const GIVE_WAY = `
UPDATE password_reset SET revoked_at = now()
 WHERE person = $1 AND id <> $2 AND used_at IS NULL AND revoked_at IS NULL`;

export const BEGIN = `
INSERT INTO password_reset (id, person, org, hash, request, made_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING RETURNING id`;

export const BEGUN = `
SELECT person, request, expires_at AS "expiresAt" FROM password_reset WHERE id = $1`;

/**
 * Good only while what made it right still holds: who began it may still do so, and the person acts for that organisation
 * and for no other, and decides nothing. Locked, so that of two who hold the token one is too late.
 */
export const OPEN_RESET = `
SELECT r.id, r.person, r.org, r.made_by AS "madeBy" FROM password_reset r
 WHERE r.hash = $1 AND r.used_at IS NULL AND r.revoked_at IS NULL AND r.expires_at > now()
   AND EXISTS (SELECT FROM membership m WHERE m.person = r.person AND m.until_at IS NULL)
   AND (r.org IS NULL OR NOT EXISTS (
     SELECT FROM membership m WHERE m.person = r.person AND m.until_at IS NULL
        AND (m.org IS DISTINCT FROM r.org OR m.role NOT IN ('registrar', 'auditor'))))
   AND (r.made_by NOT LIKE 'person:%' OR EXISTS (
     SELECT FROM membership m WHERE m.person::text = substr(r.made_by, 8) AND m.until_at IS NULL
        AND (m.role = 'operator' OR m.role = 'manager' AND m.org = r.org)))
   AND (r.made_by NOT LIKE 'key:%' OR EXISTS (
     SELECT FROM api_key k WHERE k.id::text = substr(r.made_by, 5) AND k.revoked_at IS NULL
        AND (k.expires_at IS NULL OR k.expires_at > now())))
 FOR UPDATE OF r`;

export const USE = `UPDATE password_reset SET used_at = now() WHERE id = $1`;
