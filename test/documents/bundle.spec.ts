/** One request, and every paper of a shipment comes of it: the bundle, its cover, its progress and its archive, on both engines. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { BundleView } from '../../src/documents/bundle/bundles.js';
import type { FailedPaper } from '../../src/documents/jobs/failed.js';
import type { Payload } from '../../src/documents/payload.js';
import type { BundleCoverPayload } from '../../src/documents/types/bundle/bundle-cover.js';
import { render } from '../../src/documents/types/render.js';
import { openDeskOf, REGISTRARS } from './desk-of.js';
import { describeQueues } from './engines.js';
import { contentOf, openOffice, soon, workOff, type Office } from './office.js';
import { hashOf } from '../parties/kept.js';
import { exportOf } from './trade.js';
import { unzipped } from './unzipped.js';

describeQueues((engine) => {
  let office: Office;
  let app: NestFastifyApplication;
  let keyOf: Readonly<Record<'exporter' | 'cooperative', string>>;
  let asked = 0;

  beforeEach(async () => {
    office = await openOffice({ ...engine.parts(), worker: false });
    ({ app, keyOf } = await openDeskOf(office, REGISTRARS));
    await exportOf(office.market.lots, 'S01');
  });
  afterEach(async () => {
    await app.close();
    await office.close();
  });

  function post(url: string, payload: object = {}, key = keyOf.exporter) {
    asked += 1;
    const headers = { authorization: `Bearer ${key}`, 'idempotency-key': `bundle-${asked}` };
    return app.inject({ method: 'POST', url, headers, payload });
  }

  function get(url: string, headers: Record<string, string> = {}, key = keyOf.exporter) {
    return app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${key}`, ...headers } });
  }

  async function bundled(): Promise<BundleView> {
    return (await post('/api/shipments/S01/bundle')).json<BundleView>();
  }

  async function seen({ id }: BundleView): Promise<BundleView> {
    return (await get(`/api/bundles/${id}`)).json<BundleView>();
  }

  test('asked for, worked off and issued: the cover comes last, and lists what the log says of every other paper', async () => {
    const bundle = await bundled();
    expect(bundle).toMatchObject({ shipment: 'S01', status: 'requested', done: 0 });
    expect(bundle.of).toBe(bundle.items.length + 1);
    await workOff(office);
    const { failed } = await office.documents.awaitIdle();
    expect(failed).toBe(0);
    const issued = await seen(bundle);
    expect(issued).toMatchObject({
      status: 'issued',
      done: bundle.of,
      cover: { kind: 'bundle-cover', status: 'issued' },
    });
    const log = await office.issued();
    expect(log.at(-1)).toMatchObject({ kind: 'bundle-cover' });
    const cover = contentOf((await office.papers()).find(({ id }) => id === issued.cover?.id)) as BundleCoverPayload;
    expect(cover.papers.map(({ document }) => document).toSorted()).toEqual(
      bundle.items.map(({ id }) => id).toSorted(),
    );
    for (const { document, number, payloadSha256, files } of cover.papers) {
      const said = log.find((one) => one.document === document);
      expect(said).toMatchObject({ number, payloadSha256 });
      expect(said?.files.map(({ name, sha256: hash }) => ({ name, sha256: hash }))).toEqual(files);
    }
  });

  test('asked for twice, at once or later, it is one bundle of the same papers', async () => {
    const [first, second] = await Promise.all([bundled(), bundled()]);
    expect(second.id).toBe(first.id);
    await workOff(office);
    await office.documents.awaitIdle();
    expect(await bundled()).toEqual(await seen(first));
    expect((await office.issued()).filter(({ kind }) => kind === 'bundle-cover')).toHaveLength(1);
  });

  test('another organisation finds neither the shipment to bundle nor the bundle', async () => {
    const bundle = await bundled();
    expect((await post('/api/shipments/S01/bundle', {}, keyOf.cooperative)).statusCode).toBe(404);
    for (const door of ['', '/events', '/files.zip']) {
      const answer = await get(`/api/bundles/${bundle.id}${door}`, {}, keyOf.cooperative);
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: 'unknown-bundle' });
    }
    expect((await get('/api/bundles/not-an-id')).statusCode).toBe(404);
  });

  test('a paper that fails holds the cover back, and says which and why; tried once more, the bundle heals', async () => {
    let broken = true;
    await workOff(office, async (payload: Payload) => {
      if (broken && payload.kind === 'packing-list') throw new Error('the font has gone');
      return render(payload);
    });
    const bundle = await bundled();
    await soon(async () => (await seen(bundle)).status === 'failed');
    const failed = (await seen(bundle)).items.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ kind: 'packing-list', error: 'the font has gone' });
    await office.documents.awaitIdle();
    expect((await seen(bundle)).cover).toBeUndefined();
    expect((await get(`/api/bundles/${bundle.id}/files.zip`)).json()).toMatchObject({ code: 'bundle-not-ready' });

    const { items } = (await get('/api/documents/failed')).json<{ items: FailedPaper[] }>();
    expect(items).toMatchObject([
      { id: failed?.id, reason: 'the font has gone', attempts: 5, shipment: 'S01', retries: [] },
    ]);
    broken = false;
    const retried = await post(`/api/documents/${failed?.id}/retry`, { why: 'The font is back' });
    expect(retried.statusCode).toBe(200);
    await office.documents.awaitIdle();
    expect(await seen(bundle)).toMatchObject({ status: 'issued', done: bundle.of });
    expect((await get('/api/documents/failed')).json()).toEqual({ items: [] });
    const [row] = await office.market.database.ownerQuery<{ history: unknown }>(
      'SELECT history FROM document WHERE id = $1',
      [failed?.id],
    );
    expect(row?.history).toMatchObject([{ why: 'The font is back', error: 'the font has gone', attempts: 5 }]);
    const again = await post(`/api/documents/${failed?.id}/retry`, { why: 'Once more' });
    expect(again.json()).toMatchObject({ status: 409, code: 'document-not-failed' });
  });

  test('nobody retries what another organisation failed at, and a list goes by pages', async () => {
    await workOff(office, () => Promise.reject(new Error('out of paper')));
    await office.documents.awaitIdle();
    const [first, ...others] = (await get('/api/documents/failed')).json<{ items: FailedPaper[] }>().items;
    expect(others).toHaveLength(2);
    expect((await get('/api/documents/failed', {}, keyOf.cooperative)).json()).toEqual({ items: [] });
    const stranger = await post(`/api/documents/${first?.id}/retry`, { why: 'Mine?' }, keyOf.cooperative);
    expect(stranger.json()).toMatchObject({ code: 'unknown-document' });
    const page = (await get('/api/documents/failed?limit=1')).json<{ items: FailedPaper[]; next: string }>();
    expect(page.items).toEqual([first]);
    const rest = (await get(`/api/documents/failed?after=${page.next}`)).json<{ items: FailedPaper[] }>();
    expect(rest.items).toEqual(others);
  });

  test('a queue that forgets the whole bundle loses nothing of it', async () => {
    const bundle = await bundled();
    await soon(async () => (await office.queued()) === bundle.items.length);
    await engine.forget(office.market.database);
    await workOff(office);
    expect((await office.documents.awaitIdle()).failed).toBe(0);
    expect(await seen(bundle)).toMatchObject({ status: 'issued' });
    expect((await office.issued()).filter(({ kind }) => kind === 'bundle-cover')).toHaveLength(1);
  });

  test('progress is told as it comes, ends when the bundle is issued, and goes on where a listener left off', async () => {
    const bundle = await bundled();
    const listening = get(`/api/bundles/${bundle.id}/events`);
    await workOff(office);
    const heard = await listening;
    expect(heard.headers['content-type']).toContain('text/event-stream');
    const events = eventsOf(heard.payload);
    expect(events.at(-1)).toMatchObject({
      event: 'issued',
      data: { status: 'issued', done: bundle.of, of: bundle.of },
    });
    const done = events.map(({ data }) => data.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));

    const last = events.at(-1)?.id ?? '';
    expect((await get(`/api/bundles/${bundle.id}/events`, { 'last-event-id': last })).statusCode).toBe(204);
    const again = await get(`/api/bundles/${bundle.id}/events`, { 'last-event-id': 'requested-1-4-irr' });
    expect(eventsOf(again.payload)).toMatchObject([{ event: 'issued' }]);
  });

  test('the archive holds every file as the log says, and is the same each time', async () => {
    const bundle = await bundled();
    await workOff(office);
    await office.documents.awaitIdle();
    const [first, second] = [
      await get(`/api/bundles/${bundle.id}/files.zip`),
      await get(`/api/bundles/${bundle.id}/files.zip`),
    ];
    expect(first.headers['content-type']).toBe('application/zip');
    expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
    const files = [...unzipped(first.rawPayload)];
    const list = String(files.pop()?.[1]);
    const said = (await office.issued()).flatMap(({ files: issued }) => issued.map((file) => [file.name, file.sha256]));
    expect(files.map(([name, bytes]) => [name, hashOf(bytes)]).toSorted()).toEqual(said.toSorted());
    expect(files[0]?.[0]).toMatch(/^BDL-/);
    for (const [name = '', hash = ''] of said) expect(list).toMatch(new RegExp(`^${name},.*,${hash},\r$`, 'm'));
  });
});

interface Heard {
  readonly id?: string;
  readonly event?: string;
  readonly data: BundleView;
}

/** Read as a browser does: blocks of `field: value` lines. */
function eventsOf(text: string): Heard[] {
  return text.split('\n\n').flatMap((block) => {
    const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
    return fields.data === undefined ? [] : [{ ...fields, data: JSON.parse(fields.data) as BundleView }];
  });
}
