/**
 * `veta bench recall`: a certificate is withdrawn from where its gold begins, in one ledger at a tenth of its size, a quarter,
 * half and its whole, each time another cooperative's, and the same number of descendants is held. What it costs is to be what
 * it reaches and not what the ledger holds; and whoever records something else meanwhile waits for the one transaction, and no
 * longer.
 */
import { loadavg } from 'node:os';
import { Rejection } from '../../core/rejection.js';
import type { Receipt } from '../../ledger/ledger.js';
import type { Finding } from '../drill.js';
import { numbersIn } from '../drills/options.js';
import { configIn, inScratch } from '../drills/scratch.js';
import { openHouse, type House } from '../house.js';
import { assertDurable } from './durable.js';
import { coop, Country } from './growth/country.js';
import { Gate } from './growth/gate.js';
import { spreadOf, type Spread, type Timed } from './recall/answers.js';
import { round, type Round } from './recall/round.js';
import { Transactions } from './recall/transactions.js';

/** Of the whole ledger; at each the certificate of another cooperative. */
const SHARES = [0.1, 0.25, 0.5, 1];
/** The first of them are recalled, one at each size; the others are the country around them, so many that no site gives more than it can. */
const COOPERATIVES = 64;
/** So many seasons are told at once. */
const LANES = 40;
const ROUNDS = 15;
/** Of a season: 96 deliveries, 12 bars, the refiner's grain and an alloy. */
const LOTS_A_SEASON = 110;
const MOST_MS = 2_000;
const MOST_RATIO = 1.5;

interface Mark {
  readonly statements: number;
  readonly ms: Spread;
  readonly transactionMs: Spread;
  /** Lots, of each round: one figure if all were alike. */
  readonly reached: readonly number[];
  readonly rounds: readonly Round[];
}

interface RecallFinding extends Finding {
  readonly bench: 'recall';
  readonly node: string;
  readonly loadAverage: number;
  readonly load: string;
  readonly descendants: number;
  readonly marks: readonly Mark[];
  /** Of the medians in the whole ledger beside those in a tenth of it. */
  readonly ratio: number;
  readonly transactionRatio: number;
}

export function benchRecall(args: string[]): Promise<RecallFinding> {
  const { statements, descendants } = numbersIn(args, { statements: 1_000_000, descendants: 0 });
  const wanted = descendants > 0 ? descendants : Math.min(10_000, Math.floor(statements / 100));
  const seasons = Math.ceil(wanted / LOTS_A_SEASON);
  return inScratch(async (folder) => {
    const house = await openHouse(configIn(folder), { sample: true });
    const sizes = SHARES.map((part) => Math.floor(part * statements));
    const marks = await grown(house, sizes, seasons).finally(() => house.close());
    const [small, whole] = [marks[0], marks.at(-1)];
    if (small === undefined || whole === undefined) throw new Error('bug: a bench without marks');
    const ratio = share(whole.ms.median, small.ms.median);
    const alike = marks.every(({ reached }) => reached.every((lots) => lots === seasons * LOTS_A_SEASON));
    return {
      bench: 'recall',
      ok: alike && whole.ms.median < MOST_MS && ratio <= MOST_RATIO,
      node: process.version,
      loadAverage: loadavg()[0] ?? 0,
      load: `seasons of ${COOPERATIVES} cooperatives, each act a command at the desk; the first ${seasons} of one are recalled`,
      descendants: seasons * LOTS_A_SEASON,
      marks,
      ratio,
      transactionRatio: share(whole.transactionMs.median, small.transactionMs.median),
    };
  });
}

function share(of: number, by: number): number {
  return Math.round((100 * of) / by) / 100;
}

async function grown(house: House, sizes: readonly number[], seasons: number): Promise<Mark[]> {
  await assertDurable(house.database);
  const transactions = new Transactions(house.database.dataSource);
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
  const told = toTell(sizes.length, seasons);
  const trades = Promise.all(Array.from({ length: LANES }, () => trade(country, told, enough.signal)));
  const ended = trades.then(() => Promise.reject(new Error('bug: trade ended')));
  const marks: Mark[] = [];
  for (const [n, size] of sizes.entries()) {
    await Promise.race([gate.until(size), ended]);
    // The table's statistics, and what was written before, are no part of what a recall costs.
    await house.database.dataSource.query('ANALYZE');
    // Without a target: others go on while it is measured.
    gate.finish();
    const recalled: Round[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      const scene = { house, transactions, times };
      recalled.push(await Promise.race([round(scene, coop(n), seasons), ended]));
    }
    marks.push(markOf(size, recalled));
    console.error(JSON.stringify(marks.at(-1)));
  }
  enough.abort();
  gate.finish();
  await trades.catch(() => undefined);
  return marks;
}

function markOf(statements: number, rounds: readonly Round[]): Mark {
  return {
    statements,
    ms: spreadOf(rounds.map(({ ms }) => ms)),
    transactionMs: spreadOf(rounds.map(({ transactionMs }) => transactionMs)),
    reached: [...new Set(rounds.map(({ reached }) => reached))],
    rounds,
  };
}

/** Cooperative and season: first all that will be recalled, so that it is whole at a tenth of the ledger; then the rest without end. */
function* toTell(recalled: number, seasons: number): Generator<readonly [cooperative: number, season: number], never> {
  for (let season = 0; season < seasons; season++) {
    for (let cooperative = 0; cooperative < recalled; cooperative++) yield [cooperative, season];
  }
  for (let season = 0; ; season++) {
    for (let cooperative = recalled; cooperative < COOPERATIVES; cooperative++) yield [cooperative, season];
  }
}

async function trade(country: Country, told: ReturnType<typeof toTell>, enough: AbortSignal): Promise<void> {
  while (!enough.aborted) {
    // Gold of a season that was still under way when it was recalled stays where it is: another is begun.
    await country.season(...told.next().value).catch((error: unknown) => {
      if (!(error instanceof Rejection) || error.code !== 'lot-recalled') throw error;
    });
  }
}
