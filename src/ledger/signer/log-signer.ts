/** What the ledger asks of whoever signs its log: in this process (`signer.ts`), or elsewhere (`separate/remote-signer.ts`). */
import type { Subject } from '../../core/log/heads.js';

/** Notes of one checkpoint. */
export interface SignedHeads {
  readonly checkpoint: string;
  /** Of the checkpoint's size and root; empty where there is nothing to say. */
  readonly heads: readonly string[];
}

export interface LogSigner {
  readonly origin: string;
  /** The log's verifier key (C2SP signed-note) by which checkpoints are signed now. */
  readonly vkey: string;
  /** Every key that a policy must name to trust this log's checkpoints of all times; the newest last. */
  readonly vkeys: readonly string[];
  /** True when the demo made the key: papers made with it say SAMPLE. */
  readonly sample: boolean;
  /** Why it does not sign, where it refused: one sentence. Nothing is taken in then. */
  readonly trouble: string | undefined;
  /** What somebody should look at, though signing goes on. */
  readonly warning: string | undefined;
  /** Something was committed. */
  news(): void;
  /** The note of a checkpoint that covers everything committed before the call. Throws LedgerHalted where it refuses. */
  sign(): Promise<string>;
  /** At the newest checkpoint. A lot that has no entry in it has no head; papers and keys without any have the count 0. */
  heads(subjects: readonly Subject[]): Promise<SignedHeads>;
  close(): Promise<void>;
}
