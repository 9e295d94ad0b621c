/**
 * One witness as the log knows it: what it cosigned last, whether it is worth asking now, and what is the matter with it.
 *
 * A witness that has seen a longer log, or says ours does not continue what it saw, is an alarm: either it lies, or the
 * log it saw under our key is not this one. It is never a reason to stop: or one witness could stop the trade.
 */
import type { DataSource } from 'typeorm';
import type { Vkey } from '../../core/log/notes/vkey.js';
import { Proofs } from '../tree/proofs.js';
import { newestCheckpoint, type Published } from '../tree/published.js';
import { keepCosignature, lastCosigned } from './kept.js';
import { submit, type Reply } from './submit.js';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 300_000;

export interface AskedWitness {
  readonly name: string;
  readonly vkey: Vkey;
  readonly url: string;
}

export class Peer {
  /** A question is under way. */
  busy = false;
  /** The largest size it cosigned for us. */
  private known: number | undefined;
  private failures = 0;
  private notBefore = 0;
  private fault: string | undefined;
  private alarmed = false;
  private lastTime = 0;

  constructor(
    readonly witness: AskedWitness,
    private readonly dataSource: DataSource,
    private readonly now: () => number,
  ) {}

  /** What is wrong with it now, in a sentence; whether somebody must look, or it is only not there. */
  get trouble(): { readonly alarm: boolean; readonly sentence: string } | undefined {
    return this.fault === undefined ? undefined : { alarm: this.alarmed, sentence: this.fault };
  }

  /** POSIX seconds of its newest cosignature since this process started; 0 before. */
  get time(): number {
    return this.lastTime;
  }

  get ready(): boolean {
    return !this.busy && this.now() >= this.notBefore;
  }

  /** Asks it to cosign; resolves to whether it did, once that is kept. */
  async ask(checkpoint: Published): Promise<boolean> {
    this.busy = true;
    try {
      const reply = await this.talk(checkpoint);
      if (reply.is === 'cosigned') {
        await keepCosignature(this.dataSource, checkpoint.size, this.witness.vkey, reply.line);
        this.known = checkpoint.size;
        this.lastTime = reply.time;
        this.failures = 0;
        this.notBefore = 0;
        this.fault = undefined;
        return true;
      }
      await this.judge(reply, checkpoint);
      return false;
    } catch (error) {
      this.fail(`could not be asked: ${String(error)}`, false);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** From where we believe it is; where it says it is elsewhere, once more from there. */
  private async talk(checkpoint: Published): Promise<Reply> {
    this.known ??= await lastCosigned(this.dataSource, this.witness.vkey);
    const first = await this.submit(checkpoint, Math.min(this.known, checkpoint.size));
    if (first.is !== 'elsewhere' || first.size > checkpoint.size) return first;
    this.known = first.size;
    return this.submit(checkpoint, first.size);
  }

  private async submit({ note, size }: Published, old: number): Promise<Reply> {
    const proof = await new Proofs(this.dataSource).consistency(old, size);
    return submit(this.witness.url, this.witness.vkey, { note, old, proof }, this.now());
  }

  private async judge(reply: Exclude<Reply, { is: 'cosigned' }>, { size }: Published): Promise<void> {
    if (reply.is === 'useless') return this.fail(`does not cosign: ${reply.why}`, false);
    if (reply.is === 'inconsistent') return this.fail('says it has seen another log under this name', true);
    // Another process may have signed more meanwhile, and every note is in the database before a witness hears of it.
    const ours = (await newestCheckpoint(this.dataSource))?.size ?? 0;
    if (reply.size > ours) return this.fail(`has seen a longer log: ${reply.size} entries, and here are ${ours}`, true);
    if (reply.size === size) return this.fail(`says it has seen another log of ${size} entries under this name`, true);
    this.known = reply.size;
    return this.fail(`was at ${reply.size} entries when it was asked about ${size}`, false);
  }

  private fail(what: string, alarm: boolean): void {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures);
    this.failures++;
    this.notBefore = this.now() + pause;
    this.alarmed = alarm;
    this.fault = `Witness ${this.witness.name} ${what}.`;
  }
}
