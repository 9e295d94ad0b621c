/** Places in a sheet as people write them: `B4`, `A1:C3` (ISO/IEC 29500-1, 18.2.4 and 18.18.7). */

export interface Place {
  /** From 1: A is 1. */
  readonly column: number;
  readonly row: number;
}

export interface Range {
  readonly from: Place;
  readonly to: Place;
}

export const LAST_ROW = 1_048_576;
/** XFD. */
const LAST_COLUMN = 16_384;

/** Undefined for what is no cell of a sheet; `$B$4` is `B4`. */
export function placeOf(text: string): Place | undefined {
  const [, letters = '', digits = ''] = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text) ?? [];
  const column = columnOf(letters);
  const row = Number(digits);
  return column === undefined || row === 0 || row > LAST_ROW ? undefined : { column, row };
}

/** Undefined for what is no column of a sheet. */
export function columnOf(letters: string): number | undefined {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return undefined;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return column > LAST_COLUMN ? undefined : column;
}

export function lettersOf(column: number): string {
  const rest = (column - 1) % 26;
  const last = String.fromCharCode(65 + rest);
  return column <= 26 ? last : lettersOf((column - 1 - rest) / 26) + last;
}

export function nameOf({ column, row }: Place): string {
  return `${lettersOf(column)}${row}`;
}

/** `B4` is the range of itself. */
export function rangeOf(text: string): Range | undefined {
  const [first = '', last = first] = text.split(':', 2);
  const [from, to] = [placeOf(first), placeOf(last)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Rows of one column that lie in the range, cut to those asked for; undefined where none does. */
export function rowsIn(
  { from, to }: Range,
  column: number,
  rows: { readonly from: number; readonly to: number },
): { readonly from: number; readonly to: number } | undefined {
  if (column < from.column || column > to.column) return undefined;
  const cut = { from: Math.max(from.row, rows.from), to: Math.min(to.row, rows.to) };
  return cut.from > cut.to ? undefined : cut;
}
