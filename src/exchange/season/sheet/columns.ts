/**
 * The kinds of column a book can have. Each reads one cell, already trimmed and not empty, into our own units: integer
 * milligrams, parts per million, days `YYYY-MM-DD`; or says what is wrong with it.
 */
import { mgOf, ppmOf } from '../../../core/quantity.js';
import { readDay } from './days.js';
import type { Dialect } from './dialect.js';
import { readNumber } from './numbers.js';
import { countryOf, CREDENTIAL_WORDS, fold, recognise, SCRAP_WORDS, YES_NO } from './words.js';
import type { CredentialChange, Words } from './words.js';
import { Wrong } from '../wrong.js';

/** What a cell may be judged by beyond itself. */
export interface Context {
  readonly dialect: Dialect;
  readonly sites: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, string>;
}

export interface Column<Value> {
  readonly heading: string;
  readonly required: boolean;
  /** What its cells can prove about the file's dialect. */
  readonly evidence?: 'number' | 'day' | 'sex';
  read(cell: string, context: Context): Value | Wrong;
  /** Days of facts in the value, none of which may lie after the last day the books may bear. */
  factDays?(value: Value): readonly string[];
}

type Reader<Value> = Column<Value>['read'];

export function optional<Value>(column: Column<Value>): Column<Value | undefined> {
  return { ...column, required: false } as Column<Value | undefined>;
}

function column<Value>(heading: string, read: Reader<Value>, evidence?: 'number' | 'day' | 'sex'): Column<Value> {
  return { heading, required: true, read, ...(evidence && { evidence }) };
}

const CODE = /^[\p{L}0-9№][\p{L}\p{M}0-9 ._/#&()+:'№°-]{0,63}$/u;
const WORD = /^[\p{L}0-9][\p{L}\p{M}0-9 .,'’()/&-]{0,79}$/u;

export function code(heading: string): Column<string> {
  return column(heading, readCode);
}

export function siteCode(heading: string): Column<string> {
  return column(heading, (cell, { sites }) => {
    const read = readCode(cell);
    if (read instanceof Wrong || sites.has(read)) return read;
    return new Wrong('unknown-site', 'no está en sites.csv; escriba el código de un sitio registrado');
  });
}

export function organisationCode(heading: string): Column<string> {
  return column(heading, (cell, { organisations }) => {
    const read = readCode(cell);
    if (read instanceof Wrong || organisations.has(read)) return read;
    return new Wrong('unknown-organisation', 'no está en organisations.csv; escriba el código de una parte registrada');
  });
}

/** `LIM-B000|LIM-B001`, each once. */
export function codes(heading: string): Column<readonly string[]> {
  return column(heading, (cell) => {
    const read = cell.split('|').map((one) => readCode(one.trim()));
    const wrong = read.find((one) => one instanceof Wrong);
    if (wrong !== undefined) return wrong;
    if (new Set(read).size < read.length) return new Wrong('code-used', 'nombra dos veces lo mismo');
    return read as string[];
  });
}

function readCode(cell: string): string | Wrong {
  return CODE.test(cell)
    ? cell.normalize('NFC')
    : new Wrong('malformed', 'no es un código; use letras, cifras, guiones y puntos, sin fórmulas ni marcas');
}

/** Free text is kept as it is and never run, shown as markup or looked into. */
export function text(heading: string): Column<string> {
  return column(heading, (cell) => cell.normalize('NFC'));
}

/** Free text that a statement repeats in clear, such as a name or a cause: it has room for 256 letters. */
export function phrase(heading: string): Column<string> {
  const long = new Wrong('too-large', 'pasa de 256 letras; abrevie');
  return column(heading, (cell) => (cell.length > 256 ? long : cell.normalize('NFC')));
}

export function word<Value extends string>(heading: string, words: Words<Value>, expected: string): Column<Value> {
  return column(heading, (cell) => {
    const value = WORD.test(cell) ? recognise(cell, words) : undefined;
    return value ?? new Wrong('malformed', `no se reconoce; escriba ${expected}`);
  });
}

/** A word outside the list is `other`: it is nothing worse than unusual. */
export function wordOr<Value extends string>(
  heading: string,
  words: Words<Value>,
  other: NoInfer<Value>,
): Column<Value> {
  return column(heading, (cell) => {
    if (!WORD.test(cell)) return new Wrong('malformed', 'no es una palabra; use solo letras y cifras');
    return recognise(cell, words) ?? other;
  });
}

export function yesNo(heading: string): Column<boolean> {
  return column(heading, (cell) => {
    const answer = WORD.test(cell) ? recognise(cell, YES_NO) : undefined;
    return answer === undefined ? new Wrong('malformed', 'no se reconoce; escriba sí o no') : answer === 'yes';
  });
}

/** Kind of piece; filings and sprues are scrap. */
export function pieceKind(heading: string): Column<{ readonly scrap: boolean; readonly name: string }> {
  return column(heading, (cell) =>
    WORD.test(cell)
      ? { scrap: recognise(cell, SCRAP_WORDS) === 'scrap', name: cell.normalize('NFC') }
      : new Wrong('malformed', 'no es una palabra; escriba qué pieza es, por ejemplo anillo'),
  );
}

/** `fairmined`, `Fairmined Ecological`: the scheme's name as a code, lower case with hyphens. */
export function scheme(heading: string): Column<string> {
  return column(heading, (cell) =>
    WORD.test(cell) ? fold(cell).replaceAll(' ', '-') : new Wrong('malformed', 'no es el nombre de un esquema'),
  );
}

export function sex(heading: string): Column<'F' | 'M' | undefined> {
  return { ...column(heading, readSex, 'sex'), required: false };
}

function readSex(cell: string, { dialect }: Context): 'F' | 'M' | undefined {
  const letter = fold(cell);
  if (letter === 'm') return dialect.m;
  if (/^(f|fem.*|muj.*|female|woman|emegtei)$/.test(letter)) return 'F';
  return /^(h|masc.*|homb.*|var.n|male|man|eregtei)$/.test(letter) ? 'M' : undefined;
}

export function country(heading: string): Column<string> {
  return column(heading, (cell) => countryOf(cell) ?? new Wrong('malformed', 'no es un país; escriba por ejemplo CO'));
}

/** A day that may lie ahead, such as the last day of a licence. */
export function day(heading: string): Column<string> {
  return column(heading, (cell, { dialect }) => readDay(cell, dialect), 'day');
}

/** The day something happened. */
export function factDay(heading: string): Column<string> {
  return { ...day(heading), factDays: (value) => [value] };
}

export interface CredentialEvent {
  readonly day: string;
  readonly change: CredentialChange;
}

/** `16/03/2026:suspendido|27/03/2026:reactivado`, in order of day. */
export function credentialEvents(heading: string): Column<readonly CredentialEvent[]> {
  const read: Reader<readonly CredentialEvent[]> = (cell, context) => {
    const events: CredentialEvent[] = [];
    for (const one of cell.split('|')) {
      const [when = '', what = '', ...more] = one.split(':');
      const on = readDay(when, context.dialect);
      if (on instanceof Wrong) return on;
      const change = WORD.test(what.trim()) && more.length === 0 ? recognise(what, CREDENTIAL_WORDS) : undefined;
      if (change === undefined) {
        return new Wrong('malformed', 'no se reconoce; escriba fecha:suspendido, reactivado, retirado o vencido');
      }
      events.push({ day: on, change });
    }
    return events.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  };
  return { ...column(heading, read, 'day'), factDays: (events) => events.map((event) => event.day) };
}

/** Grams as whole milligrams, more than nothing. */
export function mass(heading: string): Column<number> {
  return column(heading, (cell, { dialect }) => readMass(cell, dialect, false), 'number');
}

/** Grams as whole milligrams where nothing is a value too: a count of an empty safe, a bench without alloy. */
export function massOrNone(heading: string): Column<number> {
  return column(heading, (cell, { dialect }) => readMass(cell, dialect, true), 'number');
}

/** A tonne of gold has never crossed a cooperative's scale at once; a figure so large is a slip of the mark. */
const MOST_MG = 1_000_000_000;

function readMass(cell: string, dialect: Dialect, noneToo: boolean, large = false): number | Wrong {
  const plain = readNumber(cell, dialect, large);
  if (plain instanceof Wrong) return plain;
  if (plain.startsWith('-'))
    return new Wrong('not-positive', 'es menos que nada; escriba los gramos que mostró la balanza');
  const mg = mgOf(plain);
  if (mg === undefined)
    return new Wrong('out-of-range', 'tiene más de tres decimales; la balanza pesa miligramos enteros');
  if (mg === 0 && !noneToo) return new Wrong('not-positive', 'es cero; escriba los gramos que mostró la balanza');
  return mg <= MOST_MG ? mg : new Wrong('out-of-range', 'pasa de una tonelada; revise la marca decimal');
}

/** Grams in a month, where figures of thousands are natural. */
export function capacity(heading: string): Column<number> {
  return column(heading, (cell, { dialect }) => readMass(cell, dialect, true, true), 'number');
}

/** A fineness in per mille, above 0 and up to 1000, as parts per million. */
export function fineness(heading: string): Column<number> {
  return column(heading, (cell, { dialect }) => readPermille(cell, dialect, false), 'number');
}

/** Silver or an uncertainty: per mille from 0 to 1000, as parts per million. */
export function permille(heading: string): Column<number> {
  return column(heading, (cell, { dialect }) => readPermille(cell, dialect, true), 'number');
}

function readPermille(cell: string, dialect: Dialect, noneToo: boolean): number | Wrong {
  const plain = readNumber(cell, dialect);
  if (plain instanceof Wrong) return plain;
  if (plain.startsWith('-')) return new Wrong('not-positive', 'es menos que nada; escriba milésimas de 0 a 1000');
  const ppm = ppmOf(plain);
  if (ppm === undefined)
    return new Wrong('out-of-range', 'no cabe entre 0 y 1000 milésimas; escriba por ejemplo 936,5');
  return ppm > 0 || noneToo ? ppm : new Wrong('not-positive', 'es cero; deje la celda vacía si aún no hay ensayo');
}

/** A whole number of things. */
export function count(heading: string): Column<number> {
  return column(heading, (cell) =>
    /^\d{1,6}$/.test(cell) ? Number(cell) : new Wrong('not-a-number', 'no es un número entero; escriba cuántas son'),
  );
}

/** A price, a rate, a share or a coordinate: a plain decimal with a point, `-76.69`. */
export function decimal(heading: string): Column<string> {
  return column(heading, (cell, { dialect }) => readNumber(cell, dialect), 'number');
}

/** An amount of money, where figures of thousands are natural: a plain decimal with a point. */
export function money(heading: string): Column<string> {
  return column(heading, (cell, { dialect }) => readNumber(cell, dialect, true), 'number');
}
