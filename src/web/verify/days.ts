/** Days, months and names in print. A day nobody can read is shown as it is written. */
import type { Language } from '../../verifier/words.js';

const TAGS: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-CO', fr: 'fr-FR' };

export function markOf(language: Language): ',' | '.' {
  return language === 'en' ? '.' : ',';
}

/** Of `YYYY-MM-DD`. */
export function dayText(day: string, language: Language): string {
  return format(day, language, { year: 'numeric', month: 'long', day: 'numeric' });
}

/** Of `YYYY-MM`. */
export function monthText(month: string, language: Language): string {
  return format(`${month}-01`, language, { year: 'numeric', month: 'long' });
}

export function capital(text: string, language: Language): string {
  return text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
}

/** `fairmined-ecological` as it is printed; a scheme is a name and has no translation. */
export function schemeName(scheme: string): string {
  return scheme
    .split('-')
    .map((word) => capital(word, 'en'))
    .join(' ');
}

function format(day: string, language: Language, parts: Intl.DateTimeFormatOptions): string {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(TAGS[language], { ...parts, timeZone: 'UTC' }).format(date);
}
