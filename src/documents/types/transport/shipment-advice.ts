/**
 * Shipment advice (UNTDID 1001: 351): what comes, told to the consignee before it is there, so that what arrives can be compared
 * with what was sent. No price stands on it.
 */
import { formatGrams } from '../../../core/quantity.js';
import { gramsOfNg, milliGramsOf, perMille, thousandths } from '../../money/figures.js';
import type { BarOnPaper, ShipmentPaper } from '../../payload.js';
import { drawFields, labelOf, type Field } from '../../pdf/fields.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import { drawTable, type Cell, type Column } from '../../pdf/table.js';
import type { OfShipment, ShipmentDocument } from '../document-type.js';
import { weighed } from '../packing/weighed.js';
import { both, label, METHOD_WORDS, word, type LabelKey } from '../parts/labels.js';
import { figure, kilograms } from './figures.js';

export interface ShipmentAdvicePayload extends ShipmentPaper {
  readonly kind: 'shipment-advice';
  readonly bars: readonly BarOnPaper[];
  /** Local day by which the sender expects it there; null where nobody recorded one. */
  readonly expectedOn: string | null;
  readonly contract: string | null;
  readonly notify: string | null;
}

export const SHIPMENT_ADVICE: ShipmentDocument<ShipmentAdvicePayload> = {
  kind: 'shipment-advice',
  about: 'shipment',
  prefix: 'ADV',
  untdid: '351',
  title: { en: 'Shipment advice', es: 'Aviso de embarque', fr: 'Avis d’expédition' },
  template: 1,
  made: 'on-request',
  keepYears: 5,
  priced: false,
  signed: ['for-exporter', 'for-consignee'],
  lacks: { en: 'bars in it', es: 'barras dentro', fr: 'des lingots dedans' },
  body: adviceOf,
  draw: drawShipmentAdvice,
};

function adviceOf({ facts, replay }: OfShipment) {
  const { bars, consignee, terms } = facts;
  if (bars.length === 0) return undefined;
  const days = bars.flatMap(({ lot }) => {
    const transit = replay.lots.get(lot)?.transit;
    return transit?.to === consignee.organisation ? (transit.due ?? []) : [];
  });
  return {
    bars: bars.map(weighed),
    // The last of its bars is what completes it.
    expectedOn: days.sort().at(-1) ?? null,
    contract: terms?.contractReference ?? null,
    notify: terms?.notify ?? null,
  };
}

function drawShipmentAdvice(sheet: Sheet, payload: ShipmentAdvicePayload): void {
  const { exporter, consignee, shipment, language } = payload;
  const told = both(
    language,
    `${exporter.name} advises ${consignee.name} that the gold below ${shipment.exportedOn === null ? 'is packed and will be sent' : `left on ${shipment.exportedOn}`}. Weights and fineness are the sender’s own; please weigh and check the seals before the box is opened, and report a difference before the gold is melted.`,
    `${exporter.name} avisa a ${consignee.name} que el oro indicado abajo ${shipment.exportedOn === null ? 'está empacado y se enviará' : `salió el ${shipment.exportedOn}`}. Los pesos y la ley son los del remitente; favor pesar y revisar los precintos antes de abrir la caja, e informar toda diferencia antes de fundir.`,
  );
  for (const text of told) sheet.paragraph(text, text === told[0] ? INKS.body : INKS.fine);
  sheet.y += 8;
  drawFields(sheet, fields(payload), 4);
  sheet.y += 2;
  drawTable(sheet, columns(payload), payload.bars, totals(payload));
}

function fields({ bars, expectedOn, contract, notify, language }: ShipmentAdvicePayload): Field[] {
  const gross = bars.reduce((sum, { grossMg }) => sum + grossMg, 0);
  const missing = labelOf(label('not-recorded', language));
  return [
    figure(both(language, 'Expected by', 'Se espera a más tardar'), expectedOn ?? missing),
    figure(both(language, 'Gross kg', 'Kg brutos'), kilograms(gross)),
    figure(both(language, 'Contract', 'Contrato'), contract ?? '—'),
    figure(both(language, 'Notify', 'Notificar a'), notify ?? '—'),
  ];
}

function columns({ language }: ShipmentAdvicePayload): Column<BarOnPaper>[] {
  const heading = (key: LabelKey) => label(key, language);
  return [
    { heading: ['#'], share: 0.04, cell: (_, index) => String(index + 1) },
    { heading: heading('bar-and-lot'), share: 0.32, cell: nameOf },
    { heading: heading('seal'), share: 0.14, cell: ({ seal }) => seal ?? '—' },
    { heading: heading('gross'), share: 0.12, align: 'right', cell: ({ grossMg }) => formatGrams(grossMg) },
    { heading: heading('fineness'), share: 0.1, align: 'right', cell: ({ finenessPpm }) => perMille(finenessPpm) },
    { heading: heading('method'), share: 0.15, cell: ({ method }) => word(METHOD_WORDS, method, language) },
    { heading: heading('fine'), share: 0.13, align: 'right', cell: ({ fineNg }) => gramsOfNg(BigInt(fineNg)) },
  ];
}

/** The bar's own code over its lot number in the register. */
function nameOf({ code, lot }: BarOnPaper): Cell {
  return [
    { text: code, ink: INKS.cellStrong },
    { text: lot, ink: { ...INKS.label, size: 5.6 } },
  ];
}

function totals({ bars, language }: ShipmentAdvicePayload): Cell[] {
  const gross = bars.reduce((sum, { grossMg }) => sum + grossMg, 0);
  const fine = bars.reduce((sum, { fineNg }) => sum + milliGramsOf(BigInt(fineNg)), 0n);
  const cells = [
    '',
    `${labelOf(label('total', language))}: ${bars.length}`,
    '',
    formatGrams(gross),
    '',
    '',
    thousandths(fine),
  ];
  return cells.map((text) => [{ text, ink: INKS.cellStrong }]);
}
