/**
 * Doubts: what a rule finds that does not fit. Gold on the table is recorded whatever they say: a doubt holds it apart, asks a
 * person to look, or only says so. Rules are pure functions that return doubts, or throw a `Rejection` for what cannot be true.
 */
import type { Json } from '../log/canonical-json.js';
import type { Draft, Reveal } from '../log/statement.js';
import { draft, type Act } from './act.js';
import type { Level, QuestionRaised, QuestionReason } from './holds/statements.js';
import type { HoldReason, LotHeld } from './statements.js';

export type { Level };

export interface Doubt extends HoldReason {
  readonly level: Level;
  /**
   * What was found, the limit, and what would be accepted: the gaps of the code's sentence (`lots/words/`). Plain text; milligrams,
   * nanograms and parts per million as digits.
   */
  readonly figures?: Readonly<Record<string, string>>;
}

/** One line of the reveal `figures` of `lot.held` or `question.raised`. */
export type Figures = Readonly<Record<string, string>> & { readonly code: string };

/**
 * What follows from the doubts about a lot: `lot.held` with those that hold, `question.raised` with the others. Both are said by
 * the platform, whoever signed the act.
 *
 * @param lot absent for doubts about a person, a site or a stock, which cannot hold
 * @param subject whose the figures are, where they are a person's: `member:<org>/<code>`
 */
export function settle(act: Act, lot: string | undefined, doubts: readonly Doubt[], subject?: string): Draft[] {
  const holding = doubts.filter(({ level }) => level === 'hold');
  const asking = doubts.filter(({ level }) => level !== 'hold');
  if (lot === undefined && holding.length > 0) throw new Error(`bug: ${holding[0]?.code} holds gold and names no lot`);
  const lots = lot === undefined ? [] : [lot];
  const about = lot === undefined ? {} : { lot };
  const held = { on: act.on, ...about, reasons: holding.map(reasonOf) } as LotHeld;
  const raised: QuestionRaised = {
    on: act.on,
    ...about,
    reasons: asking.map((one) => ({ ...reasonOf(one), level: one.level as QuestionReason['level'] })),
  };
  return [
    ...(holding.length > 0 ? [draft(act, 'lot.held', lots, held, figuresOf(holding, subject))] : []),
    ...(asking.length > 0 ? [draft(act, 'question.raised', lots, raised, figuresOf(asking, subject))] : []),
  ];
}

function reasonOf({ rule, code, at }: Doubt): HoldReason {
  return { rule, code, at };
}

function figuresOf(doubts: readonly Doubt[], subject: string | undefined): Reveal[] {
  const value = doubts.flatMap(({ code, figures }): Figures[] => (figures === undefined ? [] : [{ ...figures, code }]));
  if (value.length === 0) return [];
  return [{ name: 'figures', value: value as readonly Json[], ...(subject !== undefined && { subject }) }];
}
