/** The sweep: each open paper is queued by one process, and again only where the queue has lost it. */
import { setTimeout as pause } from 'node:timers/promises';
import { Documents } from '../../src/documents/documents.js';
import { Issuer } from '../../src/documents/jobs/issue.js';
import type { JobQueue, NamedJob } from '../../src/documents/jobs/queue.js';
import { openOffice, soon, type Office } from './office.js';
import { exportOf } from './trade.js';

const LOST_MS = 4_000;

/** A queue that keeps what it is given, and does none of it. */
class Kept implements JobQueue {
  readonly names: string[] = [];
  readonly engine = undefined;
  async ready(): Promise<void> {}
  async add(...jobs: readonly NamedJob[]): Promise<void> {
    this.names.push(...jobs.map(({ name }) => name));
  }
  async addFlow(): Promise<void> {}
  async remove(): Promise<void> {}
  async work(): Promise<void> {}
  async close(): Promise<void> {}
}

/** Of `doc-<id>-v1`. */
const idIn = (name: string): string => name.slice('doc-'.length, -'-v1'.length);

let office: Office;
let sweeping: Documents[];
const sweeper = (queue: JobQueue): void => {
  const { dataSource } = office.market.database;
  sweeping.push(new Documents(dataSource, queue, { sweepMs: 100, lostAfterMs: LOST_MS }));
};

beforeEach(async () => {
  sweeping = [];
  office = await openOffice({ worker: false });
  await office.documents.close();
  await exportOf(office.market.lots, 'S01');
  await exportOf(office.market.lots, 'S02');
});
afterEach(async () => {
  await Promise.all(sweeping.map((one) => one.close()));
  await office.close();
});

test('given six papers and three processes, when all sweep, then each paper is queued once', async () => {
  const queues = [new Kept(), new Kept(), new Kept()];
  for (const queue of queues) sweeper(queue);
  const namesOf = (): string[] => queues.flatMap(({ names }) => names);
  await soon(async () => namesOf().length >= 6);
  await pause(500);
  const names = namesOf();
  expect(new Set(names).size).toBe(6);
  expect(names).toHaveLength(6);
});

test('given papers that wait, when others of their time are made, then they are not queued again; when none is made, they are', async () => {
  const queue = new Kept();
  sweeper(queue);
  await soon(async () => queue.names.length === 6);
  const issuer = new Issuer(office.market.database.dataSource, office.market.ledger);
  const [first, second, ...waiting] = (await office.papers()).map(({ id }) => id);
  await issuer.issue(first ?? '');
  await pause(LOST_MS / 2);
  await issuer.issue(second ?? '');
  await pause(LOST_MS / 2);
  expect(queue.names).toHaveLength(6);
  await soon(async () => queue.names.length >= 10);
  expect(queue.names.slice(6, 10).map(idIn).toSorted()).toEqual(waiting.toSorted());
});

test('given papers that the queue lost, when later ones are made, then those it lost are queued again', async () => {
  const queue = new Kept();
  sweeper(queue);
  await soon(async () => queue.names.length === 6);
  const lost = (await office.papers()).map(({ id }) => id);
  await exportOf(office.market.lots, 'S03');
  await soon(async () => queue.names.length === 9);
  const issuer = new Issuer(office.market.database.dataSource, office.market.ledger);
  const later = (await office.papers()).map(({ id }) => id).find((id) => !lost.includes(id));
  await pause(LOST_MS / 2);
  await issuer.issue(later ?? '');
  // Long before none is issued any more.
  await soon(async () => queue.names.length >= 15, (0.75 * LOST_MS) / 1_000);
  expect(queue.names.slice(9, 15).map(idIn).toSorted()).toEqual(lost.toSorted());
});

test('given a process whose queue takes nothing, then its papers are another’s at the next sweep', async () => {
  const [refusing, taking] = [new Kept(), new Kept()];
  let refused = 0;
  refusing.add = () => Promise.reject(new Error(`refused ${(refused += 1)}`));
  sweeper(refusing);
  await soon(async () => refused > 1);
  sweeper(taking);
  await soon(async () => taking.names.length === 6, (0.75 * LOST_MS) / 1_000);
});
