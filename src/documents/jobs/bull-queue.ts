/** A queue on BullMQ's classes, whichever of its backends they stand on. */
import { UnrecoverableError, type FlowProducer } from 'bullmq';
import type { Job, JobQueue, NamedJob, QueueOptions, WorkOptions } from './queue.js';

type Process = (job: { readonly data: Job }) => Promise<void>;

interface Settings {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
}

/** What is used of BullMQ's classes; the backends give them different types. */
interface Engine {
  on(event: 'error', listener: (error: Error) => void): unknown;
  getBackend(): Backend;
  close(): Promise<unknown>;
}
interface EngineWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  getBackend(): Backend;
  /** Renews the locks of its jobs no more. */
  letGo(): Promise<unknown>;
  on(event: 'completed' | 'failed', listener: () => void): unknown;
  pause(doNotWaitActive: true): Promise<unknown>;
  close(force: boolean): Promise<unknown>;
}
interface EngineQueue extends Engine {
  remove(jobId: string): Promise<unknown>;
}
interface EngineFlows extends Engine {
  add(flow: Flow): Promise<unknown>;
  addBulk(flows: Flow[]): Promise<unknown>;
}
type Flow = Parameters<FlowProducer['add']>[0];

export interface Engines {
  readonly queue: EngineQueue;
  readonly flows: EngineFlows;
  /** Once its server lets it in, where that is waited for. */
  ready(): Promise<unknown>;
  startWorker(process: Process, settings: Settings): Promise<EngineWorker>;
  /** Ends what they share, after them. */
  end?(): Promise<unknown>;
}

/** Redis's has clients, which are there once they were connected for the first time. */
interface Backend {
  /** An error or a name for each. */
  addFlow(entries: never[]): Promise<[Error | null, string | number][] | null>;
  close(force: true): Promise<unknown>;
  readonly client?: Promise<Client>;
  readonly blockingClient?: Promise<Client> | undefined;
}
interface Client {
  disconnect(): unknown;
}

/** How long a server that is away is waited for, when all that is left is to say goodbye to it. */
const GOODBYE_MS = 2_000;

export class BullQueue implements JobQueue {
  private worker: EngineWorker | undefined;
  private readonly inHand = new Set<Promise<void>>();
  /** Jobs that are over, which the engine has not been told of. */
  private untold = 0;
  private closing: Promise<void> | undefined;
  private readonly jobOptions: object;
  private readonly onError: (error: Error) => void;

  constructor(
    private readonly name: string,
    private readonly options: QueueOptions,
    private readonly engines: Engines,
  ) {
    const { backoffMs = 1_000, onError = () => {} } = options;
    this.onError = toldOnce(onError);
    for (const one of [engines.queue, engines.flows]) one.on('error', this.onError);
    telling(engines.flows.getBackend());
    this.jobOptions = {
      attempts: 20, // The paper's row counts and gives up earlier.
      backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
      // A job that is over leaves no trace, so that the sweeper may add it again under its name.
      removeOnComplete: true,
      removeOnFail: true,
    };
  }

  get engine(): unknown {
    return this.engines.queue;
  }

  async ready(): Promise<void> {
    await this.orClosed(this.engines.ready());
  }

  /** As flows of one job each: the queue's own way for many wants to make tables, which the application's role may not. */
  async add(...jobs: readonly NamedJob[]): Promise<void> {
    await this.engines.flows.addBulk(jobs.map((one) => this.flowOf(one)));
  }

  async addFlow(last: NamedJob, first: readonly NamedJob[]): Promise<void> {
    const children = first.map((one) => this.flowOf(one, { failParentOnFailure: true }));
    await this.engines.flows.add({ ...this.flowOf(last), children });
  }

  private flowOf({ name, job }: NamedJob, more: object = {}): Flow {
    const opts = { ...this.jobOptions, ...more, jobId: name };
    return { name: kindOf(job), queueName: this.name, data: job, opts };
  }

  async remove(name: string): Promise<void> {
    await this.engines.queue.remove(name);
  }

  async work(process: (job: Job) => Promise<void>, { giveUp, atOnce = 1 }: WorkOptions): Promise<void> {
    const { lockMs = 15_000 } = this.options;
    const settings = { concurrency: atOnce, lockDuration: lockMs, stalledInterval: lockMs / 2, maxStalledCount: 10 };
    const starting = this.engines.startWorker(async ({ data }) => {
      const done = process(data).catch((error: unknown) => {
        throw giveUp(error) ? new UnrecoverableError(String(error)) : error;
      });
      this.untold += 1;
      const over: Promise<void> = done.catch(() => undefined).finally(() => this.inHand.delete(over));
      this.inHand.add(over);
      await done;
    }, settings);
    this.worker = await this.orClosed(starting);
    this.worker.on('error', this.onError);
    for (const told of ['completed', 'failed'] as const) this.worker.on(told, () => (this.untold -= 1));
  }

  /** The jobs in hand are ended however long they take; the engine, which may be away, is not waited for without end. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  /** What was not let in leaves nothing behind that looks for its server. */
  private async orClosed<Entered>(entering: Promise<Entered>): Promise<Entered> {
    try {
      return await entering;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  private async end(): Promise<void> {
    await this.worker?.pause(true);
    while (this.inHand.size > 0) await Promise.all(this.inHand);
    const end = Date.now() + GOODBYE_MS;
    while (this.untold > 0 && Date.now() < end) await new Promise((done) => setTimeout(done, 20));
    if (await within(GOODBYE_MS, this.sayGoodbye())) return;
    await this.worker?.letGo();
    const { flows, queue } = this.engines;
    for (const one of [this.worker, flows, queue]) if (one !== undefined) cut(one.getBackend());
  }

  private async sayGoodbye(): Promise<void> {
    const { flows, queue, end } = this.engines;
    await Promise.allSettled([this.worker?.close(this.untold > 0), flows.close(), queue.close()]);
    await end?.();
  }
}

/** Of many that are added at once BullMQ says nothing where one is refused: said, it is for who adds. */
function telling(backend: Backend): void {
  const addFlow = backend.addFlow.bind(backend);
  backend.addFlow = async (entries) => {
    const added = await addFlow(entries);
    for (const [error] of added ?? []) if (error instanceof Error) throw error;
    return added;
  };
}

/** What several hear of one connection is told once. */
function toldOnce(onError: (error: Error) => void): (error: Error) => void {
  const told = new WeakSet<Error>();
  return (error) => {
    if (!told.has(error)) onError(error);
    told.add(error);
  };
}

/** What is not waited for any longer would go on looking for its server, and the process would never end. */
function cut(backend: Backend): void {
  const { client, blockingClient } = backend;
  for (const one of [client, blockingClient]) one?.then((connected) => connected.disconnect()).catch(() => undefined);
  backend.close(true).catch(() => undefined);
}

/** Whether it came to an end in that time. */
async function within(ms: number, ending: Promise<unknown>): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const waited = new Promise<boolean>((done) => (late = setTimeout(() => done(false), ms)));
  const ended = await Promise.race([ending.then(() => true), waited]);
  clearTimeout(late);
  return ended;
}

/** `issue` or `cover`: what a board calls it. */
function kindOf(job: Job): string {
  return 'paper' in job ? 'issue' : 'cover';
}
