/** Shares of a bar as a picture and as figures: each group a row, with a bar as long as its part, drawn as vectors. */
import { isMonth } from '../../../../core/provenance/groups.js';
import { own } from '../../../../core/own.js';
import { gramsOfNg } from '../../../money/figures.js';
import type { Language } from '../../../payload.js';
import { ACCENT, INKS, PAGE, RULE, TEXT_WIDTH } from '../../../pdf/ink.js';
import type { Sheet } from '../../../pdf/sheet.js';
import { both } from '../../parts/labels.js';
import type { Names } from '../claim-lines.js';
import type { GroupOnPaper } from './provenance-sheet.js';

const PLACE = TEXT_WIDTH * 0.44;
const BAR = { left: PAGE.left + TEXT_WIDTH * 0.46, width: TEXT_WIDTH * 0.28, height: 6 };
const GRAMS = { left: PAGE.left + TEXT_WIDTH * 0.75, width: TEXT_WIDTH * 0.14 };
const PERCENT = { left: PAGE.left + TEXT_WIDTH * 0.9, width: TEXT_WIDTH * 0.1 };
const PAD = 2;
const GREY = '#667080';
const TRACK = '#e9ecf0';

export function drawShares(sheet: Sheet, groups: readonly GroupOnPaper[], names: Names, language: Language): void {
  const table = sheet.tag('Table');
  for (const group of groups) drawShare(sheet, group, table, placeText(group, names, language));
  sheet.y += 3;
}

function drawShare(sheet: Sheet, group: GroupOnPaper, table: ReturnType<Sheet['tag']>, place: string): void {
  const lines = sheet.lines(place, INKS.cell, PLACE).slice(0, 3);
  const height = sheet.heightOf(lines, INKS.cell) + 2 * PAD;
  sheet.need(height);
  const top = sheet.y + PAD;
  const row = sheet.tag('TR', {}, undefined, table);
  sheet.tag('TH', { scope: 'Row' }, () => sheet.paint(lines, INKS.cell, PAGE.left, top, PLACE), row);
  sheet.artifact(() => paintBar(sheet, group, top + 1.6));
  const grams = `${gramsOfNg(BigInt(group.fineNg))} g`;
  sheet.tag('TD', {}, () => sheet.paint([grams], INKS.cell, GRAMS.left, top, GRAMS.width, 'right'), row);
  const percent = percentText(group);
  sheet.tag('TD', {}, () => sheet.paint([percent], INKS.cellStrong, PERCENT.left, top, PERCENT.width, 'right'), row);
  sheet.y += height;
  sheet.rule(PAGE.left, TEXT_WIDTH, sheet.y, 0.3, RULE);
}

/** A part too small to be seen is still drawn, a hair wide. */
function paintBar({ doc }: Sheet, { tenths, period }: GroupOnPaper, y: number): void {
  const { left, width, height } = BAR;
  doc.rect(left, y, width, height).fill(TRACK);
  doc.rect(left, y, Math.max((width * tenths) / 1000, 0.8), height).fill(isMonth(period) ? ACCENT : GREY);
}

function percentText({ tenths, fineNg }: GroupOnPaper): string {
  if (tenths === 0 && fineNg !== '0') return '< 0.1 %';
  return `${Math.trunc(tenths / 10)}.${tenths % 10} %`;
}

function placeText(
  { organisation, municipality, period, deliveries }: GroupOnPaper,
  names: Names,
  language: Language,
): string {
  const count =
    deliveries === null ? [] : [both(language, `${deliveries} deliveries`, `${deliveries} entregas`).join(' / ')];
  if (period === 'others') return [both(language, 'Others', 'Otros').join(' / '), ...count].join(' · ');
  if (period === 'unexplained') return both(language, 'Of unknown origin', 'De origen desconocido').join(' / ');
  const when = isMonth(period)
    ? period
    : both(language, 'stock from before the records', 'existencias previas a los registros').join(' / ');
  const who = organisation === null ? [] : [own(names, organisation) ?? organisation];
  const where = municipality === null ? [] : [municipality];
  return [when, ...where, ...who, ...count].join(' · ');
}
