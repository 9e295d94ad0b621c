import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { lastDayKept } from '../../src/documents/keep/term.js';
import type { DocumentSummary } from '../../src/documents/issued-papers.js';
import { DOCUMENT_KINDS, typeOf } from '../../src/documents/types/document-types.js';
import { openDeskOf } from './desk-of.js';
import { openOffice, type Office } from './office.js';
import { exportOf } from './trade.js';

let office: Office;
let app: NestFastifyApplication;
let keyOf: Readonly<Record<'compliance' | 'registrar' | 'stranger', string>>;

beforeAll(async () => {
  office = await openOffice();
  ({ app, keyOf } = await openDeskOf(office, {
    compliance: ['exp-pacifico', 'compliance'],
    registrar: ['exp-pacifico', 'registrar'],
    stranger: ['coop-limonal', 'compliance'],
  }));
  await exportOf(office.market.lots, 'S01');
  await office.documents.awaitIdle();
});
afterAll(async () => {
  await office.documents.close();
  await app.close();
  await office.close();
});

function hold(method: 'PUT' | 'DELETE', id: string, by: keyof typeof keyOf, payload: object = { reason: 'DIAN 118' }) {
  const headers = { authorization: `Bearer ${keyOf[by]}` };
  return app.inject({ method, url: `/api/documents/${id}/hold`, headers, payload });
}

async function listed(): Promise<DocumentSummary[]> {
  const headers = { authorization: `Bearer ${keyOf.registrar}` };
  const answer = await app.inject({ method: 'GET', url: '/api/shipments/S01/documents', headers });
  return answer.json<{ items: DocumentSummary[] }>().items;
}

async function first(): Promise<DocumentSummary> {
  const [paper] = await listed();
  if (paper === undefined) throw new Error('there is no paper');
  return paper;
}

test('nobody deletes a paper or a file of one, nor empties their tables: not even whoever owns them', async () => {
  const { ownerQuery, dataSource } = office.market.database;
  const statements = [
    'DELETE FROM document',
    'DELETE FROM document_file',
    'DELETE FROM document_hold',
    'TRUNCATE document CASCADE',
    'TRUNCATE document_file',
    'TRUNCATE document_hold',
  ];
  for (const sql of statements) {
    await expect(ownerQuery(sql)).rejects.toThrow();
    await expect(dataSource.query(sql)).rejects.toThrow();
  }
  await expect(ownerQuery(`SET session_replication_role = replica; DELETE FROM document`)).rejects.toThrow();
  expect(await listed()).toHaveLength((await office.papers()).length);
});

test('every kind says for how many years it is kept, and a paper until which day, counted from its issue', async () => {
  for (const kind of DOCUMENT_KINDS) expect([5, 10]).toContain(typeOf(kind).keepYears);
  expect(lastDayKept('packing-list', new Date('2026-02-13T23:59:59Z'))).toBe('2036-02-13');
  expect(lastDayKept('packing-list', new Date('2028-02-29T00:00:00Z'))).toBe('2038-02-28');
  for (const { kind, keepUntil } of await listed()) {
    const [{ issued_at: at } = { issued_at: new Date(0) }] = await office.market.database.ownerQuery<{
      issued_at: Date;
    }>('SELECT issued_at FROM document WHERE kind = $1', [kind]);
    expect(keepUntil).toBe(lastDayKept(kind, at));
  }
});

test('a hold is compliance’s to set and to lift, on papers of their own, for a reason', async () => {
  const { id } = await first();
  expect((await hold('PUT', id, 'registrar')).statusCode).toBe(403);
  expect((await hold('PUT', id, 'stranger')).statusCode).toBe(404);
  expect((await hold('DELETE', id, 'stranger')).statusCode).toBe(404);
  expect((await hold('PUT', id, 'compliance', {})).statusCode).toBe(400);
  expect((await hold('PUT', 'no-uuid', 'compliance')).statusCode).toBe(404);
  expect((await hold('DELETE', id, 'compliance')).json()).toMatchObject({ code: 'not-on-hold' });
});

test('who set a hold, when and why is told while it lasts, and stays when it is lifted', async () => {
  const { id } = await first();
  const [one, two] = await Promise.all([hold('PUT', id, 'compliance'), hold('PUT', id, 'compliance')]);
  expect([one.statusCode, two.statusCode]).toEqual([200, 200]);
  const told = one.json<{ by: string; since: string }>();
  expect(told).toMatchObject({ reason: 'DIAN 118', by: expect.stringMatching(/^key:/) as string });
  expect(two.json()).toEqual(told);
  expect((await first()).hold).toEqual(told);
  expect((await hold('DELETE', id, 'compliance', { reason: 'case closed' })).statusCode).toBe(204);
  expect((await first()).hold).toBeUndefined();
  const { ownerQuery } = office.market.database;
  const kept = await ownerQuery('SELECT reason, lift_reason, set_by, lifted_by FROM document_hold');
  expect(kept).toEqual([{ reason: 'DIAN 118', lift_reason: 'case closed', set_by: told.by, lifted_by: told.by }]);
  await expect(ownerQuery(`UPDATE document_hold SET lift_reason = 'never was'`)).rejects.toThrow('lifted once');
  await expect(ownerQuery(`UPDATE document_hold SET reason = 'another'`)).rejects.toThrow();
});
