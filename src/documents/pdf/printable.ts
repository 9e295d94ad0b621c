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
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (widthOf(line) > width && line.length > 1) {
      const head = fitting(line, width, widthOf);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line];
}

/** The longest start of a word that fits, at least one character, found by halving. */
function fitting(word: string, width: number, widthOf: (text: string) => number): string {
  const signs = [...word];
  let fits = 1;
  let tooLong = signs.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (widthOf(signs.slice(0, middle).join('')) <= width) fits = middle;
    else tooLong = middle;
  }
  return signs.slice(0, fits).join('');
}
