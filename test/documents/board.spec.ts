/** The queue as its operator sees it: on both engines, behind the role, and without a word to any other server. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BoardModule } from '../../src/documents/jobs/board.controller.js';
import { openDeskOf } from './desk-of.js';
import { describeQueues } from './engines.js';
import { openOffice, soon, type Office } from './office.js';
import { exportOf } from './trade.js';

describeQueues((engine) => {
  let office: Office;
  let app: NestFastifyApplication;
  let keyOf: Readonly<Record<'operator' | 'manager', string>>;

  beforeAll(async () => {
    office = await openOffice({ ...engine.parts(), worker: false });
    const people = { operator: [null, 'operator'], manager: ['exp-pacifico', 'manager'] } as const;
    ({ app, keyOf } = await openDeskOf(office, people, [BoardModule.of(office.documents.engine)]));
  });
  afterAll(async () => {
    await app.close();
    await office.close();
  });

  function ask(path: string, key?: string, method: 'GET' | 'PUT' = 'GET') {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    return app.inject({ method, url: `/operator/queues${path}`, headers });
  }

  test.each(['', '/', '/queue/documents', '/api/queues', '/static/images/logo.svg'])(
    'nobody else sees %j',
    async (path) => {
      expect((await ask(path)).statusCode).toBe(401);
      expect((await ask(path, keyOf.manager)).statusCode).toBe(403);
      expect((await ask(path, keyOf.operator)).statusCode).toBe(200);
    },
  );

  test('it tells what waits, by ids alone', async () => {
    await exportOf(office.market.lots, 'S01');
    await soon(async () => (await office.queued()) === 3);
    const { queues } = (await ask('/api/queues?activeQueue=documents&status=latest', keyOf.operator)).json<{
      queues: {
        name: string;
        counts: Record<string, number>;
        jobs: { id: string; data: object }[];
        readOnlyMode: boolean;
      }[];
    }>();
    expect(queues).toMatchObject([{ name: 'documents', readOnlyMode: true, counts: { waiting: 3 } }]);
    const ids = (await office.papers()).map(({ id }) => id);
    expect(queues[0]?.jobs.map(({ id }) => id).toSorted()).toEqual(ids.map((id) => `doc-${id}-v1`).toSorted());
    const [job] = queues[0]?.jobs ?? [];
    const { status } = await ask(`/api/queues/documents/${job?.id}`, keyOf.operator).then((answer) =>
      answer.json<{ status: string }>(),
    );
    expect(status).toBe('waiting');
  });

  test('its pages ask nobody but us: scripts and styles are ours, and the policy says so', async () => {
    const page = await ask('', keyOf.operator);
    expect(page.payload).not.toMatch(/(src|href)="https?:/);
    expect(page.payload).toContain('<base href="/operator/queues/"');
    expect(page.payload).not.toContain('<%');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('http');
    const parts = [...page.payload.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, path]) => path);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect((await ask(`/${part}`, keyOf.operator)).statusCode).toBe(200);
  });

  test('nothing can be done with it, and no path leads out of it', async () => {
    for (const path of [
      '/api/queues/documents/pause',
      '/api/queues/documents/obliterate',
      '/api/queues/documents/empty',
    ]) {
      expect((await ask(path, keyOf.operator, 'PUT')).statusCode).toBe(404);
    }
    for (const path of ['/static/../package.json', '/static/..%2f..%2fpackage.json', '/static/nothing.js']) {
      expect((await ask(path, keyOf.operator)).payload).not.toContain('"name"');
    }
    expect((await ask('/api/nothing/here', keyOf.operator)).statusCode).toBe(404);
  });
});
