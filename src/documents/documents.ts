/**
 * The papers' life around the queue: what was asked for is queued after its commit, found again by a sweep if the queue
 * lost it, worked off, and can be waited for.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { NotIssuable, type Issuer } from './jobs/issue.js';
import type { JobQueue } from './jobs/queue.js';

export interface DocumentsOptions {
  /** Between two sweeps for papers that were asked for and not queued, or queued and lost. */
  readonly sweepMs?: number;
  /** A queued paper that is still not done after this time is queued again under the same name. */
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
  work(issuer: Issuer): void {
    this.queue.work((job) => issuer.issue('paper' in job ? job.paper : job.bundle), {
      giveUp: (error) => error instanceof NotIssuable,
    });
  }

  /** Papers were asked for in a transaction that is about to commit. */
  readonly requested = (): void => this.schedule(SOON_MS);

  /** Resolves when every paper asked for so far is issued or has failed. */
  async awaitIdle(): Promise<Tally> {
    for (;;) {
      const [row]: { open: string; issued: string; failed: string }[] = await this.dataSource.query(
        `SELECT count(*) FILTER (WHERE status IN ('requested', 'rendering')) AS open,
                count(*) FILTER (WHERE status = 'issued') AS issued,
                count(*) FILTER (WHERE status = 'failed') AS failed FROM document`,
      );
      if (row === undefined) throw new Error('bug: count answers one row');
      if (row.open === '0') return { issued: Number(row.issued), failed: Number(row.failed) };
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

  /** The job's name is the paper's, so adding it twice adds it once. */
  private async sweep(): Promise<void> {
    const rows: { id: string; version: number }[] = await this.dataSource.query(
      `SELECT id, version FROM document
        WHERE status IN ('requested', 'rendering')
          AND (queued_at IS NULL OR queued_at < now() - $1 * interval '1 millisecond')
        ORDER BY requested_at, number LIMIT 100`,
      [this.lostAfterMs],
    );
    for (const { id, version } of rows) await this.queue.add({ name: `doc-${id}-v${version}`, job: { paper: id } });
    if (rows.length === 0) return;
    await this.dataSource.query('UPDATE document SET queued_at = now() WHERE id = ANY($1::uuid[])', [
      rows.map(({ id }) => id),
    ]);
  }
}
