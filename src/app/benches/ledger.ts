/**
 * `veta bench ledger`: the whole way of a delivery over HTTP, from the question to the 201 and on to the signed checkpoint
 * that covers it, at 1, 16 and 64 callers, beside plain INSERTs of the same bytes by as many writers. And what proofs and
 * the signer's reading of an entry cost on the same machine.
 */
import { loadavg } from 'node:os';
import { Worker } from 'node:worker_threads';
import { KeyRing } from '../../core/custody/keys/keys.js';
import { checkNewEntries } from '../../ledger/signer/check/new-entries.js';
import { Proofs } from '../../ledger/tree/proofs.js';
import { ApiKeys } from '../../parties/keys/keys.js';
import type { Finding } from '../drill.js';
import { oneDelivery } from '../drills/one-delivery.js';
import { numbersIn } from '../drills/options.js';
import { configIn, inScratch } from '../drills/scratch.js';
import { openHouse, type House } from '../house.js';
import { modulesOf } from '../modules.js';
import { serve } from '../serve.js';
import type { Called, Calling } from './callers.js';
import { rateOf, rawRate } from './ceiling.js';
import { assertDurable } from './durable.js';
import { passageOf, type Passage } from './growth/gate.js';

const WRITERS = [1, 16, 64];
const ORG = 'drill-coop';
const DAY = '2026-01-20';
/** As many at once as the signer takes. */
const STRIDE = 256;
/** Enough for any caller of this bench. */
const OPEN = { perSecond: 1e6, burst: 1e6 };

interface Rate {
  readonly writers: number;
  readonly toAnswer: Passage;
  /** Milliseconds from the 201 to a checkpoint that covers it. */
  readonly toCheckpoint: { readonly p50Ms: number; readonly p99Ms: number };
  readonly rawRowsPerSecond: number;
  readonly ratio: number;
}

interface LedgerFinding extends Finding {
  readonly bench: 'ledger';
  readonly node: string;
  /** Of the machine in the last minute, as its system tells it: who else had work to do. */
  readonly loadAverage: number;
  readonly secondsEach: number;
  readonly bytesPerStatement: number;
  readonly rates: readonly Rate[];
  readonly inclusionProofsPerSecond: number;
  /** Entries a second that the signer reads and checks from their bytes. */
  readonly checkedPerSecond: number;
}

export function benchLedger(args: string[]): Promise<LedgerFinding> {
  const { seconds } = numbersIn(args, { seconds: 8 });
  return inScratch(async (folder) => {
    const house = await openHouse(configIn(folder), { sample: true });
    const { database, ledger, metrics } = house;
    try {
      await assertDurable(database);
      await house.seasons.run(oneDelivery(), { asOf: DAY });
      const parts = { dataSource: database.dataSource, ledger, metrics, modules: modulesOf(house) };
      const serving = await serve(parts, { host: '127.0.0.1', port: 0 }, { rate: OPEN });
      try {
        const found = await measure(house, serving.url, seconds);
        return {
          bench: 'ledger',
          ok: true,
          node: process.version,
          loadAverage: loadavg()[0] ?? 0,
          secondsEach: seconds,
          ...found,
        };
      } finally {
        await serving.close();
      }
    } finally {
      await house.close();
    }
  });
}

async function measure(house: House, url: string, seconds: number) {
  const { secret } = await new ApiKeys(house.database.dataSource).create(ORG, 'registrar', 'bench');
  const calling = { url, secret, day: DAY };
  await called({ ...calling, writers: 16, seconds: 1 }); // plans and caches are warm for all
  const bytesPerStatement = await bytesOf(house);
  const rates: Rate[] = [];
  for (const writers of WRITERS) {
    const rawRowsPerSecond = await rawRate(house.database, writers, seconds, bytesPerStatement);
    const { answers, integrated } = await called({ ...calling, writers, seconds });
    const toAnswer = passageOf(answers.length, seconds * 1000, answers);
    const { p50Ms, p99Ms } = passageOf(integrated.length, seconds * 1000, integrated);
    const ratio = Math.round((100 * toAnswer.perSecond) / rawRowsPerSecond) / 100;
    rates.push({ writers, toAnswer, toCheckpoint: { p50Ms, p99Ms }, rawRowsPerSecond, ratio });
  }
  const inclusionProofsPerSecond = await proofRate(house, seconds);
  return { bytesPerStatement, rates, inclusionProofsPerSecond, checkedPerSecond: await checkRate(house) };
}

function called(calling: Calling): Promise<Called> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('callers.js', import.meta.url), { workerData: calling });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function bytesOf({ database }: House): Promise<number> {
  const [row]: { bytes: string }[] = await database.dataSource.query(
    `SELECT round(avg(octet_length(s.bytes) + octet_length(e.bytes))) AS bytes FROM statement s JOIN entry e USING (idx)
      WHERE s.type = 'lot.registered'`,
  );
  return Number(row?.bytes);
}

async function proofRate({ database, ledger }: House, seconds: number): Promise<number> {
  await ledger.checkpoint();
  const proofs = new Proofs(database.dataSource);
  const size = (await proofs.newestCheckpoint())?.size ?? 0;
  return rateOf(4, seconds, () => proofs.inclusion([Math.floor(Math.random() * size)], size));
}

/** Over all there is, as a signer that begins anew reads it. */
async function checkRate({ database, ledger }: House): Promise<number> {
  const [state]: { size: number }[] = await database.dataSource.query('SELECT size::float8 AS size FROM log_state');
  const [size, ring] = [state?.size ?? 0, new KeyRing()];
  const began = performance.now();
  let receivedMs = 0;
  for (let from = 0; from < size; from += STRIDE) {
    const range = { from, to: Math.min(size, from + STRIDE), origin: ledger.origin, receivedMs, ring };
    const checked = await checkNewEntries(database.dataSource, range);
    for (const { statement, idx } of checked) ring.add(statement, idx);
    receivedMs = Date.parse(checked.at(-1)?.entry.received ?? '');
  }
  return Math.round((size * 1000) / (performance.now() - began));
}
