/** A whole server for a test: its own database, its own log, and a desk to ask at. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication, type Door } from '../../src/app/serve.js';
import type { Parts } from '../../src/app/application.module.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open.js';
import { ApiKeys } from '../../src/parties/keys/keys.js';
import { DOCUMENT_ROWS } from '../../src/documents/document.row.js';
import { PARTY_ROWS } from '../../src/parties/parties.module.js';
import { registerParties } from '../../src/parties/projections/projections.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

export interface Ask {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Idempotency-Key; a fresh one where nothing is said, none where it is empty. */
  readonly once?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // Tests look into answers by name; what is not there fails the comparison.
  readonly body: Record<string, never>;
}

export interface Desk {
  readonly app: NestFastifyApplication;
  readonly ledger: Ledger;
  readonly database: TestDatabase;
  readonly keys: ApiKeys;
  /** For a second server on the same log. */
  readonly signerDir: string;
  get(url: string, ask?: Ask): Promise<Answer>;
  post(url: string, ask?: Ask): Promise<Answer>;
  put(url: string, ask?: Ask): Promise<Answer>;
  close(): Promise<void>;
}

export async function openDesk(parts: Partial<Parts> = {}, door: Door = {}): Promise<Desk> {
  const database = await cloneDatabase([...PARTY_ROWS, ...DOCUMENT_ROWS]);
  const folder = await mkdtemp(join(tmpdir(), 'veta-desk-'));
  const { dataSource } = database;
  const ledger = await openLedger({ dataSource, signerDir: folder, origin: 'desk.example/log', sample: true });
  registerParties(ledger);
  const modules = [LedgerModule.with(ledger, dataSource), ...(parts.modules ?? [])];
  const app = await createApplication({ dataSource, ledger, ...parts, modules }, { logger: false, ...door });
  let asked = 0;
  const send = async (method: 'GET' | 'POST' | 'PUT', url: string, ask: Ask = {}): Promise<Answer> => {
    const once = ask.once ?? `test-${(asked += 1)}`;
    const response = await app.inject({
      method,
      url,
      headers: {
        ...(ask.key !== undefined && { authorization: `Bearer ${ask.key}` }),
        ...(method === 'POST' && once !== '' && { 'idempotency-key': once }),
        ...(ask.body !== undefined && { 'content-type': 'application/json' }),
        ...ask.headers,
      },
      ...(ask.body !== undefined && { payload: typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body) }),
    });
    const json = /json/.test(String(response.headers['content-type']));
    const body = json ? (response.json() as Record<string, never>) : {};
    return { status: response.statusCode, headers: response.headers, text: response.body, body };
  };
  return {
    app,
    ledger,
    database,
    keys: app.get(ApiKeys),
    signerDir: folder,
    get: (url, ask) => send('GET', url, ask),
    post: (url, ask) => send('POST', url, ask),
    put: (url, ask) => send('PUT', url, ask),
    close: async () => {
      await app.close();
      await ledger.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
