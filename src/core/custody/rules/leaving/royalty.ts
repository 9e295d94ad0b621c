/**
 * P21: royalty or tax was paid on the fine grams that leave: the mass handed over times the governing assay. A book's shortfall is
 * its report's to show; at the desk it is refused where the country says so and a proof says less, else asked about.
 */
import { Rejection } from '../../../rejection.js';
import type { Act } from '../../act.js';
import type { Doubt } from '../../doubts.js';
import { inForce } from '../thresholds/dated.js';
import { ROYALTY_PROOF } from '../thresholds/volumes.js';

/** As `document.captured` names a receipt of the authority. */
export const ROYALTY_RECEIPT = 'royalty-receipt';

/**
 * @param country of the exporter; where no rule of it is known nothing is asked
 * @param provenNg what the captured receipts cover together; undefined where there is none that says
 * @throws Rejection `royalty-short`
 */
export function royaltyCovers(act: Act, country: string | undefined, exportedNg: bigint, provenNg?: bigint): Doubt[] {
  const rule = inForce(ROYALTY_PROOF, act.on.date, country);
  if (act.attested === 'book' || rule === undefined || country === undefined) return [];
  if (provenNg !== undefined && provenNg >= exportedNg) return [];
  const proven = String(provenNg ?? 0n);
  const figures = { exported: String(exportedNg), proven, short: String(exportedNg - (provenNg ?? 0n)) };
  if (provenNg !== undefined && rule === 'refuse') throw new Rejection('royalty-short', 'shipment', figures);
  return [{ rule: 'P21', level: 'ask', code: 'royalty-unproven', at: 'shipment', figures }];
}
