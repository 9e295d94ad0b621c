/** What a member of a statement's `data` may be: the shapes that all subjects build theirs from. */
import { isDay } from '../../day.js';
import { isList, isRecord, type Json } from '../../log/canonical-json.js';
import { isBase64Url, isCount, isDistinct, isInstant, isUuid, isWord } from '../../log/shape.js';
import { METHODS } from '../statements.js';

export type Check = (value: Json | undefined) => boolean;

/** The shapes of one subject, by statement type. */
export type Shapes = Readonly<Record<string, Check>>;

export const word: Check = (value) => isWord(value);
/** Empty where the books do not say. */
export const label: Check = (value) => value === '' || isWord(value);
/** A signed note as it is. */
export const noteText: Check = (value) => isWord(value, 32_768);
export const count: Check = (value) => isCount(value, 0);
export const flag: Check = (value) => typeof value === 'boolean';
export const uuid: Check = (value) => isUuid(value);
export const day: Check = (value) => typeof value === 'string' && isDay(value);
// A thousand tonnes is no lot; below it, all the masses one statement has room for add up without losing a milligram.
const MOST_MG = 1e12;
export const mass: Check = (value) => isCount(value, 0) && value <= MOST_MG;
export const somemass: Check = (value) => isCount(value, 1) && value <= MOST_MG;
export const difference: Check = (value) => typeof value === 'number' && mass(Math.abs(value));
export const ppm: Check = (value) => isCount(value, 0) && value <= 1_000_000;
export const ng: Check = (value) => typeof value === 'string' && /^(0|[1-9]\d{0,29})$/.test(value);

export function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

export function oneOf(words: readonly string[]): Check {
  return (value) => words.some((one) => one === value);
}

export function list(check: Check, least = 0): Check {
  return (value) => isList(value) && value.length >= least && value.every((item) => check(item));
}

export function members(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const [must, may] = [Object.entries(required), Object.entries(optional)];
  return (value) =>
    isRecord(value) &&
    must.every(([name, check]) => check(value[name])) &&
    may.every(([name, check]) => !Object.hasOwn(value, name) || check(value[name]));
}

export const base64Url =
  (length: number): Check =>
  (value) =>
    isBase64Url(value, length);
export const instant: Check = (value) => isInstant(value);
export const sid: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
export const on = members({ date: day, tz: word });
export const fineness = members({ ppm, method: oneOf(METHODS), uncertaintyPpm: mass });
export const judged = members({
  scheme: word,
  party: word,
  credential: orNull(word),
  standing: oneOf(['valid', 'suspended', 'withdrawn', 'expired', 'not-yet', 'none']),
});
/** One judgement per scheme and party, or a later one could contradict the first. */
export const judgements: Check = (value) =>
  list(judged)(value) &&
  isDistinct(
    (value as { scheme: string; party: string }[]).map(({ scheme, party }) => JSON.stringify([scheme, party])),
  );
