/** Packing list with the bar weight list (UNTDID 1001: 271): what is in the box, piece by piece, and never a price. */
import { perMille } from '../../money/figures.js';
import type { BarOnPaper, ShipmentPaper } from '../../payload.js';
import { labelOf } from '../../pdf/fields.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import { drawTable, type Column } from '../../pdf/table.js';
import type { ShipmentDocument } from '../document-type.js';
import { both, label, METHOD_WORDS, word, type LabelKey } from '../parts/labels.js';
import { fineGrams, fineOunces, grossGrams, grossOunces, totalsOf } from './figures.js';
import { weighed } from './weighed.js';
import { weightListCsv } from './weight-list.js';

export interface PackingListPayload extends ShipmentPaper {
  readonly kind: 'packing-list';
  readonly bars: readonly BarOnPaper[];
}

export const PACKING_LIST: ShipmentDocument<PackingListPayload> = {
  kind: 'packing-list',
  about: 'shipment',
  prefix: 'PKL',
  untdid: '271',
  title: {
    en: 'Packing list and bar weight list',
    es: 'Lista de empaque y de pesos de barras',
    fr: 'Liste de colisage et de poids des lingots',
  },
  template: 1,
  made: 'at-export',
  keepYears: 10,
  priced: false,
  signed: ['weigher', 'witness'],
  lacks: { en: 'bars in it', es: 'barras dentro', fr: 'des lingots dedans' },
  body: ({ facts }) => ({ bars: facts.bars.map(weighed) }),
  draw: drawPackingList,
  lists: (payload, name) => [
    {
      name: `${name}.csv`,
      mediaType: 'text/csv',
      description: 'Bar weight list',
      bytes: weightListCsv(payload),
    },
  ],
};

function drawPackingList(sheet: Sheet, payload: PackingListPayload): void {
  drawTable(sheet, columns(payload), payload.bars, totals(payload));
  sheet.y += 8;
  const notes = both(
    payload.language,
    'One troy ounce is 0.0311034768 kg. Ounces and fine grams are rounded to 0.001 per bar and then summed. The same list travels inside this PDF as a CSV file.',
    'Una onza troy son 0,0311034768 kg. Onzas y gramos finos se redondean a 0,001 por barra y luego se suman. La misma lista viaja dentro de este PDF como archivo CSV.',
  );
  for (const note of notes) sheet.paragraph(note, INKS.fine);
}

function columns({ language }: PackingListPayload): Column<BarOnPaper>[] {
  const heading = (key: LabelKey) => label(key, language);
  return [
    { heading: ['#'], share: 0.035, cell: (_, index) => String(index + 1) },
    { heading: heading('bar-and-lot'), share: 0.235, cell: (bar) => nameOf(bar) },
    { heading: heading('seal'), share: 0.085, cell: ({ seal }) => seal ?? '—' },
    { heading: heading('year'), share: 0.055, cell: ({ madeOn }) => madeOn.slice(0, 4) },
    { heading: heading('gross'), share: 0.095, align: 'right', cell: (bar) => grossGrams(bar) },
    { heading: heading('gross-ounces'), share: 0.09, align: 'right', cell: (bar) => grossOunces(bar) },
    { heading: heading('fineness'), share: 0.09, align: 'right', cell: ({ finenessPpm }) => perMille(finenessPpm) },
    { heading: heading('method'), share: 0.13, cell: ({ method }) => word(METHOD_WORDS, method, language) },
    { heading: heading('fine'), share: 0.095, align: 'right', cell: (bar) => fineGrams(bar) },
    { heading: heading('fine-ounces'), share: 0.09, align: 'right', cell: (bar) => fineOunces(bar) },
  ];
}

/** The bar's own code over its lot number in the register. */
function nameOf({ code, lot }: BarOnPaper) {
  return [
    { text: code, ink: INKS.cellStrong },
    { text: lot, ink: { ...INKS.label, size: 5.6 } },
  ];
}

function totals({ bars, language }: PackingListPayload) {
  const total = totalsOf(bars);
  const name = `${labelOf(label('total', language))}: ${total.bars}`;
  const { grossGrams, grossOunces, fineGrams, fineOunces } = total;
  const cells = ['', name, '', '', grossGrams, grossOunces, '', '', fineGrams, fineOunces];
  return cells.map((text) => [{ text, ink: INKS.cellStrong }]);
}
