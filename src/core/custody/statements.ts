/**
 * What each statement type says: the `data` of a version 1 statement (see docs/ledger-format.md).
 *
 * Milligrams (`…Mg`) and parts per million (`…Ppm`) are integers, nanograms of fine gold (`…Ng`) decimal strings
 * (1 mg at 1 ppm is 1 ng), days local dates `YYYY-MM-DD` with their time zone. An absent fineness means "not yet assayed".
 * People, prices and coordinates are never here: they are reveals (salted commitments) of the statement.
 */
import type { Outside } from './credentials/scope.js';

export interface On {
  readonly date: string;
  readonly tz: string;
}

/** How a fineness was read; `outturn` is the refinery's own of what it melted, `umpire` that of the third laboratory. */
export const METHODS = ['calculated', 'estimate', 'touchstone', 'xrf', 'fire-assay', 'umpire', 'outturn'] as const;
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
  'ore',
  'tailings',
  'sample',
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

/** Rock that holds gold, before the mill: it carries no fine gold, and never pools with gold (core/custody/ore/). */
export interface Ore {
  readonly bags?: number;
  /** Milligrams of gold in a tonne of dry ore; absent while nobody has sampled it. */
  readonly gradeMgPerT?: number;
  /** Water in it; absent counts as none. */
  readonly moisturePpm?: number;
}

export const ORIGINS = ['production', 'purchase', 'opening', 'selection'] as const;

export interface LotRegistered {
  readonly on: On;
  readonly lot: string;
  readonly code: string;
  /** `selection`: picked by hand from waste rock, by a selector. */
  readonly origin: (typeof ORIGINS)[number];
  readonly form: Form;
  readonly site: string;
  readonly grossMg: number;
  readonly fineness?: Fineness;
  readonly ore?: Ore;
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
  /** Of what was made of several owners' gold: whose it is, one of them. */
  readonly owner?: string;
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

/** What an assay is for: to settle between two parties, to control, to decide between them, or somebody else's. */
export const ASSAY_KINDS = ['settlement', 'control', 'umpire', 'external'] as const;
export type AssayKind = (typeof ASSAY_KINDS)[number];

export const REPLACEMENTS = ['typing-error', 'wrong-lot', 'wrong-sample', 'laboratory-corrected'] as const;

/** Who drilled it is the reveal `operator`. */
export interface LotAssayed {
  readonly on: On;
  readonly lot: string;
  readonly laboratory: string;
  readonly fineness: Fineness;
  readonly silverPpm?: number;
  /** Standard uncertainty of the silver, k = 1. */
  readonly silverUncertaintyPpm?: number;
  readonly certificate?: string;
  readonly kind?: AssayKind;
  /** Seal of the retained sample that was read. */
  readonly sample?: string;
  readonly surfacePrepared?: boolean;
  readonly sellerPresent?: boolean;
  /** An assay is never edited: a later one takes its place, and both stay visible. */
  readonly replaces?: { readonly of: string; readonly reason: (typeof REPLACEMENTS)[number] };
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
  /** Of a campaign's by-product, and of a part of ore. */
  readonly ore?: Ore;
  /** Of a campaign that milled several owners' ore. */
  readonly owner?: string;
  readonly kept?: Kept;
}

/** A sealed set of a sample: for whom, who keeps it, and until which day (inclusive). */
export interface Kept {
  readonly seal: string;
  readonly holder: (typeof HOLDERS_OF_SAMPLES)[number];
  readonly keptBy: string;
  readonly keepUntil: string;
}

export const HOLDERS_OF_SAMPLES = ['seller', 'buyer', 'umpire'] as const;

export const TECHNIQUES = ['amalgamation', 'cyanidation', 'gravity', 'flotation'] as const;

/** A milling campaign: the code it has in the mill's book, and whether the mill was flushed before it. */
export interface Campaign {
  readonly code: string;
  readonly technique: (typeof TECHNIQUES)[number];
  readonly flushed: boolean;
}

export interface Loss {
  readonly cause: string;
  readonly grossMg: number;
  readonly fineNg: string;
  /** The input it was lost from, where one is known. */
  readonly lot?: string;
}

/** Statements that make lots of lots: their data is `LotsTransformed`. */
export const TRANSFORMATIONS: readonly string[] = ['lots.transformed', 'lots.aggregated', 'lot.split', 'sample.taken'];

export const PROCESSES = ['melt', 'refine', 'alloy', 'manufacture', 'aggregate', 'split', 'mill'] as const;

/**
 * Melt, re-melt, refine, alloy, manufacture, mill; also the data of `lots.aggregated`, `lot.split` and `sample.taken` (no
 * additions or losses).
 */
export interface LotsTransformed {
  readonly on: On;
  readonly process: (typeof PROCESSES)[number];
  readonly campaign?: Campaign;
  readonly inputs: readonly Take[];
  readonly additions: readonly { readonly material: string; readonly grossMg: number }[];
  /** Gold the books say went in beyond the lots named; it carries no claim, and the output is held. */
  readonly unexplained?: { readonly grossMg: number; readonly fineNg?: string };
  readonly rebasings: readonly Rebasing[];
  readonly outputs: readonly Output[];
  readonly losses: readonly Loss[];
}
