/**
 * `craft.reported`: a producer's own report under the CRAFT Code. Nobody has verified it, and whoever shows it says so. Its
 * status is not declared but follows from the modules.
 */
import { addMonths } from '../../day.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, type Act } from '../act.js';
import { notInFuture } from '../rules/custody.js';
import { inForce, type Dated } from '../rules/thresholds/dated.js';
import { CRAFT_MONTHS } from '../rules/thresholds/diligence.js';
import { MODULES, type CraftReported, type CriterionResult, type Module } from './statements.js';

/** Versions of the CRAFT Code, by name; a report is under one that was published on its day. */
export const CRAFT_VERSIONS: readonly (Dated<string> & { readonly scope: string })[] = [
  { from: '2018-07-31', value: '1.0', scope: 'producers', source: 'responsiblemines.org, 2019', status: 'confirmed' },
  {
    from: '2020-01-01',
    value: '2.0',
    scope: 'producers',
    source: 'gold.daac.ai (the year alone)',
    status: 'to-be-confirmed',
  },
  {
    from: '2024-10-21',
    value: '2.1',
    scope: 'producers, aggregators, traders, processors',
    source: 'gold.daac.ai',
    status: 'confirmed',
  },
];

export type CraftStatus = 'affiliate' | 'candidate' | 'none' | 'lapsed';

export type CraftInput = Pick<
  CraftReported,
  'version' | 'period' | 'modules' | 'scheme' | 'evidence' | 'from' | 'until'
>;

/** @throws Rejection for an unknown version, a module or criterion twice, or dates that are longer than a report stands */
export function reportCraft(act: Act, input: CraftInput): Draft[] {
  notInFuture(act);
  const { version, period, modules, scheme, evidence, from, until } = input;
  const known = CRAFT_VERSIONS.filter((one) => one.from <= act.on.date).map(({ value }) => value);
  if (!known.includes(version)) {
    throw new Rejection('malformed', 'version', { value: version, choices: known.join(', ') });
  }
  once(
    modules.map(({ module }) => module),
    'modules',
  );
  for (const { module, criteria } of modules)
    once(
      criteria.map(({ criterion }) => criterion),
      module,
    );
  if (period.until <= period.from) {
    throw new Rejection('chronology', 'period.until', { day: period.until, notBefore: period.from });
  }
  const last = addMonths(from, inForce(CRAFT_MONTHS, from) ?? 0);
  if (until <= from || until > last)
    throw new Rejection('out-of-range', 'until', { value: until, min: from, max: last });
  const data: CraftReported = {
    on: act.on,
    version,
    period: { from: period.from, until: period.until },
    modules: modules.map(({ module, criteria }) => ({
      module,
      criteria: criteria.map(({ criterion, result }) => ({ criterion, result })),
    })),
    ...(scheme !== undefined && { scheme }),
    evidence,
    from,
    until,
  };
  return [draft(act, 'craft.reported', [], data)];
}

/**
 * Affiliate: modules 1 to 4 passed, and a scheme. Candidate: 1 to 3 passed, and 4 passed or committed to. Anything else, or a
 * module without a criterion, is neither.
 */
export function craftStatus(
  report: Pick<CraftReported, 'modules' | 'scheme' | 'from' | 'until'>,
  day: string,
): CraftStatus {
  if (day < report.from || day >= report.until) return 'lapsed';
  const all = (module: Module, results: readonly CriterionResult[]): boolean => {
    const criteria = report.modules.find((one) => one.module === module)?.criteria ?? [];
    return criteria.length > 0 && criteria.every(({ result }) => results.includes(result));
  };
  if (!MODULES.slice(0, 3).every((module) => all(module, ['pass']))) return 'none';
  if (all('M4', ['pass']) && report.scheme !== undefined) return 'affiliate';
  return all('M4', ['pass', 'mitigation-committed']) ? 'candidate' : 'none';
}

function once(names: readonly string[], at: string): void {
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined) throw new Rejection('code-used', at, { code: twice });
  if (names.length === 0) throw new Rejection('missing', at);
}
