/** The sample season as files, and the same season as another registrar's computer would have written it. */
import { readdirSync, readFileSync } from 'node:fs';
import { readSeason } from '../../src/exchange/season/season.js';
import type { Season } from '../../src/exchange/season/season.js';

export type Files = Map<string, Uint8Array>;

const FOLDER = new URL('../../docs/samples/limonal/', import.meta.url);

export function limonal(): Files {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'));
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(new URL(name, FOLDER)))]));
}

export function read(files: Files): Season {
  return readSeason(files, () => '2026-07-31');
}

/** The sample season with some books put in another's place, each given as its lines. */
export function limonalWith(books: Readonly<Record<string, readonly string[]>>): Files {
  const files = limonal();
  for (const [name, lines] of Object.entries(books)) files.set(name, bytesOf(lines.join('\r\n')));
  return files;
}

/** Four books and no more: one cooperative, one river, one vein, and the deliveries given. */
export function smallSeason(
  deliveries: readonly string[],
  more: Readonly<Record<string, readonly string[]>> = {},
): Files {
  const books = {
    'organisations.csv': [
      'codigo;razon_social;rol;pais',
      'coop;Cooperativa del Río;cooperativa;CO',
      'lab;Ensayos;laboratorio;CO',
    ],
    'sites.csv': ['codigo;nombre;pais;yacimiento', 'RIO;La Playa;CO;aluvión', 'VETA;La Esperanza;CO;veta'],
    'deliveries.csv': deliveries,
    ...more,
  };
  return new Map(Object.entries(books).map(([name, lines]) => [name, bytesOf(lines.join('\n'))]));
}

export const HEADING = 'entrega;fecha;minero;sitio;forma;peso_g;ley_milesimas;metodo;observaciones';

/** A good delivery in the order of `HEADING`, but for the cells given. */
export const row = (cells: Partial<Record<string, string>>, number = 1) => {
  const good: Record<string, string> = {
    entrega: `E-${number}`,
    fecha: '13/01/2026',
    minero: 'M-1',
    sitio: 'RIO',
    forma: 'aluvión',
    peso_g: '1,17',
  };
  return HEADING.split(';')
    .map((heading) => cells[heading] ?? good[heading] ?? '')
    .join(';');
};

export const refusalsOf = (...lines: string[]) => {
  const { refused, deliveries } = read(smallSeason([HEADING, ...lines]));
  return { refused: refused.map(({ line, column, code }) => [line, column, code]), taken: deliveries.length };
};

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export interface Habit {
  readonly separator: string;
  readonly mark: ',' | '.';
  readonly day: (day: string, month: string, year: string) => string;
  readonly lineEnd: string;
  readonly encode: (text: string) => Uint8Array;
}

/** The whole sample season in another habit: other marks, other order of days, other letters; the same facts. */
export function rewritten(habit: Habit): Files {
  return new Map(Array.from(limonal(), ([name, bytes]) => [name, habit.encode(rewrite(bytes, habit))]));
}

function rewrite(bytes: Uint8Array, habit: Habit): string {
  const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
  // One cell of the sample is quoted, for a semicolon in it; it is set aside while the line is cut.
  const rows = lines.map((line) => line.replace(/"[^"]*"/g, (cell) => cell.replaceAll(';', '\u0001')).split(';'));
  const written = rows.map((cells) => cells.map((cell) => rewriteCell(cell.replaceAll('\u0001', ';'), habit)));
  return written.map((cells) => cells.join(habit.separator)).join(habit.lineEnd) + habit.lineEnd;
}

function rewriteCell(cell: string, { separator, mark, day }: Habit): string {
  const plain = cell.replace(/^"|"$/g, '');
  const changed = /^-?\d+,\d+$/.test(plain)
    ? plain.replace(',', mark)
    : plain.replace(/(\d\d)\/(\d\d)\/(\d{4})/g, (_, d: string, m: string, y: string) => day(d, m, y));
  return changed.includes(separator) || changed.includes('"') ? `"${changed.replaceAll('"', '""')}"` : changed;
}
