/** Names of ISO 4217 currencies; others are named by their code. */
import { own } from '../../../core/own.js';

export interface CurrencyName {
  readonly one: string;
  readonly many: string;
  /** Spanish counts rupees and pounds as feminine. */
  readonly feminine?: true;
}

type Named = Readonly<Record<'en' | 'es', CurrencyName>>;

const named = (en: readonly [string, string], es: readonly [string, string], feminine?: true): Named => ({
  en: { one: en[0], many: en[1] },
  es: { one: es[0], many: es[1], ...(feminine && { feminine }) },
});

const CURRENCIES: Readonly<Record<string, Named>> = {
  USD: named(['US dollar', 'US dollars'], ['dólar de los Estados Unidos', 'dólares de los Estados Unidos']),
  EUR: named(['euro', 'euros'], ['euro', 'euros']),
  CHF: named(['Swiss franc', 'Swiss francs'], ['franco suizo', 'francos suizos']),
  COP: named(['Colombian peso', 'Colombian pesos'], ['peso colombiano', 'pesos colombianos']),
  PEN: named(['Peruvian sol', 'Peruvian soles'], ['sol peruano', 'soles peruanos']),
  HNL: named(['Honduran lempira', 'Honduran lempiras'], ['lempira', 'lempiras']),
  MNT: named(['Mongolian tögrög', 'Mongolian tögrög'], ['tugrik mongol', 'tugriks mongoles']),
  INR: named(['Indian rupee', 'Indian rupees'], ['rupia india', 'rupias indias'], true),
  AED: named(
    ['UAE dirham', 'UAE dirhams'],
    ['dírham de los Emiratos Árabes Unidos', 'dírhams de los Emiratos Árabes Unidos'],
  ),
  GBP: named(['pound sterling', 'pounds sterling'], ['libra esterlina', 'libras esterlinas'], true),
};

export function currencyName(code: string, language: 'en' | 'es'): CurrencyName {
  return own(CURRENCIES, code)?.[language] ?? { one: code, many: code };
}
