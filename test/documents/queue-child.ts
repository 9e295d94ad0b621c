/**
 * A worker of the queue alone, in a process of its own: closes it when it is told to, and then has nothing more to do. Told where
 * the queue lies in its argument, as JSON.
 */
import { openQueue, type QueueOptions } from '../../src/documents/jobs/queue.js';

const where = JSON.parse(process.argv[2] ?? '') as QueueOptions;
const queue = openQueue({ lockMs: 1_500, backoffMs: 10, ...where });
await queue.work(async () => undefined, { giveUp: () => false }).catch(() => undefined);
process.stdout.write('open\n');
process.stdin.once('data', () => {
  process.stdin.destroy();
  void queue.close().then(() => process.stdout.write('closed\n'));
});
