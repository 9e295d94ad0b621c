/**
 * How facts cross the folder line without arrows uphill: a folder to the right of the ledger registers a projection,
 * and the one writer loads, folds and saves it inside the ledger's own transaction, always set-based.
 */
import type { EntityManager } from 'typeorm';
import type { Reveal, Statement } from '../core/log/statement.js';

/** A statement with its place in the log; `reveals` are its private values, present only while it is being recorded. */
export interface Recorded {
  readonly sid: Uint8Array;
  readonly idx: number;
  readonly leaf: Uint8Array;
  readonly receivedAt: string;
  readonly statement: Statement;
  readonly reveals: readonly Reveal[];
  /** Ids of the keys that signed it, ascending; empty where it is attested. */
  readonly signers: readonly string[];
  /** Who recorded it (`Command.by`); present only while it is being recorded. */
  readonly by?: string;
}

/** How a projection is made again from history alone (`veta rebuild`). */
export interface Rebuilt {
  /** The tables it fills, and nobody else does. */
  readonly tables: readonly RebuiltTable[];
  /** Ids of the states that folding this statement may read or change. */
  touched(recorded: Recorded): readonly string[];
}

export interface RebuiltTable {
  readonly name: string;
  /** Columns that history does not tell, such as a random code once given: taken over from the row as it stood. */
  readonly kept?: readonly string[];
}

export interface Projection<State> {
  /** Name under which commands ask for these facts, such as `lots`. */
  readonly kind: string;
  /** One query: the states of those ids that exist. Called once per batch with the union of what its commands need. */
  load(tx: EntityManager, ids: readonly string[]): Promise<Map<string, State>>;
  /** Pure: folds one statement into the loaded states in place and returns the ids it changed. */
  evolve(states: Map<string, State>, recorded: Recorded): Iterable<string>;
  /** One or a few set-based writes for all states the batch changed, in the ledger's transaction. */
  save(tx: EntityManager, changed: ReadonlyMap<string, State>, recorded: readonly Recorded[]): Promise<void>;
  /** Absent where nothing is kept, or what is kept is more than history: a counter, a sum, papers already sent. */
  readonly rebuilt?: Rebuilt;
}

/** The facts a decision may look at: one map per projection kind, as the commands before it in the batch left them. */
export type Facts = <State>(kind: string) => ReadonlyMap<string, State>;
