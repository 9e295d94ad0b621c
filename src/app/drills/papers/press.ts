/**
 * What `veta drill documents` ends and starts again: a PostgreSQL, where it is wanted a Redis that keeps nothing on its disk,
 * `veta serve` that makes no papers itself, and two `veta worker`, each a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Cluster } from '../cluster.js';
import { Processes, veta } from '../processes.js';
import { environmentIn } from '../scratch.js';

export type Engine = 'postgres' | 'redis';
export type Victim = 'worker-1' | 'worker-2' | 'redis' | 'postgres';

export function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

export class Press {
  /** Where the server is; it keeps its address. */
  url = '';
  private readonly processes = new Processes();

  private constructor(
    private readonly folder: string,
    readonly engine: Engine,
    private readonly cluster: Cluster,
    private readonly redisPort: number,
  ) {}

  /** Only the database and the queue, so that a ledger can be set up. */
  static async on(folder: string, engine: Engine): Promise<Press> {
    const press = new Press(folder, engine, await Cluster.in(folder), await freePort());
    if (engine === 'redis') await press.start('redis');
    return press;
  }

  get fell(): readonly string[] {
    return this.processes.fell;
  }

  get victims(): readonly Victim[] {
    // The queue's server is the database itself where the queue is in it.
    return ['worker-1', 'worker-2', 'postgres', ...(this.engine === 'redis' ? (['redis'] as const) : [])];
  }

  environment(): Record<string, string> {
    return {
      ...environmentIn(this.folder),
      DATABASE_URL: this.cluster.login('veta_app'),
      DATABASE_OWNER_URL: this.cluster.login('veta_owner'),
      VETA_WORKER: 'separate',
      PORT: '0',
      ...(this.engine === 'redis' && { REDIS_URL: `redis://127.0.0.1:${this.redisPort}` }),
    };
  }

  async serve(): Promise<void> {
    this.url = await this.processes.start('serve', veta('serve'), this.environment(), /Veta is at (\S+)/);
  }

  /** @param held what holds a worker's process to its place, such as `taskset` and its arguments */
  async start(victim: Victim, held: readonly string[] = []): Promise<void> {
    if (victim === 'postgres') {
      await this.cluster.again();
    } else if (victim === 'redis') {
      const options = ['--port', `${this.redisPort}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      const redis = ['redis-server', ...options, '--dir', this.folder];
      await this.processes.start(victim, redis, {}, /Ready to accept/);
    } else {
      await this.processes.start(victim, [...held, ...veta('worker')], this.environment(), /A worker is making papers/);
    }
  }

  /** kill -9, of the server's main process where it is PostgreSQL. */
  kill(victim: Victim): void {
    if (victim === 'postgres') this.cluster.kill();
    else this.processes.kill(victim);
  }

  /** It ends the papers in hand. */
  async stop(worker: Victim): Promise<void> {
    await this.processes.end(worker);
  }

  async close(): Promise<void> {
    await this.processes.killAll();
    await this.cluster.stop();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
