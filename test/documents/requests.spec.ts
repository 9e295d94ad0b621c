import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LotPaper } from '../../src/documents/payload.js';
import type { AskedPaper } from '../../src/documents/requests/desk.js';
import { openDeskOf, REGISTRARS } from './desk-of.js';
import { contentOf, openOffice, workOff, type Office } from './office.js';
import { leave, pack } from './trade.js';

let office: Office;
let app: NestFastifyApplication;
let keyOf: Readonly<Record<'exporter' | 'cooperative', string>>;
let asked = 0;

beforeEach(async () => {
  office = await openOffice({ worker: false });
  ({ app, keyOf } = await openDeskOf(office, REGISTRARS));
});
afterEach(async () => {
  await app.close();
  await office.close();
});

async function post(key: string, url: string, payload: object, language: string) {
  asked += 1;
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': `ask-${asked}`, 'accept-language': language };
  return app.inject({ method: 'POST', url, headers, payload });
}

function ask(key: string, shipment: string, payload: object = {}, language = 'en') {
  return post(key, `/api/shipments/${shipment}/documents`, payload, language);
}

function receipt(key: string, lot: string, language = 'en') {
  return post(key, `/api/lots/${lot}/receipt`, {}, language);
}

async function told(...parts: Parameters<typeof ask>): Promise<Map<string, AskedPaper>> {
  const { items } = (await ask(...parts)).json<{ items: AskedPaper[] }>();
  return new Map(items.map((item) => [item.kind, item]));
}

test('given a shipment that has not left, when its papers are asked for, then those that tell how it left lack it', async () => {
  await pack(office.market.lots, 'S01');
  const papers = await told(keyOf.exporter, 'S01', { kinds: ['packing-list', 'commercial-invoice'] }, 'es');
  expect(papers.get('packing-list')).toMatchObject({ lacks: expect.stringContaining('exportado') as string });
  expect(papers.get('commercial-invoice')?.id).toBeUndefined();
  expect(await office.papers()).toEqual([]);
});

test('given a shipment that left, when its papers are asked for twice, then the ones made at export are answered, once each', async () => {
  const bar = await pack(office.market.lots, 'S01');
  await leave(office.market.lots, 'S01', bar);
  const made = (await office.papers()).map(({ id }) => id);
  const kinds = ['custody-transfer', 'commercial-invoice', 'packing-list'];
  const [first, second] = await Promise.all([
    told(keyOf.exporter, 'S01', { kinds }),
    told(keyOf.exporter, 'S01', { kinds }),
  ]);
  expect([...first.keys()]).toEqual(kinds);
  expect([...first.values()].map(({ id }) => id).toSorted()).toEqual(made.toSorted());
  expect([...second.values()]).toEqual([...first.values()]);
  expect((await office.papers()).map(({ id }) => id)).toEqual(made);
});

test('a kind that nobody makes, a shipment that is not there and one of another organisation are answered with a sentence', async () => {
  const bar = await pack(office.market.lots, 'S01');
  await leave(office.market.lots, 'S01', bar);
  const wrong = await ask(keyOf.exporter, 'S01', { kinds: ['certificate-of-origin'] });
  expect(wrong.statusCode).toBe(400);
  expect(wrong.json<{ detail: string }>().detail).toContain('packing-list');
  expect((await ask(keyOf.exporter, 'S99')).statusCode).toBe(404);
  expect((await ask(keyOf.cooperative, 'S01')).statusCode).toBe(404);
});

describe('the receipt of a delivery', () => {
  test('given two who ask for it at once, when both are answered, then it is one paper with one number', async () => {
    await pack(office.market.lots, 'S01');
    const answers = await Promise.all([1, 2].map(() => receipt(keyOf.cooperative, 'S01-E1')));
    const [first, second] = answers.map((answer) => answer.json<AskedPaper>());
    expect(first).toMatchObject({
      kind: 'delivery-receipt',
      number: 'RCP-COOP-LIMONAL-2026-000001',
      status: 'requested',
    });
    expect(second).toEqual(first);
    const [paper] = await office.papers();
    expect(contentOf(paper)).toMatchObject({ lot: { code: 'S01-E1', on: '2026-01-05' }, kind: 'delivery-receipt' });
  });

  test('given it was asked for, when it is made, then the log names the delivery, and no shipment', async () => {
    await pack(office.market.lots, 'S01');
    await receipt(keyOf.cooperative, 'S01-E1');
    await workOff(office);
    await office.documents.awaitIdle();
    const [paper] = await office.issued();
    const { lot } = contentOf((await office.papers())[0]) as LotPaper;
    expect(paper).toMatchObject({ kind: 'delivery-receipt', about: lot.id, number: 'RCP-COOP-LIMONAL-2026-000001' });
    expect(paper).not.toHaveProperty('shipment');
  });

  test('nobody else makes it out, and of a bar there is none', async () => {
    await pack(office.market.lots, 'S01');
    expect((await receipt(keyOf.exporter, 'S01-E1')).statusCode).toBe(404);
    expect((await receipt(keyOf.exporter, 'S01-B1')).statusCode).toBe(404);
    const ofBar = (await receipt(keyOf.cooperative, 'S01-B1', 'es')).json<AskedPaper>();
    expect(ofBar).toEqual({ kind: 'delivery-receipt', lacks: expect.any(String) as string });
    expect(await office.papers()).toEqual([]);
  });
});
