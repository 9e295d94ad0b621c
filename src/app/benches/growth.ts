/**
 * `veta bench growth`: one ledger grown to a million statements by 64 writers, and looked at on the way: how fast it takes
 * the next ones, what each weighs, and what single answers cost, beside a plain INSERT of the same bytes in the same
 * minutes. What an honest schema shows is that nothing but the disk grows.
 */
import { loadavg } from 'node:os';
import type { Receipt } from '../../ledger/ledger.js';
import type { Finding } from '../drill.js';
import { numbersIn } from '../drills/options.js';
import { configIn, environmentIn, inScratch } from '../drills/scratch.js';
import { openHouse, type House } from '../house.js';
import { audit, type Audit } from './growth/audit.js';
import { rawRate } from './ceiling.js';
import { Country } from './growth/country.js';
import { assertDurable } from './durable.js';
import { Gate, type Passage } from './growth/gate.js';
import { readings, type Reading } from './growth/readings.js';
import { bytesPerStatement, total, workDone, workPerStatement, type TableSize, type Work } from './growth/sizes.js';

const MARKS = [10_000, 100_000, 250_000, 500_000, 1_000_000];
const RAW_SECONDS = 3;

interface Mark {
  readonly statements: number;
  /** Since the mark before: acts wait for their answer, most of them are one statement. */
  readonly since: Passage & { readonly perStatement: Work };
  readonly rawRowsPerSecond: number;
  /** Statements a second beside plain rows a second. */
  readonly ratio: number;
  readonly bytesPerStatement: { readonly all: number; readonly tables: Readonly<Record<string, TableSize>> };
  readonly answers: Readonly<Record<string, Reading>>;
  /** From the last answer until the signer covered all of it. */
  readonly signedAfterMs: number;
  readonly memoryMb: number;
}

interface GrowthFinding extends Finding {
  readonly bench: 'growth';
  readonly node: string;
  /** Of the machine in the last minute, as its system tells it: who else had work to do. */
  readonly loadAverage: number;
  readonly writers: number;
  readonly load: string;
  readonly marks: readonly Mark[];
  /** Of the grown ledger, each in a process of its own. */
  readonly fsck: Audit;
  readonly rebuild: Audit;
}

export function benchGrowth(args: string[]): Promise<GrowthFinding> {
  const { statements, writers } = numbersIn(args, { statements: 1_000_000, writers: 64 });
  return inScratch(async (folder) => {
    const house = await openHouse(configIn(folder), { sample: true });
    const marks = await measured(house, statements, writers).finally(() => house.close());
    const environment = environmentIn(folder);
    const fsck = await audit(['fsck', '--json'], environment);
    const rebuild = await audit(['rebuild', '--check', '--json'], environment);
    const load = 'seasons of 12 bars of 8 deliveries: melted, assayed, sold twice, shipped, refined, alloyed';
    const ok = fsck.ok && rebuild.ok;
    return {
      bench: 'growth',
      ok,
      node: process.version,
      loadAverage: loadavg()[0] ?? 0,
      writers,
      load,
      marks,
      fsck,
      rebuild,
    };
  });
}

async function measured(house: House, statements: number, writers: number): Promise<Mark[]> {
  await assertDurable(house.database);
  return grow(house, [...MARKS.filter((mark) => mark < statements), statements], writers);
}

async function grow(house: House, sizes: readonly number[], writers: number): Promise<Mark[]> {
  const gate = new Gate();
  const country = new Country(house, (act: () => Promise<Receipt>) => gate.pass(act));
  await country.found(writers);
  const enough = new AbortController();
  const trade = async (writer: number): Promise<void> => {
    for (let season = 0; !enough.signal.aborted; season++) await country.season(writer, season);
  };
  const trades = Promise.all(Array.from({ length: writers }, (_, writer) => trade(writer)));
  const marks: Mark[] = [];
  for (const size of sizes) {
    const before = await workDone(house.database.dataSource);
    const passage = await Promise.race([
      gate.until(size),
      trades.then(() => Promise.reject(new Error('bug: trade ended'))),
    ]);
    marks.push(await look(house, country, passage, before, writers));
    console.error(JSON.stringify({ ...marks.at(-1), bytesPerStatement: undefined }));
  }
  enough.abort();
  gate.finish();
  await trades;
  return marks;
}

async function look(house: House, country: Country, passage: Passage, before: Work, writers: number): Promise<Mark> {
  const { database, ledger } = house;
  const began = performance.now();
  await ledger.checkpoint();
  const signedAfterMs = Math.round(performance.now() - began);
  const perStatement = workPerStatement(before, await workDone(database.dataSource), passage.statements);
  const [row]: { size: string; bytes: string }[] = await database.dataSource.query(
    `SELECT (SELECT size FROM log_state) AS size, round(avg(octet_length(s.bytes) + octet_length(e.bytes))) AS bytes
       FROM statement s JOIN entry e USING (idx) WHERE s.idx >= (SELECT size - 10000 FROM log_state)`,
  );
  const size = Number(row?.size);
  const answers = await readings(database, country, size);
  const tables = await bytesPerStatement(database.dataSource, size);
  const rawRowsPerSecond = await rawRate(database, writers, RAW_SECONDS, Number(row?.bytes));
  return {
    statements: size,
    since: { ...passage, perStatement },
    rawRowsPerSecond,
    ratio: Math.round((100 * passage.perSecond) / rawRowsPerSecond) / 100,
    bytesPerStatement: { all: total(tables), tables },
    answers,
    signedAfterMs,
    memoryMb: Math.round(process.memoryUsage().rss / 1e6),
  };
}
