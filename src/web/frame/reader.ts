/** Who reads: their language, and how numbers and days are written in it. Nothing here is calculated with. */
import { addDays, monthOf } from '../../core/day.js';
import { formatFineGrams, formatGrams, formatPermille } from '../../core/quantity.js';
import { header, type Incoming } from '../../http/request.js';
import { isLanguage, languageOf, type Language } from '../../http/sentences.js';
import { WORDS, type Words } from '../words/words.js';

const TAGS: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-CO', fr: 'fr-FR' };

export class Reader {
  readonly words: Words;
  private readonly mark: ',' | '.';

  constructor(
    readonly language: Language,
    /** Path of the page being read, without its query. */
    readonly path: string,
    /** The language was chosen on the page, so links keep it. */
    private readonly chosen = false,
  ) {
    this.words = WORDS[language];
    this.mark = language === 'en' ? '.' : ',';
  }

  /** A page of ours, in the language the reader chose. */
  link(path: string): string {
    return this.chosen ? `${path}?lang=${this.language}` : path;
  }

  grams(mg: number): string {
    return `${formatGrams(mg, this.mark)}\u00a0g`;
  }

  /** Exact, and no shorter than a scale of 1 mg shows it. */
  fineGrams(ng: bigint): string {
    return `${formatFineGrams(ng, 9, this.mark).replace(/0{1,6}$/, '')}\u00a0g`;
  }

  permille(ppm: number): string {
    return `${formatPermille(ppm, this.mark)}\u00a0‰`;
  }

  /** @param tenths of a per cent */
  percent(tenths: number): string {
    return `${Math.floor(tenths / 10)}${this.mark}${tenths % 10}\u00a0%`;
  }

  count(n: number): string {
    return new Intl.NumberFormat(TAGS[this.language]).format(n);
  }

  list(items: readonly string[]): string {
    return new Intl.ListFormat(TAGS[this.language], { type: 'conjunction' }).format(items);
  }

  /** Of `YYYY-MM` or a day. */
  month(day: string): string {
    return this.format(`${monthOf(day)}-01`, { year: 'numeric', month: 'long' });
  }

  months(days: readonly string[]): string {
    return this.list([...new Set(days.map(monthOf))].sort().map((month) => this.month(month)));
  }

  day(day: string): string {
    return this.format(day, { year: 'numeric', month: 'long', day: 'numeric' });
  }

  /** The last day of a term whose end is exclusive. */
  lastDay(until: string): string {
    return this.day(addDays(until, -1));
  }

  instant(at: Date): string {
    const how = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
    return `${new Intl.DateTimeFormat(TAGS[this.language], how).format(at)} UTC`;
  }

  private format(day: string, parts: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(TAGS[this.language], { ...parts, timeZone: 'UTC' }).format(new Date(day));
  }
}

/** `?lang=` outranks Accept-Language; a language we do not have is as if none had been asked for. */
export function readerOf(request: Incoming): Reader {
  const { pathname, searchParams } = new URL(request.url, 'http://page.invalid');
  const asked = searchParams.get('lang') ?? '';
  const chosen = isLanguage(asked);
  const language = chosen ? asked : languageOf(header(request, 'accept-language'));
  return new Reader(language, pathname, chosen);
}
