/** Options of drills and benches: whole numbers with a default, nothing else. */
import { parseArgs } from 'node:util';
import { ConfigError } from '../../config/config-error.js';

export function numbersIn<Name extends string>(args: string[], defaults: Record<Name, number>): Record<Name, number> {
  const names = Object.keys(defaults) as Name[];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ args, options });
  const read = names.map((name) => [name, numberOf(name, values[name], defaults[name])]);
  return Object.fromEntries(read) as Record<Name, number>;
}

function numberOf(name: string, value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
  throw new ConfigError(`--${name} must be a whole number, for example --${name} ${otherwise}.`);
}

/** Pseudo-random whole numbers below `sides`, the same for the same seed (xorshift32): a drill can be had again. */
export function dice(seed: number): (sides: number) => number {
  let state = (seed ^ 0x9e37_79b9) >>> 0 || 1;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % sides;
  };
}
