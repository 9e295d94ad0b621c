/** Volumes under papers, by organisation, activity and year: kept with the stock book, from the lots before and after each statement. */
import type { EntityManager } from 'typeorm';
import { volumesId, type Counted, type Volume } from '../../core/custody/volumes/papers.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

/** Of statements folded and not yet saved; gone with them. */
const noted = new WeakMap<Recorded, readonly Counted[]>();

export function noteVolumes(recorded: Recorded, counted: readonly Counted[]): void {
  if (counted.length > 0) noted.set(recorded, counted);
}

/** In one statement, whatever the batch counted. */
export async function saveVolumes(tx: EntityManager, recorded: readonly Recorded[]): Promise<void> {
  const sums = new Map<string, Counted>();
  for (const one of recorded.flatMap((each) => noted.get(each) ?? [])) {
    const key = JSON.stringify([one.org, one.activity, one.site, one.form, one.month]);
    sums.set(key, { ...one, ng: (sums.get(key)?.ng ?? 0n) + one.ng });
  }
  if (sums.size === 0) return;
  const rows = [...sums.values()];
  await tx.query(ADD, [
    rows.map(({ org }) => org),
    rows.map(({ activity }) => activity),
    rows.map(({ site }) => site),
    rows.map(({ form }) => form),
    rows.map(({ month }) => month),
    rows.map(({ ng }) => String(ng)),
  ]);
}

const ADD = `
INSERT INTO paper_volume AS v (org, activity, site, form, month, ng)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::numeric[])
ON CONFLICT (org, activity, site, form, month) DO UPDATE SET ng = v.ng + excluded.ng`;

/** Read for decisions; the rows are the stock book's to write. */
export const paperVolumes: Projection<readonly Volume[]> = {
  kind: 'volumes',

  /** Everything asked for is there, be it nothing: only of that is anything folded. */
  async load(tx, ids) {
    const asked = ids.map((id) => id.split('/'));
    const rows: (Omit<Volume, 'ng'> & { n: number; ng: string })[] = await tx.query(
      LOAD,
      [0, 1, 2].map((part) => asked.map((one) => one[part])),
    );
    const found = new Map<string, Volume[]>(ids.map((id) => [id, []]));
    for (const { n, ng, ...row } of rows) found.get(ids[n - 1] ?? '')?.push({ ...row, ng: BigInt(ng) });
    return found;
  },

  evolve(states, recorded) {
    for (const { org, activity, ...volume } of noted.get(recorded) ?? []) {
      const id = volumesId(org, activity, volume.month);
      const before = states.get(id);
      if (before !== undefined) states.set(id, [...before, volume]);
    }
    return [];
  },

  save: () => Promise.resolve(),
};

const LOAD = `
SELECT k.n::int, v.site, v.form, v.month, v.ng::text AS ng
  FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k (org, activity, year, n)
  JOIN paper_volume v ON v.org = k.org AND v.activity = k.activity AND v.month BETWEEN k.year || '-01' AND k.year || '-12'`;
