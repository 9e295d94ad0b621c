/** Who issues papers: an organisation to which the register gave a paper that says so. */
import { standingOf } from '../claims.js';
import type { Party } from '../registry.js';

/** `register`: compliance of whoever runs the ledger, or a book taken in; `organisation`: the acting organisation itself. */
export type Speaker = 'register' | 'organisation';

/** The paper by which the register lets an organisation issue papers of a scheme. */
export function issuingScheme(scheme: string): string {
  return `issuer-${scheme}`;
}

export function mayIssue(party: Party | undefined, scheme: string, day: string): boolean {
  const paper = issuingScheme(scheme);
  return (party?.credentials ?? []).some((one) => one.scheme === paper && standingOf(one, day) === 'valid');
}
