/** How a final invoice is drawn: the outturn line by line, its sums, and what remains against the provisional invoice. */
import { formatGrams } from '../../../../core/quantity.js';
import { figures, perMille, type Money } from '../../../money/figures.js';
import { gramsIn, ouncesText } from '../../../money/rounding.js';
import { drawFields, labelOf } from '../../../pdf/fields.js';
import { INKS } from '../../../pdf/ink.js';
import type { Sheet } from '../../../pdf/sheet.js';
import { drawTable, type Column, type Line } from '../../../pdf/table.js';
import { both, label, word } from '../../parts/labels.js';
import { amountsOf, drawSums, drawWords, linesOf, localLines, roundedWords, type SumLine } from '../drawing/sums.js';
import { drawBank, drawTerms, field } from '../drawing/terms.js';
import { told } from '../drawing/words.js';
import type { FinalPayload } from './final-invoice.js';
import type { OutturnLine } from './outturn.js';
import { finalSumsOf, type FinalSums } from './sums.js';

const SOURCES = {
  refining: { en: 'melt', es: 'fundición' },
  receipt: { en: 'receipt, assay', es: 'recepción, ensayo' },
  paper: { en: 'paper', es: 'documento' },
} as const;

export function drawFinal(sheet: Sheet, payload: FinalPayload): void {
  const { language, provisional, fixing, terms } = payload;
  const sums = finalSumsOf(payload);
  const trued = `${provisional.number}${provisional.version === 1 ? '' : ` v${provisional.version}`} · ${provisional.issuedOn}`;
  // The head tells the price that counts here, not the provisional one.
  const priced = { priceUsdPerOunce: fixing.priceUsdPerOunce, fixingDate: fixing.day, session: fixing.session };
  const from = fixing.source === undefined ? [] : [field(label('fixing', language), fixing.source)];
  drawTerms(sheet, { ...payload, terms: { ...terms, ...priced } }, from);
  // Half of the width: a number is not broken.
  drawFields(sheet, [field(told('trues-up', language), trued)], 2);
  drawTable(sheet, columns(payload, sums), payload.lines, totals(payload, sums));
  drawSums(sheet, [...linesOf(payload, sums), ...remaining(payload, sums)], sums.rounding);
  drawWords(sheet, payload, amountsOf(payload, sums));
  drawBank(sheet, payload);
  drawNotes(sheet, payload, sums);
}

function columns({ language }: FinalPayload, sums: FinalSums): Column<OutturnLine>[] {
  const { rounding } = sums;
  const fine = ({ fineNg }: OutturnLine) => gramsIn(BigInt(fineNg), rounding).toFixed(rounding.gramsPlaces);
  const ounces = (_: OutturnLine, index: number) => ouncesText(sums.ounces[index] as Money, rounding);
  const value = (_: OutturnLine, index: number) => figures(sums.lines[index] as Money, rounding.moneyPlaces);
  return [
    { heading: ['#'], share: 0.035, cell: (_, index) => String(index + 1) },
    { heading: label('bar', language), share: 0.14, cell: ({ codes }) => codes.map(strong) },
    { heading: told('sent', language), share: 0.1, align: 'right', cell: ({ sentMg }) => formatGrams(sentMg) },
    { heading: told('melted', language), share: 0.1, align: 'right', cell: ({ meltMg }) => formatGrams(meltMg) },
    {
      heading: told('outturn', language),
      share: 0.1,
      align: 'right',
      cell: ({ finenessPpm }) => perMille(finenessPpm),
    },
    { heading: told('source', language), share: 0.175, cell: ({ source }) => word(SOURCES, source, language) },
    { heading: label('fine', language), share: 0.1, align: 'right', cell: fine },
    { heading: label('fine-ounces', language), share: 0.1, align: 'right', cell: ounces },
    { heading: label('value', language), share: 0.15, align: 'right', cell: value },
  ];
}

function strong(text: string): Line {
  return { text, ink: INKS.cellStrong };
}

function totals({ lines, language }: FinalPayload, { rounding, allOunces, gold }: FinalSums) {
  const mass = (of: (line: OutturnLine) => number) => formatGrams(lines.reduce((sum, line) => sum + of(line), 0));
  const [first, ...others] = lines.map(({ fineNg }) => gramsIn(BigInt(fineNg), rounding));
  const fine =
    first === undefined ? '' : others.reduce((sum, one) => sum.plus(one), first).toFixed(rounding.gramsPlaces);
  const cells = [
    '',
    labelOf(label('total', language)),
    mass(({ sentMg }) => sentMg),
    mass(({ meltMg }) => meltMg),
    '',
    '',
    fine,
    ouncesText(allOunces, rounding),
    figures(gold, rounding.moneyPlaces),
  ];
  return cells.map((text) => [strong(text)]);
}

function remaining(payload: FinalPayload, sums: FinalSums): SumLine[] {
  const { language, shipment, provisional } = payload;
  const { total, difference, payableThen, due } = sums;
  const which = difference.isZero() ? 'even' : difference.isPositive() ? 'debit' : 'credit';
  return [
    { heading: told('final-total', language), note: shipment.incoterm, amount: total, strong: true },
    ...localLines(payload, sums),
    { heading: told('provisional-total', language), note: provisional.number, amount: sums.provisional },
    { heading: told(which, language), amount: difference.abs(), strong: true },
    { heading: told('paid-before', language), amount: payableThen },
    { heading: told(due.isNegative() ? 'due-to' : 'due-from', language), amount: due.abs(), strong: true },
  ];
}

function drawNotes(sheet: Sheet, { language, provisional }: FinalPayload, { rounding }: FinalSums): void {
  const [rounded = '', redondeado = ''] = roundedWords(language, rounding);
  const notes = both(
    language,
    `Final invoice on the refiner’s weights and assays. It trues up ${provisional.number}, rendered from data with the fingerprint below. ${rounded} It does not replace the tax invoice of the exporter’s country.`,
    `Factura final sobre pesos y ensayos de la refinería. Ajusta ${provisional.number}, hecha de los datos con la huella de abajo. ${redondeado} No reemplaza la factura electrónica de venta del país del exportador.`,
  );
  for (const note of notes) sheet.paragraph(note, INKS.fine);
  sheet.paragraph(`${provisional.number}: ${provisional.payloadSha256}`, INKS.mono);
}
