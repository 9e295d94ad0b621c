/** An amount in words, as invoices carry it beside the figures so that neither can be altered alone. */
import type { Money } from '../../money.js';

const EN_ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const EN_TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ES_ONES =
  'cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  );
const ES_TENS = '- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const ES_HUNDREDS =
  '- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ');

/** Names of ISO 4217 currencies: one, many in English; one, many in Spanish. Others are named by their code. */
const CURRENCIES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  USD: ['US dollar', 'US dollars', 'dólar de los Estados Unidos', 'dólares de los Estados Unidos'],
  EUR: ['euro', 'euros', 'euro', 'euros'],
  CHF: ['Swiss franc', 'Swiss francs', 'franco suizo', 'francos suizos'],
};

export function inEnglish(amount: Money, currency: string): string {
  const { whole, cents } = parts(amount);
  const [one, many] = CURRENCIES[currency] ?? [currency, currency];
  return sentence(`${english(whole)} ${whole === 1n ? one : many} and ${cents}/100`);
}

export function inSpanish(amount: Money, currency: string): string {
  const { whole, cents } = parts(amount);
  const [, , one, many] = CURRENCIES[currency] ?? ['', '', currency, currency];
  // "un millón de dólares", but "un millón un dólares".
  const link = whole >= 1_000_000n && whole % 1_000_000n === 0n ? ' de' : '';
  return sentence(`${spanish(whole)}${link} ${whole === 1n ? one : many} con ${cents}/100`);
}

function parts(amount: Money): { whole: bigint; cents: string } {
  const [whole, cents] = amount.toFixed(2).split('.') as [string, string];
  return { whole: BigInt(whole), cents };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function english(count: bigint): string {
  if (count < 1000n) return englishBelowThousand(Number(count));
  const [unit, name] = count < 1_000_000n ? [1000n, 'thousand'] : [1_000_000n, 'million'];
  const rest = count % unit;
  return `${english(count / unit)} ${name}${rest > 0n ? ` ${english(rest)}` : ''}`;
}

function englishBelowThousand(count: number): string {
  if (count < 20) return EN_ONES[count] as string;
  if (count < 100) return `${EN_TENS[Math.floor(count / 10)]}${count % 10 > 0 ? `-${EN_ONES[count % 10]}` : ''}`;
  const rest = count % 100;
  return `${EN_ONES[Math.floor(count / 100)]} hundred${rest > 0 ? ` ${englishBelowThousand(rest)}` : ''}`;
}

/** Before a masculine noun: `un`, `veintiún`, `treinta y un`. */
function spanish(count: bigint): string {
  if (count < 1000n) return spanishBelowThousand(Number(count));
  if (count < 1_000_000n) {
    const thousands = count / 1000n;
    return join(thousands === 1n ? 'mil' : `${spanish(thousands)} mil`, count % 1000n);
  }
  const millions = count / 1_000_000n;
  return join(millions === 1n ? 'un millón' : `${spanish(millions)} millones`, count % 1_000_000n);
}

function join(head: string, rest: bigint): string {
  return rest > 0n ? `${head} ${spanish(rest)}` : head;
}

function spanishBelowThousand(count: number): string {
  if (count < 30) return ES_ONES[count] as string;
  if (count < 100) return `${ES_TENS[Math.floor(count / 10)]}${count % 10 > 0 ? ` y ${ES_ONES[count % 10]}` : ''}`;
  if (count === 100) return 'cien';
  const rest = count % 100;
  return `${ES_HUNDREDS[Math.floor(count / 100)]}${rest > 0 ? ` ${spanishBelowThousand(rest)}` : ''}`;
}
