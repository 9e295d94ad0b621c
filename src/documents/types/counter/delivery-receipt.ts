/**
 * Receipt of a delivery: what a miner takes home from the counter. Whoever reads it may hardly read: one big figure, the
 * language of the place first, and how the gold stands in plain words. It promises no payment.
 */
import type { LotPaper } from '../../payload.js';
import { drawFields, type Field } from '../../pdf/fields.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import type { LotDocument } from '../document-type.js';
import { FORM_WORDS } from '../parts/forms.js';
import { label, type LabelKey } from '../parts/labels.js';
import { deliveryOf, type Delivery } from './delivery.js';
import { drawScaleFigures } from './scale-figures.js';
import { dayInWords, local } from './spelled.js';

export interface DeliveryReceiptPayload extends LotPaper, Delivery {
  readonly kind: 'delivery-receipt';
}

export const DELIVERY_RECEIPT: LotDocument<DeliveryReceiptPayload> = {
  kind: 'delivery-receipt',
  about: 'lot',
  prefix: 'RCP',
  untdid: null,
  title: { en: 'Delivery receipt', es: 'Comprobante de entrega', fr: 'Reçu de livraison' },
  template: 1,
  made: 'on-request',
  keepYears: 10,
  priced: false,
  local: true,
  signed: ['weigher', 'handed-in'],
  lacks: {
    en: 'gold that somebody handed in at the counter',
    es: 'oro que alguien entregó en el mostrador',
    fr: 'de l’or que quelqu’un a remis au comptoir',
  },
  body: deliveryOf,
  draw: drawDeliveryReceipt,
};

const [LARGE, PLAIN, SMALL] = [
  { ...INKS.heading, size: 13 },
  { ...INKS.body, size: 10 },
  { ...INKS.fine, size: 7.6 },
];

function drawDeliveryReceipt(sheet: Sheet, payload: DeliveryReceiptPayload): void {
  drawScaleFigures(sheet, payload);
  drawFields(sheet, fields(payload), 3);
  sheet.rule();
  sheet.y += 10;
  const { standing } = payload;
  say(sheet, payload, standing.said, LARGE);
  sheet.y += 4;
  for (const reason of standing.reasons) say(sheet, payload, reason, PLAIN);
  sheet.y += 6;
  say(sheet, payload, PAID_ELSEWHERE, PLAIN);
}

const PAID_ELSEWHERE = {
  en: 'This receipt tells what was weighed. What is paid for it stands on the payout statement.',
  es: 'Este comprobante dice lo que se pesó. Lo que se paga está en la liquidación.',
};

/** The language of the place in this ink, English small under it. */
function say(
  sheet: Sheet,
  payload: DeliveryReceiptPayload,
  { en, es }: { readonly en: string; readonly es: string },
  ink: typeof LARGE | typeof PLAIN,
): void {
  const texts = local(payload.language, en, es);
  texts.forEach((text, index) => sheet.paragraph(text, index === 0 ? ink : SMALL));
  sheet.y += 5;
}

function fields(payload: DeliveryReceiptPayload): Field[] {
  const { member, erased = false, lot, site, scale, declaration, form, language } = payload;
  const words = (key: LabelKey): string => label(key, language).toReversed().join(' / ');
  const missing = words('not-recorded');
  const field = (en: string, es: string, text: string, ...more: readonly string[]): Field => ({
    label: local(language, en, es),
    lines: [
      { text, ink: { ...INKS.strong, size: 11 } },
      ...more.filter((part) => part !== '').map((part) => ({ text: part, ink: SMALL })),
    ],
  });
  const [first = '', second = ''] = local(language, FORM_WORDS[form].en, FORM_WORDS[form].es);
  const [day = '', otherDay = ''] = local(language, ...dayInWords(lot.on));
  return [
    field('Handed in by, number', 'Entregado por, número', member ?? (erased ? words('erased') : missing)),
    field('Day', 'Día', day, otherDay),
    field('Gold from', 'Oro de', [site.municipality, site.region].filter(Boolean).join(', ') || site.code, site.name),
    field('Form', 'Forma', first, second),
    field('Declaration', 'Declaración', declaration ?? (erased ? words('erased-or-none') : missing)),
    field('Scale', 'Balanza', scale?.code ?? missing, calibration(payload)),
  ];
}

function calibration(payload: DeliveryReceiptPayload): string {
  const { scale, language } = payload;
  if (scale === null) return '';
  const day = scale.calibratedOn;
  const said =
    day === null
      ? local(language, 'calibration not recorded', 'calibración sin registro')
      : local(language, `calibrated on ${day}`, `calibrada el ${day}`);
  return said.join(' / ');
}
