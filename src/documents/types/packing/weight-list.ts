/**
 * The bar weight list as CSV (RFC 4180, UTF-8, CRLF): the columns of the LBMA's Good Delivery Rules, annex C, then the
 * same in grams and what a customs officer matches by.
 */
import { utf8 } from '../../../core/bytes.js';
import { csvOf } from '../../../http/csv.js';
import { perMille } from '../../money/figures.js';
import type { BarOnPaper } from '../../payload.js';
import { fineGrams, fineOunces, grossGrams, grossOunces } from './figures.js';
import type { PackingListPayload } from './packing-list.js';

const COLUMNS = [
  'Serial number',
  'Brand code',
  'Gross weight (ozt)',
  'Assay',
  'Fine weight (ozt)',
  'Year',
  'Gross weight (g)',
  'Fine weight (g)',
  'Fineness method',
  'Seal',
  'Box',
  'Lot',
  'Shipment',
  'Document',
  'kg per ozt',
];

export function weightListCsv(payload: PackingListPayload): Uint8Array {
  const mark = payload.sample ? ['SAMPLE / MUESTRA'] : [];
  const heading = [...COLUMNS, ...mark.map(() => 'Note')];
  const rows = payload.bars.map((bar) => [...cellsOf(bar, payload), ...mark]);
  return utf8(csvOf([heading, ...rows]));
}

function cellsOf(bar: BarOnPaper, payload: PackingListPayload): string[] {
  return [
    bar.code,
    // Doré of a cooperative bears no registered brand.
    '',
    grossOunces(bar),
    perMille(bar.finenessPpm),
    fineOunces(bar),
    bar.madeOn.slice(0, 4),
    grossGrams(bar),
    fineGrams(bar),
    bar.method,
    bar.seal ?? '',
    payload.shipment.box,
    bar.lot,
    payload.shipment.code,
    payload.number,
    '0.0311034768',
  ];
}
