import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '../../src/app/serve.js';
import { DocumentsModule } from '../../src/documents/documents.module.js';
import type { AskedPaper } from '../../src/documents/requests/desk.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { ApiKeys } from '../../src/parties/keys/keys.js';
import { openOffice, type Office } from './office.js';
import { leave, pack } from './trade.js';

let office: Office;
let app: NestFastifyApplication;
let keyOf: Readonly<Record<'exporter' | 'cooperative', string>>;
let asked = 0;

beforeEach(async () => {
  office = await openOffice({ worker: false });
  const { database, ledger } = office.market;
  const { dataSource } = database;
  const modules = [LedgerModule.with(ledger, dataSource), DocumentsModule];
  const parts = { dataSource, ledger, modules };
  app = await createApplication(parts, { logger: false });
  const keys = app.get(ApiKeys);
  keyOf = {
    exporter: (await keys.create('exp-pacifico', 'registrar', 'desk')).secret,
    cooperative: (await keys.create('coop-limonal', 'registrar', 'desk')).secret,
  };
});
afterEach(async () => {
  await app.close();
  await office.close();
});

async function ask(key: string, shipment: string, payload: object = {}, language = 'en') {
  asked += 1;
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': `ask-${asked}`, 'accept-language': language };
  return app.inject({ method: 'POST', url: `/api/shipments/${shipment}/documents`, headers, payload });
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
