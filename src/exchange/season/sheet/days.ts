/** A day as a book writes it: `2026-01-13`, `13/01/2026`, `01/13/2026`, with `/`, `-` or `.`; the year in four digits. */
import { isDay } from '../../../core/day.js';
import { Wrong } from '../wrong.js';
import type { Dialect, Order } from './dialect.js';

interface WrittenDay {
  readonly readings: Readonly<Record<Order, string>>;
  /** The order that this cell can only be in; absent where it could be either or says it by itself (ISO 8601). */
  readonly proves?: Order;
}

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const SHORT_YEAR = /^\d{1,2}([-/.])\d{1,2}\1\d{2}$/;

export function asDay(cell: string): WrittenDay | undefined {
  const iso = YEAR_FIRST.exec(cell.trim());
  if (iso !== null) {
    const day = dayOf(iso[1], iso[3], iso[4]);
    return { readings: { 'day-first': day, 'month-first': day } };
  }
  const parts = YEAR_LAST.exec(cell.trim());
  if (parts === null) return undefined;
  const [, a, , b, year] = parts;
  const readings = { 'day-first': dayOf(year, b, a), 'month-first': dayOf(year, a, b) };
  const [first, second] = [Number(a), Number(b)];
  if (first > 12 && first <= 31 && second <= 12) return { readings, proves: 'day-first' };
  if (second > 12 && second <= 31 && first <= 12) return { readings, proves: 'month-first' };
  return { readings };
}

/** `YYYY-MM-DD`, a day of the calendar between 1900 and 2199. */
export function readDay(cell: string, dialect: Dialect): string | Wrong {
  const written = asDay(cell);
  if (written === undefined) return notADay(cell);
  const { leads, settles, contradicts } = dialect.order;
  const dayFirst = written.readings['day-first'];
  if (dayFirst === written.readings['month-first']) return real(dayFirst);
  if (written.proves !== undefined) {
    return leads === written.proves ? real(written.readings[leads]) : contradiction(leads);
  }
  if (leads !== undefined && settles) return real(written.readings[leads]);
  return contradicts ? contradiction(undefined) : undecided(written);
}

function real(day: string): string | Wrong {
  const known = isDay(day) && day >= '1900' && day < '2200';
  return known
    ? day
    : new Wrong('not-a-date', 'no existe en el calendario; escriba el día, el mes y el año de la fecha');
}

function dayOf(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function notADay(cell: string): Wrong {
  return SHORT_YEAR.test(cell.trim())
    ? new Wrong('not-a-date', 'tiene el año en dos cifras; escriba las cuatro, por ejemplo 2026')
    : new Wrong('not-a-date', 'no es una fecha; escriba día, mes y año en cifras, por ejemplo 13/01/2026');
}

function contradiction(leads: Order | undefined): Wrong {
  const why =
    leads === undefined
      ? 'en este archivo unas fechas llevan primero el día y otras el mes'
      : `en este archivo va primero el ${leads === 'day-first' ? 'día' : 'mes'} y esta fecha no puede leerse así`;
  return new Wrong(
    'not-a-date',
    `no se puede leer con seguridad: ${why}; escriba año, mes y día, por ejemplo 2026-01-13`,
  );
}

function undecided(written: WrittenDay): Wrong {
  const { 'day-first': one, 'month-first': other } = written.readings;
  const either = isDay(one) && isDay(other) ? `puede ser ${one} o ${other}, y nada` : 'no se puede leer: nada';
  return new Wrong(
    'not-a-date',
    `${either} en los libros dice si va primero el día o el mes; escriba año, mes y día, por ejemplo 2026-01-13`,
  );
}
