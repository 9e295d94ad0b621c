/**
 * What a corridor asks for, as dated data: papers, tariff digits, licences and limits, each with its source. A row whose status is
 * not `confirmed` was not read in its source, and is told so wherever it is told.
 */
import type { CapturedKindId } from '../../core/custody/papers/kinds.js';
import type { Source } from '../../core/custody/rules/catalogue/rule.js';
import { ALWAYS, type Status } from '../../core/custody/rules/thresholds/dated.js';
import type { DocumentKind } from '../types/document-types.js';

/** Who can bring a paper. */
export const SUPPLIERS = [
  'exporter',
  'producer',
  'laboratory',
  'chamber',
  'mining-authority',
  'customs',
  'carrier',
  'insurer',
  'refiner',
] as const;
export type Supplier = (typeof SUPPLIERS)[number];

export interface Dated {
  readonly from: string;
  /** Exclusive; absent while it has no end. */
  readonly until?: string;
  readonly source: Source;
  readonly status: Status;
}

export interface Needed extends Dated {
  readonly kind: DocumentKind | CapturedKindId;
  /** What is required stops the shipment from being ready; what is advised is asked for by most. */
  readonly level: 'required' | 'advised';
  readonly by: Supplier;
  /** Working days from the day of departure: before it below zero, after it above. */
  readonly due: number;
  /** Only of gold that carries this scheme's claim. */
  readonly scheme?: string;
  /** Required where the seller insures (Incoterms® 2020), else advised. */
  readonly insured?: true;
}

/** Gold in other unwrought forms, not powder and not monetary (Harmonized System): the digits of all countries. */
export const UNWROUGHT_GOLD = '7108.12';

/** National digits of unwrought gold. */
export interface Tariff extends Dated {
  /** As that country writes them. */
  readonly digits: string;
  /** A further key of statistics. */
  readonly key?: string;
}

/** What a bar or a year may be; a shipment beyond it is warned of. */
export type Limit = Dated &
  (
    | { readonly code: 'bar-too-light'; readonly leastMg: number }
    | { readonly code: 'bar-too-fine'; readonly mostPpm: number }
    | { readonly code: 'importer-volume'; readonly mostMgPerYear: number }
  );

/** The consignee is of such a role, or holds one of these licences. */
export interface Licence extends Dated {
  readonly roles: readonly string[];
  readonly schemes: readonly string[];
}

/** A way that is not open until somebody who knows the law says so. */
export type Closed = Dated;

export interface Origin {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly papers: readonly Needed[];
  readonly closed: readonly Closed[];
}

export interface Destination {
  /** ISO 3166-1 alpha-2, or `EU`. */
  readonly place: string;
  readonly papers: readonly Needed[];
  readonly tariffs: readonly Tariff[];
  readonly licences: readonly Licence[];
  readonly limits: readonly Limit[];
}

export function inForceOn<Row extends Dated>(rows: readonly Row[], day: string): Row[] {
  return rows.filter(({ from, until }) => from <= day && (until === undefined || day < until));
}

/** Read in its source, and in force since before any ledger. */
export function read(text: string, ref?: string): Dated {
  return { from: ALWAYS, source: { text, ...(ref !== undefined && { ref }) }, status: 'confirmed' };
}

/** Known to the trade, and to be read in its source by whoever relies on it. */
export function unread(text: string, ref?: string): Dated {
  return { ...read(text, ref), status: 'to-be-confirmed' };
}
