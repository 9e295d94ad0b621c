/**
 * What a person reads when something is refused: what was wrong, where, and what would be right, in their language.
 *
 * A sentence has gaps: `{at}` is the field, other names come from the rejection's detail; `{x:g}` prints milligrams and
 * `{x:fine}` nanograms as grams, `{x:permille}` parts per million as per mille. A part in `[[…]]` is left out where one of its gaps has no value.
 */
import { formatFineGrams, formatGrams, formatPermille } from '../core/quantity.js';
import type { Rejection, RejectionCode } from '../core/rejection.js';
import { access } from './sentences/access.js';
import { amending } from './sentences/amending.js';
import { assays } from './sentences/assays.js';
import { credentials } from './sentences/credentials.js';
import { doubts } from './sentences/doubts.js';
import { evidence } from './sentences/evidence.js';
import { gold } from './sentences/gold.js';
import { forms } from './sentences/forms.js';
import { handover } from './sentences/handover.js';
import { incorporated } from './sentences/incorporated.js';
import { keys } from './sentences/keys.js';
import { papers } from './sentences/papers.js';
import { request } from './sentences/request.js';
import { seals } from './sentences/seals.js';
import { thresholds } from './sentences/thresholds.js';
import { trade } from './sentences/trade.js';
import { volumes } from './sentences/volumes.js';

export const LANGUAGES = ['en', 'es', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A title, the same at every occurrence (RFC 9457 §3.1.3), and a sentence. Spanish as the trade speaks it in Colombia and Peru. */
export type Told = Readonly<Record<Language, readonly [title: string, sentence: string]>>;

export const SENTENCES: Readonly<Record<RejectionCode, Told>> = {
  ...request,
  ...access,
  ...gold,
  ...assays,
  ...trade,
  ...papers,
  ...handover,
  ...keys,
  ...amending,
  ...credentials,
  ...doubts,
  ...volumes,
  ...incorporated,
  ...thresholds,
  ...evidence,
  ...seals,
  ...forms,
};

const DECIMAL_MARK: Readonly<Record<Language, ',' | '.'>> = { en: '.', es: ',', fr: ',' };

export function titleOf(code: RejectionCode, language: Language): string {
  return SENTENCES[code][language][0];
}

export function sentenceOf(rejection: Rejection, language: Language): string {
  const [, sentence] = SENTENCES[rejection.code][language];
  return filled(sentence, { ...rejection.detail, at: rejection.at }, language);
}

/** A sentence with its gaps filled. Values are plain text and stay what they are, brackets and braces included. */
export function filled(sentence: string, values: Readonly<Record<string, string>>, language: Language): string {
  const complete = (part: string) =>
    [...part.matchAll(/\{(\w+)/g)].every(([, name]) => Object.hasOwn(values, name ?? ''));
  // Parts are chosen before gaps are filled, so that a value holding brackets or braces stays a value.
  return sentence
    .replace(/\[\[(.*?)\]\]/g, (_, part: string) => (complete(part) ? part : ''))
    .replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, unit?: string) => printed(values[name], unit, language));
}

/** The first of our languages in the order the reader prefers (RFC 9110 §12.5.4); English where none is asked for. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const q = parameters.find((parameter) => parameter.trim().startsWith('q='))?.trim();
      const weight = q === undefined ? 1 : /^q=(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q) ? Number(q.slice(2)) : 0;
      return { language: tag.split('-', 1)[0] ?? '', weight };
    })
    .filter(({ language, weight }) => weight > 0 && isLanguage(language))
    .sort((a, b) => b.weight - a.weight);
  return (ranges[0]?.language as Language | undefined) ?? 'en';
}

export function isLanguage(asked: string): asked is Language {
  return LANGUAGES.some((language) => language === asked);
}

function printed(value: string | undefined, unit: string | undefined, language: Language): string {
  if (value === undefined) return '?';
  if (unit === undefined || !/^\d{1,18}$/.test(value)) return value;
  const mark = DECIMAL_MARK[language];
  if (unit === 'permille') return formatPermille(Number(value), mark);
  return unit === 'fine' ? formatFineGrams(BigInt(value), 9, mark) : formatGrams(Number(value), mark);
}
