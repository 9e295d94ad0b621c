/** What of a shipment goes where in a form, as a clerk wrote it down: read strictly, so that nothing is left out unseen. */
import type { Json } from '../../../core/log/canonical-json.js';
import { Rejection } from '../../../core/rejection.js';
import { FIELDS, isField, isOfBars, type Field } from './fields.js';
import { nearest } from './nearest.js';

export type Mapped = Readonly<Record<string, Field>>;
export type Texts = Readonly<Record<string, string>>;

export interface WorkbookMapping {
  /** Absent: the first. */
  readonly sheet?: string;
  /** By cell, `B4`. */
  readonly cells: Mapped;
  readonly texts: Texts;
  readonly rows?: {
    readonly from: number;
    /** Absent: up to the last row before something else stands in one of the columns. */
    readonly to?: number;
    /** By column, `A`. */
    readonly columns: Mapped;
  };
}

export interface CsvMapping {
  /** Line of the headings, from 1. */
  readonly header: number;
  /** By heading. */
  readonly columns: Mapped;
  readonly texts: Texts;
  readonly decimalMark: '.' | ',';
}

type Given = Readonly<Record<string, Json>>;

const MOST_CELLS = 500;
const MOST_COLUMNS = 100;
const LONGEST_TEXT = 2000;
const EXAMPLE = {
  cells: '{"B4": "shipment.code"}',
  columns: '{"A": "bar.code"}',
  rows: '{"from": 12, "to": 40, "columns": {"A": "bar.code"}}',
  texts: '{"B2": "Doré"}',
};

/** @throws Rejection naming the member that is not as it must be */
export function workbookMapping(said: Given): WorkbookMapping {
  only(said, ['sheet', 'cells', 'texts', 'rows'], 'mapping');
  const { sheet, rows } = said;
  if (sheet !== undefined && typeof sheet !== 'string') throw malformed('mapping.sheet', 'Intake');
  const cells = fieldsIn(said, 'cells', 'mapping', MOST_CELLS);
  const [cell, field] = Object.entries(cells).find(([, field]) => isOfBars(field)) ?? [];
  if (cell !== undefined && field !== undefined) {
    throw new Rejection('form-field-of-bars', `mapping.cells.${cell.slice(0, 60)}`, { field });
  }
  const texts = textsIn(said);
  if (Object.keys(cells).length === 0 && rows === undefined) {
    throw new Rejection('missing', 'mapping.cells', { example: EXAMPLE.cells });
  }
  return { ...(sheet !== undefined && { sheet }), cells, texts, ...(rows !== undefined && { rows: rowsOf(rows) }) };
}

/** @throws Rejection naming the member that is not as it must be */
export function csvMapping(said: Given): CsvMapping {
  only(said, ['header', 'columns', 'texts', 'decimalMark'], 'mapping');
  const { decimalMark = '.' } = said;
  if (decimalMark !== '.' && decimalMark !== ',') {
    throw new Rejection('malformed', 'mapping.decimalMark', { choices: '., ,' });
  }
  const header = wholeIn(said, 'header', 'mapping', 1000) ?? 1;
  const columns = fieldsIn(said, 'columns', 'mapping', MOST_COLUMNS);
  if (Object.keys(columns).length === 0)
    throw new Rejection('missing', 'mapping.columns', { example: EXAMPLE.columns });
  return { header, columns, texts: textsIn(said), decimalMark };
}

function rowsOf(said: Json): WorkbookMapping['rows'] & object {
  if (!isObject(said)) throw malformed('mapping.rows', EXAMPLE.rows);
  only(said, ['from', 'to', 'columns'], 'mapping.rows');
  const from = wholeIn(said, 'from', 'mapping.rows', LAST_ROW);
  if (from === undefined) throw new Rejection('missing', 'mapping.rows.from', { example: '12' });
  const to = wholeIn(said, 'to', 'mapping.rows', LAST_ROW);
  if (to !== undefined && to < from) {
    throw new Rejection('out-of-range', 'mapping.rows.to', { min: String(from), max: String(LAST_ROW) });
  }
  const columns = fieldsIn(said, 'columns', 'mapping.rows', MOST_COLUMNS);
  if (Object.keys(columns).length === 0) {
    throw new Rejection('missing', 'mapping.rows.columns', { example: EXAMPLE.columns });
  }
  return { from, ...(to !== undefined && { to }), columns };
}

const LAST_ROW = 1_048_576;

function wholeIn(said: Given, name: string, at: string, max: number): number | undefined {
  const value = said[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new Rejection('not-a-number', `${at}.${name}`, { example: '12' });
  }
  if (value < 1 || value > max) throw new Rejection('out-of-range', `${at}.${name}`, { min: '1', max: String(max) });
  return value;
}

function fieldsIn(said: Given, name: 'cells' | 'columns', at: string, most: number): Mapped {
  return entriesIn(said, name, at, most, (value, place) => {
    if (isField(value)) return value;
    const found = String(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 60);
    throw new Rejection('form-field-unknown', place, { field: found, nearest: nearest(found, FIELDS).join(', ') });
  });
}

function textsIn(said: Given): Texts {
  return entriesIn(said, 'texts', 'mapping', MOST_CELLS, (value, place) => {
    if (typeof value === 'string' && value.length <= LONGEST_TEXT) return value;
    throw new Rejection('malformed', place, { example: EXAMPLE.texts, length: String(LONGEST_TEXT) });
  });
}

function entriesIn<T>(
  said: Given,
  name: keyof typeof EXAMPLE,
  at: string,
  most: number,
  read: (value: Json, place: string) => T,
): Readonly<Record<string, T>> {
  const members = said[name] ?? {};
  const entries = isObject(members) ? Object.entries(members) : [];
  if (!isObject(members) || entries.length > most) throw malformed(`${at}.${name}`, EXAMPLE[name]);
  return Object.fromEntries(entries.map(([key, value]) => [key, read(value, `${at}.${name}.${key.slice(0, 60)}`)]));
}

function only(said: Given, names: readonly string[], at: string): void {
  const other = Object.keys(said).find((name) => !names.includes(name));
  if (other !== undefined) throw new Rejection('unknown-field', `${at}.${other.slice(0, 60)}`);
}

function isObject(value: Json): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(at: string, example: string): Rejection {
  return new Rejection('malformed', at, { example });
}
