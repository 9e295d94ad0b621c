/**
 * What single answers cost on a ledger that has grown: milliseconds, which the machine has a say in, and pages that
 * PostgreSQL looked at, which it has not. An answer must cost its own size: its pages stay as the ledger grows.
 */
import type { DataSource } from 'typeorm';
import { openDataSource, type Database } from '../../../database/connect.js';
import { History } from '../../../ledger/history.js';
import { FIND_ANSWERED, FIND_HEADS } from '../../../ledger/ledger.sql.js';
import { Proofs } from '../../../ledger/tree/proofs.js';
import { Tiles } from '../../../ledger/tree/tiles.js';
import { lotProjection } from '../../../lots/lot.projection.js';
import { LotQueries } from '../../../lots/lot.queries.js';
import { openProvenance } from '../../../provenance/provenance.js';
import { exporter, type Country, type Gold } from './country.js';

/** Medians of one answer. */
export interface Reading {
  readonly ms: number;
  readonly pages: number;
}

const TIMES = 20;
const BATCH = 64;

/** Nobody else may use the database meanwhile: pages are counted by the whole of it. */
export async function readings(database: Database, country: Country, size: number): Promise<Record<string, Reading>> {
  // One connection, so that what it counted can be asked of it.
  const dataSource = await openDataSource({ ...database.connection, max: 1 }, []);
  try {
    const found: Record<string, Reading> = {};
    for (const [name, act] of Object.entries(acts(dataSource, country, size)))
      found[name] = await reading(dataSource, act);
    return found;
  } finally {
    await dataSource.destroy();
  }
}

type Act = () => Promise<unknown>;

/** Nobody signs here: what it costs to read a bundle together, its heads apart. */
function unsigned(proofs: Proofs): { heads: () => Promise<{ checkpoint: string; heads: string[] }> } {
  return { heads: async () => ({ checkpoint: (await proofs.newestCheckpoint())?.note ?? '', heads: [] }) };
}

function acts(dataSource: DataSource, { bars, grain, keys }: Country, size: number): Record<string, Act> {
  const [history, proofs, tiles] = [new History(dataSource), new Proofs(dataSource), new Tiles(dataSource)];
  const [queries, provenance] = [new LotQueries(dataSource), openProvenance(dataSource, unsigned(proofs))];
  const index = (): number => Math.floor(Math.random() * size);
  const actor = { org: exporter(1), role: 'registrar', name: 'bench' } as const;
  return {
    '64 lot heads': () => dataSource.query(FIND_HEADS.text, [ids(many(bars))]),
    '64 lots': () => lotProjection.load(dataSource.manager, ids(many(bars))),
    '64 answers': () => {
      const asked = many(keys);
      return dataSource.query(FIND_ANSWERED.text, [asked.map(({ org }) => org), asked.map(({ key }) => key)]);
    },
    'inclusion proof': () => proofs.inclusion([index()], size),
    'consistency proof': () => proofs.consistency(1 + index(), size),
    checkpoint: () => tiles.checkpoint(),
    'full tile': () => tiles.tile('tile/0/000'),
    'history of a bar': () => history.historyOf([some(bars).id]),
    'bundle of a bar': () => provenance.bundleOf(some(bars)),
    // A young ledger has no grain yet.
    ...(grain.length > 0 && {
      'bundle of a grain lot': () => provenance.bundleOf(some(grain)),
      'view of a grain lot': () => provenance.viewOf(some(grain).id),
    }),
    'lot by code': () => {
      const { org, code } = some(bars);
      return queries.find({ ...actor, org }, code);
    },
    'page of lots': () => queries.visible(actor, { limit: 50 }),
    'page of lots in the middle': () => {
      const { id, code } = some(bars);
      return queries.visible(actor, { limit: 50, after: id + code });
    },
  };
}

function some<One>(of: readonly One[]): One {
  return of[Math.floor(Math.random() * of.length)] as One;
}

function many<One>(of: readonly One[]): One[] {
  return Array.from({ length: BATCH }, () => some(of));
}

function ids(lots: readonly Gold[]): string[] {
  return lots.map(({ id }) => id);
}

async function reading(dataSource: DataSource, act: Act): Promise<Reading> {
  await act(); // the first one plans, and fills caches of its connection
  const [times, looked]: [number[], number[]] = [[], []];
  for (let i = 0; i < TIMES; i++) {
    const before = await pages(dataSource);
    const began = performance.now();
    await act();
    times.push(performance.now() - began);
    looked.push((await pages(dataSource)) - before);
  }
  return { ms: Math.round(10 * median(times)) / 10, pages: median(looked) };
}

/** Not the mean: a vacuum that passes by is counted too. */
function median(of: readonly number[]): number {
  return of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
}

/** Of the tables and indexes of this database; the query itself looks at none of them. */
async function pages(dataSource: DataSource): Promise<number> {
  await dataSource.query('SELECT pg_stat_force_next_flush()');
  const [row]: { pages: string }[] = await dataSource.query(
    `SELECT sum(coalesce(heap_blks_read, 0) + coalesce(heap_blks_hit, 0) + coalesce(idx_blks_read, 0)
              + coalesce(idx_blks_hit, 0) + coalesce(toast_blks_read, 0) + coalesce(toast_blks_hit, 0)
              + coalesce(tidx_blks_read, 0) + coalesce(tidx_blks_hit, 0)) AS pages FROM pg_statio_user_tables`,
  );
  return Number(row?.pages);
}
