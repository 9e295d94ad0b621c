/**
 * The books of one transformation, checked line by line: gross and fine gold balance to the last unit, every take and output
 * is its mass times its fineness, and no loss is merely what was missing at the end.
 *
 * A loss has a source of its own: it carries no fine gold (moisture, sand), or its mass at a fineness that is stated; at the
 * refiner what was retained or not delivered is the difference of two amounts that the other lines give; and `rounding` is below one
 * milligram of fine gold, or below one part per million of the output, and weighs nothing.
 */
import type { Fineness, Loss, LotsTransformed, Output, Rebasing, Take } from '../statements.js';

export type FaultKind =
  | 'unreadable'
  | 'unborn'
  | 'born-twice'
  | 'overspent'
  | 'difference'
  | 'gross'
  | 'fine'
  | 'take'
  | 'output'
  | 're-basing'
  | 'ore'
  | 'residual'
  | 'restated'
  | 'rest';

export interface Fault {
  readonly what: FaultKind;
  readonly detail: string;
}

type FinenessOf = (lot: string) => Fineness | undefined;

/** What the books know of a lot that went in. */
type Known = (lot: string) => { readonly fineness?: Fineness; readonly isOre: boolean } | undefined;

export function auditTransformation(data: LotsTransformed, known: Known): Fault[] {
  const finenessOf: FinenessOf = (lot) => known(lot)?.fineness;
  const ore = oreFaults(data, known);
  if (data.process === 'mill') {
    return [...grossFaults(data), ...ore, ...data.outputs.flatMap((output) => outputFaults(output, data, finenessOf))];
  }
  return [
    ...grossFaults(data),
    ...ore,
    ...fineFaults(data),
    ...data.inputs.flatMap((input) => takeFaults(input, data, finenessOf)),
    ...data.outputs.flatMap((output) => outputFaults(output, data, finenessOf)),
    ...rebasingFaults(data, finenessOf),
    ...data.losses.flatMap((loss) => lossFaults(loss, data, finenessOf)),
    ...ownLossFaults(data),
  ];
}

function grossFaults({ inputs, additions, unexplained, outputs, losses }: LotsTransformed): Fault[] {
  const inMg = massOf(inputs) + massOf(additions) + (unexplained?.grossMg ?? 0);
  const outMg = massOf(outputs) + massOf(losses);
  return inMg === outMg ? [] : [{ what: 'gross', detail: `${inMg} mg in, ${outMg} mg out and lost` }];
}

/**
 * A mill takes ore and nothing else, and nothing else takes ore but a split, whose parts are ore. Fine gold begins with what the
 * mill recovered: nothing counted it before, so nothing is counted, re-based or lost of it.
 */
function oreFaults(
  { process, inputs, outputs, losses, rebasings, unexplained }: LotsTransformed,
  known: Known,
): Fault[] {
  const isMill = process === 'mill';
  const ofOre = inputs.filter(({ lot }) => known(lot)?.isOre === true).length;
  const ores = outputs.filter(({ ore }) => ore !== undefined).length;
  const uncounted = inputs.every(({ fineNg, countedPpm }) => fineNg === undefined && countedPpm === undefined);
  const bare = uncounted && fineOf(losses) === 0n && rebasings.length === 0 && unexplained === undefined;
  const sound = isMill
    ? ofOre === inputs.length && bare
    : process === 'split'
      ? ofOre === 0
        ? ores === 0
        : ores === outputs.length
      : ofOre === 0 && ores === 0;
  return sound ? [] : [{ what: 'ore', detail: 'ore and gold are mixed, or ore is counted as gold' }];
}

function fineFaults({ inputs, unexplained, rebasings, outputs, losses }: LotsTransformed): Fault[] {
  const shift = rebasings.reduce((ng, { fromNg, toNg }) => ng + BigInt(toNg) - BigInt(fromNg), 0n);
  const inNg = fineOf(inputs) + BigInt(unexplained?.fineNg ?? 0) + shift;
  const outNg = fineOf(outputs) + fineOf(losses);
  return inNg === outNg ? [] : [{ what: 'fine', detail: `${inNg} ng in and re-based, ${outNg} ng out and lost` }];
}

/** At the lot's own fineness; without one at the fineness it was counted at, if the act counts fine gold at all. */
function takeFaults(input: Take, data: LotsTransformed, finenessOf: FinenessOf): Fault[] {
  const own = finenessOf(input.lot)?.ppm;
  const counts = data.outputs.some(({ fineness }) => fineness !== undefined);
  const lent = data.process === 'melt' || data.process === 'aggregate' ? meanOf(data, finenessOf) : input.countedPpm;
  const ppm = own ?? (counts ? lent : undefined);
  const fits =
    input.fineNg === fineText(input.grossMg, ppm) && input.countedPpm === (own === undefined ? ppm : undefined);
  return fits ? [] : [{ what: 'take', detail: `${input.grossMg} mg of ${input.lot} counted as ${input.fineNg} ng` }];
}

function outputFaults(output: Output, data: LotsTransformed, finenessOf: FinenessOf): Fault[] {
  const { lot, grossMg, fineness, fineNg } = output;
  const parent = data.process === 'split' ? finenessOf(data.inputs[0]?.lot ?? '') : fineness;
  const fits = fineNg === fineText(grossMg, fineness?.ppm) && parent?.ppm === fineness?.ppm;
  return fits ? [] : [{ what: 'output', detail: `${grossMg} mg of ${lot} said to hold ${fineNg} ng` }];
}

/** One of the whole batch, or one per input at most; each a mass no greater than the take's, at its lot's fineness. */
function rebasingFaults(data: LotsTransformed, finenessOf: FinenessOf): Fault[] {
  const { rebasings } = data;
  const once = new Set(rebasings.map(({ lot }) => lot)).size === rebasings.length;
  const mixed = rebasings.length > 1 && rebasings.some(({ lot }) => lot === null);
  const good = rebasings.every((one) =>
    one.lot === null ? isWhole(one, data, finenessOf) : isPart(one, data, finenessOf),
  );
  return once && !mixed && good ? [] : [{ what: 're-basing', detail: 'not from what went in to what was assayed' }];
}

/** From the fine gold that went in to the whole mass at the stated fineness; a gain beyond doubt is gold from nowhere. */
function isWhole(one: Rebasing, data: LotsTransformed, finenessOf: FinenessOf): boolean {
  const massMg = massOf(data.inputs) + massOf(data.additions) + (data.unexplained?.grossMg ?? 0);
  const ppm = data.outputs[0]?.fineness?.ppm;
  const own = data.inputs.length === 1 ? (finenessOf(data.inputs[0]?.lot ?? '')?.uncertaintyPpm ?? 0) : undefined;
  return (
    BigInt(one.fromNg) === fineOf(data.inputs) + BigInt(data.unexplained?.fineNg ?? 0) &&
    one.toNg === fineText(massMg, ppm) &&
    (own === undefined || one.uncertaintyNg === fineText(massMg, own)) &&
    one.within === isWithin(one) &&
    (one.within || BigInt(one.toNg) <= BigInt(one.fromNg))
  );
}

function isPart(one: Rebasing, data: LotsTransformed, finenessOf: FinenessOf): boolean {
  const input = data.inputs.find(({ lot }) => lot === one.lot);
  const massMg = input && input.grossMg - lostBefore(data, input.lot);
  const ppm = input && (finenessOf(input.lot)?.ppm ?? input.countedPpm);
  if (massMg === undefined || ppm === undefined || massMg <= 0) return false;
  const to = BigInt(one.toNg);
  return (
    one.fromNg === fineText(massMg, ppm) &&
    to % BigInt(massMg) === 0n &&
    to / BigInt(massMg) <= 1_000_000n &&
    one.within === isWithin(one)
  );
}

function lossFaults(loss: Loss, data: LotsTransformed, finenessOf: FinenessOf): Fault[] {
  const sound =
    loss.cause === 'rounding'
      ? isRounding(loss, data)
      : (loss.cause === 'retention' || loss.cause === 'undelivered') && loss.lot !== undefined
        ? isSettled(loss.lot, data)
        : isStated(loss, data, finenessOf);
  return sound ? [] : [{ what: 'residual', detail: `${loss.cause}: ${loss.grossMg} mg with ${loss.fineNg} ng` }];
}

/** A loss named after an input is an input's, and no input loses more than it brought, re-based as it was. */
function ownLossFaults({ inputs, rebasings, losses }: LotsTransformed): Fault[] {
  const names = new Set(losses.flatMap(({ lot }) => (lot === undefined ? [] : [lot])));
  return [...names].flatMap((lot): Fault[] => {
    const input = inputs.find((one) => one.lot === lot);
    const own = losses.filter((loss) => loss.lot === lot);
    const shift = rebasings.filter((one) => one.lot === lot);
    const broughtNg = fineOf([input ?? {}]) + shift.reduce((ng, one) => ng + BigInt(one.toNg) - BigInt(one.fromNg), 0n);
    if (input !== undefined && massOf(own) <= input.grossMg && fineOf(own) <= broughtNg) return [];
    return [
      { what: 'residual', detail: `${massOf(own)} mg with ${fineOf(own)} ng lost from ${lot}, which brought less` },
    ];
  });
}

function isRounding({ grossMg, fineNg }: Loss, { outputs }: LotsTransformed): boolean {
  const onePpm = BigInt(massOf(outputs));
  const ng = BigInt(fineNg);
  return grossMg === 0 && (ng < 1_000_000n || ng < onePpm);
}

/** Melt fine less retention is what was credited, in whole milligrams; less what is still owed, the grain at its fineness. */
function isSettled(lot: string, data: LotsTransformed): boolean {
  const input = data.inputs.find((one) => one.lot === lot);
  const rebasing = data.rebasings.find((one) => one.lot === lot);
  const ppm = data.outputs.length === 1 ? data.outputs[0]?.fineness?.ppm : undefined;
  if (input === undefined || rebasing === undefined || ppm === undefined) return false;
  const of = (...causes: string[]): Loss[] =>
    data.losses.filter((one) => one.lot === lot && causes.includes(one.cause));
  const grainMg = input.grossMg - lostBefore(data, lot) - massOf(of('retention', 'undelivered'));
  const creditedNg = BigInt(rebasing.toNg) - fineOf(of('retention'));
  const deliveredNg = creditedNg - fineOf(of('rounding', 'undelivered'));
  return creditedNg % 1_000_000n === 0n && deliveredNg === BigInt(grainMg) * BigInt(ppm);
}

/** No fine gold at all, or the mass at the fineness of its own lot, of the mean that was lent, or of what was made. */
function isStated({ grossMg, fineNg, lot }: Loss, data: LotsTransformed, finenessOf: FinenessOf): boolean {
  if (fineNg === '0') return true;
  const stated =
    lot === undefined
      ? [meanOf(data, finenessOf), ...data.outputs.map(({ fineness }) => fineness?.ppm)]
      : [finenessOf(lot)?.ppm ?? data.inputs.find((input) => input.lot === lot)?.countedPpm];
  return stated.some((ppm) => ppm !== undefined && fineNg === fineText(grossMg, ppm));
}

/** What an input lost before it was assayed again. */
function lostBefore({ losses }: LotsTransformed, lot: string): number {
  return massOf(losses.filter((loss) => loss.lot === lot && loss.cause === 'melt-loss'));
}

/** Mass-weighted mean of the inputs that have a fineness, floored to whole ppm. */
function meanOf({ inputs }: LotsTransformed, finenessOf: FinenessOf): number | undefined {
  let [mg, ng] = [0n, 0n];
  for (const { lot, grossMg } of inputs) {
    const ppm = finenessOf(lot)?.ppm;
    if (ppm === undefined) continue;
    mg += BigInt(grossMg);
    ng += BigInt(grossMg) * BigInt(ppm);
  }
  return mg === 0n ? undefined : Number(ng / mg);
}

function isWithin({ fromNg, toNg, uncertaintyNg }: Rebasing): boolean {
  const shift = BigInt(toNg) - BigInt(fromNg);
  return (shift < 0n ? -shift : shift) <= 2n * BigInt(uncertaintyNg);
}

function fineText(grossMg: number, ppm: number | undefined): string | undefined {
  return ppm === undefined ? undefined : `${BigInt(grossMg) * BigInt(ppm)}`;
}

function massOf(lines: readonly { readonly grossMg: number }[]): number {
  return lines.reduce((mg, line) => mg + line.grossMg, 0);
}

function fineOf(lines: readonly { readonly fineNg?: string }[]): bigint {
  return lines.reduce((ng, line) => ng + BigInt(line.fineNg ?? 0), 0n);
}
