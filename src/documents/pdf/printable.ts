/**
 * Text as it can stand on paper: NFC, without control and direction marks (which could make a reader see another text
 * than the payload holds), and with a replacement sign where the font has no glyph, since PDF/A forbids `.notdef`.
 */
const REPLACEMENT = '\uFFFD';
const UNPRINTABLE = /[\p{Cc}\p{Cf}]|\p{Variation_Selector}/gu;

export function printable(text: string, hasGlyph: (codePoint: number) => boolean): string {
  const spaced = text
    .normalize('NFC')
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(UNPRINTABLE, '');
  let printed = '';
  for (const sign of spaced) printed += hasGlyph(sign.codePointAt(0) as number) ? sign : REPLACEMENT;
  return printed;
}

/** Breaks text into lines no wider than `width`: between words, and inside a word that is too long for a line alone. */
export function wrap(text: string, width: number, widthOf: (text: string) => number): string[] {
  const tooWide = (part: string): boolean => part.length > MOST_SIGNS_A_LINE || widthOf(part) > width;
  const lines: string[] = [];
  let line = '';
  for (const word of shortened(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (!tooWide(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (line.length > 1 && tooWide(line)) {
      const head = fitting(line, tooWide);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line];
}

/** No line of the smallest type holds more; measuring a longer text would only cost time. */
const MOST_SIGNS_A_LINE = 240;
/** A text longer than this stands in full in the payload only. */
const MOST_SIGNS = 1200;

function shortened(text: string): string {
  return text.length > MOST_SIGNS ? `${text.slice(0, MOST_SIGNS).replace(/\p{Surrogate}$/u, '')}…` : text;
}

/** The longest start of a word that fits, at least one character, found by halving. */
function fitting(word: string, tooWide: (text: string) => boolean): string {
  const signs = Array.from(word.slice(0, MOST_SIGNS_A_LINE + 1));
  let fits = 1;
  let tooLong = signs.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (tooWide(signs.slice(0, middle).join(''))) tooLong = middle;
    else fits = middle;
  }
  return signs.slice(0, fits).join('');
}
