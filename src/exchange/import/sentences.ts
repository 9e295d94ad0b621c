/** What the report says of gold held apart and of differences, in the language of the books' headings. */
import { formatGrams } from '../../core/quantity.js';

export const HELD: Readonly<Record<string, string>> = {
  'unknown-member': 'no está en members.csv: el oro se pesa y se aparta hasta saber de quién es; registre a la persona',
  'registration-lapsed': 'el registro estaba vencido ese día: el oro se aparta hasta ver la renovación',
  'registration-not-yet': 'el registro aún no estaba vigente ese día: el oro se aparta hasta aclararlo',
  'declaration-used': 'esa declaración ya cubre otra entrega: el oro se aparta hasta tener la suya',
  'over-monthly-limit': 'con esta entrega la persona pasa el tope de 35 gramos finos del mes: el oro se aparta',
  'fineness-outside-site': 'la ley no es la del oro de ese sitio: el oro se aparta hasta un ensayo',
  'melt-disagrees': 'las entregas halladas no dan el número o el peso del acta: la barra se aparta, sin certificado',
  'difference-beyond-tolerance': 'la diferencia pasa de lo que dos balanzas explican: el oro se aparta hasta aclararla',
  'seal-used': 'ese precinto ya está en otro oro: la barra viaja, pero se aparta',
};

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
