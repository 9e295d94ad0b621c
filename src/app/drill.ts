/**
 * `veta drill NAME [--json] [options]`: attacks on the whole program, too long for a test. Each works in a folder of its own
 * that it throws away, never on VETA_DATA or DATABASE_URL, and exits 0 only where everything held.
 */
import { ConfigError } from '../config/config-error.js';

/** What a drill or bench found; printed as one JSON object. */
export interface Finding {
  readonly ok: boolean;
}

export interface Exercise {
  readonly help: string;
  load(): Promise<(args: string[]) => Promise<Finding>>;
}

const DRILLS: Readonly<Record<string, Exercise>> = {
  bits: {
    help: '[--flips N] [--cli N] [--seed N]: bits of bundles flipped, each to be refused',
    load: async () => (await import('./drills/bits.js')).flipBits,
  },
  documents: {
    help: '[--bundles N] [--kills N] [--seed N]: kill -9 of workers, queue and database while bundles of papers are made',
    load: async () => (await import('./drills/papers/papers.js')).killTheWorkers,
  },
  faults: {
    help: '[--rounds N] [--seed N]: calls of the signer on signed.log fail under load, made by strace',
    load: async () => (await import('./drills/kills/faults.js')).failUnderLoad,
  },
  hammer: {
    help: '[--statements N] [--writers N] [--seed N]: an honest log under load, read by everybody: no false alarm',
    load: async () => (await import('./drills/hammer/hammer.js')).hammer,
  },
  kills: {
    help: '[--kills N] [--seed N]: kill -9 of the server, its signer and PostgreSQL under load, all checked after each',
    load: async () => (await import('./drills/kills/kills.js')).killUnderLoad,
  },
  seasons: {
    help: '[--kills N] [--seed N]: kill -9 of the process or its PostgreSQL while the season is told, until it is told',
    load: async () => (await import('./drills/seasons/seasons.js')).tellThroughKills,
  },
  mutations: {
    help: '[--only PATTERN] [--workers N]: each check of the verifier removed, to be missed by a test (in a checkout)',
    load: async () => (await import('./drills/mutations.js')).mutate,
  },
};

export function drillCommand(args: string[]): Promise<number> {
  return exercise('drill', DRILLS, args);
}

/** Runs one of a list of exercises; an unknown name is answered with the list. */
export async function exercise(
  command: string,
  exercises: Readonly<Record<string, Exercise>>,
  [name = '', ...args]: string[],
): Promise<number> {
  if (!Object.hasOwn(exercises, name)) {
    const list = Object.entries(exercises).map(([one, { help }]) => `  veta ${command} ${one} --json ${help}`);
    throw new ConfigError(`Say which ${command}:\n\n${list.join('\n')}`);
  }
  const run = await exercises[name]?.load();
  if (run === undefined) throw new Error(`bug: ${command} ${name} is listed and not there`);
  const json = args.includes('--json');
  const found = await run(args.filter((arg) => arg !== '--json'));
  console.log(json ? JSON.stringify(found) : JSON.stringify(found, null, 2));
  return found.ok ? 0 : 1;
}
