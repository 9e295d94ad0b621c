import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { sha256 } from '#crypto';
import { toHex } from '../../src/core/bytes.js';
import type { DocumentSummary } from '../../src/documents/issued-papers.js';
import { openDeskOf, REGISTRARS } from './desk-of.js';
import { openOffice, type Office } from './office.js';
import { exportOf } from './trade.js';

let office: Office;
let app: NestFastifyApplication;
let keyOf: Readonly<Record<string, string>>;

beforeAll(async () => {
  office = await openOffice();
  ({ app, keyOf } = await openDeskOf(office, REGISTRARS));
  await exportOf(office.market.lots, 'S01');
  await office.documents.awaitIdle();
});
afterAll(async () => {
  await app.close();
  await office.close();
});

async function get(url: string, key?: string) {
  return app.inject({ method: 'GET', url, headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });
}

async function listed(): Promise<DocumentSummary[]> {
  const answer = await get('/api/shipments/S01/documents', keyOf['exporter']);
  return answer.json<{ items: DocumentSummary[] }>().items;
}

test('without a key nobody sees that there are papers', async () => {
  expect((await get('/api/shipments/S01/documents')).statusCode).toBe(401);
});

test('another organisation finds neither the list nor the files', async () => {
  const [paper] = await listed();
  expect((await get('/api/shipments/S01/documents', keyOf['cooperative'])).statusCode).toBe(404);
  const file = `/api/documents/${paper?.id}/files/${paper?.files[0]?.name}`;
  expect((await get(file, keyOf['cooperative'])).statusCode).toBe(404);
});

test.each(['not-a-uuid/files/a.pdf', '00000000-0000-4000-8000-000000000000/files/a.pdf'])(
  'an unknown paper is said to be unknown: %s',
  async (path) => {
    const answer = await get(`/api/documents/${path}`, keyOf['exporter']);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'unknown-document' });
  },
);

test('a file name that climbs out of the paper finds nothing', async () => {
  const [paper] = await listed();
  const answer = await get(`/api/documents/${paper?.id}/files/..%2F..%2Fetc%2Fpasswd`, keyOf['exporter']);
  expect(answer.statusCode).toBe(404);
});

test('the exporter sees three issued papers and downloads each file as its hash says', async () => {
  const papers = await listed();
  expect(papers.map(({ kind, status }) => [kind, status])).toEqual([
    ['custody-transfer', 'issued'],
    ['commercial-invoice', 'issued'],
    ['packing-list', 'issued'],
  ]);
  for (const { id, files } of papers) {
    for (const { name, mediaType, sha256: hash } of files) {
      const answer = await get(`/api/documents/${id}/files/${name}`, keyOf['exporter']);
      expect(answer.statusCode).toBe(200);
      expect(String(answer.headers['content-type'])).toContain(mediaType);
      expect(answer.headers['content-disposition']).toBe(`attachment; filename="${name}"`);
      expect(toHex(sha256(Uint8Array.from(answer.rawPayload)))).toBe(hash);
    }
  }
});
