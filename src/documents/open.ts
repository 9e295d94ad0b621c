/** Opening the documents: the queue's tables, the projection that asks for papers, and, where wanted, a worker. */
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Database } from '../database/connect.js';
import { APP_ROLE } from '../database/app-role.js';
import type { Ledger } from '../ledger/ledger.js';
import { registerCaptured } from './captured/captured.projection.js';
import { Covers } from './bundle/covers.js';
import { Documents, type DocumentsOptions } from './documents.js';
import { Issuer } from './jobs/issue.js';
import { prepareQueue } from './jobs/queue-tables.js';
import { openQueue, type QueueOptions } from './jobs/queue.js';
import type { Seal } from './seal/seal.js';
import { Sealing } from './seal/sealing.js';
import { sealClearPapers } from './sealed-bytes.js';
import { documentOutbox } from './requests/outbox.js';
import type { Blobs } from './store/blobs.js';
import { PaperFiles } from './store/paper-files.js';
import { render } from './types/render.js';

export interface DocumentsParts {
  readonly database: Pick<Database, 'connection' | 'ownerConnection'> & { readonly dataSource: DataSource };
  /** Before its first append: the outbox is one of its projections, after those of parties and lots. */
  readonly ledger: Ledger;
  /** Address people reach this server at; it stands on every paper. */
  readonly publicUrl: string;
  readonly redisUrl?: string;
  /** Set under the papers of organisations that have none of their own. */
  readonly seal?: Seal;
  /** Also works off the queue in this process; default true. */
  readonly worker?: boolean;
  /** Papers in hand at a time. */
  readonly atOnce?: number;
  readonly queue?: Pick<QueueOptions, 'lockMs' | 'backoffMs'>;
  readonly options?: DocumentsOptions;
  /** Stands in for the renderer, to see what a failing one does. */
  readonly issuer?: Issuer;
  /** Where papers are kept; in the database where nothing is said. */
  readonly blobs?: Blobs;
}

export async function openDocuments(parts: DocumentsParts): Promise<Documents> {
  const { database, ledger, publicUrl, redisUrl, worker = true } = parts;
  const log = new Logger('documents');
  const onError = (error: unknown): void => log.warn(error instanceof Error ? error.message : String(error));
  const options = { onError, ...parts.options };
  await sealClearPapers(database.dataSource, ledger.vault);
  if (redisUrl === undefined) await prepareQueue(database.ownerConnection, APP_ROLE);
  const queue = openQueue({
    connection: database.connection,
    ...(redisUrl !== undefined && { redisUrl }),
    onError: options.onError,
    ...parts.queue,
  });
  await queue.ready();
  const documents = new Documents(database.dataSource, queue, options);
  registerCaptured(ledger);
  ledger.register(
    documentOutbox({ vault: ledger.vault, publicUrl, sample: ledger.sample, requested: documents.requested }),
  );
  const sealing = new Sealing(database.dataSource, ledger.vault, parts.seal);
  const covers = new Covers(database.dataSource, ledger.vault, publicUrl);
  const files = new PaperFiles(database.dataSource, ledger, parts.blobs);
  const issuer = parts.issuer ?? new Issuer(database.dataSource, ledger, render, sealing, files);
  if (worker) await documents.work(issuer, covers, parts.atOnce);
  return documents;
}
