/**
 * `veta rebuild`: the tables that decisions believe, made again from the bytes of history and from nothing else.
 *
 * Every projection folds all of history into tables of the same names that only this session sees (PostgreSQL looks into
 * pg_temp first), by the very code that wrote the real ones. Then the two are compared row by row, and only rows that
 * differ are replaced, in one transaction: where nobody meddled, nothing is written. The ledger may go on meanwhile; for the
 * last stretch its state row is held.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { toHex } from '../core/bytes.js';
import type { Reveal } from '../core/log/statement.js';
import type { History, Past } from './history.js';
import type { Projection, Recorded } from './projection.js';
import { compareTable, replaceRows, shadowTable, type TableDifference } from './rebuild/shadow.js';

export interface RebuildParts {
  /** Acts as the tables' owner. */
  readonly dataSource: DataSource;
  readonly history: Pick<History, 'byIndexes' | 'disclosuresOf'>;
  /** In the order they are registered; those that are not rebuilt are passed over. */
  readonly projections: readonly Projection<unknown>[];
  /** False: only told what differs. */
  readonly replace: boolean;
  /** Told the number of entries folded and of all there were at the beginning, now and then. */
  readonly progress?: (done: number, of: number) => void;
}

export interface RebuildReport {
  /** Nothing differed. */
  readonly ok: boolean;
  readonly size: number;
  readonly tables: readonly TableDifference[];
}

const PAGE = 1000;

/** @throws Error `bug: …` at an entry that is not what was recorded: what history says must be clean before it is folded */
export async function rebuild(parts: RebuildParts): Promise<RebuildReport> {
  const { dataSource, projections, replace } = parts;
  const rebuilt = projections.filter((projection) => projection.rebuilt !== undefined);
  const tables = rebuilt.flatMap((projection) => projection.rebuilt?.tables ?? []);
  const runner = dataSource.createQueryRunner();
  const session = runner.manager;
  try {
    for (const table of tables) await shadowTable(session, table, 'PRESERVE ROWS');
    const pages = new Pages(session, rebuilt, parts);
    // Each page commits by itself: rows written again and again in one transaction would all have to be kept, and passed over.
    await pages.fold(await sizeOf(session));
    return await session.transaction('READ COMMITTED', async (tx) => {
      const size = await sizeOf(tx, 'FOR UPDATE');
      await pages.fold(size);
      const differences: TableDifference[] = [];
      for (const table of tables) differences.push(await compareTable(tx, table));
      if (replace) for (const table of tables) await replaceRows(tx, table);
      const ok = differences.every(({ missing, extra, changed }) => missing + extra + changed === 0);
      return { ok, size, tables: differences };
    });
  } finally {
    await runner.query('DISCARD TEMP').finally(() => runner.release());
  }
}

async function sizeOf(tx: EntityManager, lock: 'FOR UPDATE' | '' = ''): Promise<number> {
  const [state]: { size: number }[] = await tx.query(`SELECT size::float8 AS size FROM log_state ${lock}`);
  return state?.size ?? 0;
}

/** Folds the first `size` entries into the tables that `tx` sees, by these projections. */
export function foldHistory(
  tx: EntityManager,
  projections: readonly Projection<unknown>[],
  history: RebuildParts['history'],
  size: number,
): Promise<void> {
  return new Pages(tx, projections, { history }).fold(size);
}

class Pages {
  private done = 0;

  constructor(
    private readonly tx: EntityManager,
    private readonly projections: readonly Projection<unknown>[],
    private readonly parts: Pick<RebuildParts, 'history' | 'progress'>,
  ) {}

  /** Folds what is left of the first `size` entries, a page at a time. */
  async fold(size: number): Promise<void> {
    const { history, progress } = this.parts;
    while (this.done < size) {
      const indexes = Array.from({ length: Math.min(PAGE, size - this.done) }, (_, i) => this.done + i);
      const page = await history.byIndexes(indexes);
      if (page.length < indexes.length) throw new Error(`bug: an entry after ${this.done} is missing: run veta fsck`);
      const recorded = await recordedOf(page, history);
      for (const projection of this.projections) await foldPage(this.tx, projection, recorded);
      this.done += page.length;
      progress?.(this.done, size);
    }
  }
}

/** Folds entries that follow what the projection's tables hold into them. */
export async function foldPage(
  tx: EntityManager,
  projection: Projection<unknown>,
  recorded: readonly Recorded[],
): Promise<void> {
  const ids = new Set(recorded.flatMap((one) => projection.rebuilt?.touched(one) ?? []));
  const states = ids.size === 0 ? new Map<string, unknown>() : await projection.load(tx, [...ids]);
  const changed = new Set<string>();
  for (const one of recorded) for (const id of projection.evolve(states, one)) changed.add(id);
  const stray = [...changed].find((id) => !ids.has(id));
  if (stray !== undefined) throw new Error(`bug: ${projection.kind} changed ${stray}, which it did not say it touches`);
  if (changed.size > 0) await projection.save(tx, new Map([...changed].map((id) => [id, states.get(id)])), recorded);
}

async function recordedOf(page: readonly Past[], history: RebuildParts['history']): Promise<Recorded[]> {
  const reveals = new Map<string, Reveal[]>();
  for (const { sid, name, value } of await history.disclosuresOf(page.map(({ sid }) => sid))) {
    const same = reveals.get(sid);
    if (same === undefined) reveals.set(sid, [{ name, value }]);
    else same.push({ name, value });
  }
  return page.map(({ sid, idx, leaf, receivedAt, statement, signatures }) => {
    const signers = signatures.map(({ kid }) => kid);
    return { sid, idx, leaf, receivedAt, statement, reveals: reveals.get(toHex(sid)) ?? [], signers };
  });
}
