/**
 * Proforma invoice (UNTDID 1001: 325): what the gold is expected to come to, before it leaves. It opens a payment, an insurance or
 * a permit, and is no invoice that anybody pays or taxes.
 */
import { addDays } from '../../../core/day.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import type { ShipmentDocument } from '../document-type.js';
import { both } from '../parts/labels.js';
import { drawBars } from './drawing/bars.js';
import { amountsOf, drawSums, drawWords, linesOf, localLines, roundedWords } from './drawing/sums.js';
import { drawBank, drawTerms, field } from './drawing/terms.js';
import { told } from './drawing/words.js';
import { agreed, provisionally, type PricedPaper } from './priced.js';
import { sumsOf } from './sums.js';

export interface ProformaPayload extends PricedPaper {
  readonly kind: 'proforma-invoice';
}

/** Where the terms say nothing else; our own default. */
const USUAL_DAYS = 15;

export const PROFORMA_INVOICE: ShipmentDocument<ProformaPayload> = {
  kind: 'proforma-invoice',
  about: 'shipment',
  prefix: 'PRO',
  untdid: '325',
  title: { en: 'Proforma invoice', es: 'Factura proforma', fr: 'Facture pro forma' },
  template: 2,
  made: 'on-request',
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
  draw: drawProforma,
};

/** Last day on which it holds. */
export function validUntil({ issuedAt, terms }: Pick<ProformaPayload, 'issuedAt' | 'terms'>): string {
  return addDays(issuedAt.slice(0, 10), terms.validityDays ?? USUAL_DAYS);
}

function drawProforma(sheet: Sheet, payload: ProformaPayload): void {
  const { language } = payload;
  const sums = sumsOf(payload);
  const banner = both(language, 'NOT A TAX INVOICE · ESTIMATED', 'NO ES FACTURA DE VENTA · ESTIMADA');
  sheet.paragraph(banner.join(' / '), INKS.heading);
  sheet.y += 6;
  drawTerms(sheet, payload, [field(told('valid', language), validUntil(payload))]);
  drawBars(sheet, payload, sums);
  const total = { heading: told('estimated-total', language), note: payload.shipment.incoterm, amount: sums.total };
  drawSums(sheet, [...linesOf(payload, sums), { ...total, strong: true }, ...localLines(payload, sums)], sums.rounding);
  drawWords(sheet, payload, amountsOf(payload, sums));
  drawBank(sheet, payload);
  const [rounded = '', redondeado = ''] = roundedWords(language, sums.rounding);
  const notes = both(
    language,
    `Weights, finenesses and price are estimates until the gold leaves; the price is that of the fixing above, provisional. ${rounded}`,
    `Pesos, leyes y precio son estimados hasta que el oro sale; el precio es el de la fijación de arriba, provisional. ${redondeado}`,
  );
  for (const note of notes) sheet.paragraph(note, INKS.fine);
}
