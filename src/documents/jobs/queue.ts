/**
 * The one seam to the queue: BullMQ, on PostgreSQL unless a Redis is given. A job carries an id and nothing else, since job
 * data lies about in the clear; whether something is done is for its own row to say, never for the queue.
 */
import { createPostgresBackend, FlowProducer, Queue, Worker, withBackend, type PgPool } from 'bullmq';
import { Pool, type PoolConfig } from 'pg';
import { LastingClient } from '../../database/server.js';
import { BullQueue } from './bull-queue.js';
import { QUEUE_SCHEMA } from './queue-tables.js';

/** What is to be made, by its id. */
export type Job = { readonly paper: string } | { readonly bundle: string };

export interface NamedJob {
  /** A job of a name that waits or runs is not added again. Without a colon, and not all digits. */
  readonly name: string;
  readonly job: Job;
}

/** What the documents need of a queue, whichever engine carries it. */
export interface JobQueue {
  /** Resolves once its server lets it in; a Redis is not waited for. @throws where PostgreSQL does not; it is closed then */
  ready(): Promise<void>;
  /** @throws where the engine takes one of them not */
  add(...jobs: readonly NamedJob[]): Promise<void>;
  /** All at once: `last` waits for every one of `first`, and is given up with the first of them that is. */
  addFlow(last: NamedJob, first: readonly NamedJob[]): Promise<void>;
  /** Takes a job out that waits, if there is one. */
  remove(name: string): Promise<void>;
  /** Starts working off jobs. @throws where PostgreSQL does not let it in; it is closed then */
  work(process: (job: Job) => Promise<void>, options: WorkOptions): Promise<void>;
  /** Ends the jobs in hand, then stops. */
  close(): Promise<void>;
  /** The engine's own queue, for a board that shows it. */
  readonly engine: unknown;
}

export interface WorkOptions {
  /** True of what no further attempt can mend. */
  readonly giveUp: (error: unknown) => boolean;
  /** Jobs in hand at a time; default 1. */
  readonly atOnce?: number;
}

export interface QueueOptions {
  readonly redisUrl?: string;
  /** Acts as the application's role. */
  readonly connection: PoolConfig;
  /** A lost worker's job is given to another after this time. */
  readonly lockMs?: number;
  /** First pause after a failed attempt; it doubles, and a part of it is by chance. */
  readonly backoffMs?: number;
  /** Told of what goes wrong in the engine itself; it recovers by itself. */
  readonly onError?: (error: Error) => void;
}

const NAME = 'documents';
const onPostgres = withBackend(createPostgresBackend);

export function openQueue(options: QueueOptions): JobQueue {
  const { redisUrl, connection } = options;
  if (redisUrl !== undefined) {
    // Whoever adds is told soon that Redis is away, and the sweep adds it later; a worker waits as long as it takes.
    const adding = { connection: { url: redisUrl, maxRetriesPerRequest: 1 } };
    const working = { url: redisUrl, maxRetriesPerRequest: null };
    return new BullQueue(NAME, options, {
      queue: new Queue<Job>(NAME, adding),
      flows: new FlowProducer(adding),
      ready: async () => undefined,
      startWorker: async (process, settings) => new RedisWorker(NAME, process, { ...settings, connection: working }),
    });
  }
  const pool = poolOf(connection);
  // Its own type of pg's pool lags behind pg's.
  const postgres = { connection: pool as PgPool };
  const [queue, flows] = [new onPostgres.Queue<Job>(NAME, postgres), new onPostgres.FlowProducer(postgres)];
  return new BullQueue(NAME, options, {
    queue,
    flows,
    // Asked now: what was not let in the first time that it asked never asks again.
    ready: () => Promise.all([queue, flows].map((one) => one.getBackend().waitUntilReady())),
    startWorker: async (process, settings) => {
      const worker = new PostgresWorker(NAME, process, { ...settings, ...postgres, autorun: false });
      await worker.waitUntilReady();
      worker.run().catch((error: unknown) => worker.emit('error', error as Error));
      return worker;
    },
    end: () => pool.end(),
  });
}

/** One for who waits for jobs, the others for who adds, takes and ends them. */
const CONNECTIONS = 4;

/**
 * Made here and not by BullMQ, which hears how a connection that waits for jobs ends a moment too late. What a crash takes of
 * the queue is found again by the sweep, so that nothing in it waits for the disk.
 */
function poolOf(connection: PoolConfig): Pool {
  const session = [connection.options, '-c synchronous_commit=off', `-c search_path=${QUEUE_SCHEMA}`];
  const options = session.filter((one) => one !== undefined).join(' ');
  const kept = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
  return new Pool({ ...connection, options, max: CONNECTIONS, ...kept, Client: LastingClient });
}

class RedisWorker extends Worker<Job> {
  letGo(): Promise<void> {
    return this.lockManager.close();
  }
}

class PostgresWorker extends onPostgres.Worker<Job> {
  letGo(): Promise<void> {
    return this.lockManager.close();
  }
}
