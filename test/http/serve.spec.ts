import { createServer } from 'node:net';
import { DataSource } from 'typeorm';
import { askedToStop, countBatches, serve } from '../../src/app/serve.js';
import { ConfigError } from '../../src/config/config-error.js';
import { Metrics } from '../../src/http/metrics.js';
import { openDesk, type Desk } from '../parties/desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const parts = () => ({ dataSource: desk.app.get(DataSource), ledger: desk.ledger });

test('a port that is taken gets a sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const started = serve(parts(), { host: '127.0.0.1', port }, { logger: false });
  await expect(started).rejects.toThrow(ConfigError);
  await expect(started).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or set PORT to a free one.`,
  );
  await new Promise((resolve) => other.close(resolve));
});

test('an address of another machine gets a sentence', async () => {
  const started = serve(parts(), { host: '203.0.113.1', port: 0 }, { logger: false });
  await expect(started).rejects.toThrow('HOST 203.0.113.1 is not an address of this machine.');
});

test('it answers over the network and stops', async () => {
  const serving = await serve(parts(), { host: '127.0.0.1', port: 0 }, { logger: false });
  expect(await (await fetch(`${serving.url}/health/live`)).json()).toEqual({ live: true });
  await serving.close();
  await expect(fetch(`${serving.url}/health/live`)).rejects.toThrow();
});

test('the first signal asks to stop; the second is nobody’s business any more', async () => {
  const before = process.listenerCount('SIGTERM');
  const asked = askedToStop();
  process.emit('SIGTERM', 'SIGTERM');
  expect(await asked).toBe('SIGTERM');
  expect(process.listenerCount('SIGTERM')).toBe(before);
  expect(process.listenerCount('SIGINT')).toBe(before);
});

test('batches are counted', async () => {
  const metrics = new Metrics();
  countBatches(desk.ledger, metrics);
  const command = { org: 'x', actor: 'test', key: 'one', digest: '', needs: {} };
  const draft = { type: 'stock.counted', org: 'x', at: '2026-03-01T00:00:00.000Z', lots: [], data: {} };
  await desk.ledger.append({ ...command, decide: () => ({ drafts: [draft, draft], result: null }) });
  expect(metrics.text()).toMatch(/^veta_statements_total 2$/m);
  expect(metrics.text()).toMatch(/^veta_batch_statements_bucket\{le="1"\} 0$/m);
  expect(metrics.text()).toMatch(/^veta_batch_statements_bucket\{le="4"\} 1$/m);
});
