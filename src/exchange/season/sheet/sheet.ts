/**
 * A book as headings and rows of cells (RFC 4180), each row with its physical line. One bad row costs one row: a quote
 * that never closes, or cells too few or too many, spoil their own line and the next line is read as if nothing was.
 */
import { parse } from 'csv-parse/sync';

const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

export interface SheetRow {
  /** Physical line the row begins on; the first line of the file is 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The row as it stands in the file. */
  readonly written: string;
  readonly broken?: 'quote' | 'too-few' | 'too-many';
}

export interface Sheet {
  readonly separator: Separator;
  readonly headings: readonly string[];
  readonly records: readonly SheetRow[];
}

/** A quoted cell may run over so many lines; past that its quote was a slip. */
const LINES_PER_CELL = 30;

/** @param known the headings this book may have, as `sameHeading` writes them; the separator is what shows most of them */
export function readSheet(text: string, known: ReadonlySet<string>): Sheet {
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1) return { separator: ';', headings: [], records: [] };
  const shown = (separator: Separator) =>
    (cellsOf(lines[first] as string, separator) ?? []).filter((cell) => known.has(sameHeading(cell))).length;
  const separator = SEPARATORS.reduce((best, next) => (shown(next) > shown(best) ? next : best));
  const headings = (cellsOf(lines[first] as string, separator) ?? []).map(nameOf);
  return { separator, headings, records: recordsOf(lines, first + 1, separator, headings.length) };
}

/** A heading without control characters, which no store of texts can be asked to hold. */
function nameOf(heading: string): string {
  return heading
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .trim();
}

/** Headings are the same whatever their case, accents and spaces. */
export function sameHeading(heading: string): string {
  return heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
}

function recordsOf(lines: readonly string[], from: number, separator: Separator, width: number): SheetRow[] {
  const records: SheetRow[] = [];
  let at = from;
  while (at < lines.length) {
    const { cells, taken, broken } = rowAt(lines, at, separator, width);
    if (cells.some((cell) => cell.trim() !== '')) {
      const written = lines.slice(at, at + taken).join('\n');
      records.push({ line: at + 1, cells, written, ...(broken && { broken }) });
    }
    at += taken;
  }
  return records;
}

type RowAt = { cells: readonly string[]; taken: number; broken?: 'quote' | 'too-few' | 'too-many' };

function rowAt(lines: readonly string[], at: number, separator: Separator, width: number): RowAt {
  const line = lines[at] as string;
  const cells = cellsOf(line, separator);
  if (cells !== undefined) return fitted(cells, width);
  for (let taken = 2; taken <= LINES_PER_CELL && at + taken <= lines.length; taken++) {
    const last = lines[at + taken - 1] as string;
    // A whole row before any quote: the quote further up was a slip, and this row is not its text.
    if (width > 2 && (last.split('"')[0] as string).split(separator).length >= width) break;
    if (!last.includes('"')) continue;
    const joined = strictCells(lines.slice(at, at + taken).join('\n'), separator);
    if (joined?.length === width) return { cells: joined, taken };
  }
  return { cells: [line], taken: 1, broken: 'quote' };
}

function fitted(cells: readonly string[], width: number): RowAt {
  if (cells.length < width) return { cells, taken: 1, broken: 'too-few' };
  // Spreadsheets pad rows with empty cells; a filled one beyond the headings is another matter.
  if (cells.slice(width).some((cell) => cell.trim() !== '')) return { cells, taken: 1, broken: 'too-many' };
  return { cells: cells.slice(0, width), taken: 1 };
}

/** The cells of one line, a stray quote within a cell kept as a letter; undefined where a quote stays open. */
function cellsOf(line: string, separator: Separator): readonly string[] | undefined {
  return line.includes('"') ? quotedCells(line, separator, true) : line.split(separator);
}

function strictCells(row: string, separator: Separator): readonly string[] | undefined {
  return quotedCells(row, separator, false);
}

function quotedCells(row: string, separator: Separator, stray: boolean): readonly string[] | undefined {
  try {
    const rows = parse(row, {
      delimiter: separator,
      relax_quotes: stray,
      relax_column_count: true,
      record_delimiter: '\u0000\n', // never in a row: lines were cut before
      max_record_size: 0,
    });
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
}
