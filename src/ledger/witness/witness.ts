/**
 * A witness of other people's logs (C2SP tlog-witness): compares what a log shows with what it showed before, and cosigns.
 * Requests about one log wait for each other, so that comparing and keeping are one step.
 */
import type { Vkey } from '../../core/log/notes/vkey.js';
import { parseAddCheckpoint } from './request.js';
import { addCheckpoint, refusal, vkeyOfWitness, type Answer, type CosignerKey } from './step.js';
import type { WitnessStore } from './store.js';

/** Origin of each log that is witnessed -> the keys that sign its checkpoints. */
export type KnownLogs = ReadonlyMap<string, readonly Vkey[]>;

export class Witness {
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly key: CosignerKey,
    private readonly logs: KnownLogs,
    private readonly store: WitnessStore,
    /** Milliseconds since 1970. */
    private readonly now: () => number = Date.now,
  ) {}

  get vkey(): Vkey {
    return vkeyOfWitness(this.key);
  }

  /** Answers `POST /add-checkpoint`; what it cosigns is durable by then. */
  async add(body: Uint8Array): Promise<Answer> {
    const request = parseAddCheckpoint(body);
    if (request === undefined) return refusal(400, 'this is not an add-checkpoint request').answer;
    const { origin } = request.checkpoint;
    const keys = this.logs.get(origin) ?? [];
    if (keys.length === 0) return refusal(404, `unknown log ${origin}`).answer;
    return this.inTurn(origin, async () => {
      const seen = await this.store.seen(origin);
      const seconds = Math.floor(this.now() / 1000);
      const { answer, next, contradiction } = addCheckpoint(request, keys, seen, this.key, seconds);
      if (contradiction !== undefined) await this.store.keepContradiction(origin, contradiction);
      if (next !== undefined) await this.store.keep(origin, next);
      return answer;
    });
  }

  /** The newest note cosigned of the log whose origin has this SHA-256 in hex. */
  newest(folder: string): Promise<string | undefined> {
    return this.store.note(folder);
  }

  private inTurn<Result>(origin: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.turns.get(origin) ?? Promise.resolve()).then(work);
    this.turns.set(
      origin,
      turn.catch(() => undefined),
    );
    return turn;
  }
}
