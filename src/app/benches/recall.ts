/**
 * `veta bench recall`: a certificate is withdrawn from where its gold begins, in one ledger at a tenth of its size and at its
 * whole, and as many descendants are held each time. What it costs is to be what it reaches and not what the ledger holds; and
 * whoever records something else meanwhile waits for the one transaction, and no longer.
 */
import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { recallPapers } from '../../core/custody/credentials/recall.js';
import { addDays, instantOf } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import type { Receipt } from '../../ledger/ledger.js';
import { digestOf, factsOf } from '../../lots/lots.js';
import type { Finding } from '../drill.js';
import { numbersIn } from '../drills/options.js';
import { configIn, inScratch } from '../drills/scratch.js';
import { openHouse, type House } from '../house.js';
import { assertDurable } from './durable.js';
import { BARS_A_SHIPMENT, coop, Country, FIRST_DAY } from './growth/country.js';
import { Gate } from './growth/gate.js';

const COOPERATIVES = 4;
/** So many seasons of one cooperative are told at once. */
const LANES = 8;
const ROUNDS = 3;
/** Of a season: 96 deliveries, 12 bars, the refiner's grain and an alloy. */
const LOTS_A_SEASON = 110;
const MOST_MS = 2_000;
const MOST_RATIO = 1.5;
/** Acts of others before, so that there is something to compare with. */
const QUIET_ACTS = 400;

interface Timed {
  readonly began: number;
  readonly ended: number;
}

interface Answers {
  readonly acts: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

interface Round {
  /** From asking to the answer, with everything it reaches held. */
  readonly ms: number;
  readonly reached: number;
  /** Of others, while it ran, and in the moments before. */
  readonly during: Answers;
  readonly before: Answers;
}

interface Mark {
  readonly statements: number;
  readonly rounds: readonly Round[];
  readonly medianMs: number;
}

interface RecallFinding extends Finding {
  readonly bench: 'recall';
  readonly node: string;
  readonly loadAverage: number;
  readonly load: string;
  readonly descendants: number;
  readonly marks: readonly Mark[];
  /** Of the whole ledger beside a tenth of it. */
  readonly ratio: number;
}

export function benchRecall(args: string[]): Promise<RecallFinding> {
  const { statements, descendants } = numbersIn(args, { statements: 1_000_000, descendants: 0 });
  const wanted = descendants > 0 ? descendants : Math.min(10_000, Math.floor(statements / 100));
  return inScratch(async (folder) => {
    const house = await openHouse(configIn(folder), { sample: true });
    const marks = await grown(house, [Math.floor(statements / 10), statements], wanted).finally(() => house.close());
    const [small, whole] = marks.map(({ medianMs }) => medianMs);
    const ratio = Math.round((100 * (whole ?? 0)) / (small ?? 1)) / 100;
    const reached = marks.every(({ rounds }) => rounds.every((round) => round.reached >= wanted));
    const load = `seasons of ${COOPERATIVES} cooperatives, each act a command at the desk; the first ${wanted} lots of one are recalled`;
    return {
      bench: 'recall',
      ok: reached && (whole ?? Infinity) < MOST_MS && ratio <= MOST_RATIO,
      node: process.version,
      loadAverage: loadavg()[0] ?? 0,
      load,
      descendants: wanted,
      marks,
      ratio,
    };
  });
}

async function grown(house: House, sizes: readonly number[], wanted: number): Promise<Mark[]> {
  await assertDurable(house.database);
  const gate = new Gate();
  const times: Timed[] = [];
  const timed = async (act: () => Promise<Receipt>): Promise<Receipt> => {
    const began = performance.now();
    const receipt = await act();
    times.push({ began, ended: performance.now() });
    return receipt;
  };
  const country = new Country(house, (act) => gate.pass(() => timed(act)));
  await country.found(COOPERATIVES);
  const enough = new AbortController();
  const told = (lane: number) => trade(country, lane, enough.signal);
  const trades = Promise.all(Array.from({ length: COOPERATIVES * LANES }, (_, lane) => told(lane)));
  const ended = trades.then(() => Promise.reject(new Error('bug: trade ended')));
  const marks: Mark[] = [];
  for (const [n, size] of sizes.entries()) {
    await Promise.race([gate.until(size), ended]);
    // The table's statistics, and what was written before, are no part of what a recall costs.
    await house.database.dataSource.query('ANALYZE');
    // Without a target: others go on while it is measured.
    gate.finish();
    marks.push(await Promise.race([recalled(house, coop(n), wanted, size, times), ended]));
    console.error(JSON.stringify(marks.at(-1)));
  }
  enough.abort();
  gate.finish();
  await trades.catch(() => undefined);
  return marks;
}

/** Lane k of a cooperative tells its seasons k, k + LANES, …: the early ones of each are whole before the later ones begin. */
async function trade(country: Country, lane: number, enough: AbortSignal): Promise<void> {
  const cooperative = lane % COOPERATIVES;
  for (let season = Math.floor(lane / COOPERATIVES); !enough.aborted; season += LANES) {
    // Gold of a season that was still under way when it was recalled stays where it is: the lane begins another.
    await country.season(cooperative, season).catch((error: unknown) => {
      if (!(error instanceof Rejection) || error.code !== 'lot-recalled') throw error;
    });
  }
}

async function recalled(
  house: House,
  holder: string,
  wanted: number,
  statements: number,
  times: Timed[],
): Promise<Mark> {
  const rounds: Round[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    times.length = 0;
    while (times.length < QUIET_ACTS) await new Promise((resolve) => setTimeout(resolve, 20));
    const quiet = times.splice(0);
    const began = performance.now();
    const sid = await recall(house, holder, Math.ceil(wanted / LOTS_A_SEASON));
    const ended = performance.now();
    // Whoever asked while it ran is answered after it.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const during = times.filter((act) => act.began < ended && act.ended > began);
    const reached = await reachedBy(house, sid);
    rounds.push({ ms: Math.round(ended - began), reached, during: answersOf(during), before: answersOf(quiet) });
  }
  const sorted = rounds.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return { statements, rounds, medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0 };
}

/** All that rests on the paper, of the first seasons. */
async function recall({ ledger }: House, holder: string, seasons: number): Promise<string> {
  const from = new Date(FIRST_DAY).toISOString().slice(0, 10);
  const until = addDays(from, seasons * BARS_A_SHIPMENT);
  const paper = { holder, scheme: 'fairmined', number: `fairmined-${holder}` };
  const date = '2026-11-01';
  const act = {
    org: holder,
    on: { date, tz: 'UTC' },
    at: instantOf(date, 'UTC'),
    today: date,
    attested: 'platform' as const,
  };
  const key = randomUUID();
  const { entries } = await ledger.append({
    org: holder,
    actor: 'bench',
    key,
    digest: digestOf(key),
    needs: { parties: [holder] },
    alone: true,
    decide: (facts) => {
      const cause = { ...paper, from, until, reason: 'withdrawn' };
      return { drafts: recallPapers(factsOf(facts), act, cause, 'register'), result: {} };
    },
  });
  return entries[0]?.sid ?? '';
}

async function reachedBy({ database }: House, sid: string): Promise<number> {
  const sql = `SELECT count(*)::int AS lots FROM recall_lot WHERE recall = decode($1, 'hex')`;
  const [row]: { lots: number }[] = await database.dataSource.query(sql, [sid]);
  return row?.lots ?? 0;
}

function answersOf(acts: readonly Timed[]): Answers {
  const sorted = acts.map(({ began, ended }) => ended - began).toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return { acts: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}
