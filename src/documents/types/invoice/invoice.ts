/**
 * Commercial invoice (UNTDID 1001: 380), provisional: priced on the exporter's weights and assay at one fixing, trued up
 * on the refiner's outturn. It cites and never replaces the electronic tax invoice of the exporter's country.
 */
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import type { ShipmentDocument } from '../document-type.js';
import { both, label } from '../parts/labels.js';
import { drawBars } from './drawing/bars.js';
import { amountsOf, drawSums, drawWords, linesOf, localLines, roundedWords, type SumLine } from './drawing/sums.js';
import { drawBank, drawTerms } from './drawing/terms.js';
import { agreed, provisionally, type PricedPaper } from './priced.js';
import { sumsOf, type InvoiceSums } from './sums.js';

export interface InvoicePayload extends PricedPaper {
  readonly kind: 'commercial-invoice';
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
  template: 3,
  made: 'at-export',
  keepYears: 10,
  priced: true,
  signed: [],
  lacks: {
    en: 'the terms of the sale',
    es: 'las condiciones de la venta',
    fr: 'les conditions de la vente',
  },
  body: (source) => {
    const terms = agreed(source.facts);
    return terms && provisionally(source, terms);
  },
  draw: drawInvoice,
};

function drawInvoice(sheet: Sheet, payload: InvoicePayload): void {
  const sums = sumsOf(payload);
  drawTerms(sheet, payload);
  drawBars(sheet, payload, sums);
  drawSums(sheet, [...linesOf(payload, sums), ...totals(payload, sums)], sums.rounding);
  drawWords(sheet, payload, amountsOf(payload, sums));
  drawBank(sheet, payload);
  drawNotes(sheet, payload, sums);
}

function totals(payload: InvoicePayload, sums: InvoiceSums): SumLine[] {
  const { language, shipment } = payload;
  return [
    { heading: label('invoice-total', language), note: shipment.incoterm, amount: sums.total, strong: true },
    ...localLines(payload, sums),
    { heading: label('payable-now', language), note: nowNote(payload), amount: sums.now },
    { heading: label('balance', language), amount: sums.balance },
  ];
}

function nowNote({ terms: { provisionalPercent, silver }, language }: InvoicePayload): string {
  const [en, es] = silver === undefined ? ['gold', 'oro'] : ['metal', 'metal'];
  const part = `${provisionalPercent} % of the ${en}, all of the costs`;
  return both(language, part, `${provisionalPercent} % del ${es}, todos los costos`).join(' / ');
}

function drawNotes(sheet: Sheet, { language }: InvoicePayload, { rounding }: InvoiceSums): void {
  const [rounded = '', redondeado = ''] = roundedWords(language, rounding);
  const notes = both(
    language,
    `Provisional invoice on the exporter’s weights and assay; the final price follows the refiner’s outturn. ${rounded} It does not replace the tax invoice of the exporter’s country.`,
    `Factura provisional sobre pesos y ensayo del exportador; el precio final sigue la liquidación de la refinería. ${redondeado} No reemplaza la factura electrónica de venta del país del exportador.`,
  );
  for (const note of notes) sheet.paragraph(note, INKS.fine);
}
