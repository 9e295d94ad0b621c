/** `veta worker` as the program it is: a process of its own, that makes what others ask for and ends when it is asked to. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PoolConfig } from 'pg';
import { describeQueues } from './engines.js';
import { openOffice, soon, type Office } from './office.js';
import { exportOf } from './trade.js';

const PROGRAM = [
  '--import',
  new URL('../support/typescript-loader.js', import.meta.url).href,
  fileURLToPath(new URL('../../src/app/main.ts', import.meta.url)),
];

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'veta-worker-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

function run(env: Record<string, string>): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [...PROGRAM, 'worker'], {
    env: { PATH: process.env['PATH'] ?? '', VETA_DATA: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
  return { child, said: () => text };
}

describeQueues((engine) => {
  let office: Office;
  afterEach(() => office.close());

  test('it makes the papers that another process asked for, and SIGTERM leaves none half made', async () => {
    office = await openOffice({ ...engine.parts(), worker: false });
    const { market } = office;
    await exportOf(market.lots, 'S01');
    const { redisUrl } = engine.parts();
    const { child, said } = run({
      DATABASE_URL: urlOf(market.database.ownerConnection),
      VETA_SIGNER: 'separate',
      VETA_ORIGIN: 'market.example/log',
      VETA_VAULT_KEY: join(market.signerDir, 'vault-key.json'),
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    });
    await soon(async () => {
      if (child.exitCode !== null) throw new Error(said());
      return (await office.issued()).length === 3;
    }, 60);
    expect(said()).toMatch(/A worker is making papers, 1 at a time/);
    await exportOf(market.lots, 'S02');
    await soon(async () =>
      (await office.papers()).some(({ status, number }) => number.endsWith('2') && status !== 'requested'),
    );
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect([child.exitCode, said()]).toEqual([0, expect.stringContaining('ended first')]);
    const papers = await office.papers();
    expect(papers.map(({ status }) => status)).not.toContain('rendering');
    expect(await office.issued()).toHaveLength(papers.filter(({ status }) => status === 'issued').length);
  });
});

test('with the embedded database there is none: the process that runs it makes the papers', async () => {
  const { child, said } = run({});
  await once(child, 'exit');
  expect(child.exitCode).not.toBe(0);
  expect(said()).toMatch(/A worker of its own needs DATABASE_URL/);
});

/** The login as settings give it. */
function urlOf({ connectionString, user, password, host = '', port, database }: PoolConfig): string {
  if (connectionString !== undefined && database === undefined) return connectionString;
  const secret = typeof password === 'string' ? `:${encodeURIComponent(password)}` : '';
  return `postgres://${user}${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
