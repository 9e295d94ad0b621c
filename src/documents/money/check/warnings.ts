/**
 * What a shipment's price rests on, held against what was entered and captured: a fixing that differs, a receipt of royalty that
 * does not fit. Shown to the exporter alone; none of it is printed, charged or refused.
 */
import { valuesOf } from '../../../ledger/private/values.js';
import { Money } from '../figures.js';
import type { OfShipment } from '../../types/document-type.js';
import { fixingOf } from '../quotations/governing.js';
import { royaltyFaults, type RoyaltyFault } from '../royalty.js';

export interface PriceWarning {
  readonly code: 'fixing-differs' | RoyaltyFault['code'];
  readonly figures: Readonly<Record<string, string>>;
  /** Where the figure that is right comes from. */
  readonly source: string;
}

export async function priceWarnings(source: OfShipment): Promise<readonly PriceWarning[]> {
  return [...(await fixingWarnings(source)), ...(await royaltyWarnings(source))];
}

async function fixingWarnings({ tx, facts }: OfShipment): Promise<PriceWarning[]> {
  const { priceUsdPerOunce: said = '', fixingDate: day = '', session = '' } = facts.terms ?? {};
  if (said === '' || day === '') return [];
  const found = await fixingOf(tx, facts.org, 'gold', day, session);
  if (found === undefined || new Money(found.value).equals(said)) return [];
  return [{ code: 'fixing-differs', figures: { said, right: found.value, day, session }, source: found.source }];
}

interface Receipt {
  readonly sid: Buffer;
  readonly number: string;
  readonly day: string;
  readonly fineNg: string | null;
  readonly ratePpm: number | null;
}

/** Each receipt by itself: how many of them one shipment has is the authority's matter. */
async function royaltyWarnings({ tx, vault, facts, idx }: OfShipment): Promise<PriceWarning[]> {
  const receipts: Receipt[] = await tx.query(RECEIPTS, [facts.org, facts.shipment.code, idx]);
  const deposits: { deposit: string }[] = await tx.query('SELECT DISTINCT deposit FROM site WHERE code = ANY($1)', [
    facts.bars.flatMap(({ origins }) => origins.map(({ site }) => site)),
  ]);
  const [{ deposit } = {}] = deposits.length === 1 ? deposits : [];
  const place = { country: facts.exporter.country, ...(deposit !== undefined && { deposit }) };
  const handedOver = facts.bars.reduce((sum, { fineNg }) => sum + BigInt(fineNg), 0n);
  const warnings: PriceWarning[] = [];
  for (const { sid, number, day, fineNg, ratePpm } of receipts) {
    const values = await valuesOf(tx, vault, [Uint8Array.from(sid)]);
    const amountOf = (name: string): string | undefined =>
      (values.find((value) => value.name === name)?.value as { amount?: string } | undefined)?.amount;
    const [amount, pricePerGram] = [amountOf('amount'), amountOf('basePrice')];
    // Erased, or never said.
    if (amount === undefined) continue;
    const receipt = {
      amount,
      ...(fineNg !== null && { fineNg: BigInt(fineNg) }),
      ...(ratePpm !== null && { ratePpm }),
      ...(pricePerGram !== undefined && { pricePerGram }),
    };
    for (const { code, figures, source } of royaltyFaults(place, day, handedOver, receipt)) {
      warnings.push({ code, figures: { ...figures, number }, source });
    }
  }
  return warnings;
}

const RECEIPTS = `
SELECT sid, number, said #>> '{on,date}' AS day, said ->> 'fineNg' AS "fineNg", (said #> '{fields,ratePpm}')::int AS "ratePpm"
  FROM captured_paper
 WHERE exporter = $1 AND shipment = $2 AND kind = 'royalty-receipt' AND idx <= $3 AND replaced_by IS NULL
 ORDER BY idx`;
