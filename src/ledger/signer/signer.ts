/**
 * The signer: the boundary that a database superuser cannot cross (docs/operations.md, "Restore").
 *
 * It checks every new entry from its bytes, grows its own tree from the last root it signed, and signs only where that tree
 * is the one the database claims. What it signed last is in its own folder, outside the database. When something does not
 * agree it says so in one sentence and never signs again in this process.
 *
 * Order of a checkpoint: tiles into the database, line into signed.log (synced), note into the database. A crash between
 * any two of them is made good by the next turn.
 */
import type { DataSource } from 'typeorm';
import { equalBytes, fromBase64, toBase64 } from '../../core/bytes.js';
import { formatCheckpoint } from '../../core/log/checkpoint.js';
import { headsTexts, type Subject } from '../../core/log/heads.js';
import { signNote } from '../../core/log/note.js';
import { LedgerHalted } from '../append/log-state.js';
import { Edge, type FullTile } from '../tree/edge.js';
import { keepCheckpoint, keepTiles } from './keep.js';
import type { Checked } from './check.js';
import { vkeyOfLog, type LogKey } from './log-key.js';
import type { LogSigner, SignedHeads } from './log-signer.js';
import { Memory } from './memory/memory.js';
import { edgeOf, replay } from './memory/replay.js';
import { checkNewEntries, EntryFault } from './new-entries.js';
import type { Signed, SignedLog } from './signed-log.js';

/** Entries checked in one go; between goes others have their turn. */
const STRIDE = 256;
/** News waits this long for more of it, so that signing costs the same however many commits there are. */
const COALESCE_MS = 400;
/** How far an entry's time may be ahead of the signer's own clock. */
const AHEAD_MS = 5000;

export class Signer implements LogSigner {
  private readonly memory = new Memory();
  private edge = new Edge(0, []);
  private receivedMs = 0;
  private filled: FullTile[] = [];
  private refusal: string | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly key: LogKey,
    private readonly signed: SignedLog,
    private readonly now: () => number = Date.now,
  ) {}

  get origin(): string {
    return this.key.origin;
  }

  get sample(): boolean {
    return this.key.sample;
  }

  get vkey(): string {
    return vkeyOfLog(this.key);
  }

  get vkeys(): readonly string[] {
    return [this.vkey];
  }

  get warning(): string | undefined {
    return undefined;
  }

  /** Why it does not sign, where it refused. */
  get trouble(): string | undefined {
    return this.refusal;
  }

  /** Something was committed: signs it soon, together with what comes until then. */
  news(): void {
    if (this.closed) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      // A refusal is kept and shown in readiness; a database that does not answer is asked again.
      this.sign().catch(() => (this.refusal === undefined ? this.news() : undefined));
    }, COALESCE_MS).unref();
  }

  /** The note of a checkpoint that covers everything committed before the call. Throws LedgerHalted where it refuses. */
  sign(): Promise<string> {
    const turn = this.turn.then(() => this.signNow());
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  async heads(subjects: readonly Subject[]): Promise<SignedHeads> {
    const turn = this.turn.then(() => this.headsNow(subjects));
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.timer);
    if (this.refusal === undefined) await this.sign().catch(() => undefined);
    await this.turn;
    await this.signed.close();
  }

  private async signNow(): Promise<string> {
    if (this.refusal !== undefined) throw new LedgerHalted(this.refusal);
    try {
      await this.signed.refresh();
      const latest = this.signed.latest;
      if (latest !== undefined && latest.size > this.edge.size) await this.resume(latest);
      const size = await this.grow(latest?.size ?? 0);
      await keepTiles(this.dataSource, this.filled);
      this.filled = [];
      const note = latest?.size === size ? latest.note : await this.signTree(size);
      await keepCheckpoint(this.dataSource, { size, root: this.edge.root, note });
      return note;
    } catch (error) {
      if (error instanceof LedgerHalted) this.refusal = error.message;
      throw error;
    }
  }

  /** Of the tree that was signed last; what is newer is signed within a second. */
  private async headsNow(subjects: readonly Subject[]): Promise<SignedHeads> {
    const { latest } = this.signed;
    if (latest === undefined || this.refusal !== undefined || this.memory.size !== latest.size) await this.signNow();
    const { size, root, note } = this.signed.latest as Signed;
    const { origin } = this;
    const heads = this.memory.heads(subjects);
    const texts = headsTexts({ origin, size, root: fromBase64(root) as Uint8Array, heads });
    return { checkpoint: note, heads: texts.map((text) => signNote(text, origin, this.key.seed)) };
  }

  /** Goes on from the tree that was signed last, if the database still has it. */
  private async resume(signed: Signed): Promise<void> {
    const { origin } = this;
    this.edge = await edgeOf(this.dataSource, signed);
    await replay(this.dataSource, { from: this.memory.size, origin, signed }, (checked) => {
      for (const one of checked) this.remember(one);
      return Promise.resolve();
    });
    this.receivedMs = signed.receivedMs;
    this.filled = [];
  }

  private remember(checked: Checked): void {
    const fault = this.memory.take(checked);
    if (fault !== undefined) {
      throw new LedgerHalted(`The signer refuses entry ${checked.idx}: ${fault}. Run veta fsck.`);
    }
  }

  /** Takes everything committed into the tree and returns its size. */
  private async grow(signedSize: number): Promise<number> {
    const [state]: { size: string; root: Buffer }[] = await this.dataSource.query('SELECT size, root FROM log_state');
    const size = Number(state?.size ?? 0);
    if (size < signedSize || size < this.edge.size) {
      throw new LedgerHalted(
        `The database holds ${size} entries, fewer than the ${Math.max(signedSize, this.edge.size)} seen before: it was rolled back.`,
      );
    }
    while (this.edge.size < size) await this.stride(Math.min(size, this.edge.size + STRIDE));
    if (state !== undefined && !equalBytes(this.edge.root, state.root)) {
      throw new LedgerHalted(`The database's root at ${size} entries is not that of the entries. Run veta fsck.`);
    }
    return size;
  }

  private async stride(to: number): Promise<void> {
    const range = {
      from: this.edge.size,
      to,
      origin: this.origin,
      receivedMs: this.receivedMs,
      ring: this.memory.ring,
    };
    const checked = await checkNewEntries(this.dataSource, range).catch((error: unknown) => {
      if (!(error instanceof EntryFault)) throw error;
      throw new LedgerHalted(`The signer refuses entry ${error.idx}: ${error.what}. Run veta fsck.`);
    });
    const receivedMs = Date.parse(checked.at(-1)?.entry.received ?? '');
    if (receivedMs > this.now() + AHEAD_MS) {
      throw new LedgerHalted(
        `Entry ${to - 1} says it was received ${receivedMs - this.now()} ms from now: check the clocks.`,
      );
    }
    for (const one of checked) {
      this.remember(one);
      this.filled.push(...this.edge.append(one.leaf));
    }
    this.receivedMs = receivedMs;
  }

  private async signTree(size: number): Promise<string> {
    const { root } = this.edge;
    const note = signNote(formatCheckpoint({ origin: this.origin, size, root }), this.origin, this.key.seed);
    await this.signed.append({ size, root: toBase64(root), receivedMs: this.receivedMs, note });
    return note;
  }
}
