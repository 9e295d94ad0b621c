/**
 * A witness on HTTP: `POST /add-checkpoint` for logs, `GET /<SHA-256 of the origin, hex>/checkpoint` for monitors.
 * Who asks proves nothing and needs to prove nothing: the log's own signature is all that counts.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { REQUEST_LIMIT } from './request.js';
import type { Witness } from './witness.js';

const PATIENCE_MS = 10_000;

export interface ServingWitness {
  /** Submission and monitoring prefix, without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface Listen {
  readonly host: string;
  readonly port: number;
  /** Hears of what broke here; a caller is told nothing of it. */
  readonly broken?: (error: unknown) => void;
}

export async function serveWitness(witness: Witness, { host, port, broken }: Listen): Promise<ServingWitness> {
  const server = createServer({ requestTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS }, (request, response) => {
    answer(witness, request, response).catch((error: unknown) => {
      broken?.(error);
      if (!response.headersSent) send(response, 500, 'the witness is out of order\n');
      else response.destroy();
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { address, family, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    close: () => close(server),
  };
}

async function answer(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? '';
  const [, folder] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? [];
  if (request.method === 'POST' && path === '/add-checkpoint') {
    const body = await bodyOf(request);
    if (body === undefined) return send(response, 413, `a request has at most ${REQUEST_LIMIT} bytes\n`, true);
    const { status, body: text, contentType } = await witness.add(body);
    response.setHeader('Content-Type', contentType);
    return send(response, status, text);
  }
  const note = request.method === 'GET' && folder !== undefined ? await witness.newest(folder) : undefined;
  if (note === undefined) return send(response, 404, 'there is nothing here\n');
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Access-Control-Allow-Origin', '*');
  return send(response, 200, note);
}

function send(response: ServerResponse, status: number, body: string, last = false): void {
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  if (last) response.setHeader('Connection', 'close');
  response.statusCode = status;
  response.end(body);
}

/** `undefined` where it is longer than any request; the rest is then left unread. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  // Not destroyed on return: the refusal must still reach the caller.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > REQUEST_LIMIT) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), 2000);
  await closed;
  clearTimeout(late);
}
