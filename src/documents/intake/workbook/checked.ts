/** A mapping held against the sheet it is for, so that what is filled later is seen, and nothing of the form's own is lost. */
import { Rejection } from '../../../core/rejection.js';
import type { WorkbookMapping } from '../mapping/mapping.js';
import { columnOf, LAST_ROW, lettersOf, nameOf, placeOf } from './references.js';
import type { Sheet } from './sheet.js';

/** @throws Rejection for a place that is none, that a formula fills, that lies behind another, or that is named twice */
export function checked(sheet: Sheet, said: WorkbookMapping): WorkbookMapping {
  const taken = new Set<string>();
  const rows = said.rows && checkedRows(sheet, said.rows, taken);
  const places = <T>(named: Readonly<Record<string, T>>, at: 'cells' | 'texts'): Record<string, T> =>
    Object.fromEntries(
      Object.entries(named).map(([cell, what]) => {
        const path = `mapping.${at}.${cell.slice(0, 20)}`;
        const place = placeOf(cell);
        if (place === undefined) throw new Rejection('form-cell-unknown', path, { cell: cell.slice(0, 20) });
        const { column, row } = place;
        free(sheet, column, { from: row, to: row }, path);
        const inRows = rows !== undefined && row >= rows.from && row <= (rows.to ?? LAST_ROW) && taken.has(`${column}`);
        const name = nameOf(place);
        if (inRows || taken.has(name)) throw new Rejection('form-cell-twice', path, { cell: name });
        taken.add(name);
        return [name, what];
      }),
    );
  return { cells: places(said.cells, 'cells'), texts: places(said.texts, 'texts'), ...(rows && { rows }) };
}

type Rows = WorkbookMapping['rows'] & object;

function checkedRows(sheet: Sheet, { from, to, columns }: Rows, taken: Set<string>): Rows {
  const named = Object.entries(columns).map(([letters, field]) => {
    const path = `mapping.rows.columns.${letters.slice(0, 20)}`;
    const column = columnOf(letters);
    if (column === undefined) throw new Rejection('form-cell-unknown', path, { cell: letters.slice(0, 20) });
    if (taken.has(`${column}`)) throw new Rejection('form-cell-twice', path, { cell: lettersOf(column) });
    taken.add(`${column}`);
    return { column, field, path };
  });
  const last = to ?? lastFree(sheet, from, named);
  for (const { column, path } of named) free(sheet, column, { from, to: last }, path);
  return { from, to: last, columns: Object.fromEntries(named.map(({ column, field }) => [lettersOf(column), field])) };
}

/** The first row may hold an example; below it, anything in one of the columns is where the rows end. */
function lastFree(sheet: Sheet, from: number, columns: readonly { readonly column: number }[]): number {
  const below = { from: from + 1, to: LAST_ROW };
  const next = columns.flatMap(({ column }) => {
    const found = [sheet.filledIn(column, below), sheet.formulaIn(column, below), sheet.hiddenIn(column, below)];
    return found.filter((row) => row !== undefined);
  });
  return next.reduce((least, row) => Math.min(least, row - 1), LAST_ROW);
}

function free(sheet: Sheet, column: number, rows: { readonly from: number; readonly to: number }, at: string): void {
  const refuse = (code: 'form-cell-formula' | 'form-cell-merged', row: number | undefined): void => {
    if (row !== undefined) throw new Rejection(code, at, { cell: `${lettersOf(column)}${row}` });
  };
  refuse('form-cell-formula', sheet.formulaIn(column, rows));
  refuse('form-cell-merged', sheet.hiddenIn(column, rows));
}
