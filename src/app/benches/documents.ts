/**
 * `veta bench documents`: how many papers one core renders beside what bare pdfkit draws of the same pages, how much faster two
 * workers are than one, a core for each and the database beside them on the same machine, and what a weight list of two thousand
 * bars takes of memory.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../config/config.js';
import type { Payload } from '../../documents/payload.js';
import { openSnapshot, type Snapshot } from '../../documents/sealed-bytes.js';
import { render } from '../../documents/types/render.js';
import type { Finding } from '../drill.js';
import { AS_OF, shipmentsOf } from '../drills/papers/books.js';
import { Press } from '../drills/papers/press.js';
import { numbersIn } from '../drills/options.js';
import { inScratch } from '../drills/scratch.js';
import { openHouse } from '../house.js';
import { rateOf } from './ceiling.js';
import { drawBare, recorded } from './papers/bare.js';
import { ratesOf, type Rates } from './papers/scaling.js';

const HEAVY = fileURLToPath(new URL('papers/heavy.js', import.meta.url));
const BARS = 2_000;
const MOST_MB = 300;
const LEAST_OF_BARE = 0.8;
const LEAST_OF_TWO = 1.7;
const LOOK_MS = 20;

interface DocumentsFinding extends Finding {
  readonly bench: 'documents';
  readonly node: string;
  /** Of the machine in the last minute, as its system tells it: who else had work to do. */
  readonly loadAverage: number;
  readonly render: { readonly papersPerSecond: number; readonly barePerSecond: number; readonly ratio: number };
  readonly workers: { readonly onePerSecond: number; readonly twoPerSecond: number; readonly ratio: number };
  readonly heavy: { readonly bars: number; readonly fileMb: number; readonly mostMb: number };
}

export async function benchDocuments(args: string[]): Promise<DocumentsFinding> {
  const { seconds, shipments } = numbersIn(args, { seconds: 10, shipments: 2_400 });
  const { payloads, rates } = await inScratch((folder) => worked(folder, shipments));
  const rendering = await rendered(payloads, seconds);
  const heavy = await ofManyBars(payloads);
  const [one, two] = [hundredths(rates.one), hundredths(rates.two)];
  const workers = { onePerSecond: one, twoPerSecond: two, ratio: hundredths(rates.two / rates.one) };
  const ok = rendering.ratio >= LEAST_OF_BARE && workers.ratio >= LEAST_OF_TWO && heavy.mostMb < MOST_MB;
  const node = process.version;
  return { bench: 'documents', ok, node, loadAverage: loadavg()[0] ?? 0, render: rendering, workers, heavy };
}

/** What the papers made at export say, one of each kind, and how fast they are made. */
async function worked(folder: string, shipments: number): Promise<{ payloads: Payload[]; rates: Rates }> {
  const press = await Press.on(folder, 'postgres');
  try {
    const house = await openHouse(loadConfig(press.environment()));
    try {
      const { dataSource } = house.database;
      await house.seasons.run(shipmentsOf(shipments), { asOf: AS_OF });
      const rows: Snapshot[] = await dataSource.query(
        `SELECT DISTINCT ON (kind) id, org, number, payload, payload_sha256 AS "payloadSha256" FROM document ORDER BY kind, number`,
      );
      const payloads = await Promise.all(rows.map((row) => openSnapshot(dataSource, house.ledger.vault, row)));
      return { payloads, rates: await ratesOf(press, dataSource) };
    } finally {
      await house.close();
    }
  } finally {
    await press.close();
  }
}

async function rendered(payloads: readonly Payload[], seconds: number): Promise<DocumentsFinding['render']> {
  const drawn: Awaited<ReturnType<typeof recorded>>[] = [];
  for (const payload of payloads) drawn.push(await recorded(payload));
  let [ours, bare] = [0, 0];
  const own = (): Promise<unknown> => render(inTurn(payloads, ours++));
  const raw = (): Promise<unknown> => drawBare(inTurn(drawn, bare++).calls);
  await rateOf(1, 1, own);
  await rateOf(1, 1, raw);
  // By turns, so that who else has work on this machine has it in both.
  const turns = Math.max(1, Math.round(seconds / 2));
  [ours, bare] = [0, 0];
  for (let turn = 0; turn < turns; turn += 1) {
    await rateOf(1, 1, own);
    await rateOf(1, 1, raw);
    await sleep(LOOK_MS);
  }
  const [papersPerSecond, barePerSecond] = [hundredths(ours / turns), hundredths(bare / turns)];
  return { papersPerSecond, barePerSecond, ratio: hundredths(ours / bare) };
}

function inTurn<One>(list: readonly One[], n: number): One {
  const one = list[n % list.length];
  if (one === undefined) throw new Error('bug: no paper was made to be made again');
  return one;
}

async function ofManyBars(payloads: readonly Payload[]): Promise<DocumentsFinding['heavy']> {
  const list = payloads.find(({ kind }) => kind === 'packing-list') as
    (Payload & { bars: { code: string; grossMg: number }[] }) | undefined;
  if (list === undefined) throw new Error('bug: a shipment left without a packing list');
  // No two weigh the same, so that no word on the list is known from the line above.
  const [bar] = list.bars;
  const bars = Array.from({ length: BARS }, (_, n) => ({
    ...bar,
    code: `B-${n + 1}`,
    grossMg: (bar?.grossMg ?? 0) + 137 * n,
  }));
  const child = fork(HEAVY);
  child.send({ ...list, bars });
  const [{ bytes, mostMb }] = (await once(child, 'message')) as [{ bytes: number; mostMb: number }];
  child.disconnect();
  return { bars: BARS, fileMb: hundredths(bytes / 1e6), mostMb };
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}
