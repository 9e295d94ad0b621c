/**
 * What an author must have seen of a lot before saying something about it (docs/ledger-format.md).
 *
 * Custody, title, melts and the like change what the next act may be: whoever signs one must know the lot's newest entry,
 * so that a signature pins everything before it. What only observes may be said by somebody who was out of reach.
 */
const OBSERVATIONS: ReadonlySet<string> = new Set([
  'lot.assayed',
  'statement.disputed',
  'statement.corrected',
  'statement.voided',
  'access.granted',
]);

/** Whether `seen` may be any earlier leaf of the lot, or null; for every other type it is the leaf just before. */
export function mayLag(type: string): boolean {
  return OBSERVATIONS.has(type);
}
