/** What is wrong in a book: in one cell (`Wrong`), and in one row as the report lists it (`Fault`). */
import type { RejectionCode } from '../../core/rejection.js';

/** A cell that cannot be read or cannot be true; `sentence` goes on after the cell's value and says what would be right. */
export class Wrong {
  constructor(
    readonly code: RejectionCode,
    readonly sentence: string,
  ) {}
}

export interface CellFault<Code extends string = RejectionCode> {
  /** The heading as written. */
  readonly column: string;
  /** The cell as written, its end cut where it is very long. */
  readonly value: string;
  readonly code: Code;
  readonly message: string;
}

/** One per refused row; `also` are the further faults of the same row. */
export interface Fault extends CellFault {
  readonly file: string;
  /** Physical line, the heading being line 1. */
  readonly line: number;
  readonly also: readonly CellFault[];
}

const SHOWN = 200;

export function shown(value: string): string {
  return value.length <= SHOWN ? value : `${value.slice(0, SHOWN)}…`;
}

export function cellFault<Code extends string>(
  place: { readonly file: string; readonly line: number },
  column: string,
  value: string,
  wrong: { readonly code: Code; readonly sentence: string },
): CellFault<Code> {
  const said = value.trim() === '' ? '' : `«${shown(value.trim())}» `;
  const message = `${place.file}, línea ${place.line}, columna ${column}: ${said}${wrong.sentence}.`;
  return { column, value: shown(value), code: wrong.code, message };
}
