/** What is asked about prices and rates that were entered. */

export const ENTER = `
INSERT INTO quotation (id, org, kind, name, session, day, value, source, licence_holder, evidence, made_by, request)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, decode($10, 'hex'), $11, $12) ON CONFLICT (id) DO NOTHING`;

export const ENTERED = `SELECT request FROM quotation WHERE id = $1`;

/** Whose it is and who entered it: what its confirmation is judged by. */
export const MADE_BY = `SELECT made_by AS "madeBy" FROM quotation WHERE id = $1 AND org = $2 AND kind = $3`;

export const CONFIRM = `
INSERT INTO quotation_confirmation (quotation, org, confirmed_by) VALUES ($1, $2, $3) ON CONFLICT (quotation) DO NOTHING`;

const instant = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SHOWN = `q.id, q.name, q.session, q.day::text AS day, q.value, q.source, q.licence_holder AS "licenceHolder",
  encode(q.evidence, 'hex') AS evidence, ${instant('q.made_at')} AS "enteredAt", ${instant('c.confirmed_at')} AS "confirmedAt"`;

const WITH = `quotation q LEFT JOIN quotation_confirmation c ON c.quotation = q.id`;

export const one = (own: string): string => `SELECT ${SHOWN} FROM ${WITH} WHERE ${own} AND q.kind = $2 AND q.id = $3`;

/** The latest day first, and within it by id. */
export const list = (own: string): string => `
SELECT ${SHOWN} FROM ${WITH}
 WHERE ${own} AND q.kind = $2 AND ($3::date IS NULL OR q.day < $3 OR q.day = $3 AND q.id > $4::uuid)
 ORDER BY q.day DESC, q.id LIMIT $5`;

/** What was confirmed last governs the day. */
export const GOVERNING = `
SELECT q.value, q.source, q.day::text AS day
  FROM quotation q JOIN quotation_confirmation c ON c.quotation = q.id
 WHERE q.org = $1 AND q.kind = $2 AND q.name = $3 AND q.session = $4 AND q.day = $5
 ORDER BY c.confirmed_at DESC, q.id DESC LIMIT 1`;
