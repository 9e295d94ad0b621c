/**
 * The callers of `veta bench ledger`, in a thread of their own: each posts deliveries over HTTP one after the other and waits
 * for each answer, while one more of them looks at the checkpoint to see when what was answered is in the signed tree.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { parseCheckpoint } from '../../core/log/notes/checkpoint.js';
import { parseNote } from '../../core/log/notes/note.js';

export interface Calling {
  readonly url: string;
  readonly secret: string;
  readonly writers: number;
  readonly seconds: number;
  readonly day: string;
}

export interface Called {
  /** Milliseconds from asking to the 201 of each. */
  readonly answers: readonly number[];
  /** Milliseconds from the 201 to the first checkpoint that covers it. */
  readonly integrated: readonly number[];
}

const POLL_MS = 10;
const { url, secret, writers, seconds, day } = workerData as Calling;
const agent = new Agent({ keepAlive: true, maxSockets: writers + 1 });

function ask(path: string, body?: object): Promise<{ status: number; text: string }> {
  const key = {
    'Idempotency-Key': randomUUID(),
    'Content-Type': 'application/json',
    Authorization: `Bearer ${secret}`,
  };
  return new Promise((resolve, reject) => {
    const call = request(`${url}${path}`, { agent, ...(body && { method: 'POST', headers: key }) }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject).end(body && JSON.stringify(body));
  });
}

async function signedSize(): Promise<number> {
  const { text } = await ask('/log/checkpoint');
  return parseCheckpoint(parseNote(text)?.text ?? '')?.size ?? 0;
}

async function call(): Promise<Called> {
  const [answers, integrated]: [number[], number[]] = [[], []];
  const waiting: { idx: number; since: number }[] = [];
  const began = performance.now();
  const busy = (): boolean => performance.now() - began < seconds * 1000;
  const write = async (): Promise<void> => {
    while (busy()) {
      const code = `H-${randomUUID()}`;
      const gold = { code, form: 'alluvial', site: 'P-1', grossMg: 2_400, finenessPpm: 930_000, method: 'xrf' };
      const asked = performance.now();
      const { status, text } = await ask('/api/lots', { ...gold, member: 'M-1', declaration: `DP-${code}`, on: day });
      if (status !== 201) throw new Error(`${status}: ${text}`);
      const answered = performance.now();
      answers.push(answered - asked);
      const { entries } = JSON.parse(text) as { entries: readonly { idx: number }[] };
      waiting.push({ idx: entries.at(-1)?.idx ?? 0, since: answered });
    }
  };
  const watch = async (): Promise<void> => {
    while (busy() || waiting.length > 0) {
      const size = await signedSize();
      const now = performance.now();
      const covered = waiting.filter(({ idx }) => idx < size);
      integrated.push(...covered.map(({ since }) => now - since));
      if (covered.length > 0) waiting.splice(0, waiting.length, ...waiting.filter(({ idx }) => idx >= size));
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  await Promise.all([...Array.from({ length: writers }, write), watch()]);
  return { answers, integrated };
}

parentPort?.postMessage(await call()); // eslint-disable-line unicorn/require-post-message-target-origin -- a thread, not a window
agent.destroy();
