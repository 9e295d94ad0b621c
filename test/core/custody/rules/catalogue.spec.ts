/** The catalogue is what the code does: every code it names is said somewhere, in words, and nothing is said that it does not name. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { RULES } from '../../../../src/core/custody/rules/catalogue.js';
import { EFFECTS } from '../../../../src/core/custody/rules/catalogue/rule.js';
import { datingFaults, type Table } from '../../../../src/core/custody/rules/thresholds/dated.js';
import { REJECTION_CODES } from '../../../../src/core/rejection.js';
import { expirySentence } from '../../../../src/http/expiries.js';
import { DOUBTS } from '../../../../src/lots/words/doubts.js';

const ROOT = new URL('../../../../', import.meta.url);
const refusals: ReadonlySet<string> = new Set(REJECTION_CODES);
/** What a list works out when it is read, and nobody records. */
const LISTED: ReadonlySet<string> = new Set(['handover-overdue']);
/** Told in the answer of an act and in a list of their own. */
const isExpiry = (code: string): boolean => code.endsWith('-expires');
const codes = RULES.flatMap(({ id, codes }) => Object.entries(codes).map(([code, effect]) => ({ id, code, effect })));

test('twenty-five rules, each once, in the order of their numbers', () => {
  expect(RULES.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, n) => `P${n + 1}`));
});

test.each(RULES)('$id says in three languages what it is, from which facts and on which grounds', (rule) => {
  const texts = [...Object.values(rule.title), ...rule.needs, ...rule.source.map(({ text }) => text)];
  expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  expect(rule.needs.length * rule.source.length).toBeGreaterThan(0);
  expect(new Set(Object.values(rule.title)).size).toBe(3);
});

test.each(RULES)('$id is as grave as the gravest it does, or says what it would need to do anything', (rule) => {
  const gravest = EFFECTS.find((effect) => Object.values(rule.codes).includes(effect));
  expect(rule.notYet === undefined ? rule.level : undefined).toBe(gravest);
});

test('what refuses is a rejection, and every other code has its sentence', () => {
  const wrong = codes.filter(({ code, effect }) =>
    effect === 'refuse' ? !refusals.has(code) : !(Object.hasOwn(DOUBTS, code) || isExpiry(code)),
  );
  expect(wrong).toEqual([]);
});

test('what expires is said before it does, by the rule it will bind under', () => {
  const expiries = codes.filter(({ code }) => isExpiry(code));
  expect(expiries).toHaveLength(3);
  for (const { id, code } of expiries) expect(expirySentence(code as never, {}, 'en')).toMatch(new RegExp(`^${id}: `));
});

test('no doubt is put into words that no rule raises, and each begins with its rule', () => {
  const ruled = new Map(codes.map(({ id, code }) => [code, id]));
  const raised = Object.keys(DOUBTS).filter((code) => !LISTED.has(code));
  expect(raised.filter((code) => !ruled.has(code))).toEqual([]);
  const misnamed = raised.filter((code) => {
    const { en = '', es = '', fr = '' } = DOUBTS[code] ?? {};
    const id = ruled.get(code) ?? '';
    return !(en.startsWith(`${id}:`) && es.startsWith(`${id}:`) && fr.startsWith(`${id} :`));
  });
  expect(misnamed).toEqual([]);
});

test.each(RULES)('$id is enforced where it says', ({ where, codes: own }) => {
  expect(where.filter((file) => !existsSync(new URL(file, ROOT)))).toEqual([]);
  const source = where.map((file) => readFileSync(new URL(file, ROOT), 'utf8')).join('\n');
  expect(Object.keys(own).filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});

test('every table of figures is dated without overlap, and every row has its source', async () => {
  const folder = new URL('src/core/custody/rules/thresholds/', ROOT);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'dated.ts');
  const modules: object[] = [];
  // One after the other: files that import one module at the same moment trip over each other in Jest's ES modules.
  for (const file of files) modules.push((await import(new URL(file, folder).href)) as object);
  const tables = modules.flatMap((module) => Object.entries(module)).filter(([, table]) => Array.isArray(table));
  expect(tables.length).toBeGreaterThan(10);
  for (const [name, table] of tables as [string, Table<unknown>][]) {
    const unsourced = table.filter(({ source, status }) => !source || !status);
    expect({ name, faults: datingFaults(table), unsourced }).toEqual({ name, faults: [], unsourced: [] });
  }
});
