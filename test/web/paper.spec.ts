import { sha256 } from '#crypto';
import { toHex } from '../../src/core/bytes.js';
import { createApplication } from '../../src/app/serve.js';
import { DocumentStore } from '../../src/documents/store.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { WebModule } from '../../src/web/web.module.js';
import { openOffice, type Office } from '../documents/office.js';
import { exportOf } from '../documents/trade.js';
import { readable } from './town.js';

type App = Awaited<ReturnType<typeof createApplication>>;
let office: Office;
let app: App;
beforeAll(async () => {
  office = await openOffice();
  await exportOf(office.market.lots, 'S01');
  await office.documents.awaitIdle();
  const { ledger, database } = office.market;
  const modules = [LedgerModule.with(ledger, database.dataSource), WebModule];
  app = await createApplication({ dataSource: database.dataSource, ledger, modules }, { logger: false });
});
afterAll(async () => {
  await office.documents.close();
  await app.close();
  await office.close();
});

async function page(path: string): Promise<{ status: number; text: string }> {
  const { statusCode, body } = await app.inject({ method: 'GET', url: path, headers: { 'accept-language': 'es' } });
  return { status: statusCode, text: readable(body) };
}

test('the code on a paper leads to its fingerprints, and to nothing else that is on it', async () => {
  const store = new DocumentStore(office.market.database.dataSource, office.market.ledger);
  for (const { id, number, payload } of await office.papers()) {
    const { status, text } = await page(`/verify/${id}`);
    expect(status).toBe(200);
    expect(text).toContain(number);
    expect(text).toContain(toHex(sha256(Uint8Array.from(payload))));
    expect(text).not.toMatch(/USD|4.?428|BOX-|S-\d|RUCOM|Ticino|Zürich/);
    for await (const file of store.everything()) {
      if (file.name.startsWith(number)) expect(text).toContain(toHex(sha256(file.bytes)));
    }
  }
});

test('a paper nobody issued is as unknown as a piece nobody made', async () => {
  const unknown = await page('/verify/7a0e2f64-95f0-4e5e-b6b3-2f0f3a3f7f10');
  expect(unknown.status).toBe(404);
  expect(unknown.text).toContain('No encontramos');
});
