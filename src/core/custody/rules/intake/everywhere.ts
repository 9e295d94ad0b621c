/**
 * P3 across organisations: one paper covers gold of one of them. Numbers are compared by keyed digests beside the ledger, and of
 * another organisation nothing is told but that it used the number first.
 */
import type { Doubt } from '../../doubts.js';
import type { Use } from '../../registry.js';

/** The kind under which a delivery's declaration is known, beside those of `document.captured`. */
export const DECLARATION = 'declaration';

/** Everybody has a paper number 12: so short a number tells no two papers apart. */
const LEAST_CHARACTERS = 5;

/** The id of a paper's number in everybody's books, written with or without spaces and in either case; none for one too short. */
export function paperUse(kind: string, number: string): string[] {
  const plain = number.normalize('NFKC').toUpperCase().replace(/\s/gu, '');
  return plain.length < LEAST_CHARACTERS ? [] : [`paper:${kind}:${plain}`];
}

/** A declaration in the books of whoever takes the gold in, and in everybody's. */
export function declarationUses(org: string, declaration: string | undefined): string[] {
  if (declaration === undefined) return [];
  return [`declaration:${org}:${declaration}`, ...paperUse(DECLARATION, declaration)];
}

/** The first use of a paper with that number by anybody. */
export function firstUse(uses: ReadonlyMap<string, Use>, kind: string, number: string | undefined): Use | undefined {
  const [id] = number === undefined ? [] : paperUse(kind, number);
  return id === undefined ? undefined : uses.get(id);
}

/** The gold is on the table: it is held until it is known whose paper it is. */
export function declaredElsewhere(first: Use | undefined, org: string, declaration = ''): Doubt[] {
  if (first?.org === undefined || first.org === org) return [];
  return [{ rule: 'P3', code: 'declaration-elsewhere', at: 'declaration', level: 'hold', figures: { declaration } }];
}

/**
 * Of a paper that somebody else issued for a shipment: it covers one, of one exporter, who alone is told which other it is named for.
 * @param reader who captures it, where that is not the exporter (`org`)
 */
export function capturedElsewhere(
  first: Use | undefined,
  paper: { org: string; shipment: string; kind: string; number: string; reader?: string },
): Doubt[] {
  const { org, shipment, kind, number, reader = org } = paper;
  if (first === undefined || (first.org === org && first.lot === shipment)) return [];
  const about = { rule: 'P3', at: 'number', level: 'ask' } as const;
  if (first.org !== reader) return [{ ...about, code: 'paper-elsewhere', figures: { kind, number } }];
  return [{ ...about, code: 'paper-used', figures: { kind, number, other: first.lot } }];
}
