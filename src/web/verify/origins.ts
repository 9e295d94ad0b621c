/** Where the gold comes from: a bar of coloured parts, and the table that says the same in words and numbers. */
import type { Summary } from '../../core/evidence/summary.js';
import type { OriginShare } from '../../core/provenance/origins.js';
import { wordsIn, type Language } from '../../verifier/words.js';
import { markOf, monthText } from './days.js';
import { el } from './dom.js';
import { LABELS } from './labels.js';

/** Colours come round after so many; the order of the table is the order of the bar. */
const COLOURS = 6;

export function originSection({ origins }: Summary, language: Language): HTMLElement {
  const { place, deliveries, share, picture } = LABELS[language];
  const head = [place, deliveries, share].map((name, i) => el('th', { scope: 'col', class: i > 0 && 'n' }, name));
  const rows = origins.map((one, i) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, el('span', { class: `key ${colourOf(i)}` }, i + 1), placeOf(one, language)),
      el('td', { class: 'n' }, one.deliveries),
      el('td', { class: 'n' }, percentText(one, language)),
    ),
  );
  return el(
    'section',
    {},
    el('h3', {}, wordsIn(language).origin),
    bar(
      origins,
      `${picture}: ${origins.map((one) => `${placeOf(one, language)} ${percentText(one, language)}`).join('; ')}`,
    ),
    el('table', {}, el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows)),
  );
}

function bar(origins: readonly OriginShare[], title: string): SVGElement {
  let left = 0;
  const parts = origins.map(({ percent }, i) => {
    const at = left;
    const hundredths = Number(percent.replace('.', ''));
    left += hundredths;
    return el('rect', { class: colourOf(i), x: `${at / 100}%`, width: `${hundredths / 100}%`, height: '100%' });
  });
  return el('svg', { class: 'bar', role: 'img', 'aria-label': title, width: '100%', height: 36 }, parts);
}

function placeOf({ organisation, site, municipality, period }: OriginShare, language: Language): string {
  const words = wordsIn(language);
  const when =
    period === 'opening' ? words.opening : period === 'unexplained' ? words.unexplained : monthText(period, language);
  return [municipality, site, organisation, when].filter((part) => part !== null).join(', ');
}

function percentText({ percent }: OriginShare, language: Language): string {
  return `${percent.replace('.', markOf(language))}\u00a0%`;
}

function colourOf(i: number): string {
  return `o${i % COLOURS}`;
}
