/** What of a shipment is sold under Fairmined: its bars, who mined them by the certificates of their deliveries, and its price. */
import type { Lot } from '../../../../core/custody/lot.js';
import type { LotRegistered } from '../../../../core/custody/statements.js';
import type { TitleTransferred } from '../../../../core/custody/handover/statements.js';
import type { ShipmentTerms } from '../../../../core/custody/terms/terms.js';
import type { Statement } from '../../../../core/log/statement.js';
import { rest } from '../../../../core/provenance/shares.js';
import { fairPrice, type Sourced } from '../../../money/fair-price.js';
import type { BarOnPaper, TracedBar } from '../../../payload.js';
import { weighed } from '../../packing/weighed.js';

const ECOLOGICAL = 'fairmined-ecological';
/** The stricter first: gold under both is sold as that. */
const SCHEMES = [ECOLOGICAL, 'fairmined'];

export interface ProducerOnPaper {
  readonly organisation: string;
  /** Of its certificate (ASMO id); null where papers other than a certificate gave the claim. */
  readonly number: string | null;
  readonly fineNg: string;
}

export interface FairminedBar extends BarOnPaper {
  readonly scheme: string;
  readonly ecological: boolean;
  /** By organisation and number; what they mined of it sums to the bar. */
  readonly producers: readonly ProducerOnPaper[];
}

/** Whoever bought from a producer on its way here, and by which paper. */
export interface PurchaseOnPaper {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly document: string | null;
  readonly lots: number;
}

/** Of all bars sold under one scheme; money in US dollars. */
export interface PriceOnPaper {
  readonly scheme: string;
  readonly fineNg: string;
  readonly paidPercent: string;
  readonly floor: ({ readonly percent: string; readonly met: boolean } & Sourced) | null;
  /** `agreed` is null where the terms of the sale do not settle it. */
  readonly premium:
    ({ readonly usdPerKgFine: string; readonly due: string; readonly agreed: string | null } & Sourced) | null;
}

/** Bars that carry the claim, in the order of the shipment. */
export function fairminedBars(
  bars: readonly TracedBar[],
  lots: ReadonlyMap<string, Lot>,
  statements: readonly Statement[],
): FairminedBar[] {
  const delivered = certificatesIn(statements);
  return bars.flatMap((bar) => {
    const scheme = SCHEMES.find((one) => bar.claims.some((claim) => claim.carried && claim.scheme === one));
    const lot = lots.get(bar.lot);
    if (scheme === undefined || lot === undefined) return [];
    const producers = producersOf(lot, lots, delivered, scheme);
    return [{ ...weighed(bar), scheme, ecological: scheme === ECOLOGICAL, producers }];
  });
}

/** What gave each delivery its claims, by lot. */
type Certificates = ReadonlyMap<string, LotRegistered['claims']>;

function certificatesIn(statements: readonly Statement[]): Certificates {
  const registered = statements.filter(({ type }) => type === 'lot.registered');
  return new Map(
    registered.map(({ data }) => {
      const { lot, claims } = data as unknown as LotRegistered;
      return [lot, claims];
    }),
  );
}

function producersOf(
  bar: Lot,
  lots: ReadonlyMap<string, Lot>,
  delivered: Certificates,
  scheme: string,
): ProducerOnPaper[] {
  const sums = new Map<string, Omit<ProducerOnPaper, 'fineNg'> & { readonly fineNg: bigint }>();
  for (const [id, units] of rest(bar.composition)) {
    const number = delivered.get(id)?.find((one) => one.scheme === scheme)?.credential ?? null;
    const organisation = lots.get(id)?.registrar ?? '';
    const key = JSON.stringify([organisation, number]);
    sums.set(key, { organisation, number, fineNg: (sums.get(key)?.fineNg ?? 0n) + units });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { organisation, number, fineNg }]) => ({ organisation, number, fineNg: fineNg.toString() }));
}

/** Sales by a producer of what is in these bars; those of one day and paper are one. */
export function purchasesFrom(
  producers: ReadonlySet<string>,
  ancestry: ReadonlySet<string>,
  statements: readonly Statement[],
): PurchaseOnPaper[] {
  const sales = new Map<string, PurchaseOnPaper>();
  for (const { type, data } of statements) {
    if (type !== 'title.transferred') continue;
    const { lot, from, to, on, document = null } = data as unknown as TitleTransferred;
    if (!ancestry.has(lot) || !producers.has(from)) continue;
    const key = JSON.stringify([on.date, from, to, document]);
    sales.set(key, { from, to, on: on.date, document, lots: (sales.get(key)?.lots ?? 0) + 1 });
  }
  return [...sales.values()];
}

/** @param day of the shipment: the figures in force on it are those that count */
export function pricesOf(bars: readonly FairminedBar[], terms: ShipmentTerms, day: string): PriceOnPaper[] {
  // A sum for all of the producers' gold is no scheme's own.
  const { premiumUsd: _, ...perScheme } = terms;
  return SCHEMES.flatMap((scheme) => {
    const own = bars.filter((bar) => bar.scheme === scheme);
    if (own.length === 0) return [];
    const fineNg = own.reduce((sum, bar) => sum + BigInt(bar.fineNg), 0n);
    const { paidPercent, floor, premium } = fairPrice(perScheme, scheme, fineNg, day);
    return [
      {
        scheme,
        fineNg: fineNg.toString(),
        paidPercent: paidPercent.toFixed(),
        floor: floor
          ? { percent: floor.percent.toFixed(), met: floor.met, source: floor.source, status: floor.status }
          : null,
        premium: premium
          ? {
              usdPerKgFine: premium.usdPerKgFine.toFixed(),
              due: premium.due.toFixed(2),
              agreed: premium.paid?.toFixed(2) ?? null,
              source: premium.source,
              status: premium.status,
            }
          : null,
      },
    ];
  });
}
