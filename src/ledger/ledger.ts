/**
 * The only writer of history: a group commit (docs/decisions/0001-one-writer-pure-core.md; the bytes: docs/ledger-format.md).
 *
 * Commands queue; one writer at a time takes up to 256 of them into one transaction, decides them in order, writes all they
 * record in a handful of statements and answers everyone once it is committed. Several processes may do so on one
 * database: the lock on the state row lets one in at a time, and memory is compared with that row before anything is
 * decided. Where it is not known whether a commit was done, the batch is asked again: what was done is found by its key.
 */
import type { DataSource } from 'typeorm';
import { equalBytes } from '../core/bytes.js';
import type { Json } from '../core/log/canonical-json.js';
import type { Subject } from '../core/log/heads.js';
import { Rejection } from '../core/rejection.js';
import { Batch, BatchSpoiled, digestOf, keyedDigestOf } from './append/batch.js';
import { consider } from './append/consider.js';
import { continueFrom, EMPTY_LOG, LedgerHalted, type LogState } from './append/log-state.js';
import { KnownPolicies } from './append/policies.js';
import { outcomeIsOpen, PATIENCE_MS, pause, rollback } from './append/retry.js';
import {
  answerKey,
  findAnswered,
  loadFacts,
  loadHeads,
  lockState,
  write,
  type Answered,
} from './append/transaction.js';
import { takeBatch, type Waiting } from './append/waiting.js';
import type { Command, NextPlace, Receipt } from './command.js';
import type { Facts, Projection } from './projection.js';
import type { Vault } from './private/vault.js';
import type { LogSigner, SignedHeads } from './signer/log-signer.js';

export type { Command, Decision, Receipt } from './command.js';

/** What one command of a batch comes to; told to its caller only after the commit. */
type Outcome = { readonly receipt: Receipt } | { readonly error: unknown };

export class Ledger {
  private readonly projections: Projection<unknown>[] = [];
  private readonly queue: Waiting[] = [];
  private writing: Promise<void> | undefined;
  private known: LogState = EMPTY_LOG;
  private readonly policies = new KnownPolicies();
  private halted: LedgerHalted | undefined;
  private closed = false;

  /** Use `openLedger`, which checks the database and the signer's state first. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly signer: LogSigner,
    /** For projections whose rows hold people or prices. */
    readonly vault: Vault,
    private readonly now: () => number = Date.now,
  ) {}

  /** Origin of the log: the `log` member of every statement, the first line of every checkpoint. */
  get origin(): string {
    return this.signer.origin;
  }

  /** The log's verifier key (C2SP signed-note), as a policy names it. */
  get vkey(): string {
    return this.signer.vkey;
  }

  /** Every key that a policy must name to trust this log's checkpoints of all times. */
  get vkeys(): readonly string[] {
    return this.signer.vkeys;
  }

  /** True when the demo made the log's key: papers made with it say SAMPLE. */
  get sample(): boolean {
    return this.signer.sample;
  }

  /** One sentence while the ledger or its signer refuses to go on, for readiness. */
  get trouble(): string | undefined {
    return this.halted?.message ?? this.signer.trouble;
  }

  /** What somebody should look at though everything goes on, for readiness. */
  get warning(): string | undefined {
    return this.signer.warning;
  }

  /** At start-up, before the first append; projections are loaded, folded and saved in the order they came. */
  register<State>(projection: Projection<State>): void {
    if (this.projections.some(({ kind }) => kind === projection.kind)) {
      throw new Error(`bug: two projections are named ${projection.kind}`);
    }
    this.projections.push(projection as unknown as Projection<unknown>);
  }

  /** Records what the command decides; resolves once it is durable. Throws the command's Rejection. */
  append<Result extends Json>(command: Command<Result>): Promise<Receipt<Result>> {
    if (this.closed) return Promise.reject(new Error('The ledger is closing.'));
    return new Promise((resolve, reject) => {
      this.queue.push({
        command: command as unknown as Command,
        resolve: resolve as (receipt: Receipt) => void,
        reject,
        since: this.now(),
        alone: false,
      });
      // Not at once: whatever asks in the same turn belongs into the same batch.
      this.writing ??= new Promise<void>((done) => setImmediate(done)).then(() => this.drain());
    });
  }

  /** What a decision comes to now, with nothing recorded: for whoever wants to see, and sign, what would be. */
  consider<Told>(needs: Command['needs'], decide: (facts: Facts, place: NextPlace) => Told): Promise<Told> {
    return consider(this.dataSource, this.projections, this.now, needs, decide);
  }

  /** The signed note of a checkpoint that covers everything committed so far. */
  async checkpoint(): Promise<string> {
    await this.writing;
    return this.signer.sign();
  }

  /** What the log signs of these subjects at its newest checkpoint; a lot without an entry there has no head. */
  heads(subjects: readonly Subject[]): Promise<SignedHeads> {
    return this.signer.heads(subjects);
  }

  /** Answers what is queued, signs what is committed, then refuses. */
  async close(): Promise<void> {
    this.closed = true;
    await this.writing;
    await this.signer.close();
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) await this.settle(takeBatch(this.queue));
    this.writing = undefined;
  }

  /** Answers every command of the batch, or puts those back that must be asked again. Never throws. */
  private async settle(batch: readonly Waiting[]): Promise<void> {
    try {
      if (this.trouble !== undefined) throw this.halted ?? new LedgerHalted(this.trouble);
      const outcomes = await this.commit(batch.map(({ command }) => command));
      batch.forEach(({ resolve, reject }, i) => {
        const outcome = outcomes[i] ?? { error: new Error('bug: a command without an outcome') };
        if ('receipt' in outcome) resolve(outcome.receipt);
        else reject(outcome.error);
      });
    } catch (error) {
      await this.recover(batch, error);
    }
  }

  private async recover(batch: readonly Waiting[], error: unknown): Promise<void> {
    // A signer's trouble is its own: one that runs apart may be put right and started again while this process stays.
    if (error instanceof LedgerHalted && this.signer.trouble === undefined) this.halted = error;
    const [first] = batch;
    if (outcomeIsOpen(error) && first !== undefined && this.now() - first.since < PATIENCE_MS) {
      this.queue.unshift(...batch);
      await pause(); // The keys tell whether it was done: the next try waits for the lock that a commit still holds.
    } else if (batch.length > 1 && !(error instanceof LedgerHalted) && !outcomeIsOpen(error)) {
      // Rolled back for certain. One command of it is at fault: each is asked again by itself.
      this.queue.unshift(...batch.map((waiting) => ({ ...waiting, alone: true })));
    } else {
      for (const { reject } of batch) reject(error instanceof BatchSpoiled ? error.cause : error);
    }
  }

  private async commit(commands: readonly Command[]): Promise<Outcome[]> {
    const tx = this.dataSource.createQueryRunner();
    try {
      // Read committed: what is read after the lock must be what the writer before us committed.
      await tx.startTransaction('READ COMMITTED');
      const before = continueFrom(this.known, await lockState(tx));
      const answered = await findAnswered(tx, commands);
      const fresh = commands.filter((command) => !answered.has(answerKey(command)));
      const heads = await loadHeads(tx, fresh);
      const loaded = await loadFacts(tx, this.projections, fresh);
      const batch = new Batch(this.origin, before, heads, loaded, await this.policies.at(tx, before.size), this.now);
      const outcomes = commands.map((command) => outcomeOf(batch, this.vault, answered, command));
      if (batch.answers.length === 0) {
        await tx.rollbackTransaction();
      } else {
        await write(tx, this.vault, batch, loaded);
        await tx.commitTransaction();
      }
      this.known = batch.state;
      this.policies.keep(batch.policies, batch.state.size);
      if (batch.recordings.length > 0) this.signer.news();
      return outcomes;
    } catch (error) {
      throw await rollback(tx, error);
    } finally {
      await tx.release();
    }
  }
}

/** A refusal or a faulty decision is its own command's outcome; a spoiled batch is everyone's, and thrown. */
function outcomeOf(batch: Batch, vault: Vault, answered: Map<string, Answered>, command: Command): Outcome {
  const digest = keyedDigestOf(vault, command);
  const names = [command.key, ...(command.aliases ?? [])].map((key) => answerKey({ org: command.org, key }));
  const earlier = names.flatMap((name) => answered.get(name) ?? []);
  // Version 0.1.0 kept the digest as it came.
  const isSame = (one: Answered): boolean =>
    equalBytes(one.digest, digest) || equalBytes(one.digest, digestOf(command));
  if (!earlier.every(isSame)) return { error: new Rejection('key-reused', 'key') };
  const [first] = earlier;
  if (first !== undefined) return { receipt: first.receipt };
  try {
    const receipt = batch.decide(command, digest);
    for (const name of names) answered.set(name, { digest, receipt: { ...receipt, repeated: true } });
    return { receipt };
  } catch (error) {
    if (error instanceof BatchSpoiled) throw error;
    return { error };
  }
}
