/**
 * What the furnace and the bench take from a signed transformation: inputs with their milligrams, what came out, and what
 * was measured between. Fine gold, losses and re-basings are computed again by the decision.
 */
import type { Draft } from '../../log/statement.js';
import { NG_PER_MG } from '../../quantity.js';
import { Rejection } from '../../rejection.js';
import type { Act, Facts } from '../act.js';
import { refine, work, type Refining } from '../transformations/bench.js';
import { rebase, type Reading } from '../assays/reading.js';
import { melt, OWN_CAUSES, split } from '../transformations/melt.js';
import { FORMS, type Fineness } from '../statements.js';
import type { AdmissionFacts, Asked, Needs } from './acts.js';
import { millOf } from './milling.js';
import type { Said } from './said.js';

export function transformNeeds({ org, said, sites }: Asked): Needs {
  return {
    uses: said.list('outputs').map((output) => `code:${org}:${output.code('code')}`),
    sites: sites.map((site) => `${org}/${site}`),
    thresholds: [org],
  };
}

export function splitOf(facts: AdmissionFacts, act: Act, { said }: Asked): Draft[] {
  const [input] = said.list('inputs');
  if (input === undefined) throw new Rejection('missing', 'data.inputs');
  const outputs = said.list('outputs').map((output) => ({
    lot: output.uuid('lot'),
    code: output.code('code'),
    grossMg: output.whole('grossMg'),
  }));
  return split(facts, act, { lot: input.uuid('lot'), outputs });
}

export function poolOf(facts: AdmissionFacts, act: Act, { said }: Asked): Draft[] {
  return melted(facts, act, said, 'aggregate');
}

export function transformOf(facts: AdmissionFacts, act: Act, { said }: Asked): Draft[] {
  const process = said.oneOf('process', ['melt', 'refine', 'alloy', 'manufacture', 'mill'] as const);
  if (process === 'mill') return millOf(facts, act, said);
  if (process === 'melt') return melted(facts, act, said, 'melt');
  return process === 'refine' ? refine(facts, act, refiningIn(facts, said)) : worked(facts, act, said, process);
}

function melted(facts: Facts, act: Act, said: Said, process: 'melt' | 'aggregate'): Draft[] {
  const output = outputOf(said);
  const inputs = said.list('inputs').map((input) => ({ lot: input.uuid('lot'), grossMg: input.whole('grossMg') }));
  const losses = said.listOrNone('losses');
  const cause = losses.map((loss) => loss.text('cause')).find((word) => !OWN_CAUSES.has(word)) ?? 'melt-loss';
  const declared = declaredIn(
    said,
    inputs.reduce((sum, { grossMg }) => sum + grossMg, 0),
    inputs.length,
  );
  return melt(facts, act, {
    inputs,
    output: {
      lot: output.uuid('lot'),
      code: output.code('code'),
      form: formOf(output),
      grossMg: output.whole('grossMg'),
    },
    cause,
    ...(declared && { declared }),
    process,
  });
}

/** What the melt record said went in, seen from what the statement says nobody can explain. */
function declaredIn(said: Said, inMg: number, count: number): { count: number; grossMg: number } | undefined {
  if (!said.has('unexplained')) return undefined;
  const lacking = said.listOrNone('losses').find((loss) => loss.text('cause') === 'unexplained');
  const gapMg = lacking === undefined ? said.part('unexplained').whole('grossMg') : -lacking.whole('grossMg');
  // Where no mass is at odds it was the number of lots.
  return { count: gapMg === 0 ? count + 1 : count, grossMg: inMg + gapMg };
}

function worked(facts: Facts, act: Act, said: Said, process: 'alloy' | 'manufacture'): Draft[] {
  const [input] = said.list('inputs');
  if (input === undefined) throw new Rejection('missing', 'data.inputs');
  const output = outputOf(said);
  const alloyMg = said.listOrNone('additions').reduce((sum, addition) => sum + addition.whole('grossMg'), 0);
  return work(facts, act, {
    process,
    input: { lot: input.uuid('lot'), grossMg: input.whole('grossMg') },
    alloyMg,
    output: {
      lot: output.uuid('lot'),
      code: output.code('code'),
      form: formOf(output),
      ...output.optional('name', output.text),
      grossMg: output.whole('grossMg'),
      ppm: output.part('fineness').whole('ppm'),
    },
  });
}

/** Stated as at the desk (`bars`, `credited` and all), or read back from the balance of a finished statement. */
function refiningIn(facts: Facts, said: Said): Refining {
  const output = outputOf(said);
  const grain = {
    lot: output.uuid('lot'),
    code: output.code('code'),
    ppm: output.part('fineness').whole('ppm'),
  };
  if (!said.has('bars')) return { grain, bars: said.list('inputs').map((input) => barOf(facts, said, input)) };
  const bars = said.list('bars').map((bar) => ({
    lot: bar.uuid('lot'),
    meltMg: bar.whole('meltMg'),
    reading: bar.reading('fineness'),
    creditedMg: bar.whole('creditedMg'),
    grainMg: bar.whole('grainMg'),
  }));
  return { grain, bars };
}

function barOf(facts: Facts, said: Said, input: Said): Refining['bars'][number] {
  const lot = input.uuid('lot');
  const lost = (cause: string): Said | undefined =>
    said.listOrNone('losses').find((loss) => loss.text('cause') === cause && loss.maybe('lot', loss.uuid) === lot);
  const rebasing = said.listOrNone('rebasings').find((one) => one.maybe('lot', one.uuid) === lot);
  if (rebasing === undefined) throw new Rejection('missing', 'data.rebasings', { lot });
  const meltMg = input.whole('grossMg') - (lost('melt-loss')?.whole('grossMg') ?? 0);
  if (meltMg <= 0) throw new Rejection('not-positive', 'data.losses', { value: String(meltMg) });
  const ppm = Number(rebasing.nanograms('toNg') / BigInt(meltMg));
  const retention = lost('retention');
  const creditedNg = BigInt(meltMg) * BigInt(ppm) - (retention?.nanograms('fineNg') ?? 0n);
  return {
    lot,
    meltMg,
    reading: doubtedAs(lot, meltMg, ppm, facts.lots.get(lot)?.fineness, rebasing.nanograms('uncertaintyNg')),
    creditedMg: Number(creditedNg / NG_PER_MG),
    grainMg: meltMg - (retention?.whole('grossMg') ?? 0),
  };
}

/** The refiner's reading whose doubt, joined with the bar's own, gives what the re-basing says: found by halving. */
function doubtedAs(lot: string, meltMg: number, ppm: number, from: Fineness | undefined, saidNg: bigint): Reading {
  const method = 'outturn';
  const combinedNg = (uncertaintyPpm: number): bigint => {
    const to: Fineness = { ppm, method, uncertaintyPpm };
    return BigInt(rebase(lot, meltMg, from ?? to, to).uncertaintyNg);
  };
  let [low, high] = [0, 1_000_000];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (combinedNg(middle) < saidNg) low = middle + 1;
    else high = middle;
  }
  return { ppm, method, uncertaintyPpm: low };
}

function outputOf(said: Said): Said {
  const [output] = said.list('outputs');
  if (output === undefined) throw new Rejection('missing', 'data.outputs');
  return output;
}

function formOf(output: Said): (typeof FORMS)[number] {
  return output.oneOf('form', FORMS);
}
