/**
 * `veta drill seasons`: the sample season is told while its process or its PostgreSQL is ended by kill -9 at moments chosen by
 * the seed, and told again from where it was until it is done. Then nothing that was acknowledged may be missing, nothing may
 * be there twice, the ledger must be clean, and it must say the same as one that nobody disturbed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../drill.js';
import { progressBar } from '../../progress-bar.js';
import { dice, numbersIn } from '../options.js';
import { readLedger, type Told } from './ledger-reading.js';
import { environmentIn, inScratch } from '../scratch.js';

const TELLER = fileURLToPath(new URL('teller.js', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../main.js', import.meta.url));
/** A season not told within this has hung. */
const PATIENCE_MS = 120_000;

type Victim = 'process' | 'postgres';

interface SeasonTold {
  readonly kills: readonly { readonly victim: Victim; readonly afterMs: number; readonly acknowledged: number }[];
  readonly acknowledged: number;
  /** Acknowledged entries that are not in the ledger at their index any more. */
  readonly lost: number;
  /** Acts recorded more than once, or other than in the undisturbed season. */
  readonly different: readonly string[];
  readonly fsck: boolean;
}

interface SeasonsFinding extends Finding {
  readonly drill: 'seasons';
  readonly seed: number;
  readonly node: string;
  readonly kills: number;
  readonly undisturbed: { readonly statements: number; readonly ms: number };
  readonly seasons: readonly SeasonTold[];
  readonly seconds: number;
}

export async function tellThroughKills(args: string[]): Promise<SeasonsFinding> {
  const { kills: wanted, seed } = numbersIn(args, { kills: 20, seed: 1 });
  const started = Date.now();
  const roll = dice(seed);
  const bar = progressBar('Seasons');
  const calm = await inScratch(async (folder) => {
    const { ms } = await tell(folder, undefined);
    return { ...(await readLedger(folder)), ms };
  });
  const seasons: SeasonTold[] = [];
  const done = (): number => seasons.reduce((sum, { kills }) => sum + kills.length, 0);
  while (done() < wanted) {
    seasons.push(await inScratch((folder) => disturbed(folder, calm, roll)));
    bar.to(Math.min(done(), wanted), wanted);
  }
  bar.done();
  const ok = seasons.every(({ lost, different, fsck }) => lost === 0 && different.length === 0 && fsck);
  const undisturbed = { statements: calm.entries.size, ms: calm.ms };
  const seconds = Math.round((Date.now() - started) / 1000);
  return { drill: 'seasons', ok, seed, node: process.version, kills: done(), undisturbed, seasons, seconds };
}

async function disturbed(
  folder: string,
  calm: Told & { ms: number },
  roll: (n: number) => number,
): Promise<SeasonTold> {
  const kills: { victim: Victim; afterMs: number; acknowledged: number }[] = [];
  const acknowledged = new Map<string, string>();
  for (let finished = false; !finished;) {
    const victim: Victim = roll(2) === 0 ? 'process' : 'postgres';
    // Half of the blows fall in the short while in which most is written.
    const afterMs = roll(2) === 0 ? roll(calm.ms) : { sinceFirst: roll(1_500) };
    const told = await tell(folder, { victim, after: afterMs });
    for (const [sid, place] of told.acknowledged) acknowledged.set(sid, place);
    finished = told.finished;
    if (told.killed) kills.push({ victim, afterMs: told.ms, acknowledged: told.acknowledged.size });
  }
  const { entries, acts } = await readLedger(folder);
  const lost = [...acknowledged].filter(([sid, place]) => entries.get(sid) !== place).length;
  const fsck = spawnSync(process.execPath, [PROGRAM, 'fsck', '--json'], {
    env: environmentIn(folder),
    stdio: 'ignore',
  });
  const different = differences(calm.acts, acts);
  return { kills, acknowledged: acknowledged.size, lost, different, fsck: fsck.status === 0 };
}

interface Blow {
  readonly victim: Victim;
  /** Milliseconds since the start, or since the first acknowledgement. */
  readonly after: number | { readonly sinceFirst: number };
}

interface Telling {
  readonly finished: boolean;
  readonly killed: boolean;
  readonly ms: number;
  /** `<index> <leaf>` by statement id. */
  readonly acknowledged: ReadonlyMap<string, string>;
}

async function tell(folder: string, blow: Blow | undefined): Promise<Telling> {
  const began = Date.now();
  const heard = join(folder, 'acknowledged');
  // A file and not a pipe: a killed process cannot take back what it wrote there.
  const out = openSync(heard, 'w');
  const child = spawn(process.execPath, [TELLER], {
    env: environmentIn(folder),
    stdio: ['ignore', 'ignore', 'pipe', out],
  });
  closeSync(out);
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  let patience: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    patience = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the season was not told within ${PATIENCE_MS} ms:\n${complaint}`));
    }, PATIENCE_MS);
  });
  const strike = async (): Promise<boolean> => {
    await moment(blow, () => child.exitCode === null && statSync(heard).size === 0);
    const pid = blow?.victim === 'process' ? child.pid : postmasterOf(folder);
    return child.exitCode === null && pid !== undefined && killed(pid);
  };
  const struck = await Promise.race([
    blow === undefined ? ended.then(() => false) : strike(),
    ended.then(() => false),
    hung,
  ]);
  const struckAt = Date.now() - began;
  const code = await Promise.race([ended, hung]);
  clearTimeout(patience);
  if (!struck && code !== 0) throw new Error(`the season ended with ${code} though nobody killed it:\n${complaint}`);
  const acknowledged = lines(readFileSync(heard, 'utf8'));
  return { finished: code === 0, killed: struck, ms: struck ? struckAt : Date.now() - began, acknowledged };
}

async function moment(blow: Blow | undefined, silent: () => boolean): Promise<void> {
  if (typeof blow?.after === 'number') {
    await sleep(blow.after);
    return;
  }
  while (silent()) await sleep(10);
  await sleep(blow?.after.sinceFirst ?? 0);
}

/** Whole lines only: the last one may have been cut off, and then nobody heard it. */
function lines(said: string): Map<string, string> {
  const whole = said.slice(0, said.lastIndexOf('\n') + 1).split('\n');
  return new Map(whole.filter(Boolean).map((line) => [line.slice(0, 64), line.slice(65)]));
}

/** The first line of postmaster.pid; undefined while there is no server. */
function postmasterOf(folder: string): number | undefined {
  try {
    const file = join(folder, 'data', 'postgres', 'postmaster.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}

function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

function differences(calm: ReadonlyMap<string, number>, acts: ReadonlyMap<string, number>): string[] {
  const all = new Set([...calm.keys(), ...acts.keys()]);
  return [...all].filter((act) => calm.get(act) !== acts.get(act));
}
