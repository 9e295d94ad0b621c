/**
 * Retained samples: sealed sets drilled from a lot for seller, buyer and umpire, kept until a day. Each is a lot of its own, so
 * that its gold stays counted: it is sent, returned into a melt, or consumed by the umpire's assay like any other.
 */
import { addDays } from '../../day.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, freeCode, lotOf, type Act, type Facts } from '../act.js';
import { settle, type Doubt } from '../doubts.js';
import { counted, fine, sum } from '../transformations/melt.js';
import { notOre } from '../ore/rules.js';
import { mayUse } from '../rules/custody.js';
import { enough, positive } from '../rules/mass.js';
import { SAMPLE_DAYS } from '../rules/thresholds/assays.js';
import { inForce } from '../rules/thresholds/dated.js';
import { HOLDERS_OF_SAMPLES, type Kept, type LotsTransformed, type Output } from '../statements.js';

export interface Sampling {
  readonly lot: string;
  readonly samples: readonly {
    readonly lot: string;
    readonly code: string;
    readonly grossMg: number;
    readonly seal: string;
    readonly holder: Kept['holder'];
    readonly keptBy: string;
    /** Last day on which it must still be there; else as long as is usual. */
    readonly keepUntil?: string;
  }[];
}

/** `sample.taken`: sealed sets under codes of their own, one per holder; `lot.held` for one whose seal was used before. */
export function takeSamples(facts: Facts, act: Act, { lot: id, samples }: Sampling): Draft[] {
  const lot = lotOf(facts, id);
  mayUse(lot, act);
  notOre(lot);
  for (const { grossMg } of samples) positive(grossMg, 'samples.grossMg');
  const grossMg = sum(samples.map((sample) => sample.grossMg));
  enough(lot, grossMg);
  if (new Set(samples.map(({ holder }) => holder)).size < samples.length) {
    throw new Rejection('malformed', 'samples.holder', { choices: HOLDERS_OF_SAMPLES.join(', ') });
  }
  const codes = new Set<string>();
  const outputs = samples.map(({ lot: made, code, grossMg, seal, holder, keptBy, keepUntil }): Output => {
    freeCode(facts, act, code, codes);
    const until = keepUntil ?? addDays(act.on.date, inForce(SAMPLE_DAYS, act.on.date) ?? 0);
    if (until < act.on.date) {
      throw new Rejection('chronology', 'samples.keepUntil', { lot: code, day: until, notBefore: act.on.date });
    }
    const gold = lot.fineness && { fineness: lot.fineness, ...fine(grossMg, lot.fineness.ppm) };
    const kept: Kept = { seal, holder, keptBy, keepUntil: until };
    return { lot: made, code, form: 'sample', grossMg, ...gold, kept };
  });
  const data: LotsTransformed = {
    on: act.on,
    process: 'split',
    inputs: [counted(lot, grossMg, undefined)],
    additions: [],
    rebasings: [],
    outputs,
    losses: [],
  };
  return [
    draft(act, 'sample.taken', [lot.id, ...outputs.map((output) => output.lot)], data),
    ...outputs.flatMap((output) => settle(act, output.lot, sealUsed(facts, act, output.kept as Kept, samples))),
  ];
}

/** P3: a seal is on one bag, in this act and before it. */
function sealUsed(facts: Facts, act: Act, { seal }: Kept, samples: Sampling['samples']): Doubt[] {
  const twice = samples.filter((sample) => sample.seal === seal).length > 1;
  const other = facts.uses.get(`seal:${act.org}:${seal}`)?.lot;
  if (other === undefined && !twice) return [];
  return [{ rule: 'P3', code: 'seal-used', at: 'seal', level: 'hold', figures: { seal } }];
}
