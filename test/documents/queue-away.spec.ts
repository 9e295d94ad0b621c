/** The seam to the queue where its server is away, or is gone the moment it comes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { APP_ROLE } from '../../src/database/app-role.js';
import { prepareQueue } from '../../src/documents/jobs/queue-tables.js';
import { openQueue, type QueueOptions } from '../../src/documents/jobs/queue.js';
import { cloneDatabase } from '../support/database.js';
import { describeTool } from '../support/tools.js';
import { freePort, Redis } from './engines.js';
import { hastyDoor } from './hasty-door.js';
import { soon } from './office.js';

const paper = (name: string) => ({ name, job: { paper: name } });
const giveUp = (): boolean => false;

describeTool(['redis-server'], () => {
  test('a Redis that goes away: whoever adds is told, whoever works waits, and closing does not wait for it', async () => {
    const redis = await Redis.start();
    const done: string[] = [];
    const options = { redisUrl: redis.url, connection: {}, lockMs: 1_500, backoffMs: 10 };
    const queue = openQueue(options);
    await queue.work(async (job) => void done.push('paper' in job ? job.paper : ''), { giveUp });
    await queue.add(paper('before'));
    await soon(async () => done.includes('before'));
    await redis.kill();
    await expect(queue.add(paper('while-away'))).rejects.toThrow();
    await redis.startAgain();
    await soon(async () => {
      await queue.add(paper('after')).catch(() => undefined);
      return done.includes('after');
    });
    await redis.kill();
    await queue.close();
    await redis.stop();
  });

  test.each(['killed', 'never there'])(
    'a worker that closes while its Redis is %s leaves nothing that runs on',
    async (away) => {
      const redis = await Redis.start();
      if (away === 'never there') await redis.kill();
      await endsItself({ redisUrl: redis.url, connection: {} }, async () => {
        if (away === 'killed') await redis.kill();
      });
      await redis.stop();
    },
  );
});

test('a worker that closes while PostgreSQL is away leaves nothing that runs on', async () => {
  const port = await freePort();
  await endsItself(
    { connection: { host: '127.0.0.1', port, user: 'nobody', database: 'none' } },
    async () => undefined,
  );
});

test('a PostgreSQL that is gone the moment it lets a worker in ends no worker', async () => {
  const database = await cloneDatabase();
  await prepareQueue(database.ownerConnection, APP_ROLE);
  const door = await hastyDoor(database.connection);
  const queue = openQueue({ connection: database.connection });
  await endsItself({ connection: door.connection }, async () => {
    const shut = door.slam();
    await soon(async () => shut() > 2);
    door.open();
    await queue.add(paper('after'));
    await soon(async () => (await database.ownerQuery('SELECT FROM bullmq.job')).length === 0, 30);
  });
  await queue.close();
  await door.close();
  await database.drop();
});

const CHILD = [
  '--import',
  new URL('../support/typescript-loader.js', import.meta.url).href,
  fileURLToPath(new URL('./queue-child.ts', import.meta.url)),
];

/** A process of its own that works off the queue comes to its end, without being ended, once the queue is closed. */
async function endsItself(where: QueueOptions, meanwhile: () => Promise<void>): Promise<void> {
  const child = spawn(process.execPath, [...CHILD, JSON.stringify(where)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const late = setTimeout(() => child.kill('SIGKILL'), 40_000);
  const ended = once(child, 'exit');
  let said = '';
  const open = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => ((said += text), resolve()));
  });
  await Promise.race([open, ended]);
  await meanwhile();
  child.stdin.write('close\n');
  expect([await ended, said]).toEqual([[0, null], 'open\nclosed\n']);
  clearTimeout(late);
}
