/**
 * Commercial invoice (UNTDID 1001: 380), provisional: priced on the exporter's weights and assay at one fixing, trued up
 * on the refiner's outturn. It cites and never replaces the electronic tax invoice of the exporter's country.
 */
import type { ShipmentTerms } from '../../../core/custody/registry.js';
import { formatGrams } from '../../../core/quantity.js';
import { figures, gramsOfNg, milliGramsOf, milliOuncesOf, Money, perMille, thousandths, toCents } from '../../money.js';
import type { BarOnPaper, ShipmentPaper } from '../../payload.js';
import { drawFields, labelOf } from '../../pdf/fields.js';
import { ACCENT, INKS, PAGE, TEXT_WIDTH } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import { drawTable, type Column } from '../../pdf/table.js';
import { inEnglish, inSpanish } from './amount-in-words.js';
import type { ShipmentDocument } from '../document-type.js';
import { weighed } from '../packing/weighed.js';
import { both, label, METHOD_WORDS, word, type LabelKey } from '../parts/labels.js';

/** Rules that make the seller pay the carriage, and those that make the seller insure it (Incoterms 2020). */
const WITH_FREIGHT = new Set(['CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'CFR', 'CIF']);
const WITH_INSURANCE = new Set(['CIP', 'DAP', 'DPU', 'DDP', 'CIF']);

export interface InvoicePayload extends ShipmentPaper {
  readonly kind: 'commercial-invoice';
  readonly bars: readonly BarOnPaper[];
  readonly terms: ShipmentTerms;
}

export const COMMERCIAL_INVOICE: ShipmentDocument<InvoicePayload> = {
  kind: 'commercial-invoice',
  about: 'shipment',
  prefix: 'INV',
  untdid: '380',
  title: {
    en: 'Provisional commercial invoice',
    es: 'Factura comercial provisional',
    fr: 'Facture commerciale provisoire',
  },
  template: 1,
  made: 'at-export',
  keepYears: 10,
  priced: true,
  signed: [],
  lacks: {
    en: 'the terms of the sale',
    es: 'las condiciones de la venta',
    fr: 'les conditions de la vente',
  },
  body: ({ facts: { bars, terms } }) => (terms === undefined ? undefined : { bars: bars.map(weighed), terms }),
  draw: drawInvoice,
};

export interface InvoiceSums {
  readonly lines: readonly Money[];
  readonly milliOunces: bigint;
  readonly gold: Money;
  readonly freight: Money;
  readonly insurance: Money;
  readonly total: Money;
  readonly now: Money;
  readonly balance: Money;
}

/** Ounces per bar to three places, each line to two, sums of the rounded lines; freight and insurance are due in full. */
export function sumsOf({ bars, terms, shipment }: InvoicePayload): InvoiceSums {
  const net = new Money(terms.priceUsdPerOunce).times(
    new Money('1').minus(new Money(terms.discountPercent).div('100')),
  );
  const lines = bars.map((bar) => toCents(net.times(thousandths(milliOuncesOf(BigInt(bar.fineNg))))));
  const gold = lines.reduce((sum, line) => sum.plus(line), new Money('0'));
  const rule = shipment.incoterm.trim().slice(0, 3).toUpperCase();
  const freight = toCents(new Money(WITH_FREIGHT.has(rule) ? terms.freightUsd : '0'));
  const insurance = toCents(new Money(WITH_INSURANCE.has(rule) ? terms.insuranceUsd : '0'));
  const total = gold.plus(freight).plus(insurance);
  const now = toCents(gold.times(terms.provisionalPercent).div('100')).plus(freight).plus(insurance);
  const milliOunces = bars.reduce((sum, bar) => sum + milliOuncesOf(BigInt(bar.fineNg)), 0n);
  return { lines, milliOunces, gold, freight, insurance, total, now, balance: total.minus(now) };
}

function drawInvoice(sheet: Sheet, payload: InvoicePayload): void {
  const sums = sumsOf(payload);
  drawTerms(sheet, payload);
  drawTable(sheet, columns(payload, sums), payload.bars, totals(payload, sums));
  drawSums(sheet, payload, sums);
  drawWords(sheet, payload, sums);
}

function drawTerms(sheet: Sheet, { terms, language }: InvoicePayload): void {
  const field = (key: LabelKey, text: string) => ({ label: label(key, language), lines: [{ text, ink: INKS.body }] });
  const fixing = `LBMA ${terms.session} ${terms.fixingDate}`;
  drawFields(
    sheet,
    [
      field('price', `USD ${figures(new Money(terms.priceUsdPerOunce))}`),
      field('fixing', fixing),
      field('discount', `${terms.discountPercent} %`),
      field('settlement', terms.currency),
    ],
    4,
  );
  sheet.y += 4;
}

function columns({ language }: InvoicePayload, sums: InvoiceSums): Column<BarOnPaper>[] {
  const heading = (key: LabelKey) => label(key, language);
  return [
    { heading: ['#'], share: 0.035, cell: (_, index) => String(index + 1) },
    { heading: heading('bar'), share: 0.13, cell: ({ code }) => [{ text: code, ink: INKS.cellStrong }] },
    { heading: heading('seal'), share: 0.085, cell: ({ seal }) => seal ?? '—' },
    { heading: heading('gross'), share: 0.1, align: 'right', cell: ({ grossMg }) => formatGrams(grossMg) },
    { heading: heading('fineness'), share: 0.095, align: 'right', cell: ({ finenessPpm }) => perMille(finenessPpm) },
    { heading: heading('method'), share: 0.195, cell: ({ method }) => word(METHOD_WORDS, method, language) },
    { heading: heading('fine'), share: 0.1, align: 'right', cell: ({ fineNg }) => gramsOfNg(BigInt(fineNg)) },
    { heading: heading('fine-ounces'), share: 0.1, align: 'right', cell: (bar) => ouncesOf(bar) },
    { heading: heading('value'), share: 0.16, align: 'right', cell: (_, index) => figures(sums.lines[index] as Money) },
  ];
}

function ouncesOf({ fineNg }: BarOnPaper): string {
  return thousandths(milliOuncesOf(BigInt(fineNg)));
}

function totals({ bars, language }: InvoicePayload, sums: InvoiceSums) {
  const grossMg = bars.reduce((sum, bar) => sum + bar.grossMg, 0);
  const fine = bars.reduce((sum, bar) => sum + milliGramsOf(BigInt(bar.fineNg)), 0n);
  const cells = [
    '',
    labelOf(label('total', language)),
    '',
    formatGrams(grossMg),
    '',
    '',
    thousandths(fine),
    thousandths(sums.milliOunces),
    figures(sums.gold),
  ];
  return cells.map((text) => [{ text, ink: INKS.cellStrong }]);
}

function drawSums(sheet: Sheet, payload: InvoicePayload, sums: InvoiceSums): void {
  const { language, terms, shipment } = payload;
  sheet.y += 10;
  sheet.need(96);
  const line = (key: LabelKey, note: string, amount: Money, strong = false): void => {
    const ink = strong ? INKS.strong : INKS.body;
    const left = PAGE.left + TEXT_WIDTH * 0.36;
    const width = PAGE.right - left;
    const text = sheet.lines(labelOf(label(key, language)) + (note === '' ? '' : `, ${note}`), ink, width - 90);
    sheet.tag('P', {}, () => {
      sheet.paint(text, ink, left, sheet.y, width - 90);
      sheet.paint([`USD ${figures(amount)}`], ink, left, sheet.y, width, 'right');
    });
    sheet.y += sheet.heightOf(text, ink) + 3;
    sheet.rule(left, width, sheet.y - 1.5, strong ? 0.9 : 0.3, strong ? ACCENT : undefined);
  };
  line('gold-value', '', sums.gold);
  if (!sums.freight.isZero()) line('freight', '', sums.freight);
  if (!sums.insurance.isZero()) line('insurance', '', sums.insurance);
  line('invoice-total', shipment.incoterm, sums.total, true);
  line('payable-now', nowNote(terms, language), sums.now);
  line('balance', '', sums.balance);
}

function nowNote({ provisionalPercent }: ShipmentTerms, language: InvoicePayload['language']): string {
  const en = `${provisionalPercent} % of the gold, all of the costs`;
  return both(language, en, `${provisionalPercent} % del oro, todos los costos`).join(' / ');
}

function drawWords(sheet: Sheet, { language }: InvoicePayload, { total }: InvoiceSums): void {
  sheet.y += 8;
  sheet.paragraph(labelOf(label('words', language)), INKS.label);
  sheet.paragraph(`${inEnglish(total, 'USD')}.`, INKS.strong);
  if (language === 'es') sheet.paragraph(`${inSpanish(total, 'USD')}.`, INKS.body, { lang: 'es' });
  sheet.y += 5;
  const notes = both(
    language,
    'Provisional invoice on the exporter’s weights and assay; the final price follows the refiner’s outturn. Fine ounces are rounded to 0.001 per bar, values to 0.01 per line. It does not replace the tax invoice of the exporter’s country.',
    'Factura provisional sobre pesos y ensayo del exportador; el precio final sigue la liquidación de la refinería. Onzas finas redondeadas a 0,001 por barra y valores a 0,01 por línea. No reemplaza la factura electrónica de venta del país del exportador.',
  );
  for (const note of notes) sheet.paragraph(note, INKS.fine);
}
