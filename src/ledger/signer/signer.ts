/**
 * The signer: the boundary that a database superuser cannot cross (docs/operations.md, "The signer").
 *
 * It checks every new entry from its bytes, grows its own tree from the last root it signed, and signs only where that tree
 * is the one the database claims. What it signed last is in its own folder, outside the database. When something does not
 * agree it says so in one sentence and never signs again in this process.
 *
 * Order of a checkpoint: entries into the journal and tiles into the database, line into signed.log, tiles into public files,
 * note into the database, note into its public file. Journal and signed.log are on the disk before the next step. A crash
 * between any two of them is made good by the next turn.
 */
import type { DataSource } from 'typeorm';
import { equalBytes, toBase64 } from '../../core/bytes.js';
import { formatCheckpoint } from '../../core/log/notes/checkpoint.js';
import { headsTexts, type Subject } from '../../core/log/heads.js';
import { LedgerHalted } from '../append/log-state.js';
import type { LogFiles } from '../files/log-files.js';
import type { Release } from '../files/release.js';
import { Edge, type FullTile } from '../tree/edge.js';
import type { Checked } from './check/check.js';
import { Clock } from './check/clock.js';
import { vkeysOfLog, type LogKey } from './key/log-key.js';
import type { LogSigner, SignedHeads } from './log-signer.js';
import { Memory } from './memory/memory.js';
import type { MemoryFile } from './memory/memory-file.js';
import { caughtUp } from './memory/catch-up.js';
import { checkNewEntries, EntryFault } from './check/new-entries.js';
import { signedLine, type Steps } from './publish.js';
import { namedVkeys, signingSeeds, signWithAll } from './key/rotation.js';
import type { Signed, SignedLog } from './signed-log.js';
import { inTurn } from './turns.js';

/** Entries checked in one go; between goes others have their turn. */
const STRIDE = 256;
/** News waits this long for more of it, so that signing costs the same however many commits there are. */
const COALESCE_MS = 400;
/** Without news it looks this often all the same: for entries whose time to be shown has come. */
const IDLE_MS = 60 * 60 * 1000;

export interface SignerParts {
  readonly dataSource: DataSource;
  readonly signed: SignedLog;
  readonly files: LogFiles;
  readonly memoryFile: MemoryFile;
  readonly steps: Steps;
  /** Absent: entries are never shown. */
  readonly release: Release | undefined;
  /** The keys as the folder holds them now: another may be added while this runs. */
  readonly readKey: () => Promise<LogKey>;
  /** Told each new checkpoint once it is shown. */
  readonly onSigned?: ((note: string) => void) | undefined;
  readonly now?: (() => number) | undefined;
}

export class Signer implements LogSigner {
  private memory = new Memory();
  private edge = new Edge(0, []);
  private filled: FullTile[] = [];
  private shown: string | undefined;
  /** Erasures below this index are done in the files too. */
  private erased = 0;
  private refusal: string | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private readonly clock: Clock;
  private readonly idle: NodeJS.Timeout;

  constructor(
    private key: LogKey,
    private readonly parts: SignerParts,
  ) {
    this.clock = new Clock(parts.now);
    this.idle = setInterval(() => this.news(), IDLE_MS).unref();
  }

  get origin(): string {
    return this.key.origin;
  }

  get sample(): boolean {
    return this.key.sample;
  }

  get vkey(): string {
    return this.vkeys.at(-1) ?? '';
  }

  get vkeys(): readonly string[] {
    return namedVkeys(this.key, this.memory);
  }

  /** Why it does not sign, where it refused. */
  get trouble(): string | undefined {
    return this.refusal;
  }

  get warning(): string | undefined {
    return this.clock.warning;
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
    return this.queued(() => this.signNow());
  }

  /** Of the tree that was signed last; what is newer is signed within a second. */
  heads(subjects: readonly Subject[]): Promise<SignedHeads> {
    return this.queued(async () => {
      if (this.shown === undefined) await this.signNow();
      const { origin, shown } = this;
      const heads = this.memory.heads(subjects);
      const texts = headsTexts({ origin, size: this.edge.size, root: this.edge.root, heads });
      return { checkpoint: shown ?? '', heads: texts.map((text) => this.note(text)) };
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.idle);
    if (this.refusal === undefined) await this.sign().catch(() => undefined);
    await this.turn;
    await this.parts.signed.close();
  }

  private queued<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(work);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async signNow(): Promise<string> {
    if (this.refusal !== undefined) throw new LedgerHalted(this.refusal);
    this.shown = undefined;
    try {
      // Other processes with this folder wait meanwhile: files are not rows.
      this.shown = await inTurn(this.parts.dataSource, () => this.publish());
    } catch (error) {
      if (error instanceof LedgerHalted) this.refusal = error.message;
      throw error;
    }
    return this.shown;
  }

  private async publish(): Promise<string> {
    const { signed, steps, memoryFile, files, release } = this.parts;
    await signed.refresh();
    const { latest } = signed;
    if (latest !== undefined && (latest.size > this.edge.size || this.edge.size === 0)) await this.resume(latest);
    const size = await this.grow(latest?.size ?? 0);
    await this.learnKeys();
    await steps.keepTiles(this.filled);
    const isNew = latest?.size !== size;
    const note = isNew ? this.note(formatCheckpoint({ origin: this.origin, size, root: this.edge.root })) : latest.note;
    if (isNew) await steps.sign(signedLine(this.edge, this.clock.receivedMs, note));
    const behind = isNew || this.filled.length > 0 || !(await files.shows(note, size));
    if (behind) await steps.showTiles(this.filled, this.edge);
    this.filled = [];
    await steps.keepCheckpoint(this.edge, note);
    if (behind) await steps.showCheckpoint(note, size);
    if (behind) this.parts.onSigned?.(note);
    if (size > this.erased) await steps.erase(this.erased, size);
    this.erased = size;
    await release?.sweep(size);
    await memoryFile.save(this.memory, toBase64(this.edge.root));
    return note;
  }

  /** Goes on from the tree that was signed last, if the database still has it. */
  private async resume(signed: Signed): Promise<void> {
    const { origin } = this;
    const at = await caughtUp(this.parts, { signed, origin, memory: this.memory });
    this.memory = at.memory;
    this.edge = at.edge;
    this.filled = at.filled;
    this.clock.resume(signed.receivedMs);
  }

  /** Takes everything committed into the tree and returns its size. */
  private async grow(signedSize: number): Promise<number> {
    const sql = 'SELECT size, root FROM log_state';
    const lookedMs = this.clock.now();
    const [state]: { size: string; root: Buffer }[] = await this.parts.dataSource.query(sql);
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
    this.clock.looked(lookedMs);
    return size;
  }

  private async stride(to: number): Promise<void> {
    const { dataSource, steps } = this.parts;
    const { origin, edge, memory, clock } = this;
    const range = { from: edge.size, to, origin, receivedMs: clock.receivedMs, ring: memory.ring };
    const checked = await checkNewEntries(dataSource, range).catch((error: unknown) => {
      if (!(error instanceof EntryFault)) throw error;
      throw new LedgerHalted(`The signer refuses entry ${error.idx}: ${error.what}. Run veta fsck.`);
    });
    for (const one of checked) clock.judge(one);
    await steps.journal(checked);
    for (const one of checked) this.remember(one);
  }

  private remember(checked: Checked): void {
    const fault = this.memory.take(checked);
    if (fault !== undefined) {
      throw new LedgerHalted(`The signer refuses entry ${checked.idx}: ${fault}. Run veta fsck.`);
    }
    this.filled.push(...this.edge.append(checked.leaf));
    this.clock.receivedMs = Date.parse(checked.entry.received);
  }

  /** A key that the log names may have been made by another process since this one read the file. */
  private async learnKeys(): Promise<void> {
    const named = this.memory.ring.keysOf(this.origin).filter(({ holder }) => holder === 'log').length;
    if (named > 0 && vkeysOfLog(this.key).length <= named) this.key = await this.parts.readKey();
  }

  private note(text: string): string {
    const seeds = signingSeeds(this.key, this.memory, this.clock.now());
    if (seeds.length === 0) throw new LedgerHalted('The log has revoked every key that this folder holds.');
    return signWithAll(text, this.origin, seeds);
  }
}
