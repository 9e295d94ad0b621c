/** What every invoice is counted from: bars, what was agreed, and the rate of a total in another currency. */
import type { LotAssayed } from '../../../core/custody/statements.js';
import type { ShipmentTerms } from '../../../core/custody/terms/terms.js';
import { toHex } from '../../../core/bytes.js';
import type { Replay } from '../../../lots/ancestry.js';
import { rateOf } from '../../money/quotations/governing.js';
import type { BarOnPaper, ShipmentFacts, ShipmentPaper, TracedBar } from '../../payload.js';
import type { OfShipment } from '../document-type.js';
import { weighed } from '../packing/weighed.js';

export interface PricedBar extends BarOnPaper {
  /** Of the last assay that says; there where the terms pay for silver. */
  readonly silverPpm?: number;
  /** Schemes whose claim it carries, of those the terms pay a premium for. */
  readonly schemes?: readonly string[];
}

/** Units of the pair's second currency for one of its first, as somebody entered it and another confirmed. */
export interface RateOnPaper {
  readonly pair: string;
  readonly rate: string;
  readonly day: string;
  readonly source: string;
}

export interface PricedPaper extends ShipmentPaper {
  readonly bars: readonly PricedBar[];
  readonly terms: ShipmentTerms;
  /** Absent: no total in another currency is printed. */
  readonly rate?: RateOnPaper;
}

/** Undefined where no price was agreed: a book may name a shipment and no price. */
export function agreed({ terms }: ShipmentFacts): ShipmentTerms | undefined {
  return terms === undefined || terms.priceUsdPerOunce === '' ? undefined : terms;
}

/** As `pricedFrom`, and said across every page to be so: its weights, assay and price are those before the refiner's. */
export async function provisionally(
  source: OfShipment,
  terms: ShipmentTerms,
): Promise<Priced & { readonly state: 'provisional' }> {
  return { ...(await pricedFrom(source, terms)), state: 'provisional' };
}

type Priced = Pick<PricedPaper, 'bars' | 'terms' | 'rate'>;

/** @param terms of the sale, from `agreed` */
export async function pricedFrom(source: OfShipment, terms: ShipmentTerms): Promise<Priced> {
  const rate = await rateFor(source, terms);
  const bars = source.facts.bars.map((bar) => pricedBar(source.replay, bar, terms));
  return { bars, terms, ...(rate && { rate }) };
}

function pricedBar(replay: Replay, bar: TracedBar, { silver, premium }: ShipmentTerms): PricedBar {
  const silverPpm = silver && silverOf(replay, bar.lot);
  const carried = bar.claims.filter((claim) => claim.carried && claim.scheme === premium?.scheme);
  return {
    ...weighed(bar),
    ...(silverPpm !== undefined && { silverPpm }),
    ...(premium && { schemes: carried.map(({ scheme }) => scheme) }),
  };
}

/** By the last assay that says anything of silver and that no other took the place of. @param by of this organisation alone */
export function silverOf({ statements, lots }: Replay, lot: string, by?: string): number | undefined {
  const replaced = lots.get(lot)?.replaced ?? [];
  const said = statements.flatMap(({ sid, statement: { type, org, data } }) => {
    const assay = data as unknown as LotAssayed;
    if (type !== 'lot.assayed' || assay.lot !== lot || replaced.includes(toHex(sid))) return [];
    return by === undefined || org === by ? (assay.silverPpm ?? []) : [];
  });
  return said.at(-1);
}

async function rateFor({ tx, facts }: OfShipment, { local }: ShipmentTerms): Promise<RateOnPaper | undefined> {
  if (local === undefined) return undefined;
  const pair = `USD/${local.currency}`;
  const found = await rateOf(tx, facts.org, pair, local.rateDate);
  return found && { pair, rate: found.value, day: found.day, source: found.source };
}
