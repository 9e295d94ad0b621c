/** Every rule of the catalogue, told: it passes, it does what it says, and it is right on its boundary. */
import { readdirSync } from 'node:fs';
import { RULES } from '../../../../src/core/custody/rules/catalogue.js';
import type { Draft } from '../../../../src/core/log/statement.js';
import { Rejection } from '../../../../src/core/rejection.js';
import { given } from '../../../support/story.js';
import type { Doubted, Row } from './row.js';

const folder = new URL('rows/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
const rows: Row[] = [];
// One after the other: files that import one module at the same moment trip over each other in Jest's ES modules.
for (const file of files) rows.push(...((await import(new URL(file, folder).href)) as { rows: Row[] }).rows);
const of = (id: string): Row[] => rows.filter(({ rule }) => rule === id);

type Verdict = { does: Row['does']; codes: string[] };
const DOES = { refuse: 'refused', hold: 'holds', ask: 'asks', warn: 'warns' } as const;
const GRAVEST: readonly Row['does'][] = ['holds', 'asks', 'warns'];

/** What the act did under this rule: reasons of other rules are not this row's matter. */
function verdict({ rule, given: before = [], when }: Row): Verdict {
  const { world } = given(...before);
  try {
    const doubts = doubtsOf(when(world) ?? []).filter((doubt) => doubt.rule === rule);
    const done = new Set(doubts.map(({ level }) => DOES[level]));
    return { does: GRAVEST.find((one) => done.has(one as never)) ?? 'passes', codes: doubts.map(({ code }) => code) };
  } catch (error) {
    if (error instanceof Rejection) return { does: 'refused', codes: [error.code] };
    throw error;
  }
}

function doubtsOf(outcome: readonly Draft[] | readonly Doubted[]): Doubted[] {
  return (outcome as readonly (Draft | Doubted)[]).flatMap((one): Doubted[] => {
    if (!('type' in one)) return [one];
    const reasons = (one.data['reasons'] ?? []) as unknown as Doubted[];
    if (one.type === 'lot.held') return reasons.map((reason) => ({ ...reason, level: 'hold' }));
    return one.type === 'question.raised' ? reasons : [];
  });
}

const ROWS = rows.map((row) => [row.rule, row.says, row.does, row.code ?? '', row] as const);

test.each(ROWS)('%s: %s: %s %s', (rule, _says, _does, _code, row) => {
  const { does, codes } = verdict(row);
  expect({ does, codes }).toEqual({
    does: row.does,
    codes: row.does === 'passes' ? [] : expect.arrayContaining([row.code]),
  });
  const effects = RULES.find(({ id }) => id === rule)?.codes ?? {};
  const effect = row.code === undefined ? undefined : effects[row.code];
  if (row.raised !== undefined) expect(effect).toBe('warn');
  expect(effect === undefined ? 'passes' : DOES[row.raised ?? effect]).toBe(row.does);
});

test('every rule that is enforced is told passing, failing, and on its boundary', () => {
  const enforced = RULES.filter(({ notYet }) => notYet === undefined);
  const untold = enforced.filter(({ id }) => {
    const all = of(id);
    const failing = all.some(({ does }) => does !== 'passes');
    return !(failing && all.some(({ does }) => does === 'passes') && all.some(({ boundary }) => boundary === true));
  });
  expect(untold.map(({ id }) => id)).toEqual([]);
});

test('every row is of a rule there is, and no two say the same', () => {
  const known = new Set(RULES.map(({ id }) => id));
  expect(rows.filter(({ rule }) => !known.has(rule))).toEqual([]);
  const said = rows.map(({ rule, says }) => `${rule} ${says}`);
  expect(said.filter((one, n) => said.indexOf(one) !== n)).toEqual([]);
});
