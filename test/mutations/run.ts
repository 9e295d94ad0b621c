/**
 * Removes every check of the verifier, one at a time, and asks its own suites whether they notice. Prints one JSON object:
 * how many were noticed, and each that was not, with its place and, where it can change nothing, why.
 *
 * Use: node --import ./test/support/typescript-loader.js test/mutations/run.ts [--only PATTERN] [--workers N]
 * The pattern is held against a mutant's kind and file, `expect src/core/evidence/lot/gold.ts`. Works in a copy of the sources and tests, below the temporary folder, which it throws away.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { explain } from './equivalent.js';
import { instrument, type Kind, type Mutant } from './sites.js';
import { CHECKED, SUITES, TOO_LONG } from './subject.js';
import type { Answer, Coverage, Order } from './worker.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** In this order: what is a check by its name before what may only be a way to say something. */
const KINDS: readonly Kind[] = ['expect', 'fail', 'guard', 'choice', 'operand', 'answer', 'member'];
const PATIENCE_MS = 60_000;
/** A test that takes longer is not asked. */
const LONG_MS = 500;

interface Outcome {
  readonly mutant: Mutant;
  /** Name of the test that failed, or how it died. */
  readonly by?: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', default: '' }, workers: { type: 'string', default: '2' } },
  });
  const started = Date.now();
  const copy = await mkdtemp(join(tmpdir(), 'veta-mutations-'));
  try {
    const mutants = await prepare(copy);
    const chosen = mutants
      .filter(({ file, kind }) => new RegExp(values.only).test(`${kind} ${file}`))
      .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
    const suites = await suitesIn(copy);
    const outcomes = await tryAll(copy, suites, chosen, Number(values.workers));
    const found = report(outcomes, values.only, Math.round((Date.now() - started) / 1000));
    process.stdout.write(`${JSON.stringify(found)}\n`);
    process.exitCode = found.ok ? 0 : 1;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function prepare(copy: string): Promise<readonly Mutant[]> {
  for (const folder of ['src', 'test', 'docs']) await cp(join(ROOT, folder), join(copy, folder), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json']) await cp(join(ROOT, file), join(copy, file));
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const files: string[] = [];
  for (const path of CHECKED) files.push(...(path.endsWith('.ts') ? [path] : await sourcesIn(copy, path, '.ts')));
  const { mutants, sources } = instrument(`${copy}/`, files);
  for (const [file, text] of sources) await writeFile(join(copy, file), text);
  return mutants;
}

async function sourcesIn(copy: string, folder: string, ending: string): Promise<string[]> {
  const found = await readdir(join(copy, folder), { recursive: true });
  return found
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort();
}

async function suitesIn(copy: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of SUITES)
    found.push(...(folder.endsWith('.ts') ? [folder] : await sourcesIn(copy, folder, '.spec.ts')));
  return found.filter((file) => !TOO_LONG.includes(file));
}

/** A process with the suites loaded, replaced when it hangs. */
class Worker {
  private constructor(
    private readonly child: ChildProcess,
    readonly tests: readonly Coverage[],
    readonly atLoad: readonly number[],
    readonly broken: readonly string[],
  ) {}

  static async start(
    copy: string,
    files: readonly string[],
    active?: number,
    known?: Worker,
  ): Promise<Worker | undefined> {
    const execArgv = [
      '--import',
      join(copy, 'test/support/typescript-loader.js'),
      '--disable-warning=ExperimentalWarning',
    ];
    const child = fork(join(copy, 'test/mutations/worker.ts'), [], {
      cwd: copy,
      execArgv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ready = await ask(child, { files, active, known: known !== undefined }, 4 * PATIENCE_MS);
    if (ready?.is === 'ready' && known !== undefined) return new Worker(child, known.tests, known.atLoad, known.broken);
    if (ready?.is === 'ready') return new Worker(child, ready.tests, ready.atLoad, ready.broken);
    child.kill('SIGKILL');
    return undefined;
  }

  async attempt(mutant: number, tests: readonly number[]): Promise<(Answer & { is: 'tried' }) | undefined> {
    const answer = await ask(this.child, { mutant, tests }, PATIENCE_MS);
    return answer?.is === 'tried' ? answer : undefined;
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}

/** `undefined` where it does not answer in time, or dies. */
function ask(child: ChildProcess, order: Order, patience: number): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const done = (answer?: Answer): void => {
      clearTimeout(timer);
      child.off('message', done).off('exit', died);
      resolve(answer);
    };
    const died = (): void => done();
    const timer = setTimeout(died, patience);
    child.on('message', done).on('exit', died);
    child.send(order);
  });
}

/** Tests that fail without any mutant, and so can notice none. */
const leftOut = new Set<string>();

async function tryAll(
  copy: string,
  suites: readonly string[],
  mutants: readonly Mutant[],
  workers: number,
): Promise<Outcome[]> {
  const kills = new Map<number, number>();
  const outcomes: Outcome[] = [];
  const left = [...mutants];
  const known = await healthy(copy, suites);
  let busy = 0;
  const lane = async (): Promise<void> => {
    let worker = known;
    if (busy++ > 0) worker = await healthy(copy, suites, known);
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
      const { id } = mutant;
      const order = worker.tests
        .flatMap(({ name, reaches, ms }, i) =>
          reaches.includes(id) && ms < LONG_MS && !leftOut.has(name)
            ? [{ i, worth: ((kills.get(i) ?? 0) + 0.1) / (ms + 1) }]
            : [],
        )
        .sort((a, b) => b.worth - a.worth)
        .map(({ i }) => i);
      const tried = await worker.attempt(id, order);
      const by = tried === undefined ? 'no answer' : tried.by === undefined ? undefined : worker.tests[tried.by]?.name;
      if (tried?.by !== undefined) kills.set(tried.by, (kills.get(tried.by) ?? 0) + 1);
      if (tried === undefined || tried.broken) {
        worker.stop();
        worker = await healthy(copy, suites, worker);
      }
      const late = by === undefined && worker.atLoad.includes(id) ? await fromTheStart(copy, suites, id) : by;
      outcomes.push({ mutant, ...(late !== undefined && { by: late }) });
      if (late === undefined)
        process.stderr.write(
          `survives: ${mutant.file}:${mutant.line} ${mutant.within} ${mutant.kind} ${mutant.text.slice(0, 110)}\n`,
        );
      if (outcomes.length % 50 === 0) process.stderr.write(`${outcomes.length} of ${mutants.length}\n`);
    }
    worker.stop();
  };
  await Promise.all(Array.from({ length: workers }, lane));
  return outcomes;
}

async function healthy(copy: string, suites: readonly string[], known?: Worker): Promise<Worker> {
  const worker = await Worker.start(copy, suites, undefined, known);
  if (worker === undefined) throw new Error('the suites cannot be loaded');
  for (const name of worker.broken) leftOut.add(name);
  return worker;
}

/** What a suite makes once, when it is loaded, was made without the mutant: all over again with it. */
async function fromTheStart(copy: string, suites: readonly string[], id: number): Promise<string | undefined> {
  const worker = await Worker.start(copy, suites, id);
  worker?.stop();
  return worker === undefined ? 'no answer' : worker.broken[0];
}

function report(outcomes: readonly Outcome[], only: string, seconds: number) {
  const survived = outcomes.filter(({ by }) => by === undefined).map(({ mutant }) => mutant);
  const survivors = survived
    .sort((a, b) => a.id - b.id)
    .map(({ kind, file, line, within, text }) => ({
      at: `${file}:${line}`,
      within,
      kind,
      text,
      why: explain(file, within, kind, text),
    }));
  const kinds: Record<string, { mutants: number; killed: number; explained: number }> = {};
  for (const { mutant, by } of outcomes) {
    const kind = (kinds[mutant.kind] ??= { mutants: 0, killed: 0, explained: 0 });
    kind.mutants += 1;
    if (by !== undefined) kind.killed += 1;
    else if (explain(mutant.file, mutant.within, mutant.kind, mutant.text) !== undefined) kind.explained += 1;
  }
  const unexplained = survivors.filter(({ why }) => why === undefined);
  const ok = unexplained.length === 0;
  const killed = outcomes.length - survivors.length;
  return {
    drill: 'mutations',
    ok,
    node: process.version,
    only,
    mutants: outcomes.length,
    killed,
    kinds,
    unexplained,
    explained: survivors.filter(({ why }) => why !== undefined),
    leftOut: [...leftOut],
    seconds,
  };
}

await main();
