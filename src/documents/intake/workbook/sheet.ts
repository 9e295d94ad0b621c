/** A sheet as a table of cells (ISO/IEC 29500-1, 18.3.1): what stands where, and what is written into it. */
import type { Document, Element } from '@xmldom/xmldom';
import { unreadable, type Part } from './container.js';
import { LAST_ROW, nameOf, placeOf, rangeOf, rowsIn, type Place, type Range } from './references.js';
import { childOf, childrenOf, elementFor, few, MOST_CELLS, readXml, rootOf, xmlBytes } from './xml.js';

const XML = 'http://www.w3.org/XML/1998/namespace';
/** A formula, what it came to, words, and what other programs add. */
const MOST_IN_CELL = 20;

/** A figure as plain decimal digits, or words. */
export type Value = { readonly number: string } | { readonly text: string };

/** Of the empty cells of some columns. */
interface Look {
  readonly from: number;
  readonly to: number;
  readonly style: string | null;
}

interface Row {
  readonly element: Element;
  readonly cells: Map<number, Element>;
}

export class Sheet {
  private readonly root: Element;
  private readonly data: Element | undefined;
  private readonly rows = new Map<number, Row>();
  private readonly merged: readonly Range[];
  /** Of formulas that fill more cells than the one they stand in. */
  private readonly spilled: readonly Range[];
  private readonly looks: readonly Look[];
  private readonly document: Document;

  /** @throws Rejection where it is no sheet, or too large to be filled */
  constructor(part: Part) {
    this.document = readXml(part);
    this.root = rootOf(this.document);
    this.data = childOf(this.root, 'sheetData');
    let last = 0;
    for (const element of few(this.listed('sheetData', 'row'), part, MOST_CELLS)) {
      const row = Number(element.getAttribute('r') ?? last + 1);
      if (!Number.isInteger(row) || row <= last || row > LAST_ROW) throw unreadable();
      element.setAttribute('r', String(row));
      this.rows.set(row, { element, cells: cellsOf(element, row) });
      last = row;
    }
    const formulas = this.cells().flatMap((cell) => childrenOf(cell, 'f'));
    const spilled = formulas.filter((one) => /^(array|dataTable)$/.test(one.getAttribute('t') ?? ''));
    this.spilled = rangesOf(few(spilled, part));
    this.merged = rangesOf(few(this.listed('mergeCells', 'mergeCell'), part));
    this.looks = few(this.listed('cols', 'col'), part).map(lookOf);
  }

  /** The first row of the column, between the two, whose cell a formula fills. */
  formulaIn(column: number, rows: { readonly from: number; readonly to: number }): number | undefined {
    const spilled = this.spilled.flatMap((range) => rowsIn(range, column, rows)?.from ?? []);
    return least([...this.rowsWith(column, rows, (cell) => childOf(cell, 'f') !== undefined), ...spilled]);
  }

  /** The first row of the column, between the two, whose cell lies behind another that it is merged with. */
  hiddenIn(column: number, rows: { readonly from: number; readonly to: number }): number | undefined {
    const hidden = this.merged.flatMap((range) => {
      const all = rowsIn(range, column, rows);
      if (all === undefined) return [];
      const isTopLeft = column === range.from.column && all.from === range.from.row;
      if (!isTopLeft) return [all.from];
      return all.to > all.from ? [all.from + 1] : [];
    });
    return least(hidden);
  }

  /** The first row of the column, between the two, that has anything in it. */
  filledIn(column: number, rows: { readonly from: number; readonly to: number }): number | undefined {
    return least(this.rowsWith(column, rows, (cell) => cell.firstChild !== null));
  }

  /** Its look stays as it is. */
  put(place: Place, value: Value): void {
    const cell = this.cellAt(place);
    emptied(cell);
    if ('number' in value) {
      cell.appendChild(elementFor(cell, 'v')).textContent = value.number;
      return;
    }
    cell.setAttribute('t', 'inlineStr');
    const text = elementFor(cell, 't');
    text.setAttributeNS(XML, 'xml:space', 'preserve');
    text.textContent = writable(value.text);
    cell.appendChild(elementFor(cell, 'is')).appendChild(text);
  }

  /** Where there is a cell at all. */
  clear({ column, row }: Place): void {
    const cell = this.rows.get(row)?.cells.get(column);
    if (cell !== undefined) emptied(cell);
  }

  /** Rows of the column, between the two, that have a cell. */
  rowsWith(
    column: number,
    { from, to }: { readonly from: number; readonly to: number },
    holds: (cell: Element) => boolean = () => true,
  ): number[] {
    const found: number[] = [];
    for (const [row, { cells }] of this.between(from, to)) {
      const cell = row >= from && row <= to ? cells.get(column) : undefined;
      if (cell !== undefined && holds(cell)) found.push(row);
    }
    return found;
  }

  /** All, and perhaps others; of one row, which is asked for most, that alone. */
  private between(from: number, to: number): Iterable<readonly [number, Row]> {
    if (from !== to) return this.rows;
    const only = this.rows.get(from);
    return only === undefined ? [] : [[from, only]];
  }

  /** What formulas came to before is not what they come to now: whoever opens the sheet computes them. */
  forgetResults(): void {
    for (const cell of this.cells()) {
      const result = childOf(cell, 'f') && childOf(cell, 'v');
      if (result) cell.removeChild(result);
    }
  }

  bytes(): Uint8Array {
    return xmlBytes(this.document);
  }

  private listed(list: string, name: string): Element[] {
    const found = childOf(this.root, list);
    return found === undefined ? [] : childrenOf(found, name);
  }

  private cells(): Element[] {
    return [...this.rows.values()].flatMap(({ cells }) => Array.from(cells.values()));
  }

  private cellAt(place: Place): Element {
    const { element, cells } = this.rowAt(place.row);
    const there = cells.get(place.column);
    if (there !== undefined) return there;
    const cell = elementFor(element, 'c');
    cell.setAttribute('r', nameOf(place));
    const style = this.styleFor(element, place.column);
    if (style !== null) cell.setAttribute('s', style);
    element.insertBefore(cell, following(cells, place.column) ?? null);
    // Both only say how far row and sheet reach, and are left out where they would say too little (18.3.1.73, 18.3.1.35).
    element.removeAttribute('spans');
    const reach = childOf(this.root, 'dimension');
    if (reach !== undefined) this.root.removeChild(reach);
    cells.set(place.column, cell);
    return cell;
  }

  private rowAt(row: number): Row {
    const there = this.rows.get(row);
    if (there !== undefined) return there;
    if (this.data === undefined) throw new Error('bug: a sheet without rows was mapped');
    const element = elementFor(this.data, 'row');
    element.setAttribute('r', String(row));
    this.data.insertBefore(element, following(this.rows, row)?.element ?? null);
    const made: Row = { element, cells: new Map() };
    this.rows.set(row, made);
    return made;
  }

  /** What an empty cell there looks like: as its row does, else as its column. */
  private styleFor(row: Element, column: number): string | null {
    if (/^(1|true)$/.test(row.getAttribute('customFormat') ?? '')) return row.getAttribute('s');
    return this.looks.find(({ from, to }) => from <= column && column <= to)?.style ?? null;
  }
}

/** By column; a cell that does not say where it is stands behind the one before. */
function cellsOf(element: Element, row: number): Map<number, Element> {
  const cells = new Map<number, Element>();
  let last = 0;
  for (const cell of childrenOf(element, 'c')) {
    const said = cell.getAttribute('r');
    const place = said === null ? { column: last + 1, row } : placeOf(said);
    if (place === undefined || place.row !== row || place.column <= last) throw unreadable();
    if (cell.childNodes.length > MOST_IN_CELL) throw unreadable();
    cell.setAttribute('r', nameOf(place));
    cells.set(place.column, cell);
    last = place.column;
  }
  return cells;
}

function rangesOf(elements: readonly Element[]): Range[] {
  return elements.flatMap((one) => rangeOf(one.getAttribute('ref') ?? '') ?? []);
}

function lookOf(column: Element): Look {
  const [from, to] = [Number(column.getAttribute('min')), Number(column.getAttribute('max'))];
  return { from, to, style: column.getAttribute('style') };
}

function least(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((a, b) => Math.min(a, b));
}

function following<T>(all: ReadonlyMap<number, T>, number: number): T | undefined {
  let [next, found]: [number, T | undefined] = [Infinity, undefined];
  for (const [n, one] of all) if (n > number && n < next) [next, found] = [n, one];
  return found;
}

/** With all that hangs from the value it had (18.3.1.4). */
function emptied(cell: Element): void {
  while (cell.firstChild !== null) cell.removeChild(cell.firstChild);
  for (const name of ['t', 'cm', 'vm']) cell.removeAttribute(name);
}

/**
 * Control characters are none of XML; and what stands in a text as `_x000D_` would be read as the character of that number
 * (22.9.2.19), so that its first stroke is written so itself.
 */
function writable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
