/**
 * The papers' life around the queue: what was asked for is queued after its commit, found again by a sweep if the queue
 * lost it, worked off, and can be waited for.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { BlobsAway } from './store/blobs.js';
import { NotIssuable, type Issuer } from './jobs/issue.js';
import type { Job, JobQueue, NamedJob } from './jobs/queue.js';
import type { Covers } from './bundle/covers.js';

export interface DocumentsOptions {
  /** Between two sweeps for papers that were asked for and not queued, or queued and lost. */
  readonly sweepMs?: number;
  /** A queued paper that was overtaken, or that waits while none is made, is queued again under the same name after this time. */
  readonly lostAfterMs?: number;
  readonly onError?: (error: unknown) => void;
}

export interface Tally {
  readonly issued: number;
  readonly failed: number;
}

/** Long enough for a commit that is under way, short enough that nobody waits for it. */
const SOON_MS = 50;

export class Documents {
  private readonly sweepMs: number;
  private readonly lostAfterMs: number;
  private readonly onError: (error: unknown) => void;
  private dueAt = Infinity;
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    { sweepMs = 2_000, lostAfterMs = 10_000, onError = () => {} }: DocumentsOptions = {},
  ) {
    this.sweepMs = sweepMs;
    this.lostAfterMs = lostAfterMs;
    this.onError = onError;
    this.schedule(0);
  }

  /** Works off the queue in this process. */
  async work(issuer: Issuer, covers: Pick<Covers, 'ask'>, atOnce = 1): Promise<void> {
    const process = async (job: Job): Promise<void> => {
      const paper = 'paper' in job ? job.paper : await covers.ask(job.bundle);
      if (paper !== undefined) await issuer.issue(paper);
    };
    await this.queue.work((job) => process(job).catch(this.told), { giveUp: isLeft, atOnce });
  }

  /** The engine's own queue, for a board that shows it. */
  get engine(): unknown {
    return this.queue.engine;
  }

  /** Papers were asked for in a transaction that is about to commit. */
  readonly requested = (): void => this.schedule(SOON_MS);

  private readonly told = (error: unknown): never => {
    this.onError(error);
    throw error;
  };

  /** Resolves when every paper asked for so far is issued or has failed. */
  async awaitIdle(): Promise<Tally> {
    for (;;) {
      const [tally]: Tally[] = await this.dataSource.query(TALLY);
      if (tally !== undefined) return tally;
      if (this.closed) throw new Error('The documents were closed before all papers were issued.');
      await pause(SOON_MS);
    }
  }

  /** Ends the paper in hand; what is not done waits in the database for the next start. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.sweeping;
    await this.queue.close();
  }

  /** Sweeps in `ms` at the latest; a sweep that is due sooner stays. */
  private schedule(ms: number): void {
    const dueAt = Date.now() + ms;
    if (this.closed || dueAt >= this.dueAt) return;
    this.dueAt = dueAt;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.dueAt = Infinity;
      this.sweeping = this.sweep().catch(this.onError);
      void this.sweeping.then(() => this.schedule(this.sweepMs));
    }, ms);
    this.timer.unref();
  }

  /** Bundles first, so that their papers are queued with what waits for them. */
  private async sweep(): Promise<void> {
    await this.sweepBundles();
    await this.sweepPapers();
  }

  /** A bundle's job waits for those of its papers; where all are issued and it was lost, it is added by itself. */
  private async sweepBundles(): Promise<void> {
    const bundles: { id: string; queued: boolean; open: NamedPaper[] }[] = await this.dataSource.query(OPEN_BUNDLES, [
      this.lostAfterMs,
    ]);
    for (const { id, queued, open } of bundles) {
      const last = { name: `bundle-${id}`, job: { bundle: id } };
      // What was left in the queue under its name waits for jobs that were lost.
      if (queued) await this.queue.remove(last.name);
      if (open.length === 0) await this.queue.add(last);
      else await this.queue.addFlow(last, open.map(jobOf));
      await this.dataSource.query('UPDATE bundle SET queued_at = now() WHERE id = $1', [id]);
      const papers = open.map(({ id: paper }) => paper);
      await this.dataSource.query('UPDATE document SET queued_at = now() WHERE id = ANY($1::uuid[])', [papers]);
    }
  }

  /** Marked before they are queued, so that each is by one process; unmarked where that one cannot, for another to. */
  private async sweepPapers(): Promise<void> {
    const papers: NamedPaper[] = await this.dataSource.query(MARK_OPEN_PAPERS, [this.lostAfterMs]);
    if (papers.length === 0) return;
    await this.queue.add(...papers.map(jobOf)).catch(async (error: unknown) => {
      await this.dataSource.query(UNMARK, [papers.map(({ id }) => id)]);
      throw error;
    });
  }
}

const UNMARK = `
UPDATE document SET queued_at = NULL WHERE id = ANY ($1::uuid[]) AND status IN ('requested', 'rendering')`;

/** No row while a paper or a bundle is open: there is nothing to count yet. */
const TALLY = `
SELECT issued, failed
  FROM (SELECT count(*) FILTER (WHERE issued_at IS NOT NULL)::int AS issued,
               count(*) FILTER (WHERE status = 'failed')::int AS failed FROM document) counted
 WHERE NOT EXISTS (SELECT FROM document WHERE status IN ('requested', 'rendering'))
   AND NOT EXISTS (SELECT FROM bundle b WHERE cover IS NULL AND NOT EXISTS
         (SELECT FROM document d WHERE d.id = ANY (b.documents) AND d.status = 'failed'))`;

/** The queue would come back to a place that is away later and later; the sweep comes as often as ever. */
function isLeft(error: unknown): boolean {
  return error instanceof NotIssuable || error instanceof BlobsAway;
}

interface NamedPaper {
  readonly id: string;
  readonly version: number;
  readonly retries: number;
}

/** The job's name is the paper's, so adding it twice adds it once; tried once more at somebody's word it is another job. */
function jobOf({ id, version, retries }: NamedPaper): NamedJob {
  return { name: `doc-${id}-v${version}${retries === 0 ? '' : `-r${retries}`}`, job: { paper: id } };
}

/** More than a worker makes until the next sweep. Lost are those that later ones overtook, or all where none is issued. */
const MARK_OPEN_PAPERS = `
WITH reached AS (
  SELECT queued_at FROM document
   WHERE issued_at > now() - $1 * interval '1 millisecond' AND queued_at IS NOT NULL ORDER BY issued_at DESC LIMIT 1
), due AS (
  SELECT id, version, retries, requested_at, number FROM document
   WHERE status IN ('requested', 'rendering')
     AND (queued_at IS NULL OR queued_at < now() - $1 * interval '1 millisecond'
                           AND queued_at < coalesce((SELECT queued_at FROM reached), 'infinity'))
   ORDER BY requested_at, number LIMIT 100 FOR UPDATE SKIP LOCKED
), marked AS (
  UPDATE document d SET queued_at = now() FROM due WHERE d.id = due.id
)
SELECT id, version, retries FROM due ORDER BY requested_at, number`;

/** Those never queued, and those whose papers are all issued and whose cover nobody asked for in time. A failed one waits. */
const OPEN_BUNDLES = `
SELECT b.id, b.queued_at IS NOT NULL AS queued,
       coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'version', d.version, 'retries', d.retries) ORDER BY d.number)
         FILTER (WHERE d.status IN ('requested', 'rendering')), '[]') AS open
  FROM bundle b JOIN document d ON d.id = ANY (b.documents)
 WHERE b.cover IS NULL AND (b.queued_at IS NULL OR b.queued_at < now() - $1 * interval '1 millisecond')
 GROUP BY b.id
HAVING b.queued_at IS NULL OR bool_and(d.status IN ('issued', 'superseded', 'void'))
 ORDER BY b.requested_at LIMIT 20`;
