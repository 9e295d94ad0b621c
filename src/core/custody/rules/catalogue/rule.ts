/** One rule of the catalogue, as `GET /api/rules` and docs/rules.md tell it. */
import type { Threshold } from '../thresholds/dated.js';

/**
 * What a rule does. `refuse`: a Rejection, and nothing is written. `hold`: recorded, and the gold kept apart until somebody
 * decides. `ask`: recorded, and a person must look; the gold goes on. `warn`: recorded, and said.
 */
export const EFFECTS = ['refuse', 'hold', 'ask', 'warn'] as const;
export type Effect = (typeof EFFECTS)[number];

export const SUBJECTS = ['mass', 'papers', 'caps', 'custody', 'claims'] as const;

export interface Said {
  readonly en: string;
  readonly es: string;
  readonly fr: string;
}

export interface Source {
  readonly text: string;
  /** Where to read it: number of a law, name of a standard's clause, address. */
  readonly ref?: string;
  /** First day, where one is known. */
  readonly from?: string;
}

export interface Rule {
  /** `P1` … `P25`. */
  readonly id: string;
  readonly subject: (typeof SUBJECTS)[number];
  readonly title: Said;
  /** The gravest it can do. */
  readonly level: Effect;
  /** What it says, each code with what it does: codes of `Rejection`s, and of the reasons of holds, questions and warnings. */
  readonly codes: Readonly<Record<string, Effect>>;
  /** Facts it must be given, in the words of the trade. */
  readonly needs: readonly string[];
  readonly source: readonly Source[];
  readonly thresholds: readonly Threshold[];
  /** Files that enforce it, from the project's folder. */
  readonly where: readonly string[];
  /** Of a rule that nothing enforces yet: what it would need. Such a rule has no codes. */
  readonly notYet?: string;
}
