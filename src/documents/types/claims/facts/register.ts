/** Who and where, as the register had it at one place of the log. */
import type { EntityManager } from 'typeorm';
import type { SiteRegistered } from '../../../../core/custody/registry.js';
import { parseStatement } from '../../../../core/log/entry.js';
import type { Statement } from '../../../../core/log/statement.js';

export interface Registered {
  readonly name: string;
  readonly role: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export type Register = ReadonlyMap<string, Registered>;

/** By organisation; whoever is only a name in somebody's book is not there. */
export async function registerOf(tx: EntityManager, organisations: readonly string[]): Promise<Register> {
  const rows: (Registered & { org: string })[] = await tx.query(
    'SELECT org, name, role, country FROM organisation WHERE org = ANY($1)',
    [organisations],
  );
  return new Map(rows.map(({ org, name, role, country }) => [org, { name, role, country }]));
}

/** Names by organisation, as papers keep them beside what they tell. */
export function namesIn(register: Register): Readonly<Record<string, string>> {
  return Object.fromEntries([...register].map(([org, { name }]) => [org, name]));
}

/** `site.registered` of these organisations up to `idx`, in log order. */
export async function siteStatements(
  tx: EntityManager,
  organisations: readonly string[],
  idx: number,
): Promise<Statement[]> {
  const rows: { idx: string; bytes: Buffer }[] = await tx.query(
    `SELECT idx, bytes FROM statement WHERE type = 'site.registered' AND org = ANY($1) AND idx <= $2 ORDER BY idx`,
    [organisations, idx],
  );
  return rows.map((row) => {
    const statement = parseStatement(Uint8Array.from(row.bytes));
    if (statement === undefined) throw new Error(`bug: statement ${row.idx} cannot be read`);
    return statement;
  });
}

/** By `<organisation>/<site>`. */
export function sitesIn(statements: readonly Statement[]): ReadonlyMap<string, SiteRegistered> {
  return new Map(
    statements.map(({ org, data }) => {
      const site = data as unknown as SiteRegistered;
      return [`${org}/${site.site}`, site];
    }),
  );
}
