/** A table whose heading is repeated on every page it runs over; figures stand right, and rows are never torn apart. */
import { INKS, PAGE, TEXT_WIDTH, type Ink } from './ink.js';
import type { Align, Sheet } from './sheet.js';

/** English first, the other language under it. */
export type Heading = readonly string[];

export interface Line {
  readonly text: string;
  readonly ink: Ink;
}
export type Cell = string | readonly Line[];

export interface Column<Row> {
  readonly heading: Heading;
  /** Share of the text width; the shares of a table sum to 1. */
  readonly share: number;
  readonly align?: Align;
  readonly cell: (row: Row, index: number) => Cell;
}

const GUTTER = 6;
const PAD = 3.6;
/** A cell longer than this would not fit on a page; the rest stands in the embedded payload. */
const MOST_LINES = 48;

interface Placed {
  readonly x: number;
  readonly width: number;
  readonly align: Align;
}

export function drawTable<Row>(
  sheet: Sheet,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  totals: readonly Cell[] = [],
): void {
  const places = placesOf(columns);
  const table = sheet.tag('Table');
  const headings = columns.map(({ heading }) =>
    heading.map((text, index) => ({ text, ink: index === 0 ? INKS.label : { ...INKS.label, size: 5.8 } })),
  );
  sheet.need(80);
  const head = sheet.tag('TR', {}, undefined, table);
  drawRow(sheet, places, headings, (draw) => sheet.tag('TH', { scope: 'Column' }, draw, head));
  sheet.onBreak = () => drawRow(sheet, places, headings, (draw) => sheet.artifact(draw, 'Pagination'));
  rows.forEach((row, index) => {
    const cells = columns.map(({ cell }) => cell(row, index));
    drawTagged(sheet, places, cells, table);
  });
  if (totals.length > 0) drawTagged(sheet, places, totals, table);
  sheet.onBreak = () => {};
}

function placesOf<Row>(columns: readonly Column<Row>[]): Placed[] {
  let x: number = PAGE.left;
  return columns.map(({ share, align = 'left' }, index) => {
    const last = index === columns.length - 1;
    const place = { x, width: share * TEXT_WIDTH - (last ? 0 : GUTTER), align };
    x += share * TEXT_WIDTH;
    return place;
  });
}

function drawTagged(
  sheet: Sheet,
  places: readonly Placed[],
  cells: readonly Cell[],
  table: ReturnType<Sheet['tag']>,
): void {
  sheet.need(heightOf(sheet, places, cells));
  const row = sheet.tag('TR', {}, undefined, table);
  drawRow(sheet, places, cells, (draw) => sheet.tag('TD', {}, draw, row));
}

function heightOf(sheet: Sheet, places: readonly Placed[], cells: readonly Cell[]): number {
  const heights = cells.map((cell, index) =>
    linesOf(cell).reduce((sum, { text, ink }) => {
      return sum + sheet.heightOf(wrapped(sheet, text, ink, places[index]?.width ?? 0), ink);
    }, 0),
  );
  return Math.max(...heights) + 2 * PAD;
}

function drawRow(
  sheet: Sheet,
  places: readonly Placed[],
  cells: readonly Cell[],
  mark: (draw: () => void) => unknown,
): void {
  const height = heightOf(sheet, places, cells);
  const top = sheet.y + PAD;
  cells.forEach((cell, index) => {
    const place = places[index];
    if (place === undefined) throw new Error('bug: a row has more cells than its table has columns');
    mark(() => {
      let y = top;
      for (const { text, ink } of linesOf(cell)) {
        y += sheet.paint(wrapped(sheet, text, ink, place.width), ink, place.x, y, place.width, place.align);
      }
    });
  });
  sheet.y += height;
  sheet.rule(PAGE.left, TEXT_WIDTH, sheet.y, 0.4);
}

function linesOf(cell: Cell): readonly Line[] {
  return typeof cell === 'string' ? [{ text: cell, ink: INKS.cell }] : cell;
}

function wrapped(sheet: Sheet, text: string, ink: Ink, width: number): string[] {
  const lines = sheet.lines(text, ink, width);
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), '…'] : lines;
}
