/** What settles a doubt, by its code: who must say so beside the second person. A code that is not here needs a reason only. */

/** Released only with the number of an authority's permission: the law sets the limit, and no person of the trade can lift it. */
const ASKS_AUTHORITY: ReadonlySet<string> = new Set(['over-monthly-limit', 'over-yearly-limit']);

export function asksAuthority(code: string): boolean {
  return ASKS_AUTHORITY.has(code);
}
