/** Small parts of pages that the papers of this folder are drawn of. */
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import type { Heading, Line } from '../../pdf/table.js';

/** A heading that is never left alone at the foot of a page. */
export function drawHeading(sheet: Sheet, words: Heading): void {
  sheet.y += 9;
  sheet.need(64);
  sheet.paragraph(words.join(' / '), INKS.heading, { tag: 'H2' });
  sheet.y += 3;
}

export function text(said: string): Line {
  return { text: said, ink: INKS.cell };
}

export function fine(said: string): Line {
  return { text: said, ink: INKS.fine };
}

/** Each sentence in its languages; English first and darker. */
export function drawSaid(sheet: Sheet, said: readonly string[]): void {
  for (const [index, one] of said.entries()) sheet.paragraph(one, index === 0 ? INKS.body : INKS.fine);
}
