import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DocumentAmended } from '../../src/core/custody/registry.js';
import { parseStatement } from '../../src/core/log/entry.js';
import type { NextVersion } from '../../src/documents/amend/amending.js';
import { Issuer } from '../../src/documents/jobs/issue.js';
import type { Payload } from '../../src/documents/payload.js';
import type { DocumentSummary } from '../../src/documents/issued-papers.js';
import { render } from '../../src/documents/types/render.js';
import { openDeskOf, REGISTRARS } from './desk-of.js';
import { contentOf, openOffice, type Office } from './office.js';
import { exportOf } from './trade.js';

const PACKING = 'PKL-EXP-PACIFICO-2026-000001';
const REASON = 'El sello de la barra era otro';

let office: Office;
let app: NestFastifyApplication;
let keyOf: Readonly<Record<'exporter' | 'cooperative', string>>;
let asked = 0;
/** Papers that cannot be drawn for now. */
let stuck: (payload: Payload) => boolean;

beforeEach(async () => {
  stuck = () => false;
  office = await openOffice((market) => ({
    issuer: new Issuer(market.database.dataSource, market.ledger, (payload) => {
      return stuck(payload) ? Promise.reject(new Error('the ink is dry')) : render(payload);
    }),
  }));
  ({ app, keyOf } = await openDeskOf(office, REGISTRARS));
  await exportOf(office.market.lots, 'S01');
  await office.documents.awaitIdle();
});
afterEach(async () => {
  await office.documents.close();
  await app.close();
  await office.close();
});

async function amend(id: string, how: 'supersede' | 'void', reason = REASON, key = keyOf.exporter) {
  asked += 1;
  return app.inject({
    method: 'POST',
    url: `/api/documents/${id}/${how}`,
    headers: { authorization: `Bearer ${key}`, 'idempotency-key': `amend-${asked}`, 'accept-language': 'en' },
    payload: { reason },
  });
}

async function amended(id: string, how: 'supersede' | 'void'): Promise<NextVersion> {
  const answer = await amend(id, how);
  expect(answer.statusCode).toBe(201);
  await office.documents.awaitIdle();
  return answer.json<NextVersion>();
}

async function listed(number = PACKING): Promise<DocumentSummary[]> {
  const headers = { authorization: `Bearer ${keyOf.exporter}` };
  const answer = await app.inject({ method: 'GET', url: '/api/shipments/S01/documents', headers });
  return answer.json<{ items: DocumentSummary[] }>().items.filter((paper) => paper.number === number);
}

async function first(): Promise<DocumentSummary> {
  const [paper] = await listed();
  if (paper === undefined) throw new Error('there is no packing list');
  return paper;
}

/** Papers as the ledger tells of them, from the export on. */
async function told(): Promise<[string, Partial<DocumentAmended>][]> {
  const sql = `SELECT bytes FROM statement WHERE type LIKE 'document.%' ORDER BY idx`;
  const rows = await office.market.database.ownerQuery<{ bytes: Buffer }>(sql);
  return rows.map(({ bytes }) => {
    const statement = parseStatement(Uint8Array.from(bytes));
    return [String(statement?.type), statement?.data as unknown as DocumentAmended];
  });
}

async function snapshotOf(id: string): Promise<Payload> {
  return contentOf((await office.papers()).find((paper) => paper.id === id));
}

describe('refused', () => {
  test('a paper that is not there, or another organisation’s, is unknown; one without a reason stays as it is', async () => {
    const { id } = await first();
    expect((await amend(id, 'void', REASON, keyOf.cooperative)).statusCode).toBe(404);
    expect((await amend('00000000-0000-4000-8000-000000000000', 'supersede')).statusCode).toBe(404);
    expect((await amend("'; DROP TABLE document", 'supersede')).statusCode).toBe(404);
    expect((await amend(id, 'void', '')).statusCode).toBe(400);
    expect(await listed()).toHaveLength(1);
  });

  test('only what is issued can be amended, and only its newest version', async () => {
    const { id } = await first();
    stuck = ({ version }) => version === 2;
    const next = (await amend(id, 'supersede')).json<NextVersion>();
    expect(await amend(next.id, 'void')).toMatchObject({ statusCode: 409 });
    expect((await amend(next.id, 'void')).json()).toMatchObject({ code: 'document-not-issued' });
    const again = await amend(id, 'void');
    expect(again.json()).toMatchObject({ code: 'document-amended' });
    expect(again.json<{ detail: string }>().detail).toContain(`of ${PACKING} there is version 2`);
  });

  test('nothing is un-voided, neither the paper nor its notice, and the database itself refuses it', async () => {
    const { id } = await first();
    const notice = await amended(id, 'void');
    for (const paper of [id, notice.id]) {
      const answer = await amend(paper, 'supersede', 'but it was right');
      expect(answer.statusCode).toBe(409);
    }
    expect((await amend(notice.id, 'void', 'once more')).json()).toMatchObject({ code: 'document-void' });
    const { ownerQuery } = office.market.database;
    for (const status of ['issued', 'requested', 'superseded']) {
      await expect(ownerQuery('UPDATE document SET status = $2 WHERE id = $1', [id, status])).rejects.toThrow(/issued/);
    }
    await expect(ownerQuery('UPDATE document SET issued_at = now() WHERE id = $1', [id])).rejects.toThrow('amended');
  });
});

describe('superseded', () => {
  test('the next version of the number takes its place, names it, and the ledger says so in one batch', async () => {
    const old = await first();
    const { id, version } = await amended(old.id, 'supersede');
    expect(version).toBe(2);
    const papers = await listed();
    expect(papers.map((paper) => [paper.version, paper.status, paper.files.length])).toEqual([
      [1, 'superseded', old.files.length],
      [2, 'issued', old.files.length],
    ]);
    expect(papers[1]?.files.map(({ name }) => name).toSorted()).toEqual([`${PACKING}-v2.csv`, `${PACKING}-v2.pdf`]);
    const { payloadSha256 } = old;
    expect(await snapshotOf(id)).toMatchObject({
      number: PACKING,
      version: 2,
      replaces: { document: old.id, version: 1, payloadSha256, reason: REASON },
    });
    const [issue, amendment] = (await told()).slice(-2);
    expect(issue).toMatchObject(['document.issued', { document: id, number: PACKING }]);
    expect(amendment).toEqual(['document.superseded', { document: old.id, by: id, reason: REASON }]);
  });

  test('its facts are those of now, and what was issued keeps its own', async () => {
    const old = await first();
    const { ownerQuery } = office.market.database;
    await ownerQuery(
      `UPDATE organisation SET name = 'Exportadora Pacífico Sur (en liquidación)' WHERE org = 'exp-pacifico'`,
    );
    const { id } = await amended(old.id, 'supersede');
    const [before, now] = [await snapshotOf(old.id), await snapshotOf(id)];
    expect(JSON.stringify(now)).toContain('en liquidación');
    expect(JSON.stringify(before)).not.toContain('en liquidación');
  });

  test('of two who amend at once one is heard, and the other is told', async () => {
    const { id } = await first();
    const answers = await Promise.all([
      amend(id, 'supersede', 'the seal'),
      amend(id, 'void', 'never left'),
      amend(id, 'supersede', 'the weight'),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409]);
    await office.documents.awaitIdle();
    expect(await listed()).toHaveLength(2);
    expect((await told()).filter(([type]) => type !== 'document.issued')).toHaveLength(1);
  });

  test('asked twice for the same, one version is made', async () => {
    const { id } = await first();
    const [one, two] = await Promise.all([amend(id, 'supersede'), amend(id, 'supersede')]);
    expect([one.statusCode, two.statusCode]).toEqual([201, 201]);
    expect(two.json<NextVersion>().id).toBe(one.json<NextVersion>().id);
  });

  test('until the next is issued the old one holds', async () => {
    const { id } = await first();
    stuck = ({ version }) => version === 2;
    await amend(id, 'supersede');
    await office.documents.awaitIdle();
    expect((await listed()).map(({ status }) => status)).toEqual(['issued', 'failed']);
  });
});

describe('void', () => {
  test('the notice says what the paper said, and VOID; both are void, and both can still be read', async () => {
    const old = await first();
    const { id } = await amended(old.id, 'void');
    const [was, is] = [await snapshotOf(old.id), await snapshotOf(id)];
    const own = new Set(['document', 'salt', 'issuedAt', 'verify', 'version', 'replaces', 'state']);
    const body = (payload: Payload) => Object.entries(payload).filter(([name]) => !own.has(name));
    expect(body(is)).toEqual(body(was));
    expect(is).toMatchObject({ state: 'void', version: 2, replaces: { document: old.id, reason: REASON } });
    expect((await listed()).map(({ status }) => status)).toEqual(['void', 'void']);
    expect((await told()).at(-1)).toEqual(['document.voided', { document: old.id, by: id, reason: REASON }]);
    for (const { id: paper, files } of await listed()) {
      const headers = { authorization: `Bearer ${keyOf.exporter}` };
      const url = `/api/documents/${paper}/files/${files[0]?.name}`;
      expect((await app.inject({ method: 'GET', url, headers })).statusCode).toBe(200);
    }
  });

  test('an invoice that is provisional is so in every version of it, and its notice is void and nothing else', async () => {
    const [old] = await listed('INV-EXP-PACIFICO-2026-000001');
    expect((await snapshotOf(old?.id ?? '')).state).toBe('provisional');
    const next = await amended(old?.id ?? '', 'supersede');
    expect((await snapshotOf(next.id)).state).toBe('provisional');
    const notice = await amended(next.id, 'void');
    expect((await snapshotOf(notice.id)).state).toBe('void');
  });

  test('one that took another’s place can be void, and then a new paper is asked for under a number of its own', async () => {
    const old = await first();
    const { id } = await amended(old.id, 'supersede');
    await amended(id, 'void');
    expect((await listed()).map(({ status }) => status)).toEqual(['void', 'void', 'void']);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/shipments/S01/documents',
      headers: { authorization: `Bearer ${keyOf.exporter}`, 'idempotency-key': 'anew' },
      payload: { kinds: ['packing-list'] },
    });
    expect(answer.json()).toMatchObject({ items: [{ number: PACKING.replace('1', '2'), status: 'requested' }] });
    await office.documents.awaitIdle();
    expect(await listed(PACKING.replace('1', '2'))).toMatchObject([{ status: 'issued', version: 1 }]);
  });
});
