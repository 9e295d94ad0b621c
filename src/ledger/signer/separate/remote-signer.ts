/**
 * The signer as seen by a process that serves while `veta signer` runs elsewhere. They meet in the database alone: news are
 * the entries themselves, checkpoints are rows, and heads are asked for and answered in a table (migration 0052).
 *
 * A signer that is down stops nothing here but what needs a signature. One that refused says so, and nothing is taken in.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Subject } from '../../../core/log/heads.js';
import { Rejection } from '../../../core/rejection.js';
import { newestCheckpoint } from '../../tree/published.js';
import type { LogSigner, SignedHeads } from '../log-signer.js';

/** How often its state is read, and how long it may be silent before somebody is told. */
const LOOK_MS = 1000;
const SILENT_MS = 30_000;
/** How often an answer is looked for, and how long. */
const ASK_MS = 50;
const PATIENCE_MS = 30_000;

interface Status {
  readonly vkeys: string[];
  readonly sample: boolean;
  readonly trouble: string | null;
  readonly warning: string | null;
  readonly silent_ms: number;
}

export class SignerSilent extends Error {
  override readonly name = 'SignerSilent';
  readonly rejection = new Rejection('log-stopped', 'log');
}

export class RemoteSigner implements LogSigner {
  private status: Status | undefined;
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> = Promise.resolve();
  private newest = '';

  constructor(
    private readonly dataSource: DataSource,
    readonly origin: string,
    private readonly onSigned: ((note: string) => void) | undefined = undefined,
  ) {
    this.timer = setInterval(() => {
      this.looking = this.look().catch(() => undefined); // the next look finds it
    }, LOOK_MS).unref();
  }

  /** Reads what the signer says of itself. */
  async look(): Promise<void> {
    const rows: Status[] = await this.dataSource.query(
      `SELECT vkeys, sample, trouble, warning, (extract(epoch FROM now() - seen_at) * 1000)::float8 AS silent_ms FROM signer_status`,
    );
    this.status = rows[0];
    if (this.onSigned === undefined) return;
    const note = (await newestCheckpoint(this.dataSource))?.note ?? '';
    if (note !== this.newest) this.onSigned(note);
    this.newest = note;
  }

  get vkey(): string {
    return this.vkeys.at(-1) ?? '';
  }

  get vkeys(): readonly string[] {
    return this.status?.vkeys ?? [];
  }

  get sample(): boolean {
    return this.status?.sample ?? false;
  }

  get trouble(): string | undefined {
    return this.status?.trouble ?? undefined;
  }

  get warning(): string | undefined {
    if (this.status === undefined) return 'No signer has been seen on this database yet: start veta signer.';
    const { warning, silent_ms } = this.status;
    if (silent_ms <= SILENT_MS) return warning ?? undefined;
    return `The signer has not been seen for ${Math.round(silent_ms / 1000)} s: what is recorded waits for its signature.`;
  }

  /** It finds what is new by itself. */
  news(): void {}

  /** @throws SignerSilent where it does not sign in time */
  async sign(): Promise<string> {
    const [state]: { size: string }[] = await this.dataSource.query('SELECT size FROM log_state');
    const size = Number(state?.size ?? 0);
    return this.answered(async () => {
      const found = await newestCheckpoint(this.dataSource);
      return found !== undefined && found.size >= size ? found.note : undefined;
    });
  }

  /** @throws SignerSilent where it does not answer in time */
  async heads(subjects: readonly Subject[]): Promise<SignedHeads> {
    const id = randomUUID();
    await this.dataSource.query('INSERT INTO signer_mail (id, subjects) VALUES ($1, $2)', [
      id,
      JSON.stringify(subjects),
    ]);
    try {
      return await this.answered(async () => {
        const [row]: { answer: SignedHeads | null }[] = await this.dataSource.query(
          'SELECT answer FROM signer_mail WHERE id = $1',
          [id],
        );
        return row?.answer ?? undefined;
      });
    } finally {
      // And what a process that was stopped left behind.
      await this.dataSource.query(`DELETE FROM signer_mail WHERE id = $1 OR asked_at < now() - interval '10 minutes'`, [
        id,
      ]);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async answered<T>(ask: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(ASK_MS)) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (this.trouble !== undefined) throw new SignerSilent(this.trouble);
    }
    throw new SignerSilent(this.warning ?? 'The signer has not answered in time.');
  }
}
