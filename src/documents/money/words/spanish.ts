/** Whole numbers in Spanish words before a noun, long scale (RAE), below 10¹⁸: `un`, `veintiún`, `doscientas`. */
const ONES =
  'cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  );
const TENS = '- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const HUNDREDS =
  '- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ');

const MILLION = 10n ** 6n;
const BILLION = 10n ** 12n;

/** @param feminine what is counted: only what stands before it agrees, for a million is a noun of its own */
export function spanish(count: bigint, feminine = false): string {
  if (count < 1000n) return belowThousand(Number(count), feminine);
  if (count < MILLION) {
    const thousands = count / 1000n;
    const head = thousands === 1n ? 'mil' : `${thousandsOf(Number(thousands), feminine)} mil`;
    return join(head, count % 1000n, feminine);
  }
  const [unit, one, many] = count < BILLION ? [MILLION, 'un millón', 'millones'] : [BILLION, 'un billón', 'billones'];
  const units = count / unit;
  return join(units === 1n ? one : `${spanish(units)} ${many}`, count % unit, feminine);
}

/** Hundreds of thousands agree with what is counted, ones do not: `doscientas veintiún mil rupias`. */
function thousandsOf(count: number, feminine: boolean): string {
  const [hundreds, rest] = [count - (count % 100), count % 100];
  if (hundreds === 0 || rest === 0) return belowThousand(count, feminine && rest === 0);
  return `${hundredsOf(count, feminine)} ${belowThousand(rest, false)}`;
}

function join(head: string, rest: bigint, feminine: boolean): string {
  return rest > 0n ? `${head} ${spanish(rest, feminine)}` : head;
}

function belowThousand(count: number, feminine: boolean): string {
  if (count === 100) return 'cien';
  if (count > 100) {
    const rest = count % 100;
    return `${hundredsOf(count, feminine)}${rest > 0 ? ` ${belowThousand(rest, feminine)}` : ''}`;
  }
  if (count >= 30) {
    return `${TENS[Math.floor(count / 10)]}${count % 10 > 0 ? ` y ${belowThousand(count % 10, feminine)}` : ''}`;
  }
  if (feminine && count === 1) return 'una';
  return feminine && count === 21 ? 'veintiuna' : (ONES[count] as string);
}

function hundredsOf(count: number, feminine: boolean): string {
  const word = HUNDREDS[Math.floor(count / 100)] as string;
  return feminine ? word.replace(/os$/, 'as') : word;
}
