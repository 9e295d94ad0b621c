/** What everybody may read anyway. */
const CATALOGUES = ['rules', 'profiles', 'schemes', 'captured-kinds', 'corridors'] as const;

/**
 * What a machine's key may be limited to: families of routes, to read or to write. A closed list, so that whoever hands out a
 * key can overlook it; a route of no family is closed to every key that has scopes.
 */
const FAMILIES = {
  lots: [
    'lots',
    'counts',
    'balances',
    'balances.csv',
    'handovers',
    'assays',
    'samples',
    'ore',
    'millings',
    'holds',
    'melts',
    'refinings',
    'workings',
    'shipments',
    'statements',
    'questions',
    'campaigns',
    'recalls',
    'incorporated',
  ],
  documents: ['documents', 'bundles', 'fixings', 'rates', 'intake-forms'],
  parties: [
    'organisations',
    'sites',
    'scales',
    'members',
    'credentials',
    'evidence',
    'erasures',
    'expiries',
    'suppliers',
    'craft-reports',
    ...CATALOGUES,
  ],
  people: ['people', 'keys', 'sessions', 'session', 'passkeys', 'denials', 'accesses', 'token-mappings'],
} as const;

type Family = keyof typeof FAMILIES;

export type Scope = `${Family}:${'read' | 'write'}`;

export const SCOPES: readonly Scope[] = (Object.keys(FAMILIES) as Family[]).flatMap((family): Scope[] => [
  `${family}:read`,
  `${family}:write`,
]);

/**
 * Which scope a route asks for; undefined for one outside `/api` and the log's proofs, which everybody reads.
 * @param route the route's pattern
 */
export function scopeOf(method: string, route: string): Scope | 'none' | undefined {
  const [, api, first = ''] = route.split('/');
  if (api !== 'api' || first === 'log') return undefined;
  const family = (Object.keys(FAMILIES) as Family[]).find((one) =>
    (FAMILIES[one] as readonly string[]).includes(first),
  );
  if (family === undefined) return 'none';
  return `${family}:${method === 'GET' || method === 'HEAD' ? 'read' : 'write'}`;
}

/** Whoever may write may read what they wrote. */
export function covers(scopes: readonly string[], asked: Scope | 'none' | undefined): boolean {
  if (asked === undefined) return true;
  return scopes.includes(asked) || (asked.endsWith(':read') && scopes.includes(asked.replace(':read', ':write')));
}
