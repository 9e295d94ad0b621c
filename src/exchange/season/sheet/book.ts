/** What a book is: a file name, its columns, and by which of them a row is known from all others of the file. */
import type { Column } from './columns.js';
import type { Wrong } from '../wrong.js';

export type Columns = Readonly<Record<string, Column<unknown>>>;

export type Values<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer Value> ? Value : never;
};

/** Where a row stands, to be cited by the statement made from it. */
export interface Origin {
  /** File name as handed over. */
  readonly file: string;
  /** SHA-256 of the file's bytes, lowercase hex. */
  readonly sha256OfFile: string;
  /** Physical line, the heading being line 1. */
  readonly line: number;
  /** The natural key: typed values of the key columns joined by `/`, the same in whatever dialect the book is. */
  readonly key: string;
  /** Every cell as written, by its heading, columns we do not know included. */
  readonly raw: Readonly<Record<string, string>>;
}

export interface Book<C extends Columns> {
  readonly file: string;
  readonly columns: C;
  readonly key: readonly (keyof C & string)[];
  /** Columns with a site or an organisation, first known one first, whose country's day bounds the row's days. */
  readonly place?: readonly (keyof C & string)[];
  /** What two cells together cannot say; the fault is put on the column named. */
  check?(values: Partial<Values<C>>): readonly [keyof C & string, Wrong] | undefined;
}

export type RowOf<B> = B extends Book<infer C> ? Origin & Values<C> : never;

/** Infers the row's type from the columns. */
export function book<const C extends Columns>(definition: Book<C>): Book<C> {
  return definition;
}
