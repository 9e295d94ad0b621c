/**
 * A worker in a process of its own that begins to render and never ends, so that a test can kill it in the middle. Says
 * so in one line, and is told where to work in its arguments: the connections and the queue as JSON and the signer's folder.
 */
import { openDataSource } from '../../src/database/connect.js';
import { Issuer } from '../../src/documents/jobs/issue.js';
import { openDocuments } from '../../src/documents/open.js';
import { openBooks, ROWS } from './trade.js';

const [connections = '', signerDir = ''] = process.argv.slice(2);
const { connection, ownerConnection, queue } = JSON.parse(connections) as Record<
  'connection' | 'ownerConnection' | 'queue',
  object
>;
const dataSource = await openDataSource(connection, ROWS);
const ledger = await openBooks(dataSource, signerDir);
const issuer = new Issuer(dataSource, ledger, ({ number }) => {
  process.stdout.write(`rendering ${number}\n`);
  return new Promise(() => undefined);
});
await openDocuments({
  database: { dataSource, connection, ownerConnection },
  ledger,
  publicUrl: 'https://veta.example',
  issuer,
  queue: { lockMs: 1_500 },
  ...queue,
});
