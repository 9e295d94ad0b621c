/** At the refiner's and the jeweller's bench: refining bars into grain, alloying grain, making pieces. */
import type { Draft } from '../../log/statement.js';
import { NG_PER_MG } from '../../quantity.js';
import { Rejection } from '../../rejection.js';
import { draft, freeCode, lotOf, type Act, type Facts } from '../act.js';
import { keptStill } from '../assays/kept.js';
import { finenessOf, rebase, type Reading } from '../assays/reading.js';
import { readingsApart } from '../assays/splitting.js';
import { settle } from '../doubts.js';
import type { Lot } from '../lot.js';
import { counted, fine, loss, sum, total } from './melt.js';
import { notOre } from '../ore/rules.js';
import { mayUse } from '../rules/custody.js';
import { meltLoss } from '../rules/furnace.js';
import type { OwnThresholds } from '../rules/own/own.js';
import { ownersMixed } from '../rules/owners.js';
import { agree } from '../assays/uncertainty.js';
import { enough, enoughOfEach, noFineGain, noGain, notNegative, notSpent, positive } from '../rules/mass.js';
import type { Form, LotsTransformed, Loss, Output, Rebasing, Take } from '../statements.js';

export interface Refining {
  readonly bars: readonly {
    readonly lot: string;
    /** After the refiner's own melt. */
    readonly meltMg: number;
    readonly reading: Reading;
    /** Fine gold credited to the supplier, in whole milligrams. */
    readonly creditedMg: number;
    readonly grainMg: number;
  }[];
  readonly grain: { readonly lot: string; readonly code: string; readonly ppm: number };
}

/**
 * `lots.transformed`: per bar its melt loss at the fineness it came with, a re-basing to the refiner's assay, the
 * retention (melt fine less credited) with what was parted from the gold, and the rounding (credited less grain; from one
 * milligram on it is named `undelivered`).
 */
export function refine(facts: Facts, act: Act, input: Refining): Draft[] {
  freeCode(facts, act, input.grain.code);
  const grain = finenessOf({ ppm: input.grain.ppm, method: 'fire-assay' }, act.on.date);
  const inputs: Take[] = [];
  const rebasings: Rebasing[] = [];
  const losses: Loss[] = [];
  if (input.bars.length === 0) throw new Rejection('missing', 'bars');
  const lots = input.bars.map((bar) => lotOf(facts, bar.lot));
  for (const lot of lots) {
    mayUse(lot, act);
    notOre(lot);
    notSpent(lot);
  }
  enoughOfEach(lots.map((lot) => ({ lot, grossMg: lot.grossMg })));
  for (const [i, bar] of input.bars.entries()) {
    const lot = lots[i] as Lot;
    noGain(lot.grossMg, bar.meltMg);
    noGain(bar.meltMg, bar.grainMg);
    const to = finenessOf(bar.reading, act.on.date);
    const from = lot.fineness ?? to;
    const meltFineNg = BigInt(bar.meltMg) * BigInt(to.ppm);
    const creditedNg = BigInt(bar.creditedMg) * NG_PER_MG;
    const grainNg = BigInt(bar.grainMg) * BigInt(grain.ppm);
    noFineGain(meltFineNg, creditedNg);
    noFineGain(creditedNg, grainNg);
    inputs.push(counted(lot, lot.grossMg, to.ppm));
    const meltLossMg = lot.grossMg - bar.meltMg;
    rebasings.push(rebase(lot.id, bar.meltMg, from, to));
    losses.push(
      ...loss('melt-loss', meltLossMg, BigInt(meltLossMg) * BigInt(from.ppm), lot.id),
      ...loss('retention', bar.meltMg - bar.grainMg, meltFineNg - creditedNg, lot.id),
      // Below a milligram of fine gold it is what whole milligrams cost; from there on the grain owes it.
      ...loss(creditedNg - grainNg < NG_PER_MG ? 'rounding' : 'undelivered', 0, creditedNg - grainNg, lot.id),
    );
  }
  const grossMg = sum(input.bars.map(({ grainMg }) => grainMg));
  positive(grossMg, 'grainMg');
  const { lot, code } = input.grain;
  const output: Output = { lot, code, form: 'grain', grossMg, fineness: grain, ...fine(grossMg, grain.ppm) };
  const outputs = [output];
  const data: LotsTransformed = { on: act.on, process: 'refine', inputs, additions: [], rebasings, outputs, losses };
  return [
    draft(act, 'lots.transformed', [...inputs.map((one) => one.lot), lot], data),
    ...outturnDoubts(act, lots, input, facts.thresholds?.get(act.org)),
  ];
}

/** P12 of each bar's reading; P11 of the refiner's own melt of all the bars, samples that were to be kept, and owners. */
function outturnDoubts(act: Act, lots: readonly Lot[], { bars, grain }: Refining, own?: OwnThresholds): Draft[] {
  const day = act.on.date;
  const lostMg = lots.reduce((mg, lot, n) => mg + lot.grossMg - (bars[n]?.meltMg ?? 0), 0);
  return [
    ...bars.flatMap(({ lot, reading }, n) =>
      settle(act, lot, readingsApart(lots[n]?.fineness, finenessOf(reading, day), day)),
    ),
    ...settle(act, grain.lot, [...ownersMixed(lots), ...meltLoss(lots, lostMg, day, own), ...keptStill(lots, day)]),
  ];
}

export interface Working {
  readonly process: 'alloy' | 'manufacture';
  readonly input: { readonly lot: string; readonly grossMg: number };
  /** Alloy metal, 0 ppm. */
  readonly alloyMg: number;
  /** Fineness the bench states for what it made. */
  readonly output: {
    readonly lot: string;
    readonly code: string;
    readonly form: Form;
    readonly name?: string;
    readonly grossMg: number;
    readonly ppm: number;
  };
}

/**
 * `lots.transformed`: the whole batch is re-based to the stated fineness (the reconciliation says whether that is within
 * the readings' doubt), and what got lost is lost at that fineness.
 */
export function work(facts: Facts, act: Act, input: Working): Draft[] {
  const lot = lotOf(facts, input.input.lot);
  mayUse(lot, act);
  notOre(lot);
  enough(lot, input.input.grossMg);
  positive(input.output.grossMg, 'grossMg');
  notNegative(input.alloyMg, 'alloyMg');
  freeCode(facts, act, input.output.code);
  const inMg = input.input.grossMg + input.alloyMg;
  noGain(inMg, input.output.grossMg);
  const inputs = [counted(lot, input.input.grossMg, input.output.ppm)];
  const { ppm, lot: made, ...rest } = input.output;
  const { grossMg } = rest;
  const uncertaintyPpm = lot.fineness?.uncertaintyPpm ?? 0;
  const fineness = finenessOf({ ppm, method: 'calculated', uncertaintyPpm }, act.on.date);
  const fromNg = total(inputs);
  const toNg = BigInt(inMg) * BigInt(ppm);
  const rebasings = fromNg === toNg ? [] : [whole(fromNg, toNg, lot, inMg)];
  const lostMg = inMg - grossMg;
  const data: LotsTransformed = {
    on: act.on,
    process: input.process,
    inputs,
    additions: input.alloyMg > 0 ? [{ material: 'alloy', grossMg: input.alloyMg }] : [],
    rebasings,
    outputs: [{ lot: made, ...rest, fineness, ...fine(grossMg, ppm) }],
    losses: loss('melt-loss', lostMg, BigInt(lostMg) * BigInt(ppm)),
  };
  return [draft(act, 'lots.transformed', [lot.id, made], data)];
}

/** A gain beyond twice the doubt of the input's assay would be gold from nowhere, and is refused; a lack is recorded. */
function whole(fromNg: bigint, toNg: bigint, lot: Lot, inMg: number): Rebasing {
  const uncertaintyNg = BigInt(inMg) * BigInt(lot.fineness?.uncertaintyPpm ?? 0);
  const within = agree(fromNg, toNg, uncertaintyNg);
  if (!within) noFineGain(fromNg, toNg);
  return { lot: null, fromNg: `${fromNg}`, toNg: `${toNg}`, uncertaintyNg: `${uncertaintyNg}`, within };
}
