/** Papers of others in the archive of a bundle: all that its cover lists, each as it was recorded, and none left out in silence. */
import { Logger } from '@nestjs/common';
import { CAPTURED_KINDS, type CapturedKindId } from '../../src/core/custody/papers/kinds.js';
import { BundleArchives } from '../../src/documents/bundle/archive.js';
import type { BundleView } from '../../src/documents/bundle/bundles.js';
import { COOP, EXPORTER, must, OTHER_COOP, REFINER, type Org } from '../lots/market.js';
import { hashOf, kept } from '../parties/kept.js';
import { leave, openShipped, SHIPMENT, type Shipped } from './shipped.js';
import { unzipped } from './unzipped.js';

let market: Shipped;
beforeAll(async () => {
  market = await openShipped({ worker: true });
}, 120_000);
afterAll(() => market.close());

const INSURANCE = Buffer.from('%PDF-1.7 certificate of insurance');
const ASSAY = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 7]);
const ORIGINS = [Buffer.from('%PDF-1.7 origin, the miner’s'), Buffer.from('%PDF-1.7 origin, the exporter’s')] as const;

async function record(by: Org, kind: CapturedKindId, number: string, more: object = {}): Promise<string> {
  const fields = Object.fromEntries(CAPTURED_KINDS[kind].fields.map(({ name, example }) => [name, example]));
  const of = by === EXPORTER ? {} : { exporter: EXPORTER };
  const head = { issuer: 'Agencia del Norte', issuedOn: '2026-03-10', fineNg: '110695900000' };
  const said = { kind, number, ...head, fields, on: '2026-03-16', ...of, ...more };
  return (await market.did(by, `/shipments/${SHIPMENT}/captured`, said)).entries[0]?.sid ?? '';
}

async function withFile(by: Org, kind: CapturedKindId, number: string, bytes: Buffer, more = {}): Promise<string> {
  return record(by, kind, number, { file: await kept(market, by, bytes), ...more });
}

async function bundle(): Promise<BundleView> {
  const { body } = await must(market.desk.post(`/api/shipments/${SHIPMENT}/bundle`, { key: market.keys[EXPORTER] }));
  await market.idle();
  return body as unknown as BundleView;
}

async function archiveOf({ id }: BundleView): Promise<Map<string, Buffer>> {
  const { statusCode, rawPayload } = await market.desk.app.inject({
    method: 'GET',
    url: `/api/bundles/${id}/files.zip`,
    headers: { authorization: `Bearer ${market.keys[EXPORTER]}` },
  });
  expect(statusCode).toBe(200);
  return unzipped(rawPayload);
}

/** By the name of the file, else by the number of the paper. */
function listed(files: Map<string, Buffer>): Map<string, { hash: string; note: string }> {
  const [, ...rows] = String(files.get('index.csv')).trim().split('\r\n');
  return new Map(
    rows.map((row) => {
      const cells = row.split(',');
      const [name = '', , number = ''] = cells;
      return [name === '' ? number : name, { hash: cells.at(-2) ?? '', note: cells.at(-1) ?? '' }];
    }),
  );
}

const captured = (files: Map<string, Buffer>) => [...files.keys()].filter((name) => name.startsWith('captured/'));

let first: BundleView;

test('it holds the file of each, whoever keeps it, under a name that is safe to unpack and no other’s', async () => {
  await withFile(EXPORTER, 'insurance', 'PÓLIZA/../../7', INSURANCE);
  await withFile(COOP, 'assay-certificate', 'LAB-1', ASSAY);
  await withFile(COOP, 'mineral-origin', 'com-9', ORIGINS[0]);
  await withFile(EXPORTER, 'mineral-origin', 'COM-9', ORIGINS[1]);
  await record(EXPORTER, 'royalty-receipt', 'RG-1');
  await leave(market, SHIPMENT);
  first = await bundle();
  const files = await archiveOf(first);
  const is = Object.fromEntries(captured(files).map((name) => [name, hashOf(files.get(name) ?? Buffer.alloc(0))]));
  const origins = ['captured/mineral-origin-COM-9.pdf', 'captured/mineral-origin-com-9-2.pdf'];
  expect(Object.keys(is).map((name) => name.toLowerCase())).toEqual([
    'captured/assay-certificate-lab-1.jpg',
    'captured/insurance-poliza-..-..-7.pdf',
    ...origins.map((name) => name.toLowerCase()),
  ]);
  expect(Object.values(is).toSorted()).toEqual([ASSAY, INSURANCE, ...ORIGINS].map((bytes) => hashOf(bytes)).toSorted());
});

test('its list, the last file, tells of every file there is, and of the paper that was recorded without one', async () => {
  const files = await archiveOf(first);
  expect([...files.keys()].at(-1)).toBe('index.csv');
  const list = listed(files);
  for (const [name, bytes] of files) {
    if (name !== 'index.csv') expect([name, list.get(name)]).toEqual([name, { hash: hashOf(bytes), note: '' }]);
  }
  expect(list.size).toBe(files.size);
  expect(list.get('RG-1')?.note).toContain('without a file');
});

test('its cover lists them with number, issuer and hash, under the same names', async () => {
  const files = await archiveOf(first);
  const cover = String([...files.values()][0]);
  for (const name of captured(files)) expect(cover).toContain(`"name":"${name}"`);
  for (const bytes of [ASSAY, INSURANCE, ...ORIGINS]) expect(cover).toContain(`"sha256":"${hashOf(bytes)}"`);
  expect(cover).toContain('"issuer":"Agencia del Norte"');
});

test('asked for again with the same papers of others it is the same; with another one it is another, and its cover the next version', async () => {
  expect((await bundle()).id).toBe(first.id);
  const before = await archiveOf(first);
  await withFile(EXPORTER, 'certificate-of-origin', 'CO-1', Buffer.from('%PDF-1.7 origin'));
  const second = await bundle();
  expect(second.id).not.toBe(first.id);
  const { body } = await market.get(EXPORTER, `/bundles/${second.id}`);
  expect(body).toMatchObject({ status: 'issued', cover: { kind: 'bundle-cover', version: 2 } });
  expect(captured(await archiveOf(second))).toContain('captured/certificate-of-origin-CO-1.pdf');
  // What was handed over before stays what it was.
  expect([...(await archiveOf(first))]).toEqual([...before]);
  expect((await bundle()).id).toBe(second.id);
});

test('one that another took the place of is handed over no more', async () => {
  const { items } = (await market.get(EXPORTER, `/shipments/${SHIPMENT}/captured`)).body as unknown as {
    items: { sid: string; number: string }[];
  };
  const before = items.find(({ number }) => number === 'CO-1');
  await withFile(EXPORTER, 'certificate-of-origin', 'CO-2', Buffer.from('%PDF-1.7 right'), { replaces: before?.sid });
  const names = captured(await archiveOf(await bundle()));
  expect(names.filter((name) => name.includes('certificate-of-origin'))).toEqual([
    'captured/certificate-of-origin-CO-2.pdf',
  ]);
});

test.each([COOP, OTHER_COOP, REFINER])('%s gets no archive of the exporter’s', async (by) => {
  expect((await market.get(by, `/bundles/${first.id}/files.zip`)).status).toBe(404);
});

test('an erased file is told in the list, and the rest is handed over', async () => {
  const whole = await archiveOf(first);
  await market.desk.database.ownerQuery(`DELETE FROM evidence_file WHERE encode(sha256, 'hex') = $1`, [hashOf(ASSAY)]);
  const files = await archiveOf(first);
  expect(captured(files)).toEqual(captured(whole).filter((name) => !name.includes('LAB-1')));
  expect(listed(files).get('LAB-1')).toEqual({ hash: hashOf(ASSAY), note: expect.stringContaining('erased') });
});

test('a file that is no longer the one that was recorded is not handed over, and the log says of which bundle', async () => {
  await market.desk.database.ownerQuery(
    `UPDATE evidence_file SET sealed = set_byte(sealed, octet_length(sealed) - 1, 255 - get_byte(sealed, octet_length(sealed) - 1))
      WHERE encode(sha256, 'hex') = $1`,
    [hashOf(INSURANCE)],
  );
  const actor = { org: EXPORTER, role: 'registrar', name: 'test' } as const;
  const { bytes } = await market.desk.app.get(BundleArchives).of(actor, first.id);
  await expect(
    (async () => {
      for await (const _ of bytes);
    })(),
  ).rejects.toThrow(/were changed/);

  const told: string[] = [];
  const tell = (message: unknown): void => void told.push(String(message));
  Logger.overrideLogger({ log: tell, warn: tell, error: tell });
  await expect(archiveOf(first)).rejects.toThrow();
  Logger.overrideLogger(false);
  expect(told).toEqual([expect.stringMatching(new RegExp(`of bundle ${first.id} broke off: .*were changed`))]);
});
