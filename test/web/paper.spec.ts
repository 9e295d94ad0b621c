import { sha256 } from '#crypto';
import { toHex } from '../../src/core/bytes.js';
import { createApplication } from '../../src/app/serve.js';
import type { BundleView } from '../../src/documents/bundle/bundles.js';
import { IssuedPapers } from '../../src/documents/issued-papers.js';
import { PaperFiles } from '../../src/documents/store/paper-files.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { ApiKeys } from '../../src/parties/keys/keys.js';
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

async function page(path: string, language = 'es'): Promise<{ status: number; text: string; html: string }> {
  const { statusCode, body } = await app.inject({ method: 'GET', url: path, headers: { 'accept-language': language } });
  return { status: statusCode, text: readable(body), html: body };
}

test('the code on a paper leads to its fingerprints, and to nothing else that is on it', async () => {
  const store = new IssuedPapers(
    office.market.database.dataSource,
    new PaperFiles(office.market.database.dataSource, office.market.ledger),
  );
  for (const { id, number, payload } of await office.papers()) {
    const { status, text } = await page(`/verify/${id}`);
    expect(status).toBe(200);
    expect(text).toContain(number);
    expect(text).toContain(toHex(sha256(Uint8Array.from(payload))));
    // A fingerprint has any digits.
    const rest = text.replaceAll(/\b[0-9a-f]{64}\b/g, '');
    expect(rest).not.toMatch(/USD|4.?428|BOX-|S-\d|RUCOM|Ticino|Zürich/);
    for await (const file of store.everything()) {
      if (file.name.startsWith(number)) expect(text).toContain(toHex(sha256(file.bytes)));
    }
  }
});

async function amend(id: string, how: 'supersede' | 'void', reason: string): Promise<string> {
  const { secret } = await app.get(ApiKeys).create('exp-pacifico', 'registrar', 'desk');
  const headers = { authorization: `Bearer ${secret}`, 'idempotency-key': `${how}-${id}` };
  const answer = await app.inject({ method: 'POST', url: `/api/documents/${id}/${how}`, headers, payload: { reason } });
  expect(answer.statusCode).toBe(201);
  await office.documents.awaitIdle();
  return answer.json<{ id: string }>().id;
}

test('the code on an old paper leads to the truth: what took its place and why, and what is void, since when and why', async () => {
  const paper = (await office.papers()).find(({ kind }) => kind === 'packing-list');
  if (paper === undefined) throw new Error('there is no packing list');
  const old = paper.id;
  const print = toHex(sha256(Uint8Array.from(paper.payload)));
  const second = await amend(old, 'supersede', 'Otro sello <b>7001</b>');
  const replaced = await page(`/verify/${old}`);
  expect(replaced.text).toMatch(/Ya no vale: la versión 2 lo reemplazó.*Otro sello <b>7001<\/b>/s);
  expect(replaced.text).toContain(print);
  expect(replaced.text).not.toContain('nada ha cambiado');
  expect(replaced.html).toContain(`href="/verify/${second}"`);
  expect(replaced.html).not.toContain('<b>7001');
  expect((await page(`/verify/${second}`)).text).toMatch(/Versión 2.*Este documento fue emitido aquí/s);

  const notice = await amend(second, 'void', 'El embarque no salió');
  for (const id of [old, second, notice]) {
    const shown = await page(`/verify/${id}`);
    expect(shown.text).toMatch(/ANULADO.*está anulado desde el .*2026.*El embarque no salió/s);
    expect(shown.text).not.toContain('fue emitido aquí');
    expect(shown.html.includes(`href="/verify/${notice}"`)).toBe(id !== notice);
  }
  expect((await page(`/verify/${old}`)).text).toContain(print);
  expect((await page(`/verify/${old}`, 'en')).text).toMatch(/VOID.*in every version/s);
  expect((await page(`/verify/${old}`, 'fr')).text).toMatch(/ANNULÉ.*toutes ses versions/s);
});

test('the code on the cover of an old bundle leads to the one that took its place; a voided one is not handed out again', async () => {
  const { secret } = await app.get(ApiKeys).create('exp-pacifico', 'registrar', 'desk');
  let asked = 0;
  const coverNow = async (): Promise<NonNullable<BundleView['cover']>> => {
    asked += 1;
    const headers = { authorization: `Bearer ${secret}`, 'idempotency-key': `bundle-${asked}` };
    const { id } = (await app.inject({ method: 'POST', url: '/api/shipments/S01/bundle', headers })).json<BundleView>();
    await office.documents.awaitIdle();
    const bundle = (await app.inject({ method: 'GET', url: `/api/bundles/${id}`, headers })).json<BundleView>();
    if (bundle.cover === undefined) throw new Error(`bundle ${id} has no cover`);
    return bundle.cover;
  };
  const first = await coverNow();
  expect(await coverNow()).toEqual(first);
  const transfer = (await office.papers()).find(
    ({ kind, status }) => kind === 'custody-transfer' && status === 'issued',
  );
  await amend(transfer?.id ?? '', 'supersede', 'Otra hora');
  const second = await coverNow();
  expect(second).toMatchObject({ number: first.number, version: first.version + 1, status: 'issued' });
  const old = await page(`/verify/${first.id}`);
  expect(old.text).toMatch(/Ya no vale: la versión 2 lo reemplazó/);
  expect(old.html).toContain(`href="/verify/${second.id}"`);

  await amend(second.id, 'void', 'Iba a otro destinatario');
  for (const { id } of [first, second]) expect((await page(`/verify/${id}`)).text).toMatch(/ANULADO/);
  const third = await coverNow();
  expect(third).toMatchObject({ version: 1, status: 'issued' });
  expect(third.number).not.toBe(first.number);
  expect((await page(`/verify/${third.id}`)).text).toMatch(/Este documento fue emitido aquí/);
});

test('a paper nobody issued is as unknown as a piece nobody made', async () => {
  const unknown = await page('/verify/7a0e2f64-95f0-4e5e-b6b3-2f0f3a3f7f10');
  expect(unknown.status).toBe(404);
  expect(unknown.text).toContain('No encontramos');
});
