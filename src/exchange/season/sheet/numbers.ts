/**
 * A number as a book writes it: digits 0 to 9, one decimal mark, thousands grouped in threes. No exponent, sign of plus,
 * hexadecimal or other script's digits: those are a program's or a spreadsheet's doing and nobody's weighing.
 */
import { Wrong } from '../wrong.js';
import type { Dialect, Mark } from './dialect.js';

export interface Decimal {
  /** Plain decimal with a point, such as `-76.69`. */
  readonly plain: string;
  readonly groupedBy?: string;
}

const SPACES = "[ \u00A0\u202F'’]";
const shapes: Readonly<Record<Mark, RegExp>> = { ',': shape('\\.', ','), '.': shape(',', '\\.') };

function shape(group: string, mark: string): RegExp {
  return new RegExp(`^(-?)(\\d+|[1-9]\\d{0,2}(?:(${group}|${SPACES})\\d{3})(?:\\3\\d{3})*)?(?:${mark}(\\d+))?$`);
}

/** What a cell says if that is its decimal mark; undefined if it cannot be. */
export function asDecimal(cell: string, mark: Mark): Decimal | undefined {
  const parts = shapes[mark].exec(written(cell));
  if (parts === null || (parts[2] === undefined && parts[4] === undefined)) return undefined;
  const whole = (parts[2] ?? '0').replace(/\D/g, '');
  const plain = `${parts[1]}${whole}${parts[4] === undefined ? '' : `.${parts[4]}`}`;
  return parts[3] === undefined ? { plain } : { plain, groupedBy: parts[3] };
}

/**
 * The number a cell holds, as a plain decimal.
 *
 * @param large figures of thousands are natural in this column (money, monthly capacity), so a lone group of three after
 * the other mark is a thousand; in a column of grams it is only where the file groups elsewhere without doubt
 */
export function readNumber(cell: string, dialect: Dialect, large = false): string | Wrong {
  const { leads, settles, contradicts } = dialect.mark;
  const [comma, point] = [asDecimal(cell, ','), asDecimal(cell, '.')];
  if (comma === undefined && point === undefined) return notANumber(cell);
  if (comma?.plain === point?.plain) return (comma as Decimal).plain;
  if (comma === undefined || point === undefined) {
    const [own, decimal] = comma === undefined ? ['.' as Mark, point as Decimal] : [',' as Mark, comma];
    return leads === own ? decimal.plain : contradiction(own);
  }
  if (leads === undefined || !settles) return contradicts ? contradiction() : undecided(comma, point);
  const decimal = leads === ',' ? comma : point;
  return decimal.groupedBy === undefined || large || dialect.groups ? decimal.plain : undecided(comma, point);
}

// Word processors turn a hyphen before a number into the true minus sign.
function written(cell: string): string {
  return cell.trim().replace(/^\u2212/, '-');
}

function notANumber(cell: string): Wrong {
  return /\d\s*e[+-]?\s*\d|0x/i.test(cell)
    ? new Wrong('not-a-number', 'está en notación de computador; escriba todas las cifras, por ejemplo 2,40')
    : new Wrong('not-a-number', 'no es un número; escriba solo cifras, por ejemplo 2,40');
}

function contradiction(own?: Mark): Wrong {
  const seen = own === undefined ? '' : ` (aquí, ${own === ',' ? 'coma' : 'punto'})`;
  return new Wrong(
    'not-a-number',
    `no se puede leer con seguridad: en este archivo unas cifras usan coma decimal y otras punto${seen}; use una sola marca en todo el archivo`,
  );
}

function undecided(comma: Decimal, point: Decimal): Wrong {
  return new Wrong(
    'not-a-number',
    `puede ser ${comma.plain.replace('.', ',')} o ${point.plain.replace('.', ',')}, y nada en los libros dice cuál; escriba los decimales sin separador de miles`,
  );
}
