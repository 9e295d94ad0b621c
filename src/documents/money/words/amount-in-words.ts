/** An amount in words, as invoices carry it beside the figures so that neither can be altered alone. */
import type { Money } from '../figures.js';
import { currencyName } from './currencies.js';
import { english } from './english.js';
import { spanish } from './spanish.js';

/** Where the words end. */
const MOST = 10n ** 18n;

/** @param currency ISO 4217. @throws Error from 10¹⁸ on */
export function inEnglish(amount: Money, currency: string): string {
  const { minus, whole, cents } = parts(amount);
  const { one, many } = currencyName(currency, 'en');
  return sentence(`${minus ? 'minus ' : ''}${english(whole)} ${whole === 1n ? one : many} and ${cents}/100`);
}

/** @param currency ISO 4217. @throws Error from 10¹⁸ on */
export function inSpanish(amount: Money, currency: string): string {
  const { minus, whole, cents } = parts(amount);
  const { one, many, feminine } = currencyName(currency, 'es');
  // "un millón de dólares", but "un millón un dólares".
  const link = whole >= 1_000_000n && whole % 1_000_000n === 0n ? ' de' : '';
  const count = `${minus ? 'menos ' : ''}${spanish(whole, feminine)}`;
  return sentence(`${count}${link} ${whole === 1n ? one : many} con ${cents}/100`);
}

function parts(amount: Money): { readonly minus: boolean; readonly whole: bigint; readonly cents: string } {
  const [whole, cents] = amount.abs().toFixed(2).split('.') as [string, string];
  if (BigInt(whole) >= MOST) throw new Error(`bug: ${whole} is too much for words`);
  const minus = amount.isNegative() && (BigInt(whole) > 0n || cents !== '00');
  return { minus, whole: BigInt(whole), cents };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
