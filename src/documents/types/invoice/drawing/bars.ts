/** The lines of an invoice that is priced on the exporter's own weights and assays. */
import { formatGrams } from '../../../../core/quantity.js';
import { figures, perMille, type Money } from '../../../money/figures.js';
import { gramsIn, ouncesText } from '../../../money/rounding.js';
import { labelOf } from '../../../pdf/fields.js';
import { INKS } from '../../../pdf/ink.js';
import type { Sheet } from '../../../pdf/sheet.js';
import { drawTable, type Column } from '../../../pdf/table.js';
import { label, METHOD_WORDS, word, type LabelKey } from '../../parts/labels.js';
import type { PricedBar, PricedPaper } from '../priced.js';
import type { InvoiceSums } from '../sums.js';

export function drawBars(sheet: Sheet, payload: PricedPaper, sums: InvoiceSums): void {
  drawTable(sheet, columns(payload, sums), payload.bars, totals(payload, sums));
}

function columns({ language }: PricedPaper, sums: InvoiceSums): Column<PricedBar>[] {
  const heading = (key: LabelKey) => label(key, language);
  const { rounding } = sums;
  const fine = ({ fineNg }: PricedBar) => gramsIn(BigInt(fineNg), rounding).toFixed(rounding.gramsPlaces);
  const ounces = (_: PricedBar, index: number) => ouncesText(sums.ounces[index] as Money, rounding);
  const value = (_: PricedBar, index: number) => figures(sums.lines[index] as Money, rounding.moneyPlaces);
  return [
    { heading: ['#'], share: 0.035, cell: (_, index) => String(index + 1) },
    { heading: heading('bar'), share: 0.13, cell: ({ code }) => [{ text: code, ink: INKS.cellStrong }] },
    { heading: heading('seal'), share: 0.085, cell: ({ seal }) => seal ?? '—' },
    { heading: heading('gross'), share: 0.1, align: 'right', cell: ({ grossMg }) => formatGrams(grossMg) },
    { heading: heading('fineness'), share: 0.095, align: 'right', cell: ({ finenessPpm }) => perMille(finenessPpm) },
    { heading: heading('method'), share: 0.195, cell: ({ method }) => word(METHOD_WORDS, method, language) },
    { heading: heading('fine'), share: 0.1, align: 'right', cell: fine },
    { heading: heading('fine-ounces'), share: 0.1, align: 'right', cell: ounces },
    { heading: heading('value'), share: 0.16, align: 'right', cell: value },
  ];
}

function totals({ bars, language }: PricedPaper, sums: InvoiceSums) {
  const { rounding } = sums;
  const grossMg = bars.reduce((sum, bar) => sum + bar.grossMg, 0);
  const [first, ...others] = bars.map(({ fineNg }) => gramsIn(BigInt(fineNg), rounding));
  const fine =
    first === undefined ? '' : others.reduce((sum, one) => sum.plus(one), first).toFixed(rounding.gramsPlaces);
  const cells = [
    '',
    labelOf(label('total', language)),
    '',
    formatGrams(grossMg),
    '',
    '',
    fine,
    ouncesText(sums.allOunces, rounding),
    figures(sums.gold, rounding.moneyPlaces),
  ];
  return cells.map((text) => [{ text, ink: INKS.cellStrong }]);
}
