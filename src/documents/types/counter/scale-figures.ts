/** What the scale said, large enough for tired eyes; beside it fineness and fine gold, as far as they are known. */
import type { Ore } from '../../../core/custody/statements.js';
import { formatFineGrams, formatGrams, formatPermille } from '../../../core/quantity.js';
import { labelOf } from '../../pdf/fields.js';
import { INKS, PAGE, TEXT_WIDTH } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import type { Line } from '../../pdf/table.js';
import { METHOD_WORDS } from '../parts/labels.js';
import type { DeliveryReceiptPayload } from './delivery-receipt.js';
import { castellanos, local } from './spelled.js';

const HUGE = { ...INKS.figure, size: 44 };
const LARGE = { ...INKS.figure, size: 17 };
const SMALL = { ...INKS.fine, size: 8 };
const HEIGHT = 96;
const LEFT = TEXT_WIDTH * 0.6;

export function drawScaleFigures(sheet: Sheet, payload: DeliveryReceiptPayload): void {
  sheet.need(HEIGHT);
  const weight = [
    { text: said(payload, 'Weight as weighed', 'Peso físico'), ink: SMALL },
    { text: `${formatGrams(payload.grossMg, markOf(payload))} g`, ink: HUGE },
    ...(payload.issuer.country === 'CO' ? [{ text: castellanos(payload.grossMg), ink: SMALL }] : []),
  ];
  const content = payload.ore === null ? goldLines(payload) : oreLines(payload, payload.ore);
  paintBlock(sheet, weight, PAGE.left, LEFT - 12);
  paintBlock(sheet, content, PAGE.left + LEFT, TEXT_WIDTH - LEFT);
  sheet.y += HEIGHT;
}

function paintBlock(sheet: Sheet, lines: readonly Line[], x: number, width: number): void {
  sheet.tag('P', {}, () => {
    let y = sheet.y;
    for (const { text, ink } of lines) y += sheet.paint(sheet.lines(text, ink, width), ink, x, y, width);
  });
}

function goldLines(payload: DeliveryReceiptPayload): Line[] {
  const { fineness, fineNg } = payload;
  const mark = markOf(payload);
  const unknown = said(payload, 'not assayed yet', 'sin ley todavía');
  const method =
    fineness === null ? '' : ` (${said(payload, METHOD_WORDS[fineness.method].en, METHOD_WORDS[fineness.method].es)})`;
  return [
    { text: `${said(payload, 'Fineness', 'Ley')}${method}`, ink: SMALL },
    { text: fineness === null ? unknown : `${formatPermille(fineness.ppm, mark)} ‰`, ink: LARGE },
    { text: said(payload, 'Fine gold', 'Oro fino'), ink: SMALL },
    { text: fineNg === null ? '—' : `${formatFineGrams(BigInt(fineNg), 3, mark)} g`, ink: LARGE },
  ];
}

function oreLines(payload: DeliveryReceiptPayload, { bags, gradeMgPerT }: Ore): Line[] {
  const grade =
    gradeMgPerT === undefined
      ? said(payload, 'not sampled yet', 'sin muestrear todavía')
      : `${formatGrams(gradeMgPerT, markOf(payload))} g/t`;
  return [
    { text: said(payload, 'Ore grade', 'Tenor'), ink: SMALL },
    { text: grade, ink: LARGE },
    { text: said(payload, 'Bags', 'Bultos'), ink: SMALL },
    { text: bags === undefined ? '—' : String(bags), ink: LARGE },
  ];
}

function said(payload: DeliveryReceiptPayload, en: string, es: string): string {
  const texts = local(payload.language, en, es);
  return labelOf(en === es ? texts.slice(0, 1) : texts);
}

/** As whoever reads it writes figures. */
function markOf({ language }: DeliveryReceiptPayload): ',' | '.' {
  return language === 'es' ? ',' : '.';
}
