/**
 * Runs the suites with one mutant switched on, again and again, in a process that may hang or break and is then replaced. Told
 * by messages: a list of files first, then a mutant at a time; answers who killed it.
 */
import { configureGlobal } from 'fast-check';
import { collect, type Test } from './suite.js';

export interface Coverage {
  readonly name: string;
  readonly ms: number;
  /** Mutants it comes by. */
  readonly reaches: readonly number[];
}

/** To the worker. */
export type Order =
  | { readonly files: readonly string[]; readonly active?: number | undefined; readonly known: boolean }
  /** Tests by their number, to be run in this order until one fails. */
  | { readonly mutant: number; readonly tests: readonly number[] };

/** From the worker. */
export type Answer =
  | {
      readonly is: 'ready';
      readonly tests: readonly Coverage[];
      readonly atLoad: readonly number[];
      readonly broken: string[];
    }
  /** `by`: number of the test that failed; `broken`: it goes on failing, so the process is to be replaced. */
  | { readonly is: 'tried'; readonly mutant: number; readonly by?: number | undefined; readonly broken: boolean };

let active = -1;
let hits = new Set<number>();
const isOn = (id: number): boolean => {
  hits.add(id);
  return id === active;
};
Object.assign(globalThis, {
  __mutant: isOn,
  __anything: (id: number, check: (value: unknown) => boolean) => (value: unknown) => isOn(id) || check(value),
});
configureGlobal({ seed: 20_261_122 });

let tests: Test[] = [];

process.on('disconnect', () => process.exit());
process.on('message', (order: Order) => {
  void ('files' in order ? load(order.files, order.active, order.known) : attempt(order.mutant, order.tests)).then(
    (answer) => {
      process.send?.(answer);
    },
  );
});

/** @param known whether what each test reaches was found out before */
async function load(files: readonly string[], from = -1, known = false): Promise<Answer> {
  active = from;
  try {
    tests = await collect(files, (file) => import(new URL(`../../${file}`, import.meta.url).href));
  } catch (error) {
    return { is: 'ready', tests: [], atLoad: [], broken: [String(error)] };
  }
  const atLoad = [...hits];
  if (known) return { is: 'ready', tests: [], atLoad, broken: [] };
  const coverage: Coverage[] = [];
  const broken: string[] = [];
  for (const test of tests) {
    hits = new Set();
    const started = process.cpuUsage();
    const first = await passes(test);
    const { user, system } = process.cpuUsage(started); // whatever else this machine does
    const ms = (user + system) / 1000;
    coverage.push({ name: test.name, ms, reaches: [...hits] });
    if (!first) broken.push(test.name);
    if (from >= 0 && !first) break;
  }
  // What holds once and not twice would seem to notice every mutant.
  for (const [i, test] of tests.entries()) {
    if (from < 0 && (coverage[i]?.ms ?? 0) < 500 && !(await passes(test))) broken.push(test.name);
  }
  return { is: 'ready', tests: coverage, atLoad, broken };
}

async function attempt(mutant: number, order: readonly number[]): Promise<Answer> {
  for (const by of order) {
    const test = tests[by] as Test;
    active = mutant;
    const held = await passes(test);
    active = -1;
    if (!held) return { is: 'tried', mutant, by, broken: !(await passes(test)) };
  }
  return { is: 'tried', mutant, broken: false };
}

async function passes(test: Test): Promise<boolean> {
  try {
    await test.run();
    return true;
  } catch {
    return false;
  }
}
