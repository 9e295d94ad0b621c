/** The only writer of history. Signatures first; the writer follows. */
import type { DataSource } from 'typeorm';
import type { Json } from '../core/log/canonical-json.js';
import type { Command, Receipt } from './command.js';
import type { Projection } from './projection.js';

export type { Command, Decision, Receipt } from './command.js';

export class Ledger {
  constructor(
    readonly dataSource: DataSource,
    /** Origin of the log, the `log` member of every statement. */
    readonly origin: string,
  ) {}

  /** Before the first append only. */
  register<State>(_projection: Projection<State>): void {
    throw new Error('bug: not built yet');
  }

  /** Records what the command decides; resolves once it is durable. Throws the command's Rejection. */
  append<Result extends Json>(_command: Command<Result>): Promise<Receipt<Result>> {
    throw new Error('bug: not built yet');
  }

  /** The signed note of a checkpoint that covers everything committed so far. */
  checkpoint(): Promise<string> {
    throw new Error('bug: not built yet');
  }

  /** One sentence when the signer refuses to sign, for readiness. */
  get trouble(): string | undefined {
    return undefined;
  }

  /** True when the log's key was made by the demo: papers say SAMPLE. */
  get sample(): boolean {
    return false;
  }

  /** Answers what is queued, signs what is committed, then refuses. */
  async close(): Promise<void> {}
}
