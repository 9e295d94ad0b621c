/** Every shipment of the sample season has its form, and what stands in it is what its packing list says. */
import { parse } from 'csv-parse/sync';
import type { Json } from '../../../src/core/log/canonical-json.js';
import { FilledForms } from '../../../src/documents/intake/filled.js';
import { IntakeForms } from '../../../src/documents/intake/intake-forms.js';
import { FIELDS } from '../../../src/documents/intake/mapping/fields.js';
import { readShipment } from '../../../src/documents/snapshot/snapshot.js';
import { TableBlobs } from '../../../src/documents/store/table-blobs.js';
import { totalsOf } from '../../../src/documents/types/packing/figures.js';
import type { PackingListPayload } from '../../../src/documents/types/packing/packing-list.js';
import { weighed } from '../../../src/documents/types/packing/weighed.js';
import { weightListCsv } from '../../../src/documents/types/packing/weight-list.js';
import { Sight } from '../../../src/http/sight.js';
import { LotQueries } from '../../../src/lots/lot.queries.js';
import { booksIn, LIMONAL, SeasonHouse } from '../../support/season.js';
import { MAPPING, textOf, SHEET, WORKBOOK } from './workbooks.js';

interface Shipment {
  readonly org: string;
  readonly consignee: string;
  readonly shipment: string;
  readonly lots: string[];
}

/** Every field there is has a column of its own name. */
const ALL = Buffer.from(`${FIELDS.join(',')}\n`).toString('base64');
const ALL_MAPPED: Readonly<Record<string, Json>> = {
  columns: Object.fromEntries(FIELDS.map((field) => [field, field])),
};

let house: SeasonHouse;
let shipments: readonly Shipment[];
let forms: IntakeForms;
let filled: FilledForms;
beforeAll(async () => {
  house = await SeasonHouse.open();
  await house.import(booksIn(LIMONAL));
  const { dataSource } = house.ownerAccess;
  forms = new IntakeForms(dataSource, house.ledger, new TableBlobs(dataSource));
  filled = new FilledForms(dataSource, house.ledger, new LotQueries(dataSource, new Sight()), forms);
  shipments = await house.query<Shipment>(
    `SELECT org, consignee, code AS shipment, state -> 'lots' AS lots FROM shipment ORDER BY code`,
  );
}, 300_000);
afterAll(() => house.close());

const clerkOf = ({ org }: Shipment) => ({ org, role: 'registrar', name: 'clerk' }) as const;

/** Every field of it, bar by bar. */
async function everythingOf(shipment: Shipment): Promise<Line[]> {
  await forms.keep(clerkOf(shipment), 'all', { consignee: shipment.consignee, file: ALL, mapping: ALL_MAPPED });
  return recordsOf((await filled.of(clerkOf(shipment), shipment.shipment, 'all')).bytes);
}

test('each shipment’s workbook is filled, with as many bars as it has', async () => {
  expect(shipments.length).toBeGreaterThan(4);
  for (const shipment of shipments) {
    const clerk = clerkOf(shipment);
    const body = { consignee: shipment.consignee, file: WORKBOOK.toString('base64'), mapping: MAPPING as never };
    await forms.keep(clerk, 'valmara', body);
    const { name, bytes } = await filled.of(clerk, shipment.shipment, 'valmara');
    expect(name).toBe(`${shipment.shipment}-valmara.xlsx`);
    const rows = (await textOf(bytes, SHEET)).match(/<c r="B(1[2-9]|2[0-3])"[^>]*><is>/g) ?? [];
    expect(rows.length).toBe(shipment.lots.length);
  }
});

test('the figures are those of the weight list, digit by digit, and its totals', async () => {
  const { manager } = house.ownerAccess.dataSource;
  const [{ size = '0' } = {}] = await house.query<{ size: string }>('SELECT size FROM log_state');
  for (const shipment of shipments) {
    const lines = await everythingOf(shipment);
    const { facts } = await readShipment(manager, house.ledger.vault, { ...shipment, idx: Number(size) - 1 });
    const bars = facts.bars.map(weighed);
    const list = recordsOf(
      weightListCsv({ number: 'PKL', shipment: facts.shipment, bars } as unknown as PackingListPayload),
    );
    expect(lines.map(columnsOf(ASKED))).toEqual(list.map(columnsOf(LISTED)));
    const totals = totalsOf(bars);
    for (const line of lines) {
      expect(columnsOf(TOTALS)(line)).toEqual([
        totals.bars,
        totals.grossGrams,
        totals.grossOunces,
        totals.fineGrams,
        totals.fineOunces,
      ]);
    }
  }
});

test('there is nothing that a form can ask for which no shipment of the season knows, contracts apart', async () => {
  const known = new Set<string>();
  for (const shipment of shipments) {
    const [line] = await everythingOf(shipment);
    for (const [field, value] of Object.entries(line ?? {})) if (value !== '') known.add(field);
  }
  const never = FIELDS.filter((field) => !known.has(field));
  expect(never).toEqual(['shipment.contract']);
});

const ASKED = [
  'bar.code',
  'bar.gross-ozt',
  'bar.fineness-permille',
  'bar.fine-ozt',
  'bar.year',
  'bar.gross-g',
  'bar.fine-g',
].concat(['bar.method', 'bar.seal', 'shipment.box', 'bar.lot', 'shipment.code']);
const LISTED = ['Serial number', 'Gross weight (ozt)', 'Assay', 'Fine weight (ozt)', 'Year', 'Gross weight (g)'].concat(
  ['Fine weight (g)', 'Fineness method', 'Seal', 'Box', 'Lot', 'Shipment'],
);
const TOTALS = ['total.bars', 'total.gross-g', 'total.gross-ozt', 'total.fine-g', 'total.fine-ozt'];

type Line = Readonly<Record<string, string>>;

function recordsOf(csv: Uint8Array): Line[] {
  return parse(Buffer.from(csv), { columns: true }) as Line[];
}

function columnsOf(names: readonly string[]) {
  return (line: Line): (string | undefined)[] => names.map((name) => line[name]);
}
