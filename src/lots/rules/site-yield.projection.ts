/** What each site gave, by `<organisation>/<site>`: the facts of rules P6 and P9, folded by core. */
import type { LotRegistered } from '../../core/custody/statements.js';
import { isYield, NOTHING_YET, yielded, type SiteYield } from '../../core/custody/volumes/site-yield.js';
import type { Statement } from '../../core/log/statement.js';
import type { Projection } from '../../ledger/projection.js';
import { keysOf } from '../../parties/projections/keys-of.js';

export const siteYields: Projection<SiteYield> = {
  kind: 'yields',
  rebuilt: { tables: [{ name: 'site_yield' }], touched: ({ statement }) => sitesIn(statement) },

  /** Every site asked for has a yield, be it nothing: only of those is anything folded. */
  async load(tx, ids) {
    const rows: Row[] = await tx.query(LOAD, keysOf(ids));
    return new Map(
      rows.map(({ id, months, readings }) => [id, months === null ? NOTHING_YET : restored(months, readings)]),
    );
  },

  evolve(states, { statement }) {
    return sitesIn(statement).filter((id) => {
      const before = states.get(id);
      if (before !== undefined) states.set(id, yielded(before, statement.data as unknown as LotRegistered));
      return before !== undefined;
    });
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const [orgs, sites] = keysOf([...changed.keys()]);
    const all = [...changed.values()];
    await tx.query(SAVE, [orgs, sites, all.map(monthsOf), all.map(readingsOf)]);
  },
};

function sitesIn({ type, org, data }: Pick<Statement, 'type' | 'org' | 'data'>): string[] {
  if (type !== 'lot.registered' || !isYield(data as unknown as LotRegistered)) return [];
  return [`${org}/${String(data['site'])}`];
}

interface Row {
  readonly id: string;
  /** JSON has no bigint, and nanograms of a month pass 2^53. */
  readonly months: Readonly<Record<string, string>> | null;
  readonly readings: readonly (readonly [day: string, ppm: number])[];
}

function restored(months: NonNullable<Row['months']>, readings: Row['readings']): SiteYield {
  return {
    months: Object.fromEntries(Object.entries(months).map(([month, ng]) => [month, BigInt(ng)] as const)),
    readings: readings.map(([day, ppm]) => ({ day, ppm })),
  };
}

function monthsOf({ months }: SiteYield): string {
  return JSON.stringify(Object.fromEntries(Object.entries(months).map(([month, ng]) => [month, `${ng}`] as const)));
}

function readingsOf({ readings }: SiteYield): string {
  return JSON.stringify(readings.map(({ day, ppm }) => [day, ppm]));
}

const LOAD = `
SELECT asked.org || '/' || asked.site AS id, y.months, y.readings
  FROM unnest($1::text[], $2::text[]) AS asked (org, site) LEFT JOIN site_yield y USING (org, site)`;

const SAVE = `
INSERT INTO site_yield (org, site, months, readings)
SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[], $4::jsonb[])
ON CONFLICT (org, site) DO UPDATE SET (months, readings) = ROW (excluded.months, excluded.readings)`;
