/** The provisional invoice that a final one trues up: the newest that was issued, by its number and what it was rendered from. */
import { toHex } from '../../../../core/bytes.js';
import { openSnapshot } from '../../../sealed-bytes.js';
import type { OfShipment } from '../../document-type.js';
import type { PricedPaper } from '../priced.js';
import { sumsOf } from '../sums.js';

export interface ProvisionalOnPaper {
  readonly number: string;
  readonly version: number;
  readonly payloadSha256: string;
  readonly issuedOn: string;
  /** US dollars, as it says. */
  readonly total: string;
  readonly payableThen: string;
}

interface Row {
  readonly id: string;
  readonly org: string;
  readonly number: string;
  readonly version: number;
  readonly payload: Buffer;
  readonly payloadSha256: Buffer;
}

/** Undefined where none is issued, or the last is void. */
export async function provisionalOf({ tx, vault, facts }: OfShipment): Promise<ProvisionalOnPaper | undefined> {
  const [row]: Row[] = await tx.query(NEWEST, [facts.org, facts.shipment.code]);
  if (row === undefined) return undefined;
  const invoice = (await openSnapshot(tx, vault, row)) as PricedPaper;
  const { rounding, total, now } = sumsOf(invoice);
  return {
    number: row.number,
    version: row.version,
    payloadSha256: toHex(row.payloadSha256),
    issuedOn: invoice.issuedAt.slice(0, 10),
    total: total.toFixed(rounding.moneyPlaces),
    payableThen: now.toFixed(rounding.moneyPlaces),
  };
}

const NEWEST = `
SELECT id, org, number, version, payload, payload_sha256 AS "payloadSha256" FROM document
 WHERE org = $1 AND shipment = $2 AND kind = 'commercial-invoice' AND status = 'issued' AND NOT notice
 ORDER BY requested_at DESC, version DESC LIMIT 1`;
