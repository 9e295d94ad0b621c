/** Receipts of royalty or tax that were captured for the shipment: numbers and what they cover, never an amount. */
import type { EntityManager } from 'typeorm';
import type { DocumentCaptured } from '../../../../core/custody/registry.js';
import { ROYALTY_RECEIPT } from '../../../../core/custody/rules/leaving/royalty.js';

export interface RoyaltyOnPaper {
  readonly number: string;
  /** The authority, in the receipt's own words. */
  readonly issuer: string | null;
  readonly issuedOn: string | null;
  /** `YYYY-MM` it was paid for. */
  readonly month: string | null;
  /** Fine gold it says it covers. */
  readonly fineNg: string | null;
}

export interface OfShipment {
  readonly exporter: string;
  readonly shipment: string;
  /** Who may have kept one: the exporter, and whoever made gold that is in it. */
  readonly keepers: readonly string[];
  readonly idx: number;
}

/** In log order; a receipt whose place another took is not there. */
export async function royaltiesOf(
  tx: EntityManager,
  { exporter, shipment, keepers, idx }: OfShipment,
): Promise<RoyaltyOnPaper[]> {
  const rows: { sid: string; data: DocumentCaptured }[] = await tx.query(CAPTURED, [
    keepers,
    idx,
    exporter,
    shipment,
    ROYALTY_RECEIPT,
  ]);
  const gone = new Set(rows.flatMap(({ data }) => data.replaces?.of ?? []));
  return rows
    .filter(({ sid }) => !gone.has(sid))
    .map(({ data: { number, issuer = null, issuedOn = null, fineNg = null, fields } }) => {
      const month = fields?.['month'];
      return { number, issuer, issuedOn, month: typeof month === 'string' ? month : null, fineNg };
    });
}

/** $1 by whom, $2 index, $3 exporter, $4 its shipment, $5 kind. */
const CAPTURED = `
  SELECT sid, said AS data
    FROM (SELECT idx, org, encode(sid, 'hex') AS sid, convert_from(bytes, 'UTF8')::jsonb -> 'data' AS said
            FROM statement WHERE type = 'document.captured' AND org = ANY ($1::text[]) AND idx <= $2) AS kept
   WHERE coalesce(said ->> 'exporter', org) = $3 AND said ->> 'shipment' = $4 AND said ->> 'kind' = $5
   ORDER BY idx`;
