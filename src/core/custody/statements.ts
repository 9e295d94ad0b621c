/**
 * What each statement type says: the `data` of a version 1 statement (see docs/ledger-format.md).
 *
 * Milligrams (`…Mg`) and parts per million (`…Ppm`) are integers, nanograms of fine gold (`…Ng`) decimal strings
 * (1 mg at 1 ppm is 1 ng), days local dates `YYYY-MM-DD` with their time zone. An absent fineness means "not yet assayed".
 * People, prices and coordinates are never here: they are reveals (salted commitments) of the statement.
 */
export interface On {
  readonly date: string;
  readonly tz: string;
}

export const METHODS = ['calculated', 'estimate', 'touchstone', 'xrf', 'fire-assay'] as const;
export type Method = (typeof METHODS)[number];

export const FORMS = [
  'alluvial',
  'concentrate',
  'amalgam-sponge',
  'vein',
  'nugget',
  'dore',
  'grain',
  'alloy',
  'piece',
  'scrap',
  'slag',
] as const;
export type Form = (typeof FORMS)[number];

export interface Fineness {
  readonly ppm: number;
  readonly method: Method;
  /** Standard uncertainty, k = 1. */
  readonly uncertaintyPpm: number;
}

/** How a scheme's certificate stood for one party on the day that counts. `valid` keeps or grants the claim. */
export type Standing = 'valid' | 'suspended' | 'withdrawn' | 'expired' | 'not-yet' | 'none';

export interface Judged {
  readonly scheme: string;
  readonly party: string;
  readonly credential: string | null;
  readonly standing: Standing;
  /** A paper that was valid that day and does not cover this gold; `credential` is then null and `standing` is `none`. */
  readonly unfit?: { readonly credential: string; readonly why: Outside };
}

export interface LotRegistered {
  readonly on: On;
  readonly lot: string;
  readonly code: string;
  readonly origin: 'production' | 'purchase' | 'opening';
  readonly form: Form;
  readonly site: string;
  readonly grossMg: number;
  readonly fineness?: Fineness;
  readonly scale?: string;
  readonly custodian: string;
  readonly owner: string;
  /** The producer's standing on the delivery's day, one per scheme it ever held. */
  readonly claims: readonly Judged[];
}

export interface HoldReason {
  /** Rule of docs/rules.md, such as P4. */
  readonly rule: string;
  readonly code: string;
  /** Column or field the doubt is about. */
  readonly at: string;
}

export interface LotHeld {
  readonly on: On;
  readonly lot: string;
  readonly reasons: readonly HoldReason[];
}

export interface LotReleased {
  readonly on: On;
  readonly lot: string;
  readonly reason: string;
  /** Codes of the reasons that are settled; absent: all of them. */
  readonly codes?: readonly string[];
  /** An authority allowed what the rule does not; its number is the reveal `authority`. */
  readonly basis?: 'override';
}

/** A reconciliation: fine gold before and after a better assay, and whether the difference is within the methods' reach. */
export interface Rebasing {
  readonly lot: string | null;
  readonly fromNg: string;
  readonly toNg: string;
  /** Combined standard uncertainty of both readings; the difference is judged at twice this. */
  readonly uncertaintyNg: string;
  readonly within: boolean;
}

export interface LotAssayed {
  readonly on: On;
  readonly lot: string;
  readonly laboratory: string;
  readonly fineness: Fineness;
  readonly silverPpm?: number;
  readonly certificate?: string;
  /** Drilled sample, consumed by the assay, taken after the re-basing. */
  readonly sampleMg: number;
  readonly governs: boolean;
  readonly rebasing?: Rebasing;
}

export interface Take {
  readonly lot: string;
  readonly grossMg: number;
  /** Absent only where neither this input nor any other of its melt is assayed. */
  readonly fineNg?: string;
  /** Fineness counted for an input that had none: the mass-weighted mean of the assayed ones. */
  readonly countedPpm?: number;
}

export interface Output {
  readonly lot: string;
  readonly code: string;
  /** What a piece is, in its maker's word: ring, medal. */
  readonly name?: string;
  readonly form: Form;
  readonly grossMg: number;
  readonly fineness?: Fineness;
  readonly fineNg?: string;
}

export interface Loss {
  readonly cause: string;
  readonly grossMg: number;
  readonly fineNg: string;
  /** The input it was lost from, where one is known. */
  readonly lot?: string;
}

/** Melt, re-melt, refine, alloy, manufacture; also the data of `lots.aggregated` and `lot.split` (no additions or losses). */
export interface LotsTransformed {
  readonly on: On;
  readonly process: 'melt' | 'refine' | 'alloy' | 'manufacture' | 'aggregate' | 'split';
  readonly inputs: readonly Take[];
  readonly additions: readonly { readonly material: string; readonly grossMg: number }[];
  /** Gold the books say went in beyond the lots named; it carries no claim, and the output is held. */
  readonly unexplained?: { readonly grossMg: number; readonly fineNg?: string };
  readonly rebasings: readonly Rebasing[];
  readonly outputs: readonly Output[];
  readonly losses: readonly Loss[];
}

export interface CustodyDispatched {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly sentMg: number;
  readonly seal?: string;
}

export interface CustodyReceived {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly sentMg: number;
  readonly receivedMg: number;
  /** receivedMg less the lot's gross mass before. */
  readonly differenceMg: number;
  readonly toleranceMg: number;
  readonly sealIntact: boolean;
  readonly outcome: 'accepted' | 'accepted-with-difference';
  /** One book holds both sides. */
  readonly oneSided: boolean;
}

export interface CustodyRefused {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly sentMg: number;
  readonly weighedMg: number;
  readonly sealIntact: boolean;
}

export interface TitleTransferred {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly basis: 'sale' | 'agency' | 'consignment' | 'toll' | 'advance';
  readonly document?: string;
  /** Seller's and buyer's own standing on this day, for each scheme the lot still carried. */
  readonly claims: readonly Judged[];
}
