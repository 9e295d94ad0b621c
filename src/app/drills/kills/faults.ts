/**
 * `veta drill faults`: under load the signer is run by strace, which makes single calls on signed.log fail: the disk says no
 * to a write or an fsync, is full, or the process is ended at that very call. Then a signer without a tracer goes on from what
 * is there, and everything is checked as after a kill. Needs Linux and strace.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../../../config/config-error.js';
import type { Finding } from '../../drill.js';
import { progressBar } from '../../progress-bar.js';
import { dice, numbersIn } from '../options.js';
import { inScratch } from '../scratch.js';
import { audit } from './audit.js';
import { inScene, type Scene } from './scene.js';

/** `refused`: it says so and signs no more. `went on`: the next try made it good. */
type Outcome = 'killed' | 'refused' | 'went on';

interface Kind {
  readonly fault: string;
  /** Calls and what becomes of them, as strace's `inject` takes it. */
  readonly inject: string;
  readonly right: Outcome;
}

const KINDS: readonly Kind[] = [
  { fault: 'fsync: EIO', inject: 'fsync,fdatasync:error=EIO', right: 'refused' },
  { fault: 'fsync: SIGKILL', inject: 'fsync,fdatasync:signal=SIGKILL', right: 'killed' },
  { fault: 'write: EIO', inject: 'write,pwrite64,writev,pwritev:error=EIO', right: 'went on' },
  { fault: 'write: ENOSPC', inject: 'write,pwrite64,writev,pwritev:error=ENOSPC', right: 'went on' },
  { fault: 'write: SIGKILL', inject: 'write,pwrite64,writev,pwritev:signal=SIGKILL', right: 'killed' },
];
/** Which call of its kind fails is rolled among the first few. */
const CALLS = 4;
const PATIENCE_MS = 60_000;
/** In which a signer shows what it made of it. */
const AFTERMATH_MS = 1_500;

interface Trial {
  readonly fault: string;
  readonly call: number;
  readonly outcome: Outcome;
  readonly faults: readonly string[];
}

interface FaultsFinding extends Finding {
  readonly drill: 'faults';
  readonly seed: number;
  readonly node: string;
  readonly trials: readonly Trial[];
  readonly acknowledged: number;
  readonly seconds: number;
}

export function failUnderLoad(args: string[]): Promise<FaultsFinding> {
  const { rounds, seed, writers } = numbersIn(args, { rounds: 4, seed: 1, writers: 16 });
  const { error } = spawnSync('strace', ['-V'], { stdio: 'ignore' });
  if (error !== undefined) throw new ConfigError('This drill needs strace, which is only on Linux: install it first.');
  const started = Date.now();
  const roll = dice(seed);
  const kinds = Array.from({ length: rounds }, () => KINDS).flat();
  const bar = progressBar('Faults');
  return inScratch((folder) =>
    inScene(folder, { writers, roll }, async (scene) => {
      const trials: Trial[] = [];
      for (const kind of kinds) {
        trials.push(await attempt(scene, kind, 1 + roll(CALLS), join(folder, `calls-${trials.length}`)));
        bar.to(trials.length, kinds.length);
      }
      bar.done();
      const faults = [...scene.household.fell, ...trials.flatMap((trial) => trial.faults)];
      const acknowledged = scene.load.answers.length;
      const seconds = Math.round((Date.now() - started) / 1000);
      return { drill: 'faults', ok: faults.length === 0, seed, node: process.version, trials, acknowledged, seconds };
    }),
  );
}

async function attempt(scene: Scene, { fault, inject, right }: Kind, call: number, calls: string): Promise<Trial> {
  const { household, load, config } = scene;
  household.kill('signer');
  load.start();
  const file = join(config.signerDir, 'signed.log');
  const watched = ['-e', 'trace=write,pwrite64,writev,pwritev,fsync,fdatasync', '-e', `inject=${inject}:when=${call}`];
  await household.startTraced(['strace', '-D', '-f', '-qq', '-o', calls, '-P', file, ...watched]);
  await struck(calls);
  const outcome = await outcomeOf(scene);
  if (household.signerEnd === undefined) household.kill('signer');
  await household.start('signer');
  await load.pause();
  const found = await audit({ ...scene, url: household.url, answers: load.answers, since: undefined });
  const faults = [...found.lost, ...found.duplicated, ...found.fsck, ...found.files];
  if (outcome !== right) faults.push(`${fault} at call ${call}: the signer ${outcome}, and should have ${right}`);
  return { fault, call, outcome, faults };
}

/** A fault that never came would prove nothing. */
async function struck(calls: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
    const traced = await readFile(calls, 'utf8').catch(() => '');
    if (/\(INJECTED\)|killed by SIGKILL/.test(traced)) return;
  }
  throw new Error(`no call failed within ${PATIENCE_MS} ms`);
}

async function outcomeOf({ household, dataSource }: Scene): Promise<Outcome> {
  await sleep(AFTERMATH_MS);
  if (household.signerEnd === 'SIGKILL') return 'killed';
  // At its start it ends with a sentence instead.
  if (household.signerEnd !== undefined) return 'refused';
  const [status]: { trouble: string | null }[] = await dataSource.query('SELECT trouble FROM signer_status');
  return status?.trouble == null ? 'went on' : 'refused';
}
