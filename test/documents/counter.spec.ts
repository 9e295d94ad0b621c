/** The receipt of a delivery: what the miner takes home, from what the book knows, read by who may hardly read. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '../../src/core/day.js';
import type { Registration } from '../../src/core/custody/intake.js';
import { readLot } from '../../src/documents/snapshot/snapshot.js';
import { DELIVERY_RECEIPT, type DeliveryReceiptPayload } from '../../src/documents/types/counter/delivery-receipt.js';
import type { Delivery } from '../../src/documents/types/counter/delivery.js';
import { castellanos, dayInWords } from '../../src/documents/types/counter/spelled.js';
import { render } from '../../src/documents/types/render.js';
import { digestOf, Lots } from '../../src/lots/lots.js';
import { COOP, DAY, must, openMarket, type Market, type Told } from '../lots/market.js';
import { describeTool, type Tool } from '../support/tools.js';
import { deliveryReceipt } from './samples/counter.js';

let market: Market;
let folder: string;
beforeAll(async () => {
  market = await openMarket();
  folder = mkdtempSync(join(tmpdir(), 'veta-counter-'));
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await market.desk.close();
});

/** What a receipt would say of this lot now. */
async function receiptOf(code: string): Promise<Delivery | undefined> {
  const { database, ledger } = market.desk;
  const [lot] = await database.ownerQuery<{ id: string }>('SELECT id FROM lot WHERE code = $1', [code]);
  const [log] = await database.ownerQuery<{ size: string }>('SELECT size FROM log_state');
  const at = { lot: lot?.id ?? '', idx: Number(log?.size) - 1 };
  return DELIVERY_RECEIPT.body(await readLot(database.dataSource.manager, ledger.vault, at));
}

/** Straight into the ledger: the desk would ask for more. */
async function straight(said: Pick<Registration, 'code' | 'origin' | 'grossMg' | 'scale'>): Promise<void> {
  const tz = 'America/Bogota';
  const on = { date: DAY, tz };
  const act = { org: COOP, on, at: instantOf(DAY, tz), today: DAY, attested: 'platform' } as const;
  const lot = { ...said, lot: randomUUID(), form: 'alluvial', site: 'PLAYA' } as const;
  await new Lots(market.desk.ledger).register({ act, actor: 'test', key: said.code, digest: digestOf('') }, lot);
}

const correct = ({ entries }: Told, fields: object) =>
  market.did(COOP, `/statements/${entries[0]?.sid}/correction`, { fields, reason: 'typing-error' });

describe('what the receipt tells', () => {
  test('weight, fineness with its method, fine gold, place, number of the miner and declaration', async () => {
    await market.deliver('E-1', 12_000, { scale: 'BAL-1' });
    expect(await receiptOf('E-1')).toMatchObject({
      form: 'alluvial',
      grossMg: 12_000,
      fineness: { ppm: 940_000, method: 'touchstone' },
      fineNg: '11280000000',
      scale: { code: 'BAL-1', calibratedOn: '2025-11-12' },
      site: { code: 'PLAYA', name: 'La Playa', municipality: 'San Isidro', region: 'CO-CAU' },
      member: 'ana',
      declaration: 'DP-E-1',
      standing: { is: 'taken-in', reasons: [] },
    });
  });

  test('what nobody read or named is not there, and a scale the register does not know has no calibration', async () => {
    await market.deliver('E-2', 9_000, { finenessPpm: undefined, method: undefined, declaration: undefined });
    expect(await receiptOf('E-2')).toMatchObject({ fineness: null, fineNg: null, scale: null, declaration: null });
    await straight({ code: 'E-3', origin: 'production', grossMg: 9_100, scale: 'BAL-77' });
    expect(await receiptOf('E-3')).toMatchObject({ scale: { code: 'BAL-77', calibratedOn: null } });
  });

  test('held gold says that it is kept apart, why, and who settles it, without numbers of rules', async () => {
    await market.deliver('E-4', 4_000, { member: 'rosa' });
    const { standing } = (await receiptOf('E-4')) as Delivery;
    expect(standing.is).toBe('held');
    expect(standing.said.es).toContain('se guarda aparte');
    const spanish = standing.reasons.map(({ es }) => es).join(' ');
    expect(spanish).toContain('El registro estaba vencido ese día (2026-03-10; valía hasta el 2026-02-15)');
    expect(spanish).toContain('Decide una segunda persona');
    expect(spanish).not.toMatch(/\bP\d+\b/u);
  });

  test('a correction before anything was done with the gold is what was weighed; one of its papers moves nothing', async () => {
    const told = await market.deliver('E-5', 24_000);
    await correct(told, { grossMg: 2_400, fineness: { ppm: 935_000, method: 'touchstone' }, form: 'nugget' });
    const restated = { grossMg: 2_400, fineness: { ppm: 935_000 }, fineNg: '2244000000', form: 'nugget' };
    expect(await receiptOf('E-5')).toMatchObject(restated);
    await market.did(COOP, '/lots/E-5/split', { outputs: [{ code: 'E-5a', grossMg: 400 }] });
    expect(await receiptOf('E-5')).toMatchObject(restated);
  });

  test('an assay after the delivery changes nothing that was said at the counter', async () => {
    await market.deliver('E-6', 12_500);
    const read = { finenessPpm: 905_000, method: 'fire-assay', certificate: 'C-6', sampleMg: 100, laboratory: COOP };
    await market.did(COOP, '/lots/E-6/assays', read);
    expect(await receiptOf('E-6')).toMatchObject({ grossMg: 12_500, fineness: { ppm: 940_000, method: 'touchstone' } });
  });

  test('what was made of other lots, and what nobody brought, has none', async () => {
    await market.deliver('E-7', 5_000);
    const output = { code: 'B-7', form: 'dore', grossMg: 4_900 };
    await market.did(COOP, '/melts', { inputs: [{ lot: 'E-7' }], output, cause: 'moisture' });
    expect(await receiptOf('B-7')).toBeUndefined();
    expect(await receiptOf('E-7')).toMatchObject({ grossMg: 5_000 });
    await straight({ code: 'E-8', origin: 'opening', grossMg: 5_100 });
    expect(await receiptOf('E-8')).toBeUndefined();
  });

  test('once a miner was erased, no number, no declaration and no figure of the miner’s stands on a new one', async () => {
    const { desk } = market;
    const [office, keeper] = [
      (await desk.keys.create(COOP, 'operator', 'office')).secret,
      (await desk.keys.create(null, 'operator', 'keeper')).secret,
    ];
    const asked = await must(
      desk.post('/api/erasures', { key: office, body: { member: 'rosa', basis: 'consent-withdrawn' } }),
    );
    await must(desk.post(`/api/erasures/${String(asked.body['id'])}/approval`, { key: keeper }));
    const receipt = (await receiptOf('E-4')) as Delivery;
    const left = { grossMg: 4_000, member: null, declaration: null, erased: true, standing: { is: 'held' } };
    expect(receipt).toMatchObject(left);
    expect(await receiptOf('E-1')).not.toHaveProperty('erased');
    expect(JSON.stringify(receipt)).not.toMatch(/rosa|2026-02-15|DP-E-4/u);
    expect(receipt.standing.reasons[0]?.es).toContain('El registro estaba vencido ese día: el oro se aparta');
  });
});

test.each([
  [4_600, '≈ 1 castellano'],
  [575, '≈ 1 tomín'],
  [20_930, '≈ 4 castellanos, 4 tomines, 5 granos'],
  [9_199, '≈ 2 castellanos'],
  [10, '≈ 0 granos'],
])('%i mg in the old weights is %s', (mg, said) => expect(castellanos(mg)).toBe(said));

test('days as people say them', () => {
  expect(dayInWords('2026-02-05')).toEqual(['5 February 2026', '5 de febrero de 2026']);
});

describeTool(['pdftotext', 'pdfinfo', 'qpdf'], (run) => {
  test('it fits on a page, Spanish first, with one figure larger than all others and no promise of payment', async () => {
    const text = await textOf(run, deliveryReceipt());
    for (const shown of [
      ['Comprobante de entrega Delivery receipt', 'Peso físico / Weight as weighed', '20,930 g', '19,465 g', '930 ‰'],
      ['LIM-017', '5 de febrero de 2026', 'San Isidro del Río', 'DP-00412', 'BAL-02', 'calibrada el 2025-11-20'],
      ['≈ 4 castellanos, 4 tomines, 5 granos', 'El oro queda como depósito por regularizar', 'Pesado por / Weighed by'],
      ['Entregado por: firma o huella', 'Lo que se paga está en la liquidación'],
    ].flat()) {
      expect(text).toContain(shown);
    }
    expect(run('pdfinfo', [await onDisk(deliveryReceipt())]).text).toMatch(/Pages:\s+1\b/u);
    expect(text).not.toMatch(/USD|COP|\$/u);
  });

  test('what is missing is printed as missing, and another country’s has neither Spanish nor old weights', async () => {
    const receipt = deliveryReceipt();
    const bare = { ...receipt, member: null, declaration: null, scale: null, fineness: null, fineNg: null };
    const text = await textOf(run, bare);
    expect(text.match(/sin registro \/ not recorded/gu)).toHaveLength(3);
    expect(text).toContain('sin ley todavía / not assayed yet');
    const erased = await textOf(run, { ...receipt, member: null, declaration: null, erased: true });
    expect(erased).toContain('borrado a petición / erased on request');
    expect(erased).toContain('borrado o sin registro / erased or not recorded');
    const abroad = await textOf(run, { ...receipt, language: 'en', issuer: { ...receipt.issuer, country: 'MN' } });
    expect(abroad).toContain('20.930 g');
    expect(abroad).not.toMatch(/castellano|Peso físico|Comprobante/u);
  });

  test('ore is told by its grade and bags', async () => {
    const ore = { form: 'ore', fineness: null, fineNg: null, ore: { bags: 40, gradeMgPerT: 15_000 } } as const;
    const text = await textOf(run, { ...deliveryReceipt(), ...ore });
    expect(text).toContain('Tenor / Ore grade 15,000 g/t Bultos / Bags 40');
  });

  test('hostile text in what people wrote breaks no file', async () => {
    const text = 'مصفاة ‮detsurt‬ )(\\ << >> endobj =1+1 <script> 🥇 '.repeat(40);
    const receipt = deliveryReceipt();
    const path = await onDisk({
      ...receipt,
      member: text,
      declaration: text,
      site: { code: text, name: text, municipality: text, region: text },
      scale: { code: text, calibratedOn: text },
      standing: { is: 'held', said: { en: text, es: text }, reasons: [{ en: text, es: text }] },
    });
    expect(run('qpdf', ['--check', path]).text).toContain('No syntax or stream encoding errors');
  });
});

async function onDisk(payload: DeliveryReceiptPayload): Promise<string> {
  const [pdf] = await render(payload);
  const path = join(folder, pdf?.name ?? '');
  writeFileSync(path, pdf?.bytes ?? new Uint8Array());
  return path;
}

async function textOf(run: Tool, payload: DeliveryReceiptPayload): Promise<string> {
  return run('pdftotext', ['-raw', await onDisk(payload), '-']).text.replace(/\s+/gu, ' ');
}
