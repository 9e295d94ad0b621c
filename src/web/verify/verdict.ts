/** What came of one file: the verdict in a word, what does not hold, what the gold is, and every check for whoever doubts. */
import type { Line } from '../../core/evidence/findings.js';
import type { Verdict } from '../../core/evidence/verify.js';
import { jsonReport } from '../../verifier/report.js';
import { nameOf, sentenceOf, wordsIn, type Language } from '../../verifier/words.js';
import { capital } from './days.js';
import { el, type Child } from './dom.js';
import { LABELS } from './labels.js';
import { lotSections } from './lot.js';

const MOST_OF_A_KIND = 3;
const SIGNS = { good: 'M4 12.5l5.5 5.5L20 7', doubt: 'M5 12h14', bad: 'M6 6l12 12M18 6L6 18' } as const;

export function resultOf(fileName: string, verdict: Verdict, language: Language): HTMLElement {
  const { lines, summary } = verdict;
  const notes = firstOfEach(lines.filter(({ ok, what }) => ok && what !== 'held'));
  const labels = LABELS[language];
  return el(
    'article',
    { 'data-exit': verdict.exit },
    verdictCard(fileName, verdict, language),
    summary !== undefined && lotSections(summary, language),
    notes.length > 0 && [
      el('h3', {}, labels.toKnow),
      el(
        'ul',
        {},
        notes.map((line) => el('li', {}, `${sentenceOf(line, language)}${placeOf(line, language)}`)),
      ),
    ],
    everyCheck(lines, language),
    reportForPrograms(fileName, verdict, language),
  );
}

/** What each of a thousand deliveries says is in the list of every check; here the first few of a kind. */
function firstOfEach(notes: readonly Line[]): Line[] {
  const told = new Map<string, number>();
  return notes.filter(({ what }) => {
    const times = (told.get(what) ?? 0) + 1;
    told.set(what, times);
    return times <= MOST_OF_A_KIND;
  });
}

function verdictCard(fileName: string, { exit, lines }: Verdict, language: Language): HTMLElement {
  const look = exit === 0 ? 'carried' : exit === 1 ? 'broken' : 'lost';
  const sign = exit === 0 ? SIGNS.good : exit === 1 ? SIGNS.bad : SIGNS.doubt;
  const said = wordsIn(language).verdicts[exit];
  const colon = said.indexOf(':');
  const faults = lines.filter(({ ok }) => !ok);
  return el(
    'div',
    { class: `verdict ${look}` },
    el('svg', { class: 'mark', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, el('path', { d: sign })),
    el('p', { class: 'small file' }, fileName),
    el('h2', {}, said.slice(0, colon).trimEnd()),
    el('p', {}, capital(said.slice(colon + 1).trim(), language)),
    faults.some(({ what }) => what === 'no-policy') && el('p', {}, LABELS[language].trustMissing),
    faults.length > 0 && faultList(faults, language),
  );
}

/** The first few at once; a thousand broken lines are one click away. */
function faultList(faults: readonly Line[], language: Language): Child {
  const item = (line: Line): HTMLElement =>
    el(
      'li',
      {},
      el('b', {}, nameOf(line.check, language)),
      ` · ${sentenceOf(line, language)}${placeOf(line, language)}`,
    );
  const [shown, rest] = [faults.slice(0, 5), faults.slice(5)];
  return [
    el('h3', {}, LABELS[language].faults),
    el('ul', { class: 'faults' }, shown.map(item)),
    rest.length > 0 && el('details', {}, el('summary', {}, `+ ${rest.length}`), el('ul', {}, rest.map(item))),
  ];
}

/** Written out when it is opened: thousands of rows nobody looks at would cost a small phone its breath. */
function everyCheck(lines: readonly Line[], language: Language): HTMLElement {
  const open = (): void => {
    if (all.querySelector('table') === null) all.append(checkTable(lines, language));
  };
  const all = el('details', { toggle: open }, el('summary', {}, LABELS[language].checks));
  return all;
}

function checkTable(lines: readonly Line[], language: Language): HTMLElement {
  const rows = lines.map((line) =>
    el(
      'tr',
      {},
      el('td', { class: line.ok ? 'good' : 'bad' }, line.ok ? '✓' : '✗'),
      el('th', { scope: 'row' }, nameOf(line.check, language)),
      el('td', {}, `${sentenceOf(line, language)}${placeOf(line, language)}`),
    ),
  );
  return el('table', { class: 'checks' }, el('tbody', {}, rows));
}

/** What `veta verify --json` prints, to the letter but for signs that would turn the text around on a screen. */
function reportForPrograms(fileName: string, verdict: Verdict, language: Language): HTMLElement {
  const json = jsonReport(verdict).replace(
    /\p{Bidi_Control}/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const labels = LABELS[language];
  const save = el('a', { class: 'button', download: `${fileName.replace(/\.json$/, '')}.report.json` });
  save.append(labels.saveReport);
  // Made only when it is asked for: an address of this kind holds its memory until the page goes.
  const offer = (): void => {
    if (!save.hasAttribute('href')) save.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  };
  const pre = el('pre', {}, el('code', {}, json));
  return el('details', { class: 'report', toggle: offer }, el('summary', {}, labels.report), pre, el('p', {}, save));
}

/** `event 17` and `lot <uuid>` in the reader's language. */
function placeOf({ at }: Line, language: Language): string {
  if (at === '') return '';
  const { places } = LABELS[language];
  return ` (${at.replace(/^(event|lot) /, (_, kind: 'event' | 'lot') => `${places[kind]} `)})`;
}
