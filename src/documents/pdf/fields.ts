/** Labelled values in columns: the small print of a form, without its boxes. */
import { INKS, PAGE, TEXT_WIDTH } from './ink.js';
import type { Sheet } from './sheet.js';
import type { Heading, Line } from './table.js';

export interface Field {
  readonly label: Heading;
  readonly lines: readonly Line[];
}

const GUTTER = 14;
const MOST_LINES = 24;

/** Draws fields row by row, `across` beside each other; a row is as high as its highest field. */
export function drawFields(sheet: Sheet, fields: readonly Field[], across: number): void {
  const width = (TEXT_WIDTH - GUTTER * (across - 1)) / across;
  for (let start = 0; start < fields.length; start += across) {
    const row = fields.slice(start, start + across);
    const heights = row.map((field) => heightOf(sheet, field, width));
    sheet.need(Math.max(...heights));
    row.forEach((field, index) => drawField(sheet, field, PAGE.left + index * (width + GUTTER), width));
    sheet.y += Math.max(...heights);
  }
}

export function labelOf(heading: Heading): string {
  return heading.join(' / ');
}

function heightOf(sheet: Sheet, field: Field, width: number): number {
  const label = sheet.heightOf(sheet.lines(labelOf(field.label), INKS.label, width), INKS.label);
  const lines = field.lines.map(({ text, ink }) => sheet.heightOf(capped(sheet, { text, ink }, width), ink));
  return label + lines.reduce((sum, height) => sum + height, 0) + 7;
}

function drawField(sheet: Sheet, field: Field, x: number, width: number): void {
  sheet.tag('P', {}, () => {
    let y = sheet.y;
    y += sheet.paint(sheet.lines(labelOf(field.label), INKS.label, width), INKS.label, x, y, width);
    for (const line of field.lines) y += sheet.paint(capped(sheet, line, width), line.ink, x, y, width);
  });
}

function capped(sheet: Sheet, { text, ink }: Line, width: number): string[] {
  const lines = sheet.lines(text, ink, width);
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), '…'] : lines;
}
