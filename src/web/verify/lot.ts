/** What a proven file says of its gold. */
import { formatFineGrams, formatGrams, formatPermille } from '../../core/quantity.js';
import type { Step, Summary } from '../../core/evidence/summary.js';
import { amendmentLines, asOfText, attestedBy, privateLines } from '../../verifier/report.js';
import { wordsIn, type Language } from '../../verifier/words.js';
import { capital, dayText, markOf, schemeName } from './days.js';
import { el, type Child } from './dom.js';
import { LABELS } from './labels.js';
import { originSection } from './origins.js';

export function lotSections(summary: Summary, language: Language): Child {
  const words = wordsIn(language);
  const standing = attestedBy(summary, words).map((line) => el('li', {}, line));
  return [
    el('h2', { class: 'lot' }, capital(summary.name ?? summary.code, language)),
    el('p', { class: 'small' }, el('span', { class: 'code' }, summary.code)),
    figures(summary, language),
    summary.held && el('p', { class: 'bad' }, words.held),
    amendmentLines(summary, words).map((line) => el('p', { class: 'bad' }, line)),
    claims(summary, language),
    originSection(summary, language),
    trail(summary.trail, language),
    el('section', {}, el('h3', {}, words.attested), el('ul', {}, standing)),
    privateLines(summary, words).map((line) => el('p', { class: 'small' }, line)),
    el('p', { class: 'small' }, asOfText(summary, words)),
  ];
}

function figures({ grossMg, finenessPpm, fineNg, custodian, owner }: Summary, language: Language): HTMLElement {
  const words = wordsIn(language);
  const mark = markOf(language);
  const told: readonly (readonly [name: string, value: string])[] = [
    [words.weight, `${formatGrams(grossMg, mark)}\u00a0g`],
    [words.fineness, finenessPpm === null ? words.unassayed : `${formatPermille(finenessPpm, mark)}\u00a0‰`],
    ...(fineNg === null
      ? []
      : [[words.fine, `${formatFineGrams(BigInt(fineNg), 9, mark).replace(/0{1,6}$/, '')}\u00a0g`] as const]),
    [words.holder, custodian],
    [words.owner, owner],
  ];
  return el(
    'dl',
    {},
    told.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))),
  );
}

function claims(summary: Summary, language: Language): Child {
  if (summary.claims.length === 0) return false;
  const words = wordsIn(language);
  const { certificates } = LABELS[language];
  const told = summary.claims.map(({ scheme, carried, basis, lost }) => {
    const reasons = lost.map(({ why, party, credential, standing, from, to }) => {
      const days = from === to ? dayText(from, language) : `${dayText(from, language)} – ${dayText(to, language)}`;
      const paper = party === null ? [] : [party, credential, words.standing[standing]];
      return el('li', {}, [words.why[why], ...paper, days].filter((part) => part !== null).join(' · '));
    });
    const papers = basis.map((paper) => el('li', {}, paper));
    return el(
      'li',
      {},
      el('b', { class: carried ? 'good' : 'bad' }, `${schemeName(scheme)}: ${carried ? words.carries : words.lost}`),
      el('ul', {}, carried ? papers : reasons),
    );
  });
  return el('section', {}, el('h3', {}, certificates), el('ul', { class: 'claims' }, told));
}

function trail(steps: readonly Step[], language: Language): Child {
  if (steps.length === 0) return false;
  const words = wordsIn(language);
  const told = steps.map(({ act, from, to, day, lots }) => {
    const shown = lots.length > 3 ? `${lots.slice(0, 3).join(', ')} … (${lots.length})` : lots.join(', ');
    return el('li', {}, el('b', {}, to), ` ${words[act]} `, el('b', {}, from), `, ${dayText(day, language)}: ${shown}`);
  });
  return el('section', {}, el('h3', {}, words.path), el('ol', { class: 'trail' }, told));
}
