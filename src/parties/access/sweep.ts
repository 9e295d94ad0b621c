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
/** Denials and sign-ins; what became of invitations and resets. */
const KEPT_DAYS = 90;

/** When a row is over; `$1` is the first moment that is kept. An invitation names somebody, if sealed: it goes as well. */
const OVER: Readonly<Record<string, string>> = {
  access_read: 'at < $1',
  denial: 'at < $1',
  sign_in_attempt: 'at < $1',
  invitation: 'coalesce(accepted_at, revoked_at, expires_at) < $1',
  password_reset: 'expires_at < $1',
  passkey_challenge: 'expires_at < $1',
  session: 'coalesce(ended_at, expires_at) < $1',
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
    for (const [table, over] of Object.entries(OVER)) {
      const days = table === 'access_read' ? this.settings.readsDays : KEPT_DAYS;
      gone.set(table, await this.clear(table, over, new Date(now - days * DAY_MS)));
    }
    return gone;
  }

  private async clear(table: string, over: string, before: Date): Promise<number> {
    const sql = `DELETE FROM ${table} WHERE ctid = ANY (ARRAY (SELECT ctid FROM ${table} WHERE ${over} LIMIT ${AT_ONCE}))`;
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
