/**
 * What `veta drill kills` ends and starts again: a PostgreSQL, `veta serve` with its signer apart, and `veta signer`, each a
 * process of its own with a login of its own, as on three machines.
 */
import { Cluster } from '../cluster.js';
import { Processes, veta } from '../processes.js';
import { environmentIn } from '../scratch.js';

const SIGNING = /The signer of .* is at work/;

export type Victim = 'sequencer' | 'signer' | 'postgres';
export const VICTIMS: readonly Victim[] = ['sequencer', 'signer', 'postgres'];

type Role = 'veta_app' | 'veta_signer';

export class Household {
  /** Where the server is now; it takes another port at each start. */
  url = '';
  private readonly processes = new Processes();

  private constructor(
    private readonly folder: string,
    private readonly cluster: Cluster,
  ) {}

  /** Only PostgreSQL, so that a ledger can be set up on it. */
  static async on(folder: string): Promise<Household> {
    return new Household(folder, await Cluster.in(folder));
  }

  get fell(): readonly string[] {
    return this.processes.fell;
  }

  /** Settings of a process that logs in as this role; migrations and the queue's tables need the owner's login. */
  environment(role: Role): Record<string, string> {
    const owner = { DATABASE_OWNER_URL: this.cluster.login('veta_owner') };
    return {
      ...environmentIn(this.folder),
      VETA_SIGNER: 'separate',
      DATABASE_URL: this.cluster.login(role),
      PORT: '0',
      // So that the entries' files are made too, and read from outside.
      VETA_RELEASE_DAYS: '0',
      ...(role === 'veta_app' && owner),
    };
  }

  async start(victim: Victim): Promise<void> {
    if (victim === 'postgres') {
      await this.cluster.again();
    } else if (victim === 'signer') {
      await this.processes.start(victim, veta('signer'), this.environment('veta_signer'), SIGNING);
    } else {
      this.url = await this.processes.start(victim, veta('serve'), this.environment('veta_app'), /Veta is at (\S+)/);
    }
  }

  /**
   * The signer, run by a tracer (with its options) that makes its calls to the system fail.
   * @returns what it is: ready, or ended before it was
   */
  async startTraced(tracer: readonly string[]): Promise<'ready' | 'ended'> {
    // A tracer counts calls by thread: with one thread for files, the n-th is the n-th.
    const settings = { ...this.environment('veta_signer'), UV_THREADPOOL_SIZE: '1' };
    const ready = this.processes.start('signer', [...tracer, ...veta('signer')], settings, SIGNING);
    this.processes.letEnd('signer');
    return ready.then(
      () => 'ready',
      () => 'ended',
    );
  }

  /** How the signer ended; undefined while it has not. */
  get signerEnd(): NodeJS.Signals | number | undefined {
    return this.processes.endOf('signer');
  }

  /** kill -9, of the server's main process where it is PostgreSQL. */
  kill(victim: Victim): void {
    if (victim === 'postgres') this.cluster.kill();
    else this.processes.kill(victim);
  }

  /** Ends everything; what is recorded stays in the folder. */
  async close(): Promise<void> {
    await this.processes.killAll();
    await this.cluster.stop();
  }
}
