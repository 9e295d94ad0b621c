/**
 * All rules of plausibility, P1 to P25, each with what it does, on which grounds and from which figures. The figures are
 * those of the tables the rules themselves read (`thresholds/`); docs/rules.md and `GET /api/rules` are made of this list.
 */
import { CAPS } from './catalogue/caps.js';
import { CLAIMS } from './catalogue/claims.js';
import { CUSTODY } from './catalogue/custody.js';
import { MASS } from './catalogue/mass.js';
import { PAPERS } from './catalogue/papers.js';
import type { Rule } from './catalogue/rule.js';

/** Ascending by number. */
export const RULES: readonly Rule[] = [...MASS, ...PAPERS, ...CAPS, ...CUSTODY, ...CLAIMS].sort(
  (a, b) => numberOf(a) - numberOf(b),
);

function numberOf({ id }: Rule): number {
  return Number(id.slice(1));
}
