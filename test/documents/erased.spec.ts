/** A person who is erased, and the papers that were handed out before: they stay what they are, and the next version names nobody. */
import type { DocumentIssued } from '../../src/core/custody/registry.js';
import { parseStatement } from '../../src/core/log/entry.js';
import { openPaper } from '../../src/documents/sealed-bytes.js';
import type { DeliveryReceiptPayload } from '../../src/documents/types/counter/delivery-receipt.js';
import { fsck } from '../../src/ledger/fsck.js';
import { COOP, must } from '../lots/market.js';
import { hashOf } from '../parties/kept.js';
import { describeTool } from '../support/tools.js';
import { openShipped, type Shipped } from './shipped.js';

let market: Shipped;
let receipt: string;
let before: Buffer;

interface Row {
  readonly id: string;
  readonly org: string;
  readonly number: string;
  readonly version: number;
  readonly status: string;
  readonly payload: Buffer;
}

async function paper(version: number): Promise<Row> {
  const [row] = await market.desk.database.ownerQuery<Row>(
    `SELECT * FROM document WHERE number = (SELECT number FROM document WHERE id = $1) AND version = $2`,
    [receipt, version],
  );
  if (row === undefined) throw new Error(`there is no version ${version}`);
  return row;
}

async function payloadOf({ id, org, payload }: Row): Promise<DeliveryReceiptPayload> {
  const { database, ledger } = market.desk;
  const bytes = await openPaper(database.dataSource, ledger.vault, { org, document: id, bytes: payload });
  return JSON.parse(Buffer.from(bytes).toString()) as DeliveryReceiptPayload;
}

async function pdfOf({ id, number, version }: Row): Promise<Buffer> {
  const name = version === 1 ? `${number}.pdf` : `${number}-v${version}.pdf`;
  const answer = await market.desk.app.inject({
    method: 'GET',
    url: `/api/documents/${id}/files/${name}`,
    headers: { authorization: `Bearer ${market.keys[COOP]}` },
  });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}

/** Hashes of its files, as the log has them. */
async function inLog(id: string): Promise<string[]> {
  const sql = `SELECT bytes FROM statement WHERE type = 'document.issued' ORDER BY idx`;
  const rows = await market.desk.database.ownerQuery<{ bytes: Buffer }>(sql);
  const said = rows.map(({ bytes }) => parseStatement(Uint8Array.from(bytes))?.data as unknown as DocumentIssued);
  return said.find(({ document }) => document === id)?.files.map(({ sha256 }) => sha256) ?? [];
}

beforeAll(async () => {
  market = await openShipped({ worker: true });
  await market.deliver('E-1', 12_000);
  receipt = String((await must(market.post(COOP, '/lots/E-1/receipt'))).body['id']);
  await market.idle();
  before = await pdfOf(await paper(1));
  const { desk, keys } = market;
  const keeper = (await desk.keys.create(null, 'operator', 'keeper')).secret;
  const asked = await must(
    desk.post('/api/erasures', { key: keys[COOP], body: { member: 'ana', basis: 'consent-withdrawn' } }),
  );
  await must(desk.post(`/api/erasures/${String(asked.body['id'])}/approval`, { key: keeper }));
}, 120_000);
afterAll(() => market.close());

test('what was issued opens as it was, byte for byte, under the hash that the log has', async () => {
  const issued = await paper(1);
  expect((await payloadOf(issued)).member).toBe('ana');
  const after = await pdfOf(issued);
  expect(after.equals(before)).toBe(true);
  expect(await inLog(issued.id)).toEqual([hashOf(after)]);
});

test('the log it is proven by is whole', async () => {
  const { database, ledger, signerDir } = market.desk;
  await ledger.checkpoint();
  expect(await fsck({ dataSource: database.dataSource, signerDir, vault: ledger.vault })).toMatchObject({ ok: true });
});

describe('the next version', () => {
  beforeAll(async () => {
    const body = { reason: 'La persona pidió ser borrada' };
    await must(market.desk.post(`/api/documents/${receipt}/supersede`, { key: market.keys[COOP], body }));
    await market.idle();
  }, 60_000);

  test('takes the place of the first and names the person no more', async () => {
    expect((await paper(1)).status).toBe('superseded');
    const next = await paper(2);
    expect(next.status).toBe('issued');
    const payload = await payloadOf(next);
    expect(payload).toMatchObject({ grossMg: 12_000, member: null, declaration: null, erased: true });
    expect(JSON.stringify(payload)).not.toMatch(/"ana"|DP-E-1/);
  });

  describeTool(['pdftotext'], (run) => {
    test('says on its page, in the language of the place, that it was erased', async () => {
      const text = run('pdftotext', ['-raw', '-', '-'], await pdfOf(await paper(2))).text.replace(/\s+/gu, ' ');
      expect(text).toContain('borrado a petición / erased on request');
      expect(text).not.toMatch(/\bana\b/u);
    });
  });

  test('leaves the first to whoever holds it: it opens still', async () => {
    expect((await pdfOf(await paper(1))).equals(before)).toBe(true);
  });
});
