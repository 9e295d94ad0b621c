/**
 * One batch in memory: each command decided against the state that the ones before it left.
 *
 * Nothing here touches the database. A refused command leaves no trace; an accepted one is linked, hashed and folded into
 * the loaded facts before the next one looks at them.
 */
import { sha256 } from '#crypto';
import { toBase64Url, toHex, utf8 } from '../../core/bytes.js';
import type { Policies } from '../../core/custody/keys/policies.js';
import type { Json } from '../../core/log/canonical-json.js';
import { appendLeaf } from '../../core/log/tree/merkle.js';
import type { Draft } from '../../core/log/statement.js';
import { HEADS, type Command, type Head, type Receipt } from '../command.js';
import type { Vault } from '../private/vault.js';
import type { Facts, Projection } from '../projection.js';
import type { LogState } from './log-state.js';
import { mayAttest } from './policies.js';
import { record, type Recording } from './record.js';

/** A projection with what it loaded and which of it this batch changed. */
export interface Loaded {
  readonly projection: Projection<unknown>;
  readonly states: Map<string, unknown>;
  readonly changed: Set<string>;
}

export interface Answer {
  readonly org: string;
  readonly key: string;
  readonly digest: Uint8Array;
  readonly actor: string;
  readonly firstIdx: number;
  readonly entries: number;
  readonly result: Json;
}

/** A projection failed half-way through a statement: the facts in memory are of no use any more. */
export class BatchSpoiled extends Error {
  override readonly name = 'BatchSpoiled';
}

/** Requests are compared by hash, so that any size of digest is kept in 32 bytes. */
export function digestOf({ digest }: Pick<Command, 'digest'>): Uint8Array {
  return sha256(typeof digest === 'string' ? utf8(digest) : digest);
}

/**
 * What is kept of a request: it may be short and hold a person or a price, and anybody could try all short requests
 * against a mere hash.
 */
export function keyedDigestOf(vault: Vault, command: Pick<Command, 'digest'>): Uint8Array {
  return Uint8Array.from(vault.tag('request', digestOf(command)));
}

/** What decisions ask by kind. */
export function factsOf(loaded: ReadonlyMap<string, Loaded>, heads: ReadonlyMap<string, Head>): Facts {
  return <State>(kind: string): ReadonlyMap<string, State> => {
    if (kind === HEADS) return heads as ReadonlyMap<string, unknown> as ReadonlyMap<string, State>;
    const found = loaded.get(kind);
    if (found === undefined) throw new Error(`bug: no projection named ${kind} is registered`);
    return found.states as Map<string, State>;
  };
}

export class Batch {
  readonly recordings: Recording[] = [];
  readonly answers: Answer[] = [];
  private readonly facts: Facts;

  constructor(
    private readonly origin: string,
    private current: LogState,
    private readonly heads: Map<string, Head>,
    private readonly loaded: ReadonlyMap<string, Loaded>,
    readonly policies: Policies,
    private readonly now: () => number,
  ) {
    this.facts = factsOf(loaded, heads);
  }

  /** The state of the log with everything accepted so far. */
  get state(): LogState {
    return this.current;
  }

  /** @throws Rejection, or whatever a faulty decision throws: then nothing of this command is kept */
  decide<Result extends Json>(command: Command<Result>, digest: Uint8Array): Receipt<Result> {
    const firstIdx = this.current.size;
    const receivedMs = Math.max(this.now(), this.current.receivedMs);
    const received = new Date(receivedMs).toISOString();
    const { drafts, result } = command.decide(this.facts, { idx: firstIdx, received });
    const added = this.link(command, drafts, receivedMs);
    const { by } = command;
    const { org, actor } = command;
    for (const key of [command.key, ...(command.aliases ?? [])]) {
      this.answers.push({ org, key, actor, digest, firstIdx, entries: added.length, result });
    }
    for (const recording of added) {
      this.keep(by === undefined ? recording : { ...recording, recorded: { ...recording.recorded, by } });
    }
    return {
      result,
      entries: added.map(({ recorded: { sid, idx, leaf } }) => ({ sid: toHex(sid), idx, leaf: toBase64Url(leaf) })),
      repeated: false,
    };
  }

  /** The drafts as bytes in their places, without touching the batch: the last of them may still be refused. */
  private link(command: Command, drafts: readonly Draft[], receivedMs: number): Recording[] {
    const named = new Set(command.needs['lots']);
    const heads = new Map<string, Head>();
    return drafts.map((draft, i) => {
      const stray = draft.lots.find((lot) => !named.has(lot));
      if (stray !== undefined)
        throw new Error(`bug: ${draft.type} touches lot ${stray}, which its command did not name`);
      mayAttest(this.policies, draft);
      const recording = record(draft, {
        origin: this.origin,
        idx: this.current.size + i,
        receivedMs,
        headOf: (lot) => heads.get(lot) ?? this.heads.get(lot),
      });
      for (const { lot, seq } of recording.links) heads.set(lot, { seq, leaf: recording.recorded.leaf });
      return recording;
    });
  }

  private keep(recording: Recording): void {
    const { leaf, receivedAt } = recording.recorded;
    const { size, frontier } = this.current;
    this.current = { size: size + 1, frontier: appendLeaf(frontier, size, leaf), receivedMs: Date.parse(receivedAt) };
    for (const { lot, seq } of recording.links) this.heads.set(lot, { seq, leaf });
    this.policies.add(recording.recorded.statement, recording.recorded.idx);
    this.recordings.push(recording);
    for (const { projection, states, changed } of this.loaded.values()) {
      try {
        for (const id of projection.evolve(states, recording.recorded)) changed.add(id);
      } catch (cause) {
        throw new BatchSpoiled(`projection ${projection.kind} failed on ${recording.recorded.statement.type}`, {
          cause,
        });
      }
    }
  }
}
