/**
 * What `veta drill kills` ends and starts again: a PostgreSQL, `veta serve` with its signer apart, and `veta signer`, each a
 * process of its own with a login of its own, as on three machines.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbedded, type Running } from '../../../database/embedded/start.js';
import { environmentIn } from '../scratch.js';

const PROGRAM = fileURLToPath(new URL('../../main.js', import.meta.url));
const SIGNING = /The signer of .* is at work/;
/** A process that is not there within this has hung. */
const PATIENCE_MS = 120_000;

export type Victim = 'sequencer' | 'signer' | 'postgres';
export const VICTIMS: readonly Victim[] = ['sequencer', 'signer', 'postgres'];

type Role = 'veta_app' | 'veta_signer';

export class Household {
  /** Processes that ended though nobody killed them, each with its last words. */
  readonly fell: string[] = [];
  /** Where the server is now; it takes another port at each start. */
  url = '';
  private readonly children = new Map<string, ChildProcess>();
  private readonly ended = new WeakSet<ChildProcess>();

  private constructor(
    private readonly folder: string,
    private running: Running,
  ) {}

  /** Only PostgreSQL, so that a ledger can be set up on it. */
  static async on(folder: string): Promise<Household> {
    return new Household(folder, await startEmbedded({ dataDir: join(folder, 'data') }));
  }

  /** Settings of a process that logs in as this role; migrations and the queue's tables need the owner's login. */
  environment(role: Role): Record<string, string> {
    const owner = { DATABASE_OWNER_URL: this.login('veta_owner') };
    return {
      ...environmentIn(this.folder),
      VETA_SIGNER: 'separate',
      DATABASE_URL: this.login(role),
      PORT: '0',
      // So that the entries' files are made too, and read from outside.
      VETA_RELEASE_DAYS: '0',
      ...(role === 'veta_app' && owner),
    };
  }

  async start(victim: Victim): Promise<void> {
    if (victim === 'postgres') {
      // In good order as far as we are concerned: the server itself is gone, its folder is given free.
      await this.running.stop();
      this.running = await startEmbedded({ dataDir: join(this.folder, 'data') });
    } else if (victim === 'signer') {
      await this.run('signer', 'veta_signer', SIGNING);
    } else {
      this.url = await this.run('serve', 'veta_app', /Veta is at (\S+)/);
    }
  }

  /**
   * The signer, run by a tracer (with its options) that makes its calls to the system fail.
   * @returns what it is: ready, or ended before it was
   */
  async startTraced(tracer: readonly string[]): Promise<'ready' | 'ended'> {
    const ready = this.run('signer', 'veta_signer', SIGNING, tracer);
    const child = this.children.get('signer');
    if (child !== undefined) this.ended.add(child); // that it ends is expected
    return ready.then(
      () => 'ready',
      () => 'ended',
    );
  }

  /** How the signer ended; undefined while it has not. */
  get signerEnd(): NodeJS.Signals | number | undefined {
    const child = this.children.get('signer');
    return child?.signalCode ?? child?.exitCode ?? undefined;
  }

  /** kill -9, of the server's main process where it is PostgreSQL. */
  kill(victim: Victim): void {
    if (victim === 'postgres') {
      process.kill(this.running.pid, 'SIGKILL');
      return;
    }
    const child = this.children.get(victim === 'signer' ? 'signer' : 'serve');
    if (child === undefined || child.exitCode !== null) throw new Error(`bug: there is no ${victim} to kill`);
    this.ended.add(child);
    child.kill('SIGKILL');
  }

  /** Ends everything; what is recorded stays in the folder. */
  async close(): Promise<void> {
    for (const child of this.children.values()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      this.ended.add(child);
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    }
    await this.running.stop();
  }

  private login(role: string): string {
    const { host, database, port } = this.running.app;
    return `postgres://${role}@localhost:${port}/${database}?host=${encodeURIComponent(host ?? '')}`;
  }

  /** @returns what it said when it was ready */
  private run(command: string, role: Role, ready: RegExp, tracer: readonly string[] = []): Promise<string> {
    const [program = '', ...args] = [...tracer, process.execPath, PROGRAM, command];
    // A tracer counts calls by thread: with one thread for files, the n-th is the n-th.
    const threads = tracer.length > 0 ? { UV_THREADPOOL_SIZE: '1' } : {};
    const child = spawn(program, args, {
      env: { PATH: process.env['PATH'] ?? '', ...this.environment(role), ...threads },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.set(command, child);
    let said = '';
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`veta ${command} was not ready in time:\n${said}`)), PATIENCE_MS);
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
        if (!this.ended.has(child)) this.fell.push(`veta ${command} ended with ${code}: ${said.trim().slice(-500)}`);
        reject(new Error(`veta ${command} ended with ${code} before it was ready:\n${said}`));
      });
    });
  }
}
