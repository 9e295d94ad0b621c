/**
 * The one seam to the queue: BullMQ, on PostgreSQL unless a Redis is given. A job carries a paper's id and nothing else,
 * since job data lies about in the clear; whether a paper is done is for the paper's own row to say, never for the queue.
 */
import {
  createPostgresBackend,
  LATEST_SCHEMA_VERSION,
  Queue,
  runMigrations,
  UnrecoverableError,
  Worker,
  withBackend,
  type PostgresPoolConfig,
} from 'bullmq';
import { Client, type ClientConfig, type PoolConfig } from 'pg';

/** What the documents need of a queue, whichever engine carries it. */
export interface JobQueue {
  /** Adds a job unless one of that name waits or runs. */
  add(jobId: string, document: string): Promise<void>;
  /** Starts working off jobs, one at a time. */
  work(process: (document: string) => Promise<void>, giveUp: (error: unknown) => boolean): void;
  /** Ends the job in hand, then stops. */
  close(): Promise<void>;
}

export interface QueueOptions {
  readonly redisUrl?: string;
  /** Acts as the application's role. */
  readonly connection: PoolConfig;
  /** A lost worker's job is given to another after this time. */
  readonly lockMs?: number;
  /** First pause after a failed attempt; it doubles. */
  readonly backoffMs?: number;
  /** Told of what goes wrong in the engine itself; it recovers by itself. */
  readonly onError?: (error: Error) => void;
}

const NAME = 'documents';
const SCHEMA = 'bullmq';

/**
 * Makes or upgrades the queue's own tables, as their owner, and lets the application's role work in them. Where they are
 * current nothing is touched, so that a login that owns nothing can start too.
 */
export async function prepareQueue(owner: ClientConfig, role: string): Promise<void> {
  const client = new Client(owner);
  await client.connect();
  try {
    if (await isCurrent(client)) return;
    await runMigrations(client, SCHEMA);
    await client.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${role}`);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${role}`);
    await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO ${role}`);
    await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO ${role}`);
  } finally {
    await client.end();
  }
}

async function isCurrent(client: Client): Promise<boolean> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('${SCHEMA}.migration') IS NOT NULL AND has_schema_privilege('${SCHEMA}', 'USAGE') AS there`,
  );
  if (found[0]?.there !== true) return false;
  const { rows } = await client.query<{ version: number }>(`SELECT max(version) AS version FROM ${SCHEMA}.migration`);
  return Number(rows[0]?.version) >= LATEST_SCHEMA_VERSION;
}

export function openQueue(options: QueueOptions): JobQueue {
  const { redisUrl, connection } = options;
  if (redisUrl !== undefined) {
    // A worker waits for Redis as long as it takes; it must not give up after some tries.
    const redis = { url: redisUrl, maxRetriesPerRequest: null };
    return jobQueue(new Queue(NAME, { connection: redis }), options, (process, settings) => {
      return new Worker(NAME, process, { ...settings, connection: redis });
    });
  }
  // Its own type of pg's options lags behind pg's.
  const postgres = { ...connection, max: 2, schema: SCHEMA } as PostgresPoolConfig;
  const onPostgres = withBackend(createPostgresBackend);
  return jobQueue(new onPostgres.Queue<Job>(NAME, { connection: postgres }), options, (process, settings) => {
    return new onPostgres.Worker<Job>(NAME, process, { ...settings, connection: postgres });
  });
}

interface Job {
  readonly document: string;
}

type Process = (job: { readonly data: Job }) => Promise<void>;

interface Settings {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
}

/** What is used of BullMQ's classes; the two backends give them different types. */
interface Engine {
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<unknown>;
}
interface EngineQueue extends Engine {
  add(name: string, data: Job, options: object): Promise<unknown>;
}

function jobQueue(
  queue: EngineQueue,
  { lockMs = 15_000, backoffMs = 1_000, onError = () => {} }: QueueOptions,
  startWorker: (process: Process, settings: Settings) => Engine,
): JobQueue {
  let worker: Engine | undefined;
  queue.on('error', onError);
  const jobOptions = {
    attempts: 20, // The paper's row counts and gives up earlier.
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
    // A job that is over leaves no trace, so that the sweeper may add it again under its name.
    removeOnComplete: true,
    removeOnFail: true,
  };
  return {
    async add(jobId, document) {
      await queue.add('issue', { document }, { ...jobOptions, jobId });
    },
    work(process, giveUp) {
      const settings = { concurrency: 1, lockDuration: lockMs, stalledInterval: lockMs / 2, maxStalledCount: 10 };
      worker = startWorker(async ({ data }) => {
        await process(data.document).catch((error: unknown) => {
          throw giveUp(error) ? new UnrecoverableError(String(error)) : error;
        });
      }, settings);
      worker.on('error', onError);
    },
    async close() {
      await worker?.close();
      await queue.close();
    },
  };
}
