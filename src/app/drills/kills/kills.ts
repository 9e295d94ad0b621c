/**
 * `veta drill kills`: many callers deliver and split gold over HTTP while the server, its separate signer or PostgreSQL is
 * ended by kill -9 at moments chosen by the seed, one time in five all three at once, as a power cut would. After every
 * blow all is started again, every caller gets an answer, and the whole ledger is checked: nothing that was acknowledged may
 * be missing or elsewhere, nothing there twice, fsck clean, and the signer's memory, files and journal whole.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Finding } from '../../drill.js';
import { progressBar } from '../../progress-bar.js';
import { dice, numbersIn } from '../options.js';
import { inScratch } from '../scratch.js';
import { audit, type Audited } from './audit.js';
import { VICTIMS, type Victim } from './household.js';
import { inScene, type Scene } from './scene.js';
import type { Writers } from './writers.js';

/** Blows to one ledger: checking all of it after each must not become the drill. */
const BLOWS_A_LEDGER = 20;
/** The longest that the load goes on before a blow. */
const LOAD_MS = 1_000;
/** Acts asked again after each blow, which must be answered as they were. */
const ASKED_AGAIN = 4;

interface Blow {
  readonly victims: readonly Victim[];
  /** Of load before it. */
  readonly afterMs: number;
  /** Until everything was up and every caller had an answer. */
  readonly recoveredMs: number;
  readonly found: Audited;
  /** Acts that were answered otherwise when they were asked again. */
  readonly otherwise: readonly string[];
}

interface LedgerHit {
  readonly blows: readonly Blow[];
  readonly acknowledged: number;
  readonly retries: number;
  readonly fell: readonly string[];
}

interface KillsFinding extends Finding {
  readonly drill: 'kills';
  readonly seed: number;
  readonly node: string;
  readonly writers: number;
  readonly kills: number;
  readonly killed: Readonly<Record<Victim, number>>;
  readonly powerCuts: number;
  readonly ledgers: number;
  /** Acknowledged statements of all ledgers. */
  readonly acknowledged: number;
  readonly retries: number;
  readonly lost: number;
  readonly duplicated: number;
  /** Blows after which fsck found nothing, of all blows. */
  readonly fsckClean: number;
  readonly blows: number;
  readonly recoveredMs: { readonly median: number; readonly most: number };
  /** Everything that was wrong, in words; empty where nothing was. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

export async function killUnderLoad(args: string[]): Promise<KillsFinding> {
  const { kills, seed, writers } = numbersIn(args, { kills: 200, seed: 1, writers: 32 });
  const started = Date.now();
  const roll = dice(seed);
  const bar = progressBar('Kills');
  const hit: LedgerHit[] = [];
  const done = (): number => hit.flatMap(({ blows }) => blows).reduce((sum, { victims }) => sum + victims.length, 0);
  while (done() < kills) {
    const before = done();
    const told = (here: number): void => bar.to(Math.min(before + here, kills), kills);
    hit.push(await inScratch((folder) => oneLedger(folder, { kills: kills - before, writers, roll, told })));
  }
  bar.done();
  const seconds = Math.round((Date.now() - started) / 1000);
  const summed = sumOf(hit);
  const ok = summed.faults.length === 0;
  return { drill: 'kills', ok, seed, node: process.version, writers, kills: done(), ...summed, seconds };
}

interface Plan {
  /** Wanted at least. */
  readonly kills: number;
  readonly writers: number;
  readonly roll: (sides: number) => number;
  readonly told: (kills: number) => void;
}

function oneLedger(folder: string, { kills, writers, roll, told }: Plan): Promise<LedgerHit> {
  return inScene(folder, { writers, roll }, async (scene) => {
    const blows: Blow[] = [];
    const done = (): number => blows.reduce((sum, { victims }) => sum + victims.length, 0);
    while (blows.length < BLOWS_A_LEDGER && done() < kills) {
      blows.push(await strike(scene, roll, blows.at(-1)?.found.note));
      told(done());
    }
    const { load, household } = scene;
    return { blows, acknowledged: statementsOf(load), retries: load.retries, fell: household.fell };
  });
}

async function strike(scene: Scene, roll: (sides: number) => number, since: string | undefined): Promise<Blow> {
  const { household, load } = scene;
  const victims = roll(5) === 0 ? VICTIMS : [VICTIMS[roll(VICTIMS.length)] ?? 'sequencer'];
  const afterMs = roll(LOAD_MS);
  load.start();
  await sleep(afterMs);
  for (const victim of victims) household.kill(victim);
  const struck = Date.now();
  // What needs a database is started once that is there.
  if (victims.includes('postgres')) await household.start('postgres');
  await Promise.all(victims.filter((one) => one !== 'postgres').map((one) => household.start(one)));
  await load.pause();
  const recoveredMs = Date.now() - struck;
  const again = Array.from({ length: ASKED_AGAIN }, () => load.answers[roll(load.answers.length)]);
  const otherwise: string[] = [];
  for (const answer of again.flatMap((one) => one ?? [])) {
    const { entries } = await load.ask(answer.act);
    if (JSON.stringify([...entries]) !== JSON.stringify([...answer.entries])) otherwise.push(answer.act.key);
  }
  const found = await audit({ ...scene, url: household.url, answers: load.answers, since });
  return { victims, afterMs, recoveredMs, found, otherwise };
}

function statementsOf({ answers }: Writers): number {
  return answers.reduce((sum, { entries }) => sum + entries.size, 0);
}

function sumOf(hit: readonly LedgerHit[]) {
  const blows = hit.flatMap((one) => one.blows);
  const times = blows.map(({ recoveredMs }) => recoveredMs).sort((a, b) => a - b);
  const victims = blows.flatMap((blow) => blow.victims);
  const count = (victim: Victim): number => victims.filter((one) => one === victim).length;
  const faults = [
    ...hit.flatMap(({ fell }) => fell),
    ...blows.flatMap(({ found, otherwise }) => [
      ...found.lost.map((sid) => `lost: ${sid}`),
      ...found.duplicated.map((what) => `twice: ${what}`),
      ...otherwise.map((key) => `answered otherwise: ${key}`),
      ...found.fsck.map((what) => `fsck: ${what}`),
      ...found.files,
    ]),
  ];
  const sum = (of: (blow: Blow) => number): number => blows.reduce((total, blow) => total + of(blow), 0);
  return {
    killed: { sequencer: count('sequencer'), signer: count('signer'), postgres: count('postgres') },
    powerCuts: blows.filter((blow) => blow.victims.length === VICTIMS.length).length,
    ledgers: hit.length,
    acknowledged: hit.reduce((total, one) => total + one.acknowledged, 0),
    retries: hit.reduce((total, one) => total + one.retries, 0),
    lost: sum(({ found }) => found.lost.length),
    duplicated: sum(({ found, otherwise }) => found.duplicated.length + otherwise.length),
    fsckClean: blows.filter(({ found }) => found.fsck.length === 0).length,
    blows: blows.length,
    recoveredMs: { median: times[times.length >> 1] ?? 0, most: times.at(-1) ?? 0 },
    faults: faults.slice(0, 50),
  };
}
