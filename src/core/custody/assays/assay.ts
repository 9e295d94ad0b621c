/** A further reading of a lot: assays are a series, never overwritten, and which one governs is a rule. */
import type { Draft } from '../../log/statement.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { inOrder, inOwnHands } from '../rules/custody.js';
import { enough, notNegative } from '../rules/mass.js';
import type { LotAssayed } from '../statements.js';
import { governs } from './methods.js';
import { finenessOf, rebase, type Reading } from './reading.js';

export interface AssayReport {
  readonly lot: string;
  readonly laboratory: string;
  readonly reading: Reading;
  readonly silverPpm?: number;
  readonly certificate?: string;
  readonly sampleMg: number;
}

/** `lot.assayed`: re-bases first where the reading governs, then takes the sample, which the assay consumes. */
export function assay(facts: Facts, act: Act, input: AssayReport): Draft[] {
  const lot = lotOf(facts, input.lot);
  inOrder(act, lot.born.date, lot.code);
  notNegative(input.sampleMg, 'sampleMg');
  // A reading re-bases the lot and a sample leaves it for good: only whoever has it in hand lets that be done.
  inOwnHands(lot, act);
  if (input.sampleMg > 0) enough(lot, input.sampleMg);
  const fineness = finenessOf(input.reading);
  const better = governs(fineness, lot.fineness);
  const data: LotAssayed = {
    on: act.on,
    lot: lot.id,
    laboratory: input.laboratory,
    fineness,
    ...(input.silverPpm !== undefined && { silverPpm: input.silverPpm }),
    ...(input.certificate !== undefined && { certificate: input.certificate }),
    sampleMg: input.sampleMg,
    governs: better,
    ...(better && lot.fineness && { rebasing: rebase(lot.id, lot.grossMg, lot.fineness, fineness) }),
  };
  return [draft(act, 'lot.assayed', [lot.id], data)];
}
