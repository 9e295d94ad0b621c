/** The seam to the queue, held on both engines: what a job's name, its failure, its flow and its end mean. */
import { EventEmitter, once } from 'node:events';
import { APP_ROLE } from '../../src/database/app-role.js';
import { prepareQueue } from '../../src/documents/jobs/queue-tables.js';
import { openQueue, type Job, type JobQueue, type QueueOptions } from '../../src/documents/jobs/queue.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { describeQueues } from './engines.js';
import { soon } from './office.js';

const paper = (name: string) => ({ name, job: { paper: name } });
const bundle = (name: string) => ({ name, job: { bundle: name } });
const idOf = (job: Job): string => ('paper' in job ? job.paper : job.bundle);

class Hopeless extends Error {}
const giveUp = (error: unknown): boolean => error instanceof Hopeless;

describeQueues((engine) => {
  let database: TestDatabase;
  let queue: JobQueue;
  const more: JobQueue[] = [];
  const open = (options: Partial<QueueOptions> = {}): JobQueue => {
    const { connection } = database;
    return openQueue({ connection, lockMs: 1_500, backoffMs: 10, ...engine.parts(), ...options });
  };
  beforeAll(async () => {
    database = await cloneDatabase();
    if (engine.name === 'PostgreSQL') await prepareQueue(database.ownerConnection, APP_ROLE);
  });
  beforeEach(async () => {
    await engine.forget(database);
    queue = open();
  });
  afterEach(async () => {
    await Promise.all([queue, ...more.splice(0)].map((one) => one.close()));
  });
  afterAll(() => database.drop());

  test('a job of a name that waits is not added again; one that is over may be', async () => {
    const done: string[] = [];
    for (const _ of [1, 2, 3]) await queue.add(paper('doc-a-v1'));
    const work = async (job: Job): Promise<void> => void done.push(idOf(job));
    await queue.work(work, { giveUp });
    await queue.add(paper('doc-b-v1'));
    await soon(async () => done.includes('doc-b-v1'));
    expect(done).toEqual(['doc-a-v1', 'doc-b-v1']);
    await soon(async () => {
      await queue.add(paper('doc-a-v1'));
      return done.filter((one) => one === 'doc-a-v1').length > 1;
    });
  });

  test('what fails is tried again; what no attempt can mend is not', async () => {
    const tried: string[] = [];
    await queue.work(
      async (job) => {
        const id = idOf(job);
        tried.push(id);
        if (id === 'hopeless') throw new Hopeless('not with all the paper in the world');
        if (tried.filter((one) => one === id).length < 3) throw new Error('not yet');
      },
      { giveUp },
    );
    await queue.add(paper('hopeless'));
    await queue.add(paper('later'));
    await soon(async () => tried.filter((one) => one === 'later').length === 3);
    await queue.add(paper('sentinel'));
    await soon(async () => tried.includes('sentinel'));
    expect(tried.filter((one) => one === 'hopeless')).toHaveLength(1);
    expect(tried.filter((one) => one === 'later')).toHaveLength(3);
  });

  test('a flow does its first jobs before its last, though their names were asked for by themselves before', async () => {
    const done: string[] = [];
    await queue.add(paper('p-2'));
    await queue.addFlow(bundle('b-1'), ['p-1', 'p-2', 'p-3'].map(paper));
    await queue.work(async (job) => void done.push(idOf(job)), { giveUp });
    await soon(async () => done.includes('b-1'));
    expect(done.at(-1)).toBe('b-1');
    expect(done.toSorted()).toEqual(['b-1', 'p-1', 'p-2', 'p-3']);
  });

  test('the last of a flow is given up with the first of them that is, and leaves no trace', async () => {
    const done: string[] = [];
    await queue.addFlow(bundle('b-1'), ['p-1', 'bad', 'p-3'].map(paper));
    await queue.work(
      async (job) => {
        if (idOf(job) === 'bad') throw new Hopeless('no');
        done.push(idOf(job));
      },
      { giveUp },
    );
    await soon(async () => done.length === 2);
    // Its name is free again: what is added under it now is done.
    await soon(async () => {
      await queue.add(bundle('b-1'));
      return done.includes('b-1');
    });
    expect(done.filter((one) => one.startsWith('p'))).toEqual(['p-1', 'p-3']);
  });

  test('a flow whose first jobs were lost does not hold its name for ever: it can be taken out', async () => {
    const done: string[] = [];
    await queue.addFlow(bundle('b-1'), [paper('p-1')]);
    await queue.remove('b-1');
    await queue.remove('never-there');
    await queue.work(async (job) => void done.push(idOf(job)), { giveUp });
    await queue.add(bundle('b-1'));
    await soon(async () => done.includes('b-1'));
  });

  test('closing ends the job in hand; what waits is done by whoever comes next', async () => {
    const done: string[] = [];
    const gate = new EventEmitter();
    await queue.work(
      async (job) => {
        const finished = once(gate, 'finish');
        gate.emit('begun');
        await finished;
        done.push(idOf(job));
      },
      { giveUp },
    );
    const begun = once(gate, 'begun');
    await queue.add(paper('first'));
    await queue.add(paper('second'));
    await begun;
    let closed = false;
    const closing = queue.close().then(() => (closed = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(closed).toBe(false);
    gate.emit('finish');
    await closing;
    expect(done).toEqual(['first']);
    queue = open();
    await queue.work(async (job) => void done.push(idOf(job)), { giveUp });
    await soon(async () => done.length === 2);
    expect(done).toEqual(['first', 'second']);
  });

  test('so many at once as it was told, and two workers share what there is without doing any of it twice', async () => {
    const done: string[] = [];
    let [inHand, most] = [0, 0];
    const work = async (job: Job): Promise<void> => {
      most = Math.max(most, (inHand += 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
      inHand -= 1;
      done.push(idOf(job));
    };
    const names = Array.from({ length: 24 }, (_, n) => `p-${n}`);
    for (const name of names) await queue.add(paper(name));
    const other = open();
    more.push(other);
    for (const one of [queue, other]) await one.work(work, { giveUp, atOnce: 2 });
    await soon(async () => done.length >= names.length);
    expect(done.toSorted()).toEqual(names.toSorted());
    expect(most).toBeLessThanOrEqual(4);
    expect(most).toBeGreaterThan(1);
  });

  test('an id is all that stands in a job', async () => {
    await queue.add(paper('p-1'));
    const waiting = (await (queue.engine as { getJobs(): Promise<{ data: unknown }[]> }).getJobs()).map(
      ({ data }) => data,
    );
    expect(waiting).toEqual([{ paper: 'p-1' }]);
  });

  test('what the engine refuses is told to whoever adds, of one and of many', async () => {
    const takeAgain = await engine.refuse(database);
    try {
      await expect(queue.add(paper('p-1'))).rejects.toThrow();
      await expect(queue.add(paper('p-2'), paper('p-3'))).rejects.toThrow();
      await expect(queue.addFlow(bundle('b-1'), [paper('p-4')])).rejects.toThrow();
    } finally {
      await takeAgain();
    }
    const done: string[] = [];
    await queue.work(async (job) => void done.push(idOf(job)), { giveUp });
    await queue.add(paper('p-1'), paper('p-2'));
    await soon(async () => done.length === 2);
    expect(done).toEqual(['p-1', 'p-2']);
  });
});
