/**
 * `risk.assessed` and `craft.reported`: what a buyer found out about a supplier, step by step (OECD Due Diligence Guidance, five
 * steps), and what a producer says of itself. Persons, numbers of identity and plans are reveals.
 */
import type { On } from '../statements.js';

/** Parts of the five steps, in the order they are gone through. */
export const PARTS = ['kyc', 'owners', 'cahra', 'flags', 'mitigation', 'decision', 'audit', 'report'] as const;
export type Part = (typeof PARTS)[number];

export const MATERIALS = ['mined', 'recycled'] as const;
export type Material = (typeof MATERIALS)[number];

/** `transit`: gold of conflict-affected or high-risk areas is known to pass through it. */
export const FINDINGS = ['cahra', 'transit', 'clear'] as const;
export type Finding = (typeof FINDINGS)[number];

/** What a part can come to. */
export const RESULTS = {
  kyc: ['identified', 'incomplete'],
  owners: ['identified', 'incomplete'],
  cahra: ['clear', 'at-risk'],
  flags: ['none', 'raised'],
  mitigation: ['planned', 'improved', 'not-improved'],
  decision: ['continue', 'suspend', 'stop'],
  audit: ['passed', 'findings', 'failed'],
  report: ['published'],
} as const satisfies Readonly<Record<Part, readonly string[]>>;

export const FLAGS = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'] as const;
export type FlagId = (typeof FLAGS)[number];

export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2; absent for the whole country. */
  readonly region?: string;
  readonly finding: Finding;
}

/** Reveals: `identity`, `owner.<code>` one per person, `plan`, `note`. */
export interface RiskAssessed {
  readonly on: On;
  /** The supplier. */
  readonly organisation: string;
  readonly step: Part;
  readonly result: string;
  /** Of `owners`: which share counts. */
  readonly material?: Material;
  /** What is still to be found out. */
  readonly missing?: readonly string[];
  /** Of `cahra`: the list that was read. */
  readonly list?: { readonly name: string; readonly version: string; readonly date: string };
  readonly places?: readonly Place[];
  readonly flags?: readonly { readonly id: FlagId }[];
  readonly reviewBy?: string;
  /** SHA-256 of files, lowercase hex. */
  readonly evidence: readonly string[];
}

export const MODULES = ['M1', 'M2', 'M3', 'M4', 'M5'] as const;
export type Module = (typeof MODULES)[number];
export const CRITERION_RESULTS = ['pass', 'mitigation-committed', 'fail'] as const;
export type CriterionResult = (typeof CRITERION_RESULTS)[number];

export interface ModuleReport {
  readonly module: Module;
  /** Each criterion once, by its number in the code. */
  readonly criteria: readonly { readonly criterion: string; readonly result: CriterionResult }[];
}

/** A producer's own declaration; nobody has verified it. */
export interface CraftReported {
  readonly on: On;
  /** Of the CRAFT Code, such as `2.1`. */
  readonly version: string;
  readonly period: { readonly from: string; readonly until: string };
  readonly modules: readonly ModuleReport[];
  /** The CRAFT Scheme it is affiliated to. */
  readonly scheme?: string;
  readonly evidence: string;
  /** It stands from, and (exclusive) until. */
  readonly from: string;
  readonly until: string;
}
