/** What is written by hand, because no ledger keeps it: a line under its label. */
import { labelOf } from '../../pdf/fields.js';
import { INKS, PAGE, RULE, TEXT_WIDTH } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import type { Heading } from '../../pdf/table.js';

const GUTTER = 14;
const HEIGHT = 28;

/** As many lines as labels, beside each other. */
export function drawBlanks(sheet: Sheet, labels: readonly Heading[]): void {
  sheet.need(HEIGHT);
  const width = (TEXT_WIDTH - GUTTER * (labels.length - 1)) / labels.length;
  labels.forEach((heading, index) => {
    const x = PAGE.left + index * (width + GUTTER);
    sheet.tag('P', {}, () => {
      sheet.paint(sheet.lines(labelOf(heading), INKS.label, width).slice(0, 1), INKS.label, x, sheet.y, width);
    });
    sheet.rule(x, width, sheet.y + HEIGHT - 7, 0.6, RULE);
  });
  sheet.y += HEIGHT;
}
