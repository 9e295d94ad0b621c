/** One book's rows, typed or refused: every cell of a row is judged, so that all its faults are told at once. */
import type { Book, Columns, Origin, RowOf } from './sheet/book.js';
import type { Column, Context } from './sheet/columns.js';
import { dialectOf } from './sheet/dialect.js';
import type { Dialect } from './sheet/dialect.js';
import { DAMAGE } from './sheet/encoding.js';
import { sameHeading } from './sheet/sheet.js';
import type { Sheet, SheetRow } from './sheet/sheet.js';
import { cellFault, Wrong } from './wrong.js';
import type { CellFault, Fault } from './wrong.js';

/** A file as handed over: its name, the hash of its bytes and what it holds. */
export interface BookFile extends Sheet {
  readonly name: string;
  readonly sha256: string;
  readonly damaged: boolean;
  /** Place of a heading among the cells, by its name in `BOOKS`. */
  readonly places: ReadonlyMap<string, number>;
}

/** Last day a fact may bear, by the place's code. */
export type LastDay = (place: string | undefined) => string;

export interface BookRows<Row> {
  readonly rows: readonly Row[];
  readonly refused: readonly Fault[];
}

const LONGEST_CELL = 4_000;
const BAD_CHARACTER = /[^\P{Cc}\t\n\r]/u;

/** What the file's own cells prove about its dialect. */
export function dialectOfBook(columns: Columns, file: BookFile): Dialect {
  const cells = (kind: Column<unknown>['evidence']) => {
    const places = Object.values(columns)
      .filter((column) => column.evidence === kind)
      .map((column) => file.places.get(column.heading) ?? -1);
    return file.records.flatMap((record) => (record.broken ? [] : places.map((at) => (record.cells[at] ?? '').trim())));
  };
  const days = cells('day').flatMap((cell) => cell.split('|').map((one) => one.split(':')[0] as string));
  return dialectOf({ numbers: cells('number'), days, sexes: cells('sex') });
}

export function readBook<C extends Columns>(
  book: Book<C>,
  file: BookFile,
  context: Context,
  lastDay: LastDay,
): BookRows<RowOf<Book<C>>> {
  const rows: RowOf<Book<C>>[] = [];
  const refused: Fault[] = [];
  const seen = new Map<string, number>();
  const unreadable = faultOfHeadings(book.columns, file);
  for (const record of file.records) {
    const whole = unreadable ?? faultOfRecord(file, record);
    const read = whole === undefined ? readRow(book, file, record, context, lastDay, seen) : [whole];
    if (Array.isArray(read)) refused.push(faultOf(file, record, read));
    else rows.push(read);
  }
  return { rows, refused };
}

type Found = { readonly column: string; readonly value: string; readonly wrong: Wrong };

function readRow<C extends Columns>(
  book: Book<C>,
  file: BookFile,
  record: SheetRow,
  context: Context,
  lastDay: LastDay,
  seen: Map<string, number>,
): RowOf<Book<C>> | Found[] {
  const values: Record<string, unknown> = {};
  const found: Found[] = [];
  const cellOf = (name: string) =>
    record.cells[file.places.get((book.columns[name] as Column<unknown>).heading) ?? -1] ?? '';
  const blame = (name: string, wrong: Wrong) =>
    found.push({
      column: headingAt(file, (book.columns[name] as Column<unknown>).heading),
      value: cellOf(name),
      wrong,
    });
  for (const [name, column] of Object.entries(book.columns)) {
    const value = readCell(column, cellOf(name).trim(), context, file.damaged);
    if (value instanceof Wrong) blame(name, value);
    else values[name] = value;
  }
  const place = book.place?.map((name) => values[name] as string | undefined).find(Boolean);
  for (const [name, column] of Object.entries(book.columns)) {
    const days = values[name] === undefined ? [] : (column.factDays?.(values[name]) ?? []);
    if (days.some((day) => day > lastDay(place))) blame(name, afterwards(lastDay(place)));
  }
  const together = book.check?.(values as Parameters<NonNullable<typeof book.check>>[0]);
  if (together !== undefined) blame(...together);
  const key = book.key.map((name) => String(values[name] ?? '')).join('/');
  const keyRead = book.key.every((name) => name in values);
  const first = seen.get(key);
  if (keyRead && first !== undefined) blame(book.key[0] as string, repeated(first));
  if (keyRead && first === undefined) seen.set(key, record.line);
  if (found.length > 0) return found;
  return { ...originOf(file, record, key), ...values } as RowOf<Book<C>>;
}

function readCell(column: Column<unknown>, cell: string, context: Context, damaged: boolean): unknown {
  if (cell === '') return column.required ? new Wrong('missing', 'está vacía; escriba el dato') : undefined;
  return faultOfText(cell, damaged) ?? column.read(cell, context);
}

function faultOfText(cell: string, damaged: boolean): Wrong | undefined {
  if (cell.length > LONGEST_CELL) return new Wrong('too-large', `pasa de ${LONGEST_CELL} letras; abrevie`);
  if (BAD_CHARACTER.test(cell))
    return new Wrong('malformed', 'lleva caracteres de control; escriba solo letras y cifras');
  return damaged && cell.includes(DAMAGE)
    ? new Wrong('malformed', 'tiene letras dañadas; guarde el archivo otra vez como CSV en UTF-8')
    : undefined;
}

/** A book without a column it needs, or with one twice, cannot be read at all, and each of its rows says why. */
function faultOfHeadings(columns: Columns, file: BookFile): Found | undefined {
  const headings = file.headings.map(sameHeading);
  for (const { heading, required } of Object.values(columns)) {
    const times = headings.filter((one) => one === heading).length;
    const right = `el archivo debe tener la columna ${heading} una sola vez`;
    if (times > 1) return { column: heading, value: '', wrong: new Wrong('malformed', `está repetida; ${right}`) };
    if (times === 0 && required)
      return { column: heading, value: '', wrong: new Wrong('missing', `no está; ${right}`) };
  }
  return undefined;
}

function faultOfRecord(file: BookFile, record: SheetRow): Found | undefined {
  const width = file.headings.length;
  const faults = {
    quote: 'abre una comilla que no se cierra; borre la comilla o ciérrela',
    'too-few': `tiene ${record.cells.length} celdas y el encabezado ${width}; complete las que faltan`,
    'too-many': `tiene ${record.cells.length} celdas y el encabezado ${width}; ponga entre comillas el texto que lleve el separador`,
  };
  const whole = (wrong: Wrong) => ({ column: file.headings[0] ?? '', value: record.written, wrong });
  if (record.broken !== undefined) return whole(new Wrong('malformed', faults[record.broken]));
  // Columns we do not know are kept as written, so they too must be text that can be kept.
  for (const [at, value] of record.cells.entries()) {
    const wrong = faultOfText(value, file.damaged);
    if (wrong !== undefined) return { column: file.headings[at] as string, value, wrong };
  }
  return undefined;
}

function faultOf(file: BookFile, { line }: SheetRow, found: readonly Found[]): Fault {
  const place = { file: file.name, line };
  const at = (one: Found) => file.headings.indexOf(one.column);
  const [first, ...also] = [...found]
    .sort((a, b) => at(a) - at(b))
    .map(({ column, value, wrong }): CellFault => cellFault(place, column, value, wrong));
  if (first === undefined) throw new Error('bug: a row refused without a fault');
  return { ...place, ...first, also };
}

function originOf(file: BookFile, record: SheetRow, key: string): Origin {
  const raw = Object.fromEntries(file.headings.map((heading, at) => [heading, record.cells[at] ?? '']));
  return { file: file.name, sha256OfFile: file.sha256, line: record.line, key, raw };
}

function headingAt(file: BookFile, heading: string): string {
  return file.headings[file.places.get(heading) ?? -1] ?? heading;
}

function afterwards(last: string): Wrong {
  return new Wrong('in-the-future', `es posterior al ${last}, el último día que estos libros pueden llevar`);
}

function repeated(line: number): Wrong {
  return new Wrong('code-used', `ya está en la línea ${line}; cada fila lleva un número propio`);
}
