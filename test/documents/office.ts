/** An office that makes papers for a small market, on a database and a queue of its own. */
import type { Queue } from 'bullmq';
import type { DocumentIssued } from '../../src/core/custody/registry.js';
import { parseStatement } from '../../src/core/log/entry.js';
import { Covers } from '../../src/documents/bundle/covers.js';
import type { Documents } from '../../src/documents/documents.js';
import { Issuer } from '../../src/documents/jobs/issue.js';
import { openDocuments, type DocumentsParts } from '../../src/documents/open.js';
import { openPaper } from '../../src/documents/sealed-bytes.js';
import type { Payload, RenderedFile } from '../../src/documents/payload.js';
import { openBooks, openMarket, register, type Market } from './trade.js';

/** Waits of milliseconds where a server waits seconds. */
const QUICK = { queue: { lockMs: 1_500, backoffMs: 10 }, options: { sweepMs: 200, lostAfterMs: 1_000 } } as const;

const ADDRESS = 'https://veta.example';

export type Renderer = (payload: Payload) => Promise<RenderedFile[]>;

export interface Paper {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly status: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly payload: Buffer;
}

export interface Office {
  readonly market: Market;
  documents: Documents;
  papers(): Promise<Paper[]>;
  /** What the ledger says was issued. */
  issued(): Promise<DocumentIssued[]>;
  /** How many papers have been handed to the queue. */
  queued(): Promise<number>;
  close(): Promise<void>;
}

export type OfficeParts = Partial<DocumentsParts>;

export async function openOffice(partsOf: OfficeParts | ((market: Market) => OfficeParts) = {}): Promise<Office> {
  const market = await openMarket();
  const parts = typeof partsOf === 'function' ? partsOf(market) : partsOf;
  const documents = await startDocuments(market, parts);
  await register(market.ledger);
  return officeOf(market, documents);
}

/** The same office after everybody in it was lost: a new ledger and a new queue on what is in the database. */
export async function reopen({ market }: Office, parts: OfficeParts = {}): Promise<Office> {
  const ledger = await openBooks(market.database.dataSource, market.signerDir);
  const again = { ...market, ledger, close: () => ledger.close().then(() => market.database.drop()) };
  return officeOf(again, await startDocuments(again, parts));
}

/** The office begins to work off what waits, where it was opened without a worker. */
export async function workOff({ market, documents }: Office, render?: Renderer): Promise<void> {
  const { database, ledger } = market;
  const covers = new Covers(database.dataSource, ledger.vault, ADDRESS);
  await documents.work(new Issuer(database.dataSource, ledger, render), covers);
}

function startDocuments({ database, ledger }: Market, parts: OfficeParts): Promise<Documents> {
  return openDocuments({ database, ledger, publicUrl: ADDRESS, ...QUICK, ...parts });
}

function officeOf(market: Market, documents: Documents): Office {
  const { ownerQuery } = market.database;
  return {
    market,
    documents,
    papers: async () => {
      const rows = await ownerQuery<Paper & { org: string }>('SELECT * FROM document ORDER BY number');
      return Promise.all(
        rows.map(async (row) => {
          const paper = { org: row.org, document: row.id, bytes: row.payload };
          const bytes = await openPaper(market.database.dataSource, market.ledger.vault, paper);
          return Object.assign(row, { payload: Buffer.from(bytes) });
        }),
      );
    },
    issued: async () => {
      const sql = `SELECT bytes FROM statement WHERE type = 'document.issued' ORDER BY idx`;
      const rows = await ownerQuery<{ bytes: Buffer }>(sql);
      return rows.map(({ bytes }) => parseStatement(Uint8Array.from(bytes))?.data as unknown as DocumentIssued);
    },
    queued: async () => {
      const { waiting = 0 } = await (documents.engine as Queue).getJobCounts('waiting');
      return waiting;
    },
    close: async () => {
      await documents.close();
      await market.close();
    },
  };
}

export function contentOf(paper: Paper | undefined): Payload {
  return JSON.parse(String(paper?.payload)) as Payload;
}

/** @param seconds at most */
export async function soon(condition: () => Promise<boolean>, seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not happen within ${seconds} seconds`);
}
