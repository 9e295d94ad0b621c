/** The file about one supplier, as the five steps see it: what is there, what is missing, what is due and when. */
import { addMonths } from '../../day.js';
import { inForce } from '../rules/thresholds/dated.js';
import { STEP_MONTHS } from '../rules/thresholds/diligence.js';
import type { Part, RiskAssessed } from './statements.js';

/** The newest assessment of a part. */
export interface Assessed extends Omit<RiskAssessed, 'on' | 'organisation' | 'step'> {
  readonly sid: string;
  readonly day: string;
}

export interface DiligenceFile {
  readonly org: string;
  readonly organisation: string;
  readonly parts: Readonly<Partial<Record<Part, Assessed>>>;
}

export const STEP_STATES = ['complete', 'incomplete', 'overdue'] as const;

export interface StepView {
  /** 1 to 5, as the OECD Guidance counts them. */
  readonly step: number;
  readonly state: (typeof STEP_STATES)[number];
  /** Parts that are not there, and what parts that are there lack, as `<part>` or `<part>: <what>`. */
  readonly missing: readonly string[];
  /** First day on which something of it must be done anew. */
  readonly due?: string;
  readonly parts: Readonly<Partial<Record<Part, Assessed>>>;
}

const STEPS: readonly (readonly Part[])[] = [
  ['kyc', 'owners'],
  ['cahra', 'flags'],
  ['mitigation', 'decision'],
  ['audit'],
  ['report'],
];

/** @param undetermined countries of its gold of which no determination speaks */
export function stepsOf(
  { parts }: Pick<DiligenceFile, 'parts'>,
  day: string,
  undetermined: readonly string[],
): StepView[] {
  return STEPS.map((names, n) => stepOf(n + 1, names, parts, day, names.includes('cahra') ? undetermined : []));
}

function stepOf(
  step: number,
  names: readonly Part[],
  parts: DiligenceFile['parts'],
  day: string,
  undetermined: readonly string[],
): StepView {
  const wanted = names.filter(
    (name) => name !== 'mitigation' || parts.flags?.result === 'raised' || parts.mitigation !== undefined,
  );
  const lacking = wanted.flatMap((name) => {
    const found = parts[name];
    return found === undefined ? [name] : (found.missing ?? []).map((what) => `${name}: ${what}`);
  });
  const missing = [...lacking, ...undetermined.map((country) => `cahra: ${country}`)];
  const [due] = wanted.flatMap((name) => dueOf(name, parts[name])).sort();
  const overdue = due !== undefined && due <= day;
  const state = overdue ? 'overdue' : missing.length > 0 ? 'incomplete' : 'complete';
  const there = names.flatMap((name) => (parts[name] === undefined ? [] : [[name, parts[name]] as const]));
  return { step, state, missing, ...(due !== undefined && { due }), parts: Object.fromEntries(there) };
}

/** The day its author set, or as many months on as such a part holds. */
export function dueOf(part: Part, found: Pick<Assessed, 'day' | 'reviewBy'> | undefined): string[] {
  if (found === undefined) return [];
  const months = inForce(STEP_MONTHS, found.day, part);
  return found.reviewBy !== undefined ? [found.reviewBy] : months === undefined ? [] : [addMonths(found.day, months)];
}
