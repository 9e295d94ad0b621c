/** What the report says of gold held apart and of differences, in the language of the books' headings. */
import { formatGrams, formatPermille } from '../../core/quantity.js';
import { Rejection } from '../../core/rejection.js';
import { sentenceOf } from '../../http/sentences.js';
import { doubtSentence } from '../../lots/words/doubts.js';

/** Why gold of this row is held, as it goes on after the cell's value. */
export function heldOf(code: string, figures: Readonly<Record<string, string>> = {}): string {
  return goingOn(doubtSentence(code, 'es', figures));
}

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

/** What a refusal means in a season's books, where that is more than the general sentence says. */
const REFUSED: Partial<Record<Rejection['code'], (detail: Rejection['detail']) => string | undefined>> = {
  missing: ({ lot }) => lot && `la barra ${lot} aún no tiene ensayo; ensáyela antes de exportarla`,
  'licence-not-in-force': ({ credential, day }) =>
    `el exportador no tiene vigente el ${day ?? ''} el registro que pide su país (${credential ?? ''}); anótelo en credentials.csv con sus fechas`,
  'unknown-lot': () => 'no hay oro con ese código en estos libros: su fila falta o fue rechazada; corrija primero esa',
  'not-packed': ({ lot, shipment }) =>
    `el embarque ${shipment ?? ''} no salió, y sin él la barra ${lot ?? ''} no viaja; corrija primero su fila en shipments.csv`,
};

/** How a refusal goes on after the cell's value; `column` is the heading it is about. */
export function refusalOf({ code, detail }: Rejection, column: string): string {
  return REFUSED[code]?.(detail) ?? goingOn(sentenceOf(new Rejection(code, column, detail), 'es'));
}

/** In a report a sentence goes on after the cell's value, and its full stop comes with the line. */
function goingOn(sentence: string): string {
  return sentence.replace(/[.]$/, '').replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}

function grams(mg: number): string {
  return mg < 0 ? `−${formatGrams(-mg, ',')} g` : `${formatGrams(mg, ',')} g`;
}

function permille(ppm: number): string {
  return `${formatPermille(ppm, ',')} ‰`;
}
