/** One recall among the acts of others, lifted again by a second person: the next round finds what this one found. */
import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/custody/act.js';
import { liftRecall, recallPapers, type Recall } from '../../../core/custody/credentials/recall.js';
import { addDays, instantOf } from '../../../core/day.js';
import type { Draft } from '../../../core/log/statement.js';
import type { Facts as Loaded } from '../../../ledger/projection.js';
import { digestOf, factsOf } from '../../../lots/lots.js';
import type { House } from '../../house.js';
import { BARS_A_SHIPMENT, FIRST_DAY } from '../growth/country.js';
import { answersOf, type Answers, type Timed } from './answers.js';
import type { Transactions } from './transactions.js';

/** Acts of others before, so that there is something to compare with. */
const QUIET_ACTS = 400;
const DAY = '2026-11-01';

export interface Round {
  /** From asking to the answer, with everything it reaches held. */
  readonly ms: number;
  /** Of that, its own transaction from BEGIN to COMMIT: without the batch of others that it waited for. */
  readonly transactionMs: number;
  readonly reached: number;
  /** Of others, while it ran, and in the moments before. */
  readonly during: Answers;
  readonly before: Answers;
}

/** What a round is measured in. */
export interface Scene {
  readonly house: House;
  readonly transactions: Transactions;
  /** The acts of others, as they are answered. */
  readonly times: Timed[];
}

/** The gold of the first `seasons` of a cooperative is recalled by its paper. */
export async function round({ house, transactions, times }: Scene, holder: string, seasons: number): Promise<Round> {
  times.length = 0;
  while (times.length < QUIET_ACTS) await new Promise((resolve) => setTimeout(resolve, 20));
  const quiet = times.splice(0);
  const began = performance.now();
  const { sid, decided } = await recall(house, holder, seasons);
  const ended = performance.now();
  const transactionMs = transactions.around(decided);
  // Whoever asked while it ran is answered after it.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const during = times.filter((act) => act.began < ended && act.ended > began);
  const reached = await reachedBy(house, sid);
  await lift(house, holder, sid);
  const ms = Math.round(ended - began);
  const own = Math.round(10 * transactionMs) / 10;
  return { ms, transactionMs: own, reached, during: answersOf(during), before: answersOf(quiet) };
}

async function recall(house: House, holder: string, seasons: number): Promise<{ sid: string; decided: number }> {
  const from = new Date(FIRST_DAY).toISOString().slice(0, 10);
  const until = addDays(from, seasons * BARS_A_SHIPMENT);
  const paper = { holder, scheme: 'fairmined', number: `fairmined-${holder}` };
  let decided = 0;
  const sid = await record(house, holder, 'person:one', { parties: [holder] }, (loaded, act) => {
    decided = performance.now();
    return recallPapers(factsOf(loaded), act, { ...paper, from, until, reason: 'withdrawn' }, 'register');
  });
  return { sid, decided };
}

async function lift(house: House, holder: string, of: string): Promise<void> {
  await record(house, holder, 'person:other', { recalls: [of], authors: [of] }, (loaded, act) => {
    const known = { recalls: loaded<Recall>('recalls'), authors: loaded<readonly string[]>('authors') };
    return liftRecall(known, act, { of, reason: 'reinstated' }, 'register');
  });
}

/** @returns the sid of what was recorded */
async function record(
  { ledger }: House,
  org: string,
  by: string,
  needs: Readonly<Record<string, readonly string[]>>,
  decide: (loaded: Loaded, act: Act) => Draft[],
): Promise<string> {
  const key = randomUUID();
  const act: Act = {
    org,
    on: { date: DAY, tz: 'UTC' },
    at: instantOf(DAY, 'UTC'),
    today: DAY,
    attested: 'platform',
    by,
  };
  const { entries } = await ledger.append({
    org,
    actor: 'bench',
    by,
    key,
    digest: digestOf(key),
    needs,
    alone: true,
    decide: (loaded) => ({ drafts: decide(loaded, act), result: {} }),
  });
  return entries[0]?.sid ?? '';
}

async function reachedBy({ database }: House, sid: string): Promise<number> {
  const sql = `SELECT count(*)::int AS lots FROM recall_lot WHERE recall = decode($1, 'hex')`;
  const [row]: { lots: number }[] = await database.dataSource.query(sql, [sid]);
  return row?.lots ?? 0;
}
