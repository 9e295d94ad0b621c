/** Chromium without a window, spoken to over its pipe (Chrome DevTools Protocol): commands and events, ended by NUL. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export interface Look {
  /** What the browser complained of until now: refused by the policy of the page, not found, errors. */
  readonly complaints: readonly string[];
  /** Addresses it asked for until now. */
  readonly asked: readonly string[];
  /** The value of an expression, once it is there where it is a promise. */
  evaluate(expression: string): Promise<unknown>;
  /** Chooses files for the field a selector names, as a person would. */
  choose(field: string, files: readonly string[]): Promise<void>;
  /** The whole page as a PNG. */
  picture(): Promise<Buffer>;
}

export interface Browser {
  /** Opens the page at that width, in CSS pixels, and waits until it is loaded. @param before script run ahead of the page's own */
  open(url: string, width: number, scheme?: 'light' | 'dark', before?: string): Promise<Look>;
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
    open: async (url, width, scheme = 'light', before = '') => {
      events.length = 0;
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const say = (method: string, params: object = {}) => send(method, params, String(sessionId));
      for (const domain of ['Page', 'Log', 'Network', 'Runtime']) await say(`${domain}.enable`);
      await say('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: true });
      await say('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
      await say('Page.addScriptToEvaluateOnNewDocument', { source: before });
      await say('Page.navigate', { url });
      while (!events.some(({ method }) => method === 'Page.loadEventFired'))
        await new Promise((next) => setTimeout(next, 20));
      return lookOf(events, say);
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await send('Browser.close').catch(() => child.kill());
      await ended;
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** The value once it is there; code made from text is refused where the page's policy refuses it. */
const AS_THE_PAGE = { returnByValue: true, awaitPromise: true, allowUnsafeEvalBlockedByCSP: false };

type Say = (method: string, params?: object) => Promise<Record<string, unknown>>;

function lookOf(events: readonly Message[], say: Say): Look {
  const told = (method: string): Record<string, unknown>[] =>
    events.filter((event) => event.method === method).map(({ params = {} }) => params);
  return {
    get complaints() {
      return [...told('Log.entryAdded'), ...told('Runtime.exceptionThrown')].map((params) => JSON.stringify(params));
    },
    get asked() {
      return told('Network.requestWillBeSent').map((params) => (params as { request: { url: string } }).request.url);
    },
    evaluate: async (expression) => {
      const { result } = await say('Runtime.evaluate', { expression, ...AS_THE_PAGE });
      return (result as { value?: unknown }).value;
    },
    choose: async (field, files) => {
      const expression = `document.querySelector(${JSON.stringify(field)})`;
      const { result } = await say('Runtime.evaluate', { expression });
      await say('DOM.setFileInputFiles', { files, objectId: (result as { objectId: string }).objectId });
    },
    picture: async () => {
      const { data } = await say('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
      return Buffer.from(String(data), 'base64');
    },
  };
}

/** Text and its nearest painted background, for every text on the page: the ones under a contrast of 4.5 (WCAG 2.2, 1.4.3). */
export const PALE = `(() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => { for (let e = element; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('body *')].filter((e) => !e.closest('svg') && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== ''))
    .filter((e) => { const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05) < 4.5; })
    .map((e) => e.outerHTML.slice(0, 80));
})()`;
