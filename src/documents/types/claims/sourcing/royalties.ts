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
  readonly idx: number;
}

/** Whoever keeps them: all that the exporter may read. A receipt whose place another took by then is not there. */
export async function royaltiesOf(
  tx: EntityManager,
  { exporter, shipment, idx }: OfShipment,
): Promise<RoyaltyOnPaper[]> {
  const rows: { said: DocumentCaptured }[] = await tx.query(CAPTURED, [exporter, shipment, ROYALTY_RECEIPT, idx]);
  return rows.map(({ said: { number, issuer = null, issuedOn = null, fineNg = null, fields } }) => {
    const month = fields?.['month'];
    return { number, issuer, issuedOn, month: typeof month === 'string' ? month : null, fineNg };
  });
}

/** $1 exporter, $2 its shipment, $3 kind, $4 index. */
const CAPTURED = `
  SELECT paper.said FROM captured_paper AS paper LEFT JOIN captured_paper AS later ON later.sid = paper.replaced_by AND later.idx <= $4
   WHERE paper.exporter = $1 AND paper.shipment = $2 AND paper.kind = $3 AND paper.idx <= $4 AND later.sid IS NULL
   ORDER BY paper.idx`;
