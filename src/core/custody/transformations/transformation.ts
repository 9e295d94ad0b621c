/**
 * What a melt, refining, alloying, manufacture, aggregation or split does to lots: takes off the front of each input,
 * re-bases, pools, and gives the outputs their intervals of the pool in listed order, losses last. What a mill makes is a
 * mixture of all its ore, by the gold it holds: every output has the same shares, in units of its own.
 */
import { compositionOf, pool, rescale, take, totalOf, type Shares } from '../../provenance/shares.js';
import { intersect } from '../claims.js';
import { ownersOf, takeFrom, unitsOf, type Lot, type Lots } from '../lot.js';
import { weightsOf } from '../ore/ore.js';
import type { LotsTransformed, Output, Take } from '../statements.js';

/** Folds a transformation into the lots, in place; returns the ids that changed. */
export function transform(lots: Lots, data: LotsTransformed, registrar: string): string[] {
  const inputs = data.inputs.map((input) => ({ input, lot: lots.get(input.lot) }));
  const present = inputs.filter((one): one is { input: Take; lot: Lot } => one.lot !== undefined);
  const parts: Shares[] = [];
  const isMill = data.process === 'mill';
  const weights = isMill ? weightsOf(present.map(({ input, lot: { ore = {} } }) => ({ ...input, ore }))) : [];
  for (const [n, { input, lot }] of present.entries()) {
    const { lot: left, shares } = takeFrom(lots.get(lot.id) ?? lot, input.grossMg);
    lots.set(lot.id, left);
    const weight = weights[n];
    parts.push(weight === undefined ? counted(shares, input, data) : rescale(shares, weight));
  }
  const first = data.outputs[0];
  if (data.unexplained !== undefined && first !== undefined) {
    parts.push(new Map([[first.lot, BigInt(data.unexplained.fineNg ?? data.unexplained.grossMg)]]));
  }
  const claims = intersect(
    present.map(({ lot }) => lot.claims),
    data.on.date,
    data.unexplained !== undefined,
  );
  const parent = present[0]?.lot;
  const owners = isMill ? [] : ownersOf(present.map(({ lot }) => lot));
  const pooled = pool(parts);
  let left = compositionOf(isMill ? pooled : scaled(pooled, data));
  for (const output of data.outputs) {
    const units = unitsOf(output.grossMg, output.fineness);
    const { shares, left: after } = isMill ? { shares: rescale(pooled, units), left } : take(left, units);
    left = after;
    const made = born(output, shares, data, registrar, parent, claims);
    lots.set(output.lot, owners.length > 1 ? { ...made, owners } : made);
  }
  return [...present.map(({ lot }) => lot.id), ...data.outputs.map(({ lot }) => lot)];
}

/**
 * What one input gives the pool, in the units the statement counts it: fine gold, where counted or re-based, less the
 * losses that were its own, which come last of it.
 */
function counted(shares: Shares, input: Take, data: LotsTransformed): Shares {
  if (input.fineNg === undefined) return shares;
  const rebasing = data.rebasings.find(({ lot }) => lot === input.lot);
  const shift = rebasing === undefined ? 0n : BigInt(rebasing.toNg) - BigInt(rebasing.fromNg);
  const fineNg = BigInt(input.fineNg) + shift;
  const whole = totalOf(shares) === fineNg ? shares : rescale(shares, fineNg);
  const own = data.losses.filter(({ lot }) => lot === input.lot);
  const lostNg = own.reduce((ng, loss) => ng + BigInt(loss.fineNg), 0n);
  return lostNg === 0n ? whole : take(compositionOf(whole), fineNg - lostNg).shares;
}

/** A re-basing of the whole pool (lot null), or, while nothing is assayed, the gross mass that came out. */
function scaled(pooled: Shares, data: LotsTransformed): Shares {
  if (data.outputs.every(({ fineness }) => fineness === undefined)) {
    return rescale(
      pooled,
      data.outputs.reduce((total, output) => total + BigInt(output.grossMg), 0n),
    );
  }
  const whole = data.rebasings.find(({ lot }) => lot === null);
  return whole === undefined ? pooled : rescale(pooled, BigInt(whole.toNg));
}

function born(
  output: Output,
  shares: Shares,
  data: LotsTransformed,
  registrar: string,
  parent: Lot | undefined,
  claims: Lot['claims'],
): Lot {
  return {
    id: output.lot,
    code: output.code,
    registrar,
    form: output.form,
    ...(output.name !== undefined && { name: output.name }),
    ...(output.ore && { ore: output.ore }),
    ...(output.kept && { kept: output.kept }),
    born: data.on,
    movedOn: data.on.date,
    initialMg: output.grossMg,
    grossMg: output.grossMg,
    takenMg: 0,
    differenceMg: 0,
    ...(output.fineness && { fineness: output.fineness }),
    assays: 0,
    composition: compositionOf(shares),
    custodian: parent?.custodian ?? registrar,
    owner: (data.process === 'mill' ? output.owner : undefined) ?? parent?.owner ?? registrar,
    holds: [],
    claims,
    exported: false,
    released: false,
  };
}
