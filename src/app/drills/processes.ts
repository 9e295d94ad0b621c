/** Processes of a drill: each is heard until it is ready, killed, and missed where it ends though nobody killed it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../main.js', import.meta.url));
/** A process that is not there within this has hung. */
const PATIENCE_MS = 120_000;

/** How the program itself is run. */
export function veta(command: string): string[] {
  return [process.execPath, PROGRAM, command];
}

export class Processes {
  /** Those that ended though nobody killed them, each with its last words. */
  readonly fell: string[] = [];
  private readonly children = new Map<string, ChildProcess>();
  private readonly ended = new WeakSet<ChildProcess>();

  /**
   * @param ready what it says when it is; of a group in it, what stands there
   * @returns what it said
   * @throws Error with its last words where it ends before, or hangs
   */
  start(
    name: string,
    [program = '', ...args]: readonly string[],
    settings: Readonly<Record<string, string>>,
    ready: RegExp,
  ): Promise<string> {
    const env = { PATH: process.env['PATH'] ?? '', ...settings };
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

  /** How it ended; undefined while it has not. */
  endOf(name: string): NodeJS.Signals | number | undefined {
    const child = this.children.get(name);
    return child?.signalCode ?? child?.exitCode ?? undefined;
  }

  /** Whether it ends is not ours to complain of. */
  letEnd(name: string): void {
    const child = this.children.get(name);
    if (child !== undefined) this.ended.add(child);
  }

  /** kill -9; what has fallen by then is among the fallen. */
  kill(name: string): void {
    this.strike(this.named(name), 'SIGKILL');
  }

  /** Asks it to end, and waits until it has; what has fallen by then is among the fallen. */
  async end(name: string): Promise<void> {
    const child = this.named(name);
    if (hasEnded(child)) return;
    const gone = once(child, 'exit');
    this.strike(child, 'SIGTERM');
    await gone;
  }

  async killAll(): Promise<void> {
    for (const child of this.children.values()) {
      if (hasEnded(child)) continue;
      const gone = once(child, 'exit');
      this.strike(child, 'SIGKILL');
      await gone;
    }
  }

  private named(name: string): ChildProcess {
    const child = this.children.get(name);
    if (child === undefined) throw new Error(`bug: there is no ${name} to end`);
    return child;
  }

  private strike(child: ChildProcess, signal: NodeJS.Signals): void {
    this.ended.add(child);
    child.kill(signal);
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
