/**
 * `veta bench append`: how many deliveries a second are registered and durable, each writer waiting for its answer before it
 * asks again, beside the raw ceiling: the same number of writers putting rows of the same bytes into a table with nothing
 * but a primary key, each in a commit of its own, on the same server in the same minute.
 */
import { randomUUID } from 'node:crypto';
import { instantOf } from '../../core/day.js';
import { digestOf } from '../../lots/lots.js';
import type { Finding } from '../drill.js';
import { oneDelivery } from '../drills/one-delivery.js';
import { numbersIn } from '../drills/options.js';
import { configIn, inScratch } from '../drills/scratch.js';
import { openHouse, type House } from '../house.js';
import { MOST_CONNECTIONS, rateOf, rawRate } from './ceiling.js';

const WRITERS = [16, 64];
const ORG = 'drill-coop';
const ON = { date: '2026-01-20', tz: 'America/Bogota' };

interface Rate {
  readonly writers: number;
  readonly statementsPerSecond: number;
  readonly rawRowsPerSecond: number;
  readonly rawConnections: number;
  readonly ratio: number;
}

interface AppendFinding extends Finding {
  readonly bench: 'append';
  readonly node: string;
  readonly secondsEach: number;
  readonly bytesPerStatement: number;
  readonly rates: readonly Rate[];
}

export function benchAppend(args: string[]): Promise<AppendFinding> {
  const { seconds } = numbersIn(args, { seconds: 5 });
  return inScratch(async (folder) => {
    const house = await openHouse(configIn(folder), { sample: true });
    try {
      await house.seasons.run(oneDelivery(), { asOf: ON.date });
      await rateOf(16, 1, () => register(house)); // plans and caches are warm for both
      const bytes = await bytesPerStatement(house);
      const rates: Rate[] = [];
      for (const writers of WRITERS) rates.push(await measure(house, writers, seconds, bytes));
      const node = process.version;
      return { bench: 'append', ok: true, node, secondsEach: seconds, bytesPerStatement: bytes, rates };
    } finally {
      await house.close();
    }
  });
}

async function measure(house: House, writers: number, seconds: number, bytes: number): Promise<Rate> {
  const raw = await rawRate(house.database, writers, seconds, bytes);
  const statementsPerSecond = await rateOf(writers, seconds, () => register(house));
  const rawConnections = Math.min(writers, MOST_CONNECTIONS);
  const ratio = Math.round((100 * statementsPerSecond) / raw) / 100;
  return { writers, statementsPerSecond, rawRowsPerSecond: raw, rawConnections, ratio };
}

function register({ lots }: House): Promise<unknown> {
  const lot = randomUUID();
  const act = { org: ORG, on: ON, at: instantOf(ON.date, ON.tz), today: ON.date, attested: 'platform' as const };
  return lots.register(
    { act, actor: 'bench', key: lot, digest: digestOf(lot) },
    {
      lot,
      code: `N-${lot}`,
      origin: 'production',
      form: 'alluvial',
      site: 'P-1',
      grossMg: 2_400,
      reading: { ppm: 930_000, method: 'xrf' },
      member: 'M-1',
    },
  );
}

/** What one delivery puts into the ledger's own two tables, on average. */
async function bytesPerStatement({ database }: House): Promise<number> {
  const [row]: { bytes: string }[] = await database.dataSource.query(
    `SELECT round(avg(octet_length(s.bytes) + octet_length(e.bytes))) AS bytes FROM statement s JOIN entry e USING (idx)
      WHERE s.type = 'lot.registered'`,
  );
  return Number(row?.bytes);
}
