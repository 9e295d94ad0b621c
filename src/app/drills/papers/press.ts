/**
 * What `veta drill documents` ends and starts again: a PostgreSQL, where it is wanted a Redis that keeps nothing on its disk,
 * `veta serve` that makes no papers itself, and two `veta worker`, each a process of its own.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbedded, type Running } from '../../../database/embedded/start.js';
import { environmentIn } from '../scratch.js';

const PROGRAM = fileURLToPath(new URL('../../main.js', import.meta.url));
/** A process that is not there within this has hung. */
const PATIENCE_MS = 120_000;

export type Engine = 'postgres' | 'redis';
export type Victim = 'worker-1' | 'worker-2' | 'redis' | 'postgres';

export function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

export class Press {
  /** Processes that ended though nobody killed them, each with its last words. */
  readonly fell: string[] = [];
  /** Where the server is; it keeps its address. */
  url = '';
  private readonly children = new Map<string, ChildProcess>();
  private readonly ended = new WeakSet<ChildProcess>();

  private constructor(
    private readonly folder: string,
    readonly engine: Engine,
    private running: Running,
    private readonly redisPort: number,
  ) {}

  /** Only the database and the queue, so that a ledger can be set up. */
  static async on(folder: string, engine: Engine): Promise<Press> {
    const running = await startEmbedded({ dataDir: join(folder, 'data') });
    const press = new Press(folder, engine, running, await freePort());
    if (engine === 'redis') await press.start('redis');
    return press;
  }

  get victims(): readonly Victim[] {
    // The queue's server is the database itself where the queue is in it.
    return ['worker-1', 'worker-2', 'postgres', ...(this.engine === 'redis' ? (['redis'] as const) : [])];
  }

  environment(): Record<string, string> {
    return {
      ...environmentIn(this.folder),
      DATABASE_URL: this.login('veta_app'),
      DATABASE_OWNER_URL: this.login('veta_owner'),
      VETA_WORKER: 'separate',
      PORT: '0',
      ...(this.engine === 'redis' && { REDIS_URL: `redis://127.0.0.1:${this.redisPort}` }),
    };
  }

  async serve(): Promise<void> {
    this.url = await this.run('serve', [process.execPath, PROGRAM, 'serve'], /Veta is at (\S+)/);
  }

  async start(victim: Victim): Promise<void> {
    if (victim === 'postgres') {
      await this.running.stop();
      this.running = await startEmbedded({ dataDir: join(this.folder, 'data') });
    } else if (victim === 'redis') {
      const options = ['--port', `${this.redisPort}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      await this.run('redis', ['redis-server', ...options, '--dir', this.folder], /Ready to accept/);
    } else {
      await this.run(victim, [process.execPath, PROGRAM, 'worker'], /A worker is making papers/);
    }
  }

  /** kill -9, of the server's main process where it is PostgreSQL. */
  kill(victim: Victim): void {
    if (victim === 'postgres') {
      process.kill(this.running.pid, 'SIGKILL');
      return;
    }
    const child = this.children.get(victim);
    if (child === undefined) throw new Error(`bug: there is no ${victim} to kill`);
    this.ended.add(child);
    child.kill('SIGKILL');
  }

  async close(): Promise<void> {
    for (const child of this.children.values()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      this.ended.add(child);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await this.running.stop();
  }

  private login(role: string): string {
    const { host, database, port } = this.running.app;
    return `postgres://${role}@localhost:${port}/${database}?host=${encodeURIComponent(host ?? '')}`;
  }

  /** @returns what it said when it was ready */
  private run(name: string, [program = '', ...args]: readonly string[], ready: RegExp): Promise<string> {
    const env = { PATH: process.env['PATH'] ?? '', ...this.environment() };
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.children.set(name, child);
    let said = '';
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${name} was not ready in time:\n${said}`)), PATIENCE_MS);
      const hear = (text: string): void => {
        said = `${said}${text}`.slice(-4000);
        const found = ready.exec(said);
        if (found === null) return;
        clearTimeout(late);
        resolve(found[1] ?? found[0]);
      };
      child.stdout.setEncoding('utf8').on('data', hear);
      child.stderr.setEncoding('utf8').on('data', hear);
      child.once('exit', (code) => {
        clearTimeout(late);
        if (!this.ended.has(child)) this.fell.push(`${name} ended with ${code}: ${said.trim().slice(-500)}`);
        reject(new Error(`${name} ended with ${code} before it was ready:\n${said}`));
      });
    });
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
