/** Words, days and old weights as people at the counter say them. */
import type { Language } from '../../payload.js';
import { both } from '../parts/labels.js';

/** The language of the place first, English beside it. */
export function local(language: Language, en: string, es: string): readonly string[] {
  return both(language, en, es).toReversed();
}

const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ');
const MONTHS_ES = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');

/** English, then Spanish. */
export function dayInWords(day: string): readonly [string, string] {
  const [year = '', month = '', date = ''] = day.split('-');
  const [number, index] = [Number(date), Number(month) - 1];
  return [`${number} ${MONTHS_EN[index] ?? month} ${year}`, `${number} de ${MONTHS_ES[index] ?? month} de ${year}`];
}

/** A castellano is 4.6 g, 8 tomines, 96 granos; to the nearest grano, for who was taught by them. Never kept. */
const CASTELLANO_MG = 4_600n;
const [GRANOS_OF_CASTELLANO, GRANOS_OF_TOMIN] = [96n, 12n];

export function castellanos(mg: number): string {
  const granos = (BigInt(mg) * GRANOS_OF_CASTELLANO + CASTELLANO_MG / 2n) / CASTELLANO_MG;
  const parts = [
    [granos / GRANOS_OF_CASTELLANO, 'castellano', 'castellanos'],
    [(granos % GRANOS_OF_CASTELLANO) / GRANOS_OF_TOMIN, 'tomín', 'tomines'],
    [granos % GRANOS_OF_TOMIN, 'grano', 'granos'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0n)
    .map(([count, one, many]) => `${count} ${count === 1n ? one : many}`);
  return `≈ ${said.length === 0 ? '0 granos' : said.join(', ')}`;
}
