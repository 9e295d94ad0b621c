/**
 * The load of `veta drill kills`: callers who deliver gold over HTTP and split each delivery, one act after the other, and
 * ask again under the same key until they are answered, whatever becomes of the server in between.
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** One POST, the same bytes however often it is asked. */
export interface Act {
  readonly key: string;
  readonly path: string;
  readonly body: object;
}

export interface Answer {
  readonly act: Act;
  /** `<index> <leaf>` by statement id. */
  readonly entries: ReadonlyMap<string, string>;
}

export interface Load {
  /** Where the server is now. */
  readonly url: () => string;
  /** Of a registrar of the organisation that the acts are of. */
  readonly secret: string;
  readonly writers: number;
  /** Whole numbers below `sides`. */
  readonly roll: (sides: number) => number;
}

const DAY = '2026-01-20';
/** A clerk's breath between two acts, at most. */
const BREATH_MS = 120;
const AGAIN_MS = 100;
/** An act that is not answered within this is not going to be. */
const PATIENCE_MS = 120_000;

export class Writers {
  readonly answers: Answer[] = [];
  /** Times that an act was asked again because nobody answered it, or the server could not. */
  retries = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });
  private pausing = true;
  private closed = false;
  private busy: Promise<unknown> = Promise.resolve();
  private made = 0;

  constructor(private readonly load: Load) {}

  /** Everyone begins, or goes on. */
  start(): void {
    this.pausing = false;
    this.busy = Promise.all(Array.from({ length: this.load.writers }, (_, n) => this.write(n)));
    this.busy.catch(() => undefined); // told to whoever waits for the pause
  }

  /** Resolves when everyone has an answer to what they last asked. */
  async pause(): Promise<void> {
    this.pausing = true;
    await this.busy;
  }

  /** Asks until there is an answer. */
  async ask(act: Act, writer = 0): Promise<Answer> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end && !this.closed; this.retries += 1) {
      const told = await this.post(act, writer).catch(() => undefined);
      if (told !== undefined && told.status < 300) return { act, entries: entriesOf(told.text) };
      // Each act is right by itself: nothing may be refused but for want of a server.
      if (told !== undefined && told.status < 500) throw new Error(`${act.path}: ${told.status} ${told.text}`);
      await sleep(AGAIN_MS);
    }
    const why = this.closed ? 'when the drill was ended' : `in ${PATIENCE_MS} ms`;
    throw new Error(`${act.path} of ${act.key} was not answered ${why}`);
  }

  close(): void {
    this.closed = true;
    this.agent.destroy();
  }

  private async write(writer: number): Promise<void> {
    while (!this.pausing) {
      const code = `K-${writer}-${(this.made += 1)}`;
      const gold = { code, form: 'alluvial', site: 'P-1', grossMg: 2_400, finenessPpm: 930_000, method: 'xrf' };
      const delivery = { ...gold, member: 'M-1', declaration: `DP-${code}`, on: DAY };
      this.answers.push(await this.ask({ key: `deliver-${code}`, path: '/api/lots', body: delivery }, writer));
      await sleep(this.load.roll(BREATH_MS));
      const outputs = [{ code: `${code}-a`, grossMg: 1_000 }];
      const split = { key: `split-${code}`, path: `/api/lots/${code}/split`, body: { outputs, on: DAY } };
      this.answers.push(await this.ask(split, writer));
      await sleep(this.load.roll(BREATH_MS));
    }
  }

  private post({ key, path, body }: Act, writer: number): Promise<{ status: number; text: string }> {
    const headers = {
      'Idempotency-Key': key,
      'Content-Type': 'application/json',
      Authorization: `Bearer ${this.load.secret}`,
      // Each from an address of its own, as the proxy would say: what one may ask in a second is not what is tried here.
      'X-Forwarded-For': `192.0.2.${writer}`,
    };
    return new Promise((resolve, reject) => {
      const call = request(`${this.load.url()}${path}`, { agent: this.agent, method: 'POST', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.once('close', () => reject(new Error('cut off'))); // without effect after its end
      });
      call.once('error', reject).end(JSON.stringify(body));
    });
  }
}

function entriesOf(text: string): Map<string, string> {
  const { entries } = JSON.parse(text) as { entries: readonly { sid: string; idx: number; leaf: string }[] };
  return new Map(entries.map(({ sid, idx, leaf }) => [sid, `${idx} ${leaf}`]));
}
