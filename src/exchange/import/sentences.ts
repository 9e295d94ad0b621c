/** What the report says of gold held apart and of differences, in the language of the books' headings. */
import { formatGrams } from '../../core/quantity.js';
import { HELD as SENTENCES } from '../../lots/words.js';

/** Messages of a report have no full stop. */
export const HELD: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SENTENCES).map(([code, { es }]) => [code, es.replace(/[.]$/, '')]),
);

export const DIFFERENCE = {
  'weight-difference': (sentMg: number, receivedMg: number) =>
    `se enviaron ${grams(sentMg)} y se recibieron ${grams(receivedMg)}: diferencia de peso de ${grams(receivedMg - sentMg)}`,
  'handover-refused': (weighedMg: number) =>
    `la entrega fue rechazada con ${grams(weighedMg)} en la balanza; la barra volvió a quien la envió`,
  'seal-broken': () => 'el precinto llegó roto; la barra siguió con precinto nuevo',
  'count-differs': (countedMg: number, bookMg: number) =>
    `el arqueo contó ${grams(countedMg)} y el libro dice ${grams(bookMg)}: ${countedMg < bookMg ? 'faltante' : 'sobrante'} de ${grams(Math.abs(countedMg - bookMg))}`,
  'assay-difference': (beforePpm: number, afterPpm: number) =>
    `el ensayo del refinador (${permille(afterPpm)}) difiere del anterior (${permille(beforePpm)}) en más de 0,5 ‰`,
  'check-digit': (right: string) =>
    `el último dígito de la guía aérea debería ser ${right}; confírmelo con la aerolínea`,
  'row-changed': () => 'esta fila ya se importó con otro contenido: nada se cambió; corrija con una corrección',
} as const;

function grams(mg: number): string {
  return mg < 0 ? `−${formatGrams(-mg, ',')} g` : `${formatGrams(mg, ',')} g`;
}

function permille(ppm: number): string {
  return `${formatGrams(ppm, ',')} ‰`;
}
