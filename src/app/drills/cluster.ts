/** The PostgreSQL of a drill, in a folder of its own: killed, and started again on what the kill left. */
import { join } from 'node:path';
import { startEmbedded, type Running } from '../../database/embedded/start.js';

export class Cluster {
  private constructor(
    private readonly dataDir: string,
    private running: Running,
  ) {}

  static async in(folder: string): Promise<Cluster> {
    const dataDir = join(folder, 'data');
    return new Cluster(dataDir, await startEmbedded({ dataDir }));
  }

  /** The address for a process that logs in as this role. */
  login(role: string): string {
    const { host, database, port } = this.running.app;
    return `postgres://${role}@localhost:${port}/${database}?host=${encodeURIComponent(host ?? '')}`;
  }

  /** kill -9 of the server's main process. */
  kill(): void {
    process.kill(this.running.pid, 'SIGKILL');
  }

  /** In good order as far as we are concerned: where the server itself is gone, its folder is given free. */
  async again(): Promise<void> {
    await this.running.stop();
    this.running = await startEmbedded({ dataDir: this.dataDir });
  }

  stop(): Promise<void> {
    return this.running.stop();
  }
}
