/**
 * Papers a second of one worker and of two, by turns on the same house, so that who else has work on this machine has it in
 * both. A core for each worker; the database does its part on the same ones.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Press } from '../../drills/papers/press.js';
import { onCore } from './cores.js';

/** As many as the papers last for. */
const [LEAST_TURNS, MOST_TURNS] = [3, 5];
/** After some hundreds of papers a worker is as fast as it will be. */
const WARM_MS = 12_000;
const LOOK_MS = 7_000;

export interface Rates {
  readonly one: number;
  readonly two: number;
}

/** @throws Error where too few papers wait for that */
export async function ratesOf(press: Press, dataSource: DataSource): Promise<Rates> {
  const turns: Rates[] = [];
  await press.start('worker-1', onCore(0));
  await sleep(WARM_MS);
  while (turns.length < MOST_TURNS) {
    const one = await rateNow(dataSource);
    await press.start('worker-2', onCore(1));
    await sleep(WARM_MS);
    const two = await rateNow(dataSource);
    await press.stop('worker-2');
    const [fallen] = press.fell;
    if (fallen !== undefined) throw new Error(`A worker fell: ${fallen}`);
    if (one === undefined || two === undefined) break;
    turns.push({ one, two });
  }
  if (turns.length < LEAST_TURNS) throw new Error('The papers came to an end too soon: ask for more shipments.');
  return { one: meanOf(turns.map(({ one }) => one)), two: meanOf(turns.map(({ two }) => two)) };
}

/** Undefined where the papers came to an end before the look at them did. */
async function rateNow(dataSource: DataSource): Promise<number | undefined> {
  const [before, began] = [await issued(dataSource), performance.now()];
  await sleep(LOOK_MS);
  const after = await issued(dataSource);
  const rate = ((after.issued - before.issued) * 1000) / (performance.now() - began);
  return after.waiting === 0 ? undefined : rate;
}

function meanOf(rates: readonly number[]): number {
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

async function issued(dataSource: DataSource): Promise<{ readonly issued: number; readonly waiting: number }> {
  const [row]: { issued: number; waiting: number }[] = await dataSource.query(
    'SELECT count(issued_at)::int AS issued, (count(*) - count(issued_at))::int AS waiting FROM document',
  );
  if (row === undefined) throw new Error('bug: count answers one row');
  return row;
}
