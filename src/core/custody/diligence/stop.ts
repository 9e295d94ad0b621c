/** P23: a supplier that a buyer suspends or stops, with the gold the buyer has of it held in the same breath, and all that was made of it. */
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import type { Act, Facts } from '../act.js';
import { recallLot, type RecallReason } from '../credentials/recall.js';
import { assess, type Assessment, type DiligenceFacts } from './assess.js';

/** Of one act; what is more is recalled by further ones. */
export const MOST_RECALLED = 200;

const REASONS: Readonly<Record<string, RecallReason>> = { suspend: 'party-suspended', stop: 'party-rejected' };

/**
 * `risk.assessed`, and `lot.recalled` of each of these lots that the buyer still owns: what others have of the supplier's is theirs to
 * judge. The lots are free again when another person lifts their recalls, whatever is decided of the supplier.
 */
export function stopWithReach(
  facts: DiligenceFacts & Pick<Facts, 'lots'>,
  act: Act,
  input: Assessment,
  lots: readonly string[],
): Draft[] {
  const reason = input.step === 'decision' ? REASONS[input.result ?? ''] : undefined;
  if (reason === undefined) throw new Rejection('malformed', 'reach', { choices: 'decision: suspend, stop' });
  const own = lots.filter((lot) => facts.lots.get(lot)?.owner === act.org).slice(0, MOST_RECALLED);
  return [
    ...assess(facts, act, input),
    ...own.flatMap((lot) => recallLot(facts, act, { lot, reason }, 'organisation')),
  ];
}
