/** A command of ours run on a ledger that nobody has open, in a process of its own: how long it takes and how much memory. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Audit {
  readonly ok: boolean;
  readonly seconds: number;
  readonly entriesPerSecond: number;
  /** The most it held at once; absent where the system does not say. */
  readonly memoryMb?: number;
}

const MAIN = fileURLToPath(new URL('../../main.js', import.meta.url));

/** @param args such as `['fsck', '--json']`: the command prints one JSON object with `ok` and `size` */
export async function audit(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Audit> {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let [text, most] = ['', 0];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const look = setInterval(() => (most = Math.max(most, peakKb(child.pid))), 200);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(look);
  const seconds = (performance.now() - began) / 1000;
  const { ok, size } = JSON.parse(text) as { ok: boolean; size: number };
  const memory = most === 0 ? {} : { memoryMb: Math.round(most / 1000) };
  return { ok, seconds: Math.round(seconds), entriesPerSecond: Math.round(size / seconds), ...memory };
}

/** Peak resident memory as Linux tells it. */
function peakKb(pid: number | undefined): number {
  try {
    const [, kb] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb ?? 0);
  } catch {
    return 0;
  }
}
