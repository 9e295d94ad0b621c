/** The tables of docs/rules.md are those of the catalogue, line by line; `npm run golden` writes them again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SUBJECTS, type Rule, type Source } from '../../src/core/custody/rules/catalogue/rule.js';
import { RULES } from '../../src/core/custody/rules/catalogue.js';
import { ALWAYS, type Threshold } from '../../src/core/custody/rules/thresholds/dated.js';

const DOCUMENT = fileURLToPath(new URL('../../docs/rules.md', import.meta.url));
const EFFECT = { refuse: 'refused', hold: 'held', ask: 'asked', warn: 'warned' } as const;
const STATUS = { confirmed: '', 'to-be-confirmed': ', *to be confirmed*', proposed: ', *proposed*' } as const;

function lineOf({ id, title, codes, thresholds, source, where, notYet }: Rule): string {
  const effects = Object.entries(EFFECT).flatMap(([effect, word]) => {
    const own = Object.keys(codes).filter((code) => codes[code] === effect);
    return own.length === 0 ? [] : [`${word} ${own.map((code) => `\`${code}\``).join(', ')}`];
  });
  const does = notYet === undefined ? effects.join('; ') : `**not enforced yet**: ${notYet}`;
  const cells = [title.en, does, thresholds.map(figureOf).join('; '), source.map(sourceOf).join('; ')];
  return `| ${[id, ...cells, where.map((file) => `\`${file}\``).join(', ')].join(' | ')} |`;
}

function figureOf({ name, key, value, unit, from, until, status }: Threshold): string {
  const days = [from === ALWAYS ? '' : ` from ${from}`, until === undefined ? '' : ` until ${until}`].join('');
  return `${name}${key === undefined ? '' : ` (${key})`}: ${value}${unit === '' ? '' : ` ${unit}`}${days}${STATUS[status]}`;
}

function sourceOf({ text, ref, from }: Source): string {
  return `${text}${ref === undefined ? '' : ` (${ref})`}${from === undefined ? '' : `, from ${from}`}`;
}

function tableOf(subject: string): string {
  const head = ['| rule | says | does (code) | figures | grounds | where |', '|---|---|---|---|---|---|'];
  return [...head, ...RULES.filter((rule) => rule.subject === subject).map(lineOf)].join('\n');
}

test.each(SUBJECTS)('the rules of %s', (subject) => {
  const document = readFileSync(DOCUMENT, 'utf8');
  const [begin, end] = [`<!-- rules: ${subject} -->\n`, '\n<!-- end -->'];
  const from = document.indexOf(begin) + begin.length;
  expect(from).toBeGreaterThan(begin.length);
  const to = document.indexOf(end, from);
  const table = tableOf(subject);
  if (process.env['VETA_GOLDEN'] === 'write')
    writeFileSync(DOCUMENT, document.slice(0, from) + table + document.slice(to));
  else expect(document.slice(from, to)).toBe(table);
});
