/** A producer's own report under the CRAFT Code: what it must say, how long it stands, and what status follows from it. */
import { craftStatus, reportCraft, type CraftInput } from '../../../../src/core/custody/diligence/craft.js';
import { MODULES, type CriterionResult, type ModuleReport } from '../../../../src/core/custody/diligence/statements.js';
import { readData } from '../../../../src/core/custody/statement-data.js';
import { Rejection } from '../../../../src/core/rejection.js';
import { actOf } from '../../../support/one-delivery.js';

function modules(...results: CriterionResult[]): ModuleReport[] {
  return results.map((result, n) => ({ module: MODULES[n] ?? 'M1', criteria: [{ criterion: `${n + 1}.1`, result }] }));
}
const input: CraftInput = {
  version: '2.1',
  period: { from: '2025-01-01', until: '2026-01-01' },
  modules: modules('pass', 'pass', 'pass', 'pass', 'fail'),
  evidence: 'cd'.repeat(32),
  from: '2026-02-01',
  until: '2027-02-01',
};
const act = actOf('coop', '2026-02-01');

function refusal(change: Partial<CraftInput>, day = '2026-02-01'): unknown[] {
  try {
    reportCraft(actOf('coop', day), { ...input, ...change });
  } catch (error) {
    if (error instanceof Rejection) return [error.code, error.at];
    throw error;
  }
  return [];
}

test('a report is one statement of its producer, without a lot', () => {
  const [draft, ...more] = reportCraft(act, input);
  expect(more).toEqual([]);
  expect(draft).toMatchObject({ type: 'craft.reported', org: 'coop', lots: [] });
  expect(readData(draft as never)).toBe('good');
});

test.each<[string, Partial<CraftInput>, unknown[]]>([
  ['a version nobody published', { version: '3.0' }, ['malformed', 'version']],
  ['a day more than a year', { until: '2027-02-02' }, ['out-of-range', 'until']],
  ['no day at all', { until: '2026-02-01' }, ['out-of-range', 'until']],
  ['a module twice', { modules: [...modules('pass'), ...modules('pass')] }, ['code-used', 'modules']],
  ['no module', { modules: [] }, ['missing', 'modules']],
  [
    'a period that ends before it begins',
    { period: { from: '2026-01-01', until: '2025-01-01' } },
    ['chronology', 'period.until'],
  ],
])('%s is refused', (_, change, why) => {
  expect(refusal(change)).toEqual(why);
});

test('a version is one that was published on the day: 2.1 not on the day before', () => {
  expect(refusal({ from: '2024-10-20', until: '2025-10-20' }, '2024-10-20')).toEqual(['malformed', 'version']);
  expect(refusal({ from: '2024-10-21', until: '2025-10-21' }, '2024-10-21')).toEqual([]);
});

test.each<[string, CriterionResult[], string | undefined, string]>([
  ['modules 1 to 4 passed, with a scheme', ['pass', 'pass', 'pass', 'pass'], 'scheme', 'affiliate'],
  ['the same without a scheme', ['pass', 'pass', 'pass', 'pass'], undefined, 'candidate'],
  ['module 4 committed to', ['pass', 'pass', 'pass', 'mitigation-committed'], 'scheme', 'candidate'],
  ['module 4 failed', ['pass', 'pass', 'pass', 'fail'], 'scheme', 'none'],
  ['module 3 only committed to', ['pass', 'pass', 'mitigation-committed', 'pass'], 'scheme', 'none'],
  ['module 4 not reported', ['pass', 'pass', 'pass'], 'scheme', 'none'],
])('%s', (_, results, scheme, status) => {
  const report = { ...input, modules: modules(...results), ...(scheme !== undefined && { scheme }) };
  expect(craftStatus(report, '2026-06-01')).toBe(status);
});

test('it stands from its first day and no longer than to its last', () => {
  expect(['2026-01-31', '2026-02-01', '2027-01-31', '2027-02-01'].map((day) => craftStatus(input, day))).toEqual([
    'lapsed',
    'candidate',
    'candidate',
    'lapsed',
  ]);
});
