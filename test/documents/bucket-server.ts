/** A server of one bucket, as good or as hostile as a test wants it at the moment. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How it answers a request, or what it answers instead. */
export type Mood = 'good' | ((asked: IncomingMessage, answer: ServerResponse) => void);

/** As a server of the kind says no; without a body to a HEAD. */
export function refusal(status: number, code: string, message = code): Mood {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return ({ method }, answer) => {
    answer.writeHead(status, { 'content-type': 'application/xml' });
    answer.end(method === 'HEAD' ? undefined : body);
  };
}

export class BucketServer {
  readonly objects = new Map<string, Buffer>();
  /** Every header of every request it was sent. */
  readonly heard: string[] = [];
  private server: Server | undefined;

  constructor(
    readonly bucket: string,
    public mood: Mood = 'good',
  ) {}

  async listen(port = 0): Promise<number> {
    this.server = createServer((asked, answer) => void this.answer(asked, answer));
    await new Promise<void>((done) => this.server?.listen(port, '127.0.0.1', done));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((done) => (this.server === undefined ? done(undefined) : this.server.close(done)));
  }

  private async answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of asked) parts.push(part as Buffer);
    this.heard.push(JSON.stringify(asked.headers));
    if (this.mood === 'good') this.serve(asked, answer, Buffer.concat(parts));
    else this.mood(asked, answer);
  }

  private serve(asked: IncomingMessage, answer: ServerResponse, body: Buffer): void {
    const [, bucket, ...rest] = (asked.url ?? '').split('?')[0]!.split('/');
    const key = rest.join('/');
    const no = (code: string): void => (refusal(404, code) as Exclude<Mood, 'good'>)(asked, answer);
    if (bucket !== this.bucket) return no('NoSuchBucket');
    if (asked.method === 'PUT') this.objects.set(key, body);
    const found = key === '' ? Buffer.alloc(0) : this.objects.get(key);
    if (found === undefined) return no('NoSuchKey');
    answer.writeHead(200, { 'content-length': asked.method === 'PUT' ? 0 : found.length });
    answer.end(asked.method === 'GET' ? found : undefined);
  }
}
