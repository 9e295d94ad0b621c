/** A workbook as a form: checked against its mapping once, and filled for one shipment after the other. */
import { deflateRawSync, crc32 } from 'node:zlib';
import { Rejection } from '../../../core/rejection.js';
import { zip, type ZipFile } from '../../bundle/zip.js';
import { valueOf, type Consignment } from '../mapping/fields.js';
import type { WorkbookMapping } from '../mapping/mapping.js';
import { checked } from './checked.js';
import { openContainer, type Part, type Parts } from './container.js';
import { openPackage, type Package } from './package.js';
import { columnOf, LAST_ROW, placeOf, type Place } from './references.js';
import { Sheet, type Value } from './sheet.js';
import { childOf, elementFor, readXml, rootOf, xmlBytes } from './xml.js';

/** Entries of a workbook bear this day, whenever it was made: it is the first that a zip can tell. */
const NO_DAY = new Date(Date.UTC(1980, 0, 1));

/** What stands behind calculation properties in a workbook (ISO/IEC 29500-1, 18.2.27 and annex A). */
const BEHIND_CALCULATION = ['oleSize', 'customWorkbookViews', 'pivotCaches', 'smartTagPr', 'smartTagTypes'].concat([
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'extLst',
]);

/** Every place by its own name, the sheet by its own, and the rows to their end. */
export type CheckedMapping = WorkbookMapping & { readonly sheet: string };

export class WorkbookForm {
  readonly kind = 'xlsx';

  private constructor(
    private readonly parts: Parts,
    private readonly workbook: Part,
    private readonly part: Part,
    private readonly sheet: Sheet,
    readonly mapping: CheckedMapping,
  ) {}

  /** Good for filling once. @throws Rejection where file or mapping will not do, naming the place */
  static async open(file: Uint8Array, said: WorkbookMapping): Promise<WorkbookForm> {
    const parts = await openContainer(file);
    const { workbook, sheets } = openPackage(parts);
    const { name, part } = sheetOf(sheets, said.sheet);
    const sheet = new Sheet(part);
    return new WorkbookForm(parts, workbook, part, sheet, { ...checked(sheet, said), sheet: name });
  }

  /** Every part but the sheet and the workbook's own goes as it came. @throws Rejection where its rows are too few */
  async filledFor(consignment: Consignment): Promise<Uint8Array> {
    const { cells, texts } = this.mapping;
    for (const [cell, text] of Object.entries(texts)) this.write(there(cell), { text });
    for (const [cell, field] of Object.entries(cells)) this.write(there(cell), valueOf(field, consignment));
    this.fillRows(consignment);
    this.sheet.forgetResults();
    const written = new Map([
      [this.part.name, this.sheet.bytes()],
      [this.workbook.name, computedOnOpening(this.workbook)],
    ]);
    const files = [...this.parts.values()].map((part) => fileOf(part, written.get(part.name)));
    const archive: Uint8Array[] = [];
    for await (const piece of zip(files, NO_DAY)) archive.push(piece);
    return Buffer.concat(archive);
  }

  private fillRows(consignment: Consignment): void {
    const { rows } = this.mapping;
    if (rows === undefined) return;
    const { from, to = LAST_ROW, columns } = rows;
    const { bars } = consignment;
    if (to - from + 1 < bars.length) {
      throw new Rejection('form-rows-short', 'name', { rows: String(to - from + 1), bars: String(bars.length) });
    }
    for (const [letters, field] of Object.entries(columns)) {
      const column = columnOf(letters) ?? 0;
      bars.forEach((bar, n) => this.write({ column, row: from + n }, valueOf(field, consignment, bar)));
      // What the form shows as an example behind the last bar is not another bar.
      for (const row of this.sheet.rowsWith(column, { from: from + bars.length, to }))
        this.sheet.clear({ column, row });
    }
  }

  private write(place: Place, value: Value | undefined): void {
    if (value === undefined) this.sheet.clear(place);
    else this.sheet.put(place, value);
  }
}

function sheetOf(sheets: Package['sheets'], asked: string | undefined): Package['sheets'][number] {
  const found = asked === undefined ? sheets[0] : sheets.find(({ name }) => name === asked);
  if (found !== undefined) return found;
  const all = sheets.map(({ name }) => name).join(', ');
  throw new Rejection('form-sheet-missing', 'mapping.sheet', {
    sheet: (asked ?? '').slice(0, 60),
    all: all.slice(0, 500),
  });
}

function there(cell: string): Place {
  const place = placeOf(cell);
  if (place === undefined) throw new Error(`bug: ${cell} of a checked mapping is no cell`);
  return place;
}

function fileOf({ name, raw, isDeflated, crc32: sum, size }: Part, written: Uint8Array | undefined): ZipFile {
  if (written === undefined)
    return isDeflated ? { name, bytes: raw, deflated: { crc32: sum, size } } : { name, bytes: raw };
  return { name, bytes: deflateRawSync(written), deflated: { crc32: crc32(written), size: written.length } };
}

/** What other sheets make of the figures is computed when somebody opens them (ISO/IEC 29500-1, 18.2.2). */
function computedOnOpening(part: Part): Uint8Array {
  const document = readXml(part);
  const workbook = rootOf(document);
  const there = childOf(workbook, 'calcPr');
  const behind = BEHIND_CALCULATION.map((name) => childOf(workbook, name)).find((one) => one !== undefined);
  const calculation = there ?? elementFor(workbook, 'calcPr');
  if (there === undefined) workbook.insertBefore(calculation, behind ?? null);
  calculation.setAttribute('fullCalcOnLoad', '1');
  return xmlBytes(document);
}
