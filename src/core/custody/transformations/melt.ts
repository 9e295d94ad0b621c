/** At the furnace: melting deliveries into a bar, pooling lots without melting, splitting a lot. */
import type { Draft } from '../../log/statement.js';
import { draft, freeCode, lotOf, type Act, type Facts } from '../act.js';
import { settle } from '../doubts.js';
import type { Lot } from '../lot.js';
import { keptStill } from '../assays/kept.js';
import { notOre } from '../ore/rules.js';
import { mayUse } from '../rules/custody.js';
import { combinedUncertaintyNg, type Unsureness } from '../assays/uncertainty.js';
import { meltLoss } from '../rules/furnace.js';
import { lostByMixing } from '../rules/mixing.js';
import { ownersMixed } from '../rules/owners.js';
import { enough, enoughOfEach, noFineGain, noGain, positive } from '../rules/mass.js';
import { Rejection } from '../../rejection.js';
import type { Fineness, Form, Loss, LotsTransformed, Ore, Output, Take } from '../statements.js';

/** Most lots one melt may name: more do not fit into a statement's 48 KiB. */
const MOST_LOTS = 250;

/** Names of losses that decisions give themselves: a melt record's own words must not pass for them. */
export const OWN_CAUSES: ReadonlySet<string> = new Set(['rounding', 'unexplained', 'undelivered', 'retention']);

export interface Melt {
  readonly inputs: readonly { readonly lot: string; readonly grossMg: number }[];
  readonly output: { readonly lot: string; readonly code: string; readonly form: Form; readonly grossMg: number };
  /** Why it weighs less: moisture, sand, slag. */
  readonly cause: string;
  /** What the melt record says went in, where it disagrees with the lots found the bar is held. */
  readonly declared?: { readonly count: number; readonly grossMg: number };
  readonly process?: 'melt' | 'aggregate';
}

/** `lots.transformed` with the bar's calculated fineness, floored to whole ppm; `lot.held` where the record disagrees. */
export function melt(facts: Facts, act: Act, input: Melt): Draft[] {
  if (input.inputs.length > MOST_LOTS) throw new Rejection('too-many-lots', 'inputs', { max: String(MOST_LOTS) });
  positive(input.output.grossMg, 'grossMg');
  if (OWN_CAUSES.has(input.cause)) throw new Rejection('malformed', 'cause', { value: input.cause });
  freeCode(facts, act, input.output.code);
  const lots = input.inputs.map((one) => ({ lot: lotOf(facts, one.lot), grossMg: one.grossMg }));
  for (const { lot } of lots) mayUse(lot, act);
  for (const { lot } of lots) notOre(lot);
  enoughOfEach(lots);
  const mean = meanPpm(lots);
  const inputs: Take[] = lots.map(({ lot, grossMg }) => counted(lot, grossMg, mean));
  const gap = unexplainedMg(inputs, input.declared);
  const disagrees = gap !== 0 || (input.declared !== undefined && input.declared.count !== inputs.length);
  // Where the record disagrees in another way, nothing is added, but what the bar is made of is just as unexplained.
  const unexplained = disagrees ? amount(Math.max(gap, 0), mean) : undefined;
  const missing: Loss[] =
    gap < 0 ? [{ cause: 'unexplained', grossMg: -gap, fineNg: `${BigInt(-gap) * BigInt(mean ?? 0)}` }] : [];
  const inMg = sum(inputs.map(({ grossMg }) => grossMg)) + gap;
  noGain(inMg, input.output.grossMg);
  const inNg = total([...inputs, ...(unexplained ? [unexplained] : [])]) - total(missing);
  const output = pour(input.output, mean === undefined ? undefined : inNg, doubtsOf(facts, act, lots, mean));
  const data: LotsTransformed = {
    on: act.on,
    process: input.process ?? 'melt',
    inputs,
    additions: [],
    ...(unexplained && { unexplained }),
    rebasings: [],
    outputs: [output],
    losses: [
      ...missing,
      ...loss(input.cause, inMg - output.grossMg, 0n),
      ...loss('rounding', 0, mean === undefined ? 0n : inNg - BigInt(output.fineNg ?? 0)),
    ],
  };
  const drafts = [draft(act, kindOf(data), [...lots.map(({ lot }) => lot.id), output.lot], data)];
  const doubts = [
    ...ownersMixed(lots.map(({ lot }) => lot)),
    ...(input.process === 'aggregate'
      ? []
      : meltLoss(formsOf(lots), inMg - output.grossMg, act.on.date, facts.thresholds?.get(act.org))),
    ...keptStill(
      lots.map(({ lot }) => lot),
      act.on.date,
    ),
    ...lostByMixing(lots, act.on.date),
  ];
  if (!disagrees) return [...drafts, ...settle(act, output.lot, doubts)];
  const figures = {
    count: `${inputs.length}`,
    found: `${sum(inputs.map(({ grossMg }) => grossMg))}`,
    declaredCount: `${input.declared?.count}`,
    declared: `${input.declared?.grossMg}`,
  };
  const disagreement = { rule: 'P1', code: 'melt-disagrees', at: 'inputs', level: 'hold', figures } as const;
  return [...drafts, ...settle(act, output.lot, [disagreement, ...doubts])];
}

export interface Split {
  readonly lot: string;
  readonly outputs: readonly { readonly lot: string; readonly code: string; readonly grossMg: number }[];
}

/** `lot.split`: parts under codes of their own; the residue stays the lot it was. */
export function split(facts: Facts, act: Act, input: Split): Draft[] {
  const lot = lotOf(facts, input.lot);
  mayUse(lot, act);
  for (const { grossMg } of input.outputs) positive(grossMg, 'grossMg');
  const grossMg = sum(input.outputs.map((output) => output.grossMg));
  enough(lot, grossMg);
  const codes = new Set<string>();
  const outputs = input.outputs.map((output): Output => {
    freeCode(facts, act, output.code, codes);
    return {
      ...output,
      form: lot.form,
      ...(lot.ore && { ore: partOf(lot.ore) }),
      ...(lot.fineness && { fineness: lot.fineness, ...fine(output.grossMg, lot.fineness.ppm) }),
    };
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
  return [draft(act, 'lot.split', [lot.id, ...outputs.map((output) => output.lot)], data)];
}

/** Nobody counted the bags of a part. */
function partOf({ bags: _, ...ore }: Ore): Ore {
  return ore;
}

function formsOf(lots: readonly { lot: Lot; grossMg: number }[]): { form: Form; grossMg: number }[] {
  return lots.map(({ lot: { form }, grossMg }) => ({ form, grossMg }));
}

function kindOf(data: LotsTransformed): string {
  return data.process === 'aggregate' ? 'lots.aggregated' : 'lots.transformed';
}

/** Mass-weighted mean of the assayed inputs, floored to whole ppm; undefined if none is assayed. */
function meanPpm(lots: readonly { lot: Lot; grossMg: number }[]): number | undefined {
  const assayed = lots.filter(({ lot }) => lot.fineness !== undefined);
  const mass = BigInt(sum(assayed.map(({ grossMg }) => grossMg)));
  if (mass === 0n) return undefined;
  return Number(
    assayed.reduce((ng, { lot, grossMg }) => ng + BigInt(grossMg) * BigInt(lot.fineness?.ppm ?? 0), 0n) / mass,
  );
}

/** An input as the statement counts it: at its own fineness, or at the mean of the melt's assayed ones. */
export function counted(lot: Lot, grossMg: number, mean: number | undefined): Take {
  if (lot.fineness !== undefined) return { lot: lot.id, grossMg, ...fine(grossMg, lot.fineness.ppm) };
  return { lot: lot.id, ...amount(grossMg, mean), ...(mean !== undefined && { countedPpm: mean }) };
}

function pour(to: Melt['output'], inNg: bigint | undefined, doubts: readonly Unsureness[]): Output {
  if (inNg === undefined) return to;
  const ppm = Number(inNg / BigInt(to.grossMg));
  noFineGain(BigInt(to.grossMg) * 1_000_000n, BigInt(to.grossMg) * BigInt(ppm));
  const uncertaintyPpm = Number(combinedUncertaintyNg(doubts) / BigInt(to.grossMg));
  const fineness: Fineness = { ppm, method: 'calculated', uncertaintyPpm };
  return { ...to, fineness, ...fine(to.grossMg, ppm) };
}

function doubtsOf(facts: Facts, act: Act, lots: readonly { lot: Lot; grossMg: number }[], mean?: number): Unsureness[] {
  return lots.map(({ lot, grossMg }) => {
    if (lot.fineness !== undefined) {
      return { method: lot.fineness.method, uncertaintyNg: BigInt(grossMg) * BigInt(lot.fineness.uncertaintyPpm) };
    }
    const site = facts.sites.get(`${act.org}/${lot.origin?.site}`);
    const half = site === undefined ? (mean ?? 0) : (site.maxPpm - site.minPpm) >> 1;
    return { method: 'none', uncertaintyNg: BigInt(grossMg) * BigInt(half) };
  });
}

function unexplainedMg(inputs: readonly Take[], declared: Melt['declared']): number {
  return declared === undefined ? 0 : declared.grossMg - sum(inputs.map(({ grossMg }) => grossMg));
}

function amount(grossMg: number, ppm: number | undefined): { grossMg: number; fineNg?: string } {
  return ppm === undefined ? { grossMg } : { grossMg, ...fine(grossMg, ppm) };
}

export function fine(grossMg: number, ppm: number): { fineNg: string } {
  return { fineNg: `${BigInt(grossMg) * BigInt(ppm)}` };
}

/** A loss line, unless there is nothing to lose. */
export function loss(cause: string, grossMg: number, fineNg: bigint, lot?: string): Loss[] {
  if (grossMg === 0 && fineNg === 0n) return [];
  return [{ cause, grossMg, fineNg: `${fineNg}`, ...(lot !== undefined && { lot }) }];
}

export function total(lines: readonly { readonly fineNg?: string }[]): bigint {
  return lines.reduce((ng, line) => ng + BigInt(line.fineNg ?? 0), 0n);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
