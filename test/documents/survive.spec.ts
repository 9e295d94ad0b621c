/** What becomes of papers when the queue, or whoever works it off, is lost in the middle: the same on both engines. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeQueues } from './engines.js';
import { openOffice, reopen, soon, workOff, type Office } from './office.js';
import { exportOf } from './trade.js';

describeQueues((engine) => {
  let office: Office;
  afterEach(() => office.close());

  test('papers of two shipments are issued, and a queue on Redis makes no tables', async () => {
    office = await openOffice(engine.parts());
    await exportOf(office.market.lots, 'S01');
    await exportOf(office.market.lots, 'S02');
    expect(await office.documents.awaitIdle()).toEqual({ issued: 6, failed: 0 });
    expect(await office.issued()).toHaveLength(6);
    const schemas = await office.market.database.ownerQuery(`SELECT FROM pg_namespace WHERE nspname = 'bullmq'`);
    expect(schemas).toHaveLength(engine.name === 'Redis' ? 0 : 1);
  });

  test('a job that the queue lost is found by the sweep', async () => {
    office = await openOffice({ ...engine.parts(), worker: false });
    await exportOf(office.market.lots, 'S01');
    await soon(async () => (await office.queued()) === 3);
    await engine.forget(office.market.database);
    await workOff(office);
    expect(await office.documents.awaitIdle()).toEqual({ issued: 3, failed: 0 });
    expect(await office.issued()).toHaveLength(3);
  });

  test('a worker killed while it renders: the next one does it, once', async () => {
    office = await openOffice({ ...engine.parts(), worker: false });
    const { market } = office;
    await exportOf(market.lots, 'S01');
    await office.documents.close();
    await market.ledger.close();
    expect(await killedAtWork(office, engine.parts())).toMatch(/^rendering COC-/);
    expect((await office.papers()).map(({ status }) => status)).toEqual(['rendering', 'requested', 'requested']);
    office = await reopen(office, engine.parts());
    expect(await office.documents.awaitIdle()).toEqual({ issued: 3, failed: 0 });
    expect(await office.issued()).toHaveLength(3);
    expect((await office.papers()).map(({ attempts }) => attempts)).toEqual([2, 1, 1]);
    rmSync(market.signerDir, { recursive: true, force: true });
  });
});

/** Starts a worker that renders for ever, kills it when it has begun, and returns what it said. */
async function killedAtWork({ market }: Office, queue: object): Promise<string> {
  const { connection, ownerConnection } = market.database;
  const args = [
    '--import',
    new URL('../support/typescript-loader.js', import.meta.url).href,
    fileURLToPath(new URL('worker-child.ts', import.meta.url)),
    JSON.stringify({ connection, ownerConnection, queue }),
    market.signerDir,
  ];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return line.toString();
}
