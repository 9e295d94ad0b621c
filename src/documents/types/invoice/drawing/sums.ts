/** The sums under an invoice's lines, and its total in words. */
import { figures, Money } from '../../../money/figures.js';
import { ouncesText, type Rounding } from '../../../money/rounding.js';
import { inEnglish, inSpanish } from '../../../money/words/amount-in-words.js';
import { labelOf } from '../../../pdf/fields.js';
import { ACCENT, INKS, PAGE, TEXT_WIDTH } from '../../../pdf/ink.js';
import type { Sheet } from '../../../pdf/sheet.js';
import type { Heading } from '../../../pdf/table.js';
import { both, label, schemeName } from '../../parts/labels.js';
import type { PricedPaper } from '../priced.js';
import type { InvoiceSums } from '../sums.js';
import { told } from './words.js';

export interface SumLine {
  readonly heading: Heading;
  readonly note?: string;
  readonly amount: Money;
  /** ISO 4217; US dollars where it is left out. */
  readonly currency?: string;
  readonly strong?: true;
}

/** What the bars come to, and what is added and taken off; what is nothing is not printed. */
export function linesOf({ terms, language }: PricedPaper, sums: InvoiceSums): SumLine[] {
  const { gold, charge, silver, premium, freight, insurance, rounding } = sums;
  const ounces = `${ouncesText(sums.silverOunces, rounding)} ozt`;
  const grams = `${schemeName(terms.premium?.scheme ?? '')}, ${sums.premiumGrams.toFixed(rounding.gramsPlaces)} g`;
  const some = (amount: Money, line: Omit<SumLine, 'amount'>): SumLine[] =>
    amount.isZero() ? [] : [{ ...line, amount }];
  return [
    { heading: label('gold-value', language), amount: gold },
    ...some(charge.negated(), { heading: told('charge', language) }),
    ...some(silver, { heading: told('silver', language), note: ounces }),
    ...some(premium, { heading: told('premium', language), note: grams }),
    ...some(freight, { heading: label('freight', language) }),
    ...some(insurance, { heading: label('insurance', language) }),
  ];
}

/** The total at the rate that was entered, with the rate beside it. */
export function localLines({ rate, terms, language }: PricedPaper, { local }: InvoiceSums): SumLine[] {
  if (local === undefined || rate === undefined || terms.local === undefined) return [];
  const note = `${rate.pair} ${rate.rate}, ${rate.day}`;
  return [{ heading: told('local-total', language), note, amount: local, currency: terms.local.currency }];
}

export function drawSums(sheet: Sheet, lines: readonly SumLine[], { moneyPlaces }: Rounding): void {
  sheet.y += 10;
  sheet.need(16 * lines.length);
  const left = PAGE.left + TEXT_WIDTH * 0.36;
  const width = PAGE.right - left;
  for (const { heading, note, amount, currency = 'USD', strong = false } of lines) {
    const ink = strong ? INKS.strong : INKS.body;
    const text = sheet.lines(labelOf(heading) + (note === undefined ? '' : `, ${note}`), ink, width - 100);
    sheet.tag('P', {}, () => {
      sheet.paint(text, ink, left, sheet.y, width - 100);
      sheet.paint([`${currency} ${figures(amount, moneyPlaces)}`], ink, left, sheet.y, width, 'right');
    });
    sheet.y += sheet.heightOf(text, ink) + 3;
    sheet.rule(left, width, sheet.y - 1.5, strong ? 0.9 : 0.3, strong ? ACCENT : undefined);
  }
}

/** Of the heading and an amount in two languages, each on two lines at the most. */
const WORDS_HEIGHT = 60;

export function drawWords(
  sheet: Sheet,
  { language }: Pick<PricedPaper, 'language'>,
  amounts: readonly (readonly [Money, string])[],
): void {
  sheet.y += 8;
  // The heading stays with what stands under it.
  sheet.need(WORDS_HEIGHT);
  sheet.paragraph(labelOf(label('words', language)), INKS.label);
  for (const [amount, currency] of amounts) {
    sheet.paragraph(`${inEnglish(amount, currency)}.`, INKS.strong);
    if (language === 'es') sheet.paragraph(`${inSpanish(amount, currency)}.`, INKS.body, { lang: 'es' });
  }
  sheet.y += 5;
}

/** The total, and the total in the other currency where there is one. */
export function amountsOf({ terms }: PricedPaper, { total, local }: InvoiceSums): (readonly [Money, string])[] {
  return [[total, 'USD'], ...(local && terms.local ? [[local, terms.local.currency] as const] : [])];
}

/** How it was rounded, in a sentence that can be checked with a pencil. */
export function roundedWords(language: PricedPaper['language'], { ounces, moneyPlaces }: Rounding): readonly string[] {
  const [ounce, money] = [ounces.places, moneyPlaces].map((places) =>
    new Money('1').div(new Money('10').pow(places)).toFixed(),
  );
  const how = {
    'half-up': ['rounded to', 'redondeadas a'],
    truncate: ['cut off at', 'cortadas en'],
    exact: ['counted unrounded and printed to', 'contadas sin redondear e impresas a'],
  } as const;
  const [en, es] = how[ounces.mode];
  return both(
    language,
    `Fine ounces are ${en} ${ounce} per bar, values rounded to ${money} per line.`,
    `Onzas finas ${es} ${spanishPoint(ounce)} por barra y valores redondeados a ${spanishPoint(money)} por línea.`,
  );
}

function spanishPoint(decimal: string | undefined): string {
  return (decimal ?? '').replace('.', ',');
}
