/**
 * A row of the table of rules: a tale in which one rule passes, or does what the catalogue says it does.
 * Rows stand in `rows/<subject>.ts`, each file exporting `rows`.
 */
import type { Draft } from '../../../../src/core/log/statement.js';
import type { Deed, World } from '../../../support/story.js';

/** What a rule that is a function of its own gives back, where no act carries it. */
export interface Doubted {
  readonly rule: string;
  readonly code: string;
  readonly level: 'hold' | 'ask' | 'warn';
}

export interface Row {
  /** `P1` … `P25`. */
  readonly rule: string;
  /** As one would read it in the table: "35 g exactly in one month". */
  readonly says: string;
  /** It lies exactly on the last value that passes, or the first that does not. */
  readonly boundary?: true;
  readonly given?: readonly Deed[];
  /** The act judged: what it records, or the doubts of the rule alone; or it throws a Rejection. */
  readonly when: (world: World) => readonly Draft[] | readonly Doubted[] | void;
  readonly does: 'passes' | 'holds' | 'asks' | 'warns' | 'refused';
  /** Needed unless it passes. */
  readonly code?: string;
  /** An organisation made this of the warning that the catalogue has. */
  readonly raised?: 'hold' | 'ask';
}
