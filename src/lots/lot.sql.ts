/** The reads of lots, by (organisation, code): each arm is answered from an index of its own (migration 0020). */

const COLUMNS = `lot.id, lot.code, lot.registrar, lot.custodian, lot.owner, lot.bound_for AS "boundFor",
  lot.state #>> '{origin,site}' AS site, lot.state, lot.public_code AS "publicCode"`;

/** Ways to see a lot. */
const PARTIES = ['registrar', 'custodian', 'bound_for', 'owner'] as const;

/** $1 organisation, $2 codes or ids, $3 those of them that are ids. */
export const NAMED = `
  SELECT ${COLUMNS} FROM lot JOIN (
    ${PARTIES.map((party) => `SELECT id FROM lot WHERE ${party} = $1 AND code = ANY ($2::text[])`).join(' UNION ')}
    UNION SELECT id FROM lot WHERE id = ANY ($3::uuid[]) AND $1 IN (${PARTIES.join(', ')})
  ) AS named USING (id)`;

/** $1 code of the public page. */
export const RELEASED = `SELECT state, public_code AS "publicCode" FROM lot WHERE public_code = $1 AND released`;

/**
 * $1 organisation, $2 and $3 code and id the page begins after, $4 rows, $5 form, $6 held, $7 shipment, $8 and $9 whether
 * only what it holds or owns. Each way to see a lot gives its own first rows; the first of all of them are the page.
 */
export const LIST = `
  SELECT ${COLUMNS} FROM (
    ${PARTIES.map(armOf).join('\n    UNION\n    ')}
    ORDER BY code, id LIMIT $4::int
  ) AS page JOIN lot USING (id) ORDER BY lot.code, lot.id`;

function armOf(party: string): string {
  return `(SELECT code, id FROM lot WHERE ${party} = $1 AND ($2::text IS NULL OR (code, id) > ($2, $3::uuid))
      AND ($5::text IS NULL OR form = $5) AND ($6::boolean IS NULL OR held = $6) AND ($7::text IS NULL OR shipment = $7)
      AND (NOT $8::boolean OR custodian = $1) AND (NOT $9::boolean OR owner = $1) ORDER BY code, id LIMIT $4::int)`;
}
