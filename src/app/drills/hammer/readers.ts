/**
 * Those who read an honest log while it is written, each believing nothing: whatever one of them would have to report is an
 * alarm, and of an honest history there must be none.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCheckpoint, type Checkpoint } from '../../../core/log/notes/checkpoint.js';
import { fromBase64Url } from '../../../core/bytes.js';
import { checkConsistency, checkInclusion } from '../../../core/log/tree/merkle.js';
import { openNote } from '../../../core/log/notes/note.js';
import { policyKeys, quorumMet, type Policy } from '../../../core/log/notes/policy.js';
import type { Cosigners } from '../../../ledger/cosigners/cosigners.js';
import { newestCosigned } from '../../../ledger/cosigners/kept.js';
import { fsck } from '../../../ledger/fsck.js';
import { LogFiles } from '../../../ledger/files/log-files.js';
import { Proofs } from '../../../ledger/tree/proofs.js';
import { verify } from '../../../verifier/door.js';
import type { House } from '../../house.js';

/** A witness asked once a second has long answered by then. */
const PATIENCE_MS = 30_000;

/** What a writer was told of one of its entries. */
export interface Told {
  readonly lot: string;
  readonly code: string;
  readonly idx: number;
  /** Base64url. */
  readonly leaf: string;
  /** Milliseconds at which the answer came. */
  readonly atMs: number;
}

export class Readers {
  readonly told: Told[] = [];
  /** One sentence each. */
  readonly alarms: string[] = [];
  readonly checks = { checkpoints: 0, cosigned: 0, receipts: 0, bundles: 0, fscks: 0, witness: 0 };
  /** Milliseconds from each answer to the checkpoint that covers it. */
  readonly integratedMs: number[] = [];
  private waiting = 0;
  private newest: Checkpoint | undefined;
  private readonly proofs: Proofs;
  private readonly files: LogFiles;

  constructor(
    private readonly house: House,
    private readonly policy: Policy,
    private readonly policyText: string,
    private readonly cosigners: Cosigners,
    private readonly roll: (sides: number) => number,
  ) {
    this.proofs = new Proofs(house.database.dataSource);
    this.files = new LogFiles(house.config.logDir);
  }

  /** All read on until `busy` says no, and once more then. */
  async read(busy: () => boolean): Promise<void> {
    const often = async (pauseMs: number, look: () => Promise<void>): Promise<void> => {
      for (let more = true; more;) {
        more = busy();
        await look();
        await sleep(pauseMs);
      }
    };
    await Promise.all([
      often(10, () => this.checkpoint()),
      often(20, () => this.receipt()),
      often(100, () => this.bundle()),
      often(500, () => this.history()),
      often(200, () => this.witnessed()),
    ]);
  }

  /** When nobody writes any more: the witness signs the last tree, and everybody looks once again. */
  async atLast(): Promise<void> {
    const size = this.newest?.size ?? 0;
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(100)) {
      const cosigned = await newestCosigned(this.house.database.dataSource);
      if (cosigned !== undefined && cosigned.size >= size) return this.read(() => false);
    }
    this.alarm(`the witness did not sign the last tree, of ${size} entries`);
  }

  /** The shown checkpoint is signed, and goes on from the newest that was seen. */
  async checkpoint(): Promise<void> {
    const note = await this.files.checkpoint();
    const next = parseCheckpoint(openNote(note ?? '', policyKeys(this.policy))?.text ?? '');
    if (next === undefined) return this.alarm('a checkpoint that nobody known signed was shown');
    const before = this.newest;
    this.checks.checkpoints += 1;
    if (before !== undefined && next.size < before.size) return this.alarm(`it went back to ${next.size} entries`);
    if (before !== undefined && next.size > before.size && before.size > 0) {
      const path = await this.proofs.consistency(before.size, next.size);
      if (!checkConsistency(before.size, next.size, path, before.root, next.root)) {
        this.alarm(`${next.size} entries do not begin with the ${before.size} shown before`);
      }
    }
    this.newest = next;
    this.integrated(next.size);
  }

  /** What somebody was told is in the newest tree, where it was said to be. */
  private async receipt(): Promise<void> {
    const [told, newest] = [this.any(), this.newest];
    if (told === undefined || newest === undefined) return;
    const [path = []] = await this.proofs.inclusion([told.idx], newest.size);
    this.checks.receipts += 1;
    const leaf = fromBase64Url(told.leaf) ?? new Uint8Array();
    if (!checkInclusion(told.idx, newest.size, leaf, path, newest.root)) {
      this.alarm(`entry ${told.idx} is not the one that was acknowledged`);
    }
  }

  private async bundle(): Promise<void> {
    const told = this.any();
    if (told === undefined) return;
    const bytes = await this.house.provenance.bundleOf({ id: told.lot, code: told.code });
    const { exit, lines } = verify(bytes ?? new Uint8Array(), this.policyText);
    this.checks.bundles += 1;
    if (exit !== 0) this.alarm(`the bundle of ${told.code}: ${lines.find(({ ok }) => !ok)?.detail}`);
  }

  private async history(): Promise<void> {
    const { dataSource } = this.house.database;
    const { faults } = await fsck({ dataSource, signerDir: this.house.config.signerDir });
    this.checks.fscks += 1;
    for (const { idx, what } of faults) this.alarm(`fsck ${idx}: ${what}`);
  }

  private async witnessed(): Promise<void> {
    this.checks.witness += 1;
    if (this.cosigners.warning !== undefined) this.alarm(this.cosigners.warning);
    if (this.house.ledger.trouble !== undefined) this.alarm(this.house.ledger.trouble);
    const cosigned = await newestCosigned(this.house.database.dataSource);
    if (cosigned === undefined) return;
    const verified = openNote(cosigned.note, policyKeys(this.policy))?.verified ?? [];
    this.checks.cosigned += 1;
    if (!quorumMet(this.policy, verified)) this.alarm(`the cosigned note of ${cosigned.size} entries lacks its quorum`);
  }

  private alarm(sentence: string): void {
    this.alarms.push(sentence);
  }

  /** Any acknowledged entry that the newest tree covers. */
  private any(): Told | undefined {
    const told = this.told.length === 0 ? undefined : this.told[this.roll(this.told.length)];
    return told !== undefined && told.idx < (this.newest?.size ?? 0) ? told : undefined;
  }

  private integrated(size: number): void {
    const now = performance.now();
    const open = this.told.slice(this.waiting).toSorted((a, b) => a.idx - b.idx);
    const covered = open.findIndex(({ idx }) => idx >= size);
    const done = covered < 0 ? open : open.slice(0, covered);
    this.integratedMs.push(...done.map(({ atMs }) => now - atMs));
    this.told.splice(this.waiting, open.length, ...open);
    this.waiting += done.length;
  }
}
