/** The reads of lots, by (organisation, code): each arm is answered from an index of its own (migrations 0020 and 0071). */
import type { Sight } from '../http/sight.js';

/** Says of a column that it names the asker: the first fence. */
type Own = Sight['own'];

/** Codes, ids and public codes alike; anything else names nothing, and PostgreSQL takes no NUL. */
export const NAME = /^[^\p{Cc}\p{Cs}]{1,100}$/u;

const COLUMNS = `lot.id, lot.code, lot.registrar, lot.custodian, lot.owner, lot.bound_for AS "boundFor", lot.promised_to AS "promisedTo", page.consigned,
  lot.state #>> '{origin,site}' AS site, lot.state, lot.public_code AS "publicCode",
  open_recalls(lot.id) AS recalls`;

/** Ways to see a lot; further ones are to be the consignee of its shipment, or that its owner shows it. */
const PARTIES = ['registrar', 'custodian', 'bound_for', 'owner', 'promised_to'] as const;

/** A lot knows its shipment by its exporter's code for it, which another exporter may use too (migration 0076). */
const PACKED = `shipment.state -> 'lots' ? lot.id::text`;

/** $1 organisation, $2 codes or ids, $3 those of them that are ids. */
export function named(own: Own): string {
  const arms = PARTIES.map(
    (party) => `SELECT id, false AS consigned FROM lot WHERE ${own(party)} AND code = ANY ($2::text[])`,
  );
  return `
  SELECT ${COLUMNS} FROM lot JOIN (
    SELECT id, bool_and(consigned) AS consigned FROM (
      ${arms.join(' UNION ')}
      UNION SELECT id, false FROM lot WHERE id = ANY ($3::uuid[]) AND (${PARTIES.map((party) => own(party)).join(' OR ')})
      UNION SELECT lot.id, true FROM shipment JOIN lot ON lot.shipment = shipment.code AND ${PACKED}
             WHERE ${own('consignee')} AND (lot.code = ANY ($2::text[]) OR lot.id = ANY ($3::uuid[]))
      UNION SELECT lot.id, true FROM access_grant AS shown JOIN lot ON lot.id = shown.lot AND lot.owner = shown.org
             WHERE ${own('shown.shown_to')} AND shown.ended_at IS NULL AND shown.until_at > now()
               AND (lot.code = ANY ($2::text[]) OR lot.id = ANY ($3::uuid[]))
    ) AS ways GROUP BY id
  ) AS page USING (id)`;
}

/** $1 code of the public page. */
export const RELEASED = `SELECT state, public_code AS "publicCode", open_recalls(id) AS recalls FROM released_lot($1)`;

/**
 * $1 organisation, $2 and $3 code and id the page begins after, $4 rows, $5 form, $6 held, $7 shipment, $8 and $9 whether
 * only what it holds or owns. Each way to see a lot gives its own first rows; the first of all of them are the page. What
 * is consigned to it is listed by its shipment.
 */
export function listed(own: Own): string {
  const consigned = `shipment = $7 AND EXISTS (SELECT FROM shipment WHERE shipment.code = $7 AND ${PACKED} AND ${own('consignee')})`;
  return `
  SELECT ${COLUMNS} FROM (
    SELECT code, id, bool_and(consigned) AS consigned FROM (
      ${PARTIES.map((party) => armOf(own(party), false, own)).join('\n    UNION ALL\n    ')}
      UNION ALL
      ${armOf(consigned, true, own)}
    ) AS ways GROUP BY code, id ORDER BY code, id LIMIT $4::int
  ) AS page JOIN lot USING (id) ORDER BY lot.code, lot.id`;
}

function armOf(way: string, consigned: boolean, own: Own): string {
  return `(SELECT code, id, ${consigned} AS consigned FROM lot WHERE ${way} AND ($2::text IS NULL OR (code, id) > ($2, $3::uuid))
      AND ($5::text IS NULL OR form = $5) AND ($6::boolean IS NULL OR held = $6) AND ($7::text IS NULL OR shipment = $7)
      AND (NOT $8::boolean OR ${own('custodian')}) AND (NOT $9::boolean OR ${own('owner')}) ORDER BY code, id LIMIT $4::int)`;
}
