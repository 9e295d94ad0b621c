import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Issuer } from '../../src/documents/jobs/issue.js';
import { describeTool } from '../support/tools.js';
import { openOffice, reopen, soon, type Office } from './office.js';
import { exportOf } from './trade.js';

let office: Office;

describe('on PostgreSQL', () => {
  afterEach(() => office.close());

  test('a job that the queue lost is found by the sweep', async () => {
    office = await openOffice({ worker: false });
    await exportOf(office.market.lots, 'S01');
    await soon(async () => (await office.queued()) === 3);
    await office.market.database.ownerQuery('DELETE FROM bullmq.job');
    office.documents.work(new Issuer(office.market.database.dataSource, office.market.ledger));
    expect(await office.documents.awaitIdle()).toEqual({ issued: 3, failed: 0 });
    expect(await office.issued()).toHaveLength(3);
  });

  test('a worker killed while it renders: the next one does it, once', async () => {
    office = await openOffice({ worker: false });
    const { market } = office;
    await exportOf(market.lots, 'S01');
    await office.documents.close();
    await market.ledger.close();
    expect(await killedAtWork(office)).toMatch(/^rendering COC-/);
    expect((await office.papers()).map(({ status }) => status)).toEqual(['rendering', 'requested', 'requested']);
    office = await reopen(office);
    expect(await office.documents.awaitIdle()).toEqual({ issued: 3, failed: 0 });
    expect(await office.issued()).toHaveLength(3);
    expect((await office.papers()).map(({ attempts }) => attempts)).toEqual([2, 1, 1]);
    rmSync(market.signerDir, { recursive: true, force: true });
  });
});

describeTool(['redis-server'], () => {
  let redis: ChildProcess;
  let folder: string;
  let redisUrl: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'veta-redis-'));
    const port = await freePort();
    redisUrl = `redis://127.0.0.1:${port}`;
    const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
    redis = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const chunk of redis.stdout ?? []) if (String(chunk).includes('Ready to accept')) break;
  });
  afterEach(() => office.close());
  afterAll(async () => {
    redis.kill();
    await once(redis, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  test('the same papers, issued through Redis', async () => {
    office = await openOffice({ redisUrl });
    await exportOf(office.market.lots, 'S01');
    await exportOf(office.market.lots, 'S02');
    expect(await office.documents.awaitIdle()).toEqual({ issued: 6, failed: 0 });
    expect(await office.issued()).toHaveLength(6);
    const schemas = await office.market.database.ownerQuery(`SELECT FROM pg_namespace WHERE nspname = 'bullmq'`);
    expect(schemas).toHaveLength(0);
  });
});

/** Starts a worker that renders for ever, kills it when it has begun, and returns what it said. */
async function killedAtWork({ market }: Office): Promise<string> {
  const { connection, ownerConnection } = market.database;
  const args = [
    '--import',
    new URL('../support/typescript-loader.js', import.meta.url).href,
    fileURLToPath(new URL('worker-child.ts', import.meta.url)),
    JSON.stringify({ connection, ownerConnection }),
    market.signerDir,
  ];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return line.toString();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
