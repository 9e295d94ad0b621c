/** The two engines that carry the queue, so that what is held of one is held of the other: each suite runs over both. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_ROLE } from '../../src/database/app-role.js';
import type { TestDatabase } from '../support/database.js';
import { describeTool } from '../support/tools.js';

export interface QueueEngine {
  readonly name: 'PostgreSQL' | 'Redis';
  /** What the documents are opened with to queue on it; once its suite has begun. */
  parts(): { readonly redisUrl?: string };
  /** Forgets every job, as an engine does that was started anew on an empty disk. */
  forget(database: Pick<TestDatabase, 'ownerQuery'>): Promise<void>;
  /** Takes no more jobs, though it is there. @returns what ends that */
  refuse(database: Pick<TestDatabase, 'ownerQuery'>): Promise<() => Promise<void>>;
}

/** Runs a suite on PostgreSQL and on a Redis of its own, which CI must have. */
export function describeQueues(suite: (engine: QueueEngine) => void): void {
  describe('on PostgreSQL', () =>
    suite({
      name: 'PostgreSQL',
      parts: () => ({}),
      forget: async ({ ownerQuery }) => void (await ownerQuery('DELETE FROM bullmq.job')),
      refuse: async ({ ownerQuery }) => {
        await ownerQuery(`REVOKE INSERT ON bullmq.job FROM ${APP_ROLE}`);
        return async () => void (await ownerQuery(`GRANT INSERT ON bullmq.job TO ${APP_ROLE}`));
      },
    }));
  describeTool(['redis-server'], () => {
    let redis: Redis;
    beforeAll(async () => {
      redis = await Redis.start();
    });
    beforeEach(() => redis.flush());
    afterAll(() => redis.stop());
    suite({
      name: 'Redis',
      parts: () => ({ redisUrl: redis.url }),
      forget: () => redis.flush(),
      refuse: async () => {
        await redis.told('config', 'set', 'maxmemory', '1');
        return () => redis.told('config', 'set', 'maxmemory', '0');
      },
    });
  });
}

/** Debian's redis-server on a free port of this machine; it keeps nothing on the disk. */
export class Redis {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private child: ChildProcess,
  ) {}

  static async start(): Promise<Redis> {
    const folder = mkdtempSync(join(tmpdir(), 'veta-redis-'));
    const port = await freePort();
    return new Redis(port, folder, await serve(port, folder));
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  flush(): Promise<void> {
    return this.told('flushall');
  }

  told(...command: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const cli = spawn('redis-cli', ['-p', `${this.port}`, ...command], { stdio: 'ignore' });
      cli
        .once('error', reject)
        .once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command[0]}: ${code}`))));
    });
  }

  /** kill -9; it begins again with nothing. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  async startAgain(): Promise<void> {
    this.child = await serve(this.port, this.folder);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function serve(port: number, folder: string): Promise<ChildProcess> {
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes('Ready to accept')) return child;
  throw new Error('redis-server ended before it was ready');
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
