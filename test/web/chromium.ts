/** Chromium without a window, spoken to over its pipe (Chrome DevTools Protocol): commands and events, ended by NUL. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export interface Look {
  /** What the browser complained of: refused by the policy of the page, not found, errors. */
  readonly complaints: readonly string[];
  /** Addresses it asked for. */
  readonly asked: readonly string[];
  evaluate(expression: string): Promise<unknown>;
}

export interface Browser {
  /** Opens the page at that width, in CSS pixels, and waits until it is loaded. */
  open(url: string, width: number, scheme?: 'light' | 'dark'): Promise<Look>;
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const QUIET = ['--disable-background-networking', '--disable-component-update', '--remote-debugging-pipe'];

export async function openBrowser(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'veta-chromium-'));
  const child = spawn('chromium', [...FLAGS, ...QUIET, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [toChild, fromChild] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, (message: Message) => void>();
  const events: Message[] = [];
  let rest = '';
  let sent = 0;
  fromChild.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const message of parts.map((part) => JSON.parse(part) as Message)) {
      if (message.id === undefined) events.push(message);
      else waiting.get(message.id)?.(message);
    }
  });
  const send = async (method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> => {
    const id = (sent += 1);
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve));
    toChild.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  };
  return {
    open: async (url, width, scheme = 'light') => {
      events.length = 0;
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const say = (method: string, params: object = {}) => send(method, params, String(sessionId));
      for (const domain of ['Page', 'Log', 'Network', 'Runtime']) await say(`${domain}.enable`);
      await say('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: true });
      await say('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
      await say('Page.navigate', { url });
      while (!events.some(({ method }) => method === 'Page.loadEventFired'))
        await new Promise((next) => setTimeout(next, 20));
      return {
        complaints: events
          .filter(({ method }) => method === 'Log.entryAdded')
          .map(({ params }) => JSON.stringify(params)),
        asked: events
          .filter(({ method }) => method === 'Network.requestWillBeSent')
          .map(({ params }) => (params as { request: { url: string } }).request.url),
        evaluate: async (expression) => {
          const { result } = await say('Runtime.evaluate', { expression, returnByValue: true });
          return (result as { value?: unknown }).value;
        },
      };
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await send('Browser.close').catch(() => child.kill());
      await ended;
      await rm(profile, { recursive: true, force: true });
    },
  };
}
