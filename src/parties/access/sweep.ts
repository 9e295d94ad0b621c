/**
 * What is kept for a time about who came and looked, and then no more: rows beside the ledger that only ever grow. Once at the
 * start and once a day, a little at a time, so that nobody waits for it.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SignInSettings } from '../sessions/settings.js';

const DAY_MS = 86_400_000;
/** Rows of one DELETE: a lock that lasts no longer than a blink. */
const AT_ONCE = 5_000;
interface Over {
  /** When a row is over; `$1` is the first moment that is kept. */
  readonly where: string;
  /** For which it stays; absent: as long as `VETA_READS_DAYS`. */
  readonly days?: number;
}

/** An invitation names somebody, if sealed: it goes as well. A session that ended is of no use to anybody after a month. */
const OVER: Readonly<Record<string, Over>> = {
  access_read: { where: 'at < $1' },
  denial: { where: 'at < $1', days: 90 },
  sign_in_attempt: { where: 'at < $1', days: 90 },
  invitation: { where: 'coalesce(accepted_at, revoked_at, expires_at) < $1', days: 90 },
  password_reset: { where: 'expires_at < $1', days: 90 },
  session: { where: 'expires_at < $1 OR ended_at < $1', days: 30 },
};

@Injectable()
export class Sweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('sweep');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SignInSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
    this.timer = setInterval(() => this.start(), DAY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** @returns rows that are gone, by table */
  async sweep(now = Date.now()): Promise<ReadonlyMap<string, number>> {
    const gone = new Map<string, number>();
    for (const [table, { where, days = this.settings.readsDays }] of Object.entries(OVER)) {
      gone.set(table, await this.clear(table, where, new Date(now - days * DAY_MS)));
    }
    return gone;
  }

  private async clear(table: string, where: string, before: Date): Promise<number> {
    const sql = `DELETE FROM ${table} WHERE ctid = ANY (ARRAY (SELECT ctid FROM ${table} WHERE ${where} LIMIT ${AT_ONCE}))`;
    for (let total = 0; ;) {
      const [, count]: [unknown, number] = await this.dataSource.query(sql, [before]);
      total += count;
      if (count < AT_ONCE) return total;
    }
  }

  private start(): void {
    this.running = this.sweep().then(
      () => undefined,
      (error: unknown) => this.log.warn(`not swept: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}
