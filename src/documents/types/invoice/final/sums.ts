/** What the gold came to on the refiner's outturn, held against what the provisional invoice said. */
import { Money } from '../../../money/figures.js';
import { sumsOf, type InvoiceSums } from '../sums.js';
import type { FinalPayload } from './final-invoice.js';
import type { OutturnLine } from './outturn.js';

export interface FinalSums extends InvoiceSums {
  readonly provisional: Money;
  /** Above nothing it is a debit, below it a credit. */
  readonly difference: Money;
  readonly payableThen: Money;
  /** What the consignee still owes when it has paid what was payable then; below nothing it gets it back. */
  readonly due: Money;
}

/** Counted as the provisional invoice was, of other weights and finenesses. */
export function finalSumsOf(payload: FinalPayload): FinalSums {
  const { lines, terms, shipment, fixing, rate, bars } = payload;
  const carries = new Map(bars.map(({ lot, schemes = [] }) => [lot, schemes]));
  const settled = lines.map((line) => settledBar(line, carries));
  const priced = { ...terms, priceUsdPerOunce: fixing.priceUsdPerOunce };
  const sums = sumsOf({ bars: settled, terms: priced, shipment, ...(rate && { rate }) });
  const [provisional, payableThen] = [new Money(payload.provisional.total), new Money(payload.provisional.payableThen)];
  return {
    ...sums,
    provisional,
    difference: sums.total.minus(provisional),
    payableThen,
    due: sums.total.minus(payableThen),
  };
}

/** Bars melted together carry what each of them carries. */
function settledBar(line: OutturnLine, carries: ReadonlyMap<string, readonly string[]>) {
  const { meltMg: grossMg, fineNg, silverPpm, lots } = line;
  const [first = [], ...others] = lots.map((lot) => carries.get(lot) ?? []);
  const schemes = first.filter((scheme) => others.every((one) => one.includes(scheme)));
  return silverPpm === undefined ? { grossMg, fineNg, schemes } : { grossMg, fineNg, schemes, silverPpm };
}
