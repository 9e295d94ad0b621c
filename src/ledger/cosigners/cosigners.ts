/**
 * Asks the witnesses of a policy to cosign each new checkpoint (C2SP tlog-witness), in the background and for nobody's wait.
 *
 * All are asked about one checkpoint at a time, so that their signatures meet on it. A round ends when enough have signed
 * or all have answered; who is still busy is left out of the next. Nothing here ever holds up intake or the signer.
 */
import type { DataSource } from 'typeorm';
import type { Policy } from '../../core/log/notes/policy.js';
import { newestCheckpoint, type Published } from '../tree/published.js';
import { cosignersOf, keepCosigned, newestCosigned } from './kept.js';
import { Peer, type AskedWitness } from './peer.js';

const POLL_MS = 1000;
/** A checkpoint that lacks its quorum for this long is worth a look. */
const STALE_MS = 600_000;
const STALE = 'The newest checkpoint has lacked its cosignatures for more than 10 minutes.';

export interface CosignersOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Hears of each note that met the quorum, after it is kept. */
  readonly onCosigned?: (note: string) => Promise<void>;
}

export interface WitnessState {
  readonly name: string;
  /** POSIX seconds of its newest cosignature; 0 for none since this process started. */
  readonly time: number;
  readonly trouble?: string;
}

export class Cosigners {
  private readonly peers: Peer[];
  private readonly now: () => number;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly asked = new Set<Promise<unknown>>();
  /** The size last known to have its quorum, and since when a larger one lacks it. */
  private cosigned = -1;
  private behindSince: number | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly policy: Policy,
    private readonly options: CosignersOptions = {},
  ) {
    this.now = options.now ?? Date.now;
    this.peers = askedWitnesses(policy).map((witness) => new Peer(witness, dataSource, this.now));
  }

  /** Looks once a second from now on; without an address in the policy it never asks anybody. */
  start(): void {
    if (this.closed || this.peers.length === 0) return;
    this.timer = setTimeout(() => {
      // A database that does not answer is readiness's business, and asked again.
      this.turn = this.round().catch(() => undefined);
      void this.turn.then(() => this.start());
    }, POLL_MS).unref();
  }

  /** One look at the newest checkpoint; resolves when it has its quorum or everyone who could be asked has answered. */
  async round(): Promise<void> {
    const newest = await newestCheckpoint(this.dataSource);
    if (newest === undefined || this.peers.length === 0) return;
    await this.settle(newest);
    const have = await cosignersOf(this.dataSource, this.policy, newest);
    // Each is heard once after a start, even of what it has signed: one that has seen more tells of a rollback at once.
    const missing = this.peers.filter(
      ({ witness, ready, time }) => ready && (time === 0 || !have.some(({ id }) => id === witness.vkey.id)),
    );
    const settled = missing.map((peer) => this.askOne(peer, newest));
    const enough = new Promise<void>((done) => {
      for (const one of settled) void one.then((met) => (met ? done() : undefined));
    });
    await Promise.race([enough, Promise.all(settled)]);
  }

  /** One sentence each about what somebody should look at; none of it stops the log. */
  get warning(): string | undefined {
    const alarms = this.peers.flatMap(({ trouble }) => (trouble?.alarm === true ? [trouble.sentence] : []));
    const stale = this.behindSince !== undefined && this.now() - this.behindSince > STALE_MS;
    const absent = this.peers.flatMap(({ trouble }) => (trouble?.alarm === false ? [trouble.sentence] : []));
    const sentences = [...alarms, ...(stale ? [STALE, ...absent] : [])];
    return sentences.length === 0 ? undefined : sentences.join(' ');
  }

  get witnesses(): WitnessState[] {
    return this.peers.map(({ witness, time, trouble }) => ({
      name: witness.name,
      time,
      ...(trouble !== undefined && { trouble: trouble.sentence }),
    }));
  }

  /** How long the newest checkpoint has lacked its quorum, in seconds. */
  get behindSeconds(): number {
    return this.behindSince === undefined ? 0 : (this.now() - this.behindSince) / 1000;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.turn;
    await Promise.all(this.asked);
  }

  private askOne(peer: Peer, checkpoint: Published): Promise<boolean> {
    const asked = peer
      .ask(checkpoint)
      .then((did) => did && this.settle(checkpoint))
      .catch(() => false);
    this.asked.add(asked);
    void asked.then(() => this.asked.delete(asked));
    return asked;
  }

  /** Whether this checkpoint has its quorum by now. */
  private async settle(checkpoint: Published): Promise<boolean> {
    if (this.cosigned < 0) {
      const known = (await newestCosigned(this.dataSource))?.size ?? -1;
      // While it was looked up, another answer may have made the quorum.
      this.cosigned = Math.max(this.cosigned, known);
    }
    if (checkpoint.size <= this.cosigned) return true;
    const note = await keepCosigned(this.dataSource, this.policy, checkpoint);
    if (note === undefined) {
      this.behindSince ??= this.now();
      return false;
    }
    if (checkpoint.size <= this.cosigned) return true; // two answers came at once, and the other was told of
    this.cosigned = checkpoint.size;
    this.behindSince = undefined;
    await this.options.onCosigned?.(note);
    return true;
  }
}

/** The witnesses that can be asked: those with an address. */
export function askedWitnesses({ witnesses }: Policy): AskedWitness[] {
  return witnesses.flatMap(({ name, vkey, url }) => (url === undefined ? [] : [{ name, vkey, url }]));
}
