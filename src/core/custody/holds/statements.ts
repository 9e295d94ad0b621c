/** What is said of doubts and of what became of them; `lot.held` and `lot.released` stand beside the other gold. */
import type { HoldReason, On } from '../statements.js';

/** `hold` keeps the gold apart; `ask` waits for a person's answer and stops nothing; `warn` only says. */
/** The gravest first. */
export const LEVELS = ['hold', 'ask', 'warn'] as const;
export type Level = (typeof LEVELS)[number];

export interface QuestionReason extends HoldReason {
  readonly level: Exclude<Level, 'hold'>;
}

/** `question.raised`: no effect on gold; without a lot it is about a person, a site or a stock. */
export interface QuestionRaised {
  readonly on: On;
  readonly lot?: string;
  readonly reasons: readonly QuestionReason[];
}

export const ANSWERS = ['explained', 'confirmed', 'referred'] as const;
export type Answer = (typeof ANSWERS)[number];

/** `question.answered`: a person looked. `of` is the sid of the question, lowercase hex. */
export interface QuestionAnswered {
  readonly on: On;
  readonly lot?: string;
  readonly of: string;
  readonly answer: Answer;
  readonly reason: string;
}

/** `lot.returned`: held gold went back to whoever brought it, all that was left of it; the lot is spent. */
export interface LotReturned {
  readonly on: On;
  readonly lot: string;
  readonly grossMg: number;
  readonly reason: string;
}

/** `lot.refused`: held gold is never taken in; it stays apart until it is returned or an authority takes it. */
export interface LotRefused {
  readonly on: On;
  readonly lot: string;
  readonly reason: string;
}
