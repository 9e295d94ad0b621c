/** P11: what a furnace may lose, by the form of what went in, and what a mill may recover of its ore. */
import type { Doubt } from '../doubts.js';
import type { Campaign, Form } from '../statements.js';
import { figureFor, graver, levelFor, type OwnThresholds } from './own/own.js';
import { inForce, rowInForce } from './thresholds/dated.js';
import { MELT_LOSS_PPM, RECOVERY } from './thresholds/furnace.js';

const PPM_WHOLE = 1_000_000n;

/**
 * A melt that lost more than gold of those forms does. The limit is each input's own, added up and rounded down to the
 * milligram; where some input's form has none, nobody can say.
 */
export function meltLoss(
  inputs: readonly { readonly form: Form; readonly grossMg: number }[],
  lostMg: number,
  day: string,
  own?: OwnThresholds,
): Doubt[] {
  let limitUnits = 0n;
  for (const { form, grossMg } of inputs) {
    const limitPpm = figureFor(own, 'melt-loss', day, form);
    if (limitPpm === undefined) return [];
    limitUnits += BigInt(grossMg) * BigInt(limitPpm);
  }
  const limitMg = limitUnits / PPM_WHOLE;
  if (BigInt(lostMg) <= limitMg) return [];
  const inMg = inputs.reduce((mg, { grossMg }) => mg + grossMg, 0);
  const figures = { in: `${inMg}`, lost: `${lostMg}`, limit: `${limitMg}` };
  const about = { rule: 'P11', at: 'grossMg', figures };
  // A limit of our own says so, and does what its organisation made of it; one that rests on a source asks a person to look.
  const ours = inputs.filter(({ form }) => rowInForce(MELT_LOSS_PPM, day, form)?.status === 'proposed');
  if (ours.length === 0) return [{ ...about, code: 'melt-loss-beyond-limit', level: 'ask' }];
  const level = ours.map(({ form }) => levelFor(own, 'melt-loss', day, form)).reduce(graver);
  return [{ ...about, code: 'melt-loss-unusual', level }];
}

/**
 * What a campaign recovered of the gold its ore holds by its grade: more than it holds asks where it came from (P1); outside
 * the band of its technique is said (P11).
 */
export function recovery(
  technique: Campaign['technique'],
  containedNg: bigint | undefined,
  recoveredNg: bigint | undefined,
  day: string,
): Doubt[] {
  if (containedNg === undefined || recoveredNg === undefined) return [];
  const figures = { contained: `${containedNg}`, recovered: `${recoveredNg}` };
  if (recoveredNg > containedNg) {
    return [{ rule: 'P1', code: 'recovered-more-than-contained', at: 'recovered', level: 'ask', figures }];
  }
  const band = inForce(RECOVERY, day, technique);
  if (band === undefined) return [];
  const share = recoveredNg * PPM_WHOLE;
  const least = containedNg * BigInt(band.leastPpm);
  const most = containedNg * BigInt(band.mostPpm);
  if (share >= least && share <= most) return [];
  const code = share < least ? 'recovery-below-band' : 'recovery-above-band';
  const bounds = { least: `${least / PPM_WHOLE}`, most: `${most / PPM_WHOLE}` };
  return [{ rule: 'P11', code, at: 'recovered', level: 'warn', figures: { ...figures, ...bounds } }];
}
