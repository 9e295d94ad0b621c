/** Readings, samples, ore and the mill, told through the door; and who is told of them. */
import { openDataSource } from '../../src/database/connect.js';
import { History } from '../../src/ledger/history.js';
import { rebuild } from '../../src/ledger/rebuild.js';
import type { BiasView } from '../../src/lots/assays/bias.js';
import { fieldReadings } from '../../src/lots/assays/readings.projection.js';
import type { SampleView, SeriesView } from '../../src/lots/assays/series.js';
import { lotProjection } from '../../src/lots/lot.projection.js';
import { COOP, EXPORTER, lotPath, must, openMarket, OTHER_COOP, type Market, type Org, type Told } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.desk.close());

const read = (code: string, finenessPpm: number, method = 'fire-assay', more: object = {}, by: Org = COOP) =>
  market.did(by, lotPath(code, 'assays'), { finenessPpm, method, ...more });
const series = async (code: string, by: Org = COOP) =>
  (await must(market.get(by, lotPath(code, 'assays')))).body as unknown as SeriesView;
const sidOf = ({ entries: [entry] }: Told) => entry?.sid ?? '';

const bias = async (by: Org, query = '') =>
  (await must(market.get(by, `/assays/bias?${query}`))).body as unknown as { items: BiasView[] };

describe('a series of assays', () => {
  test('the answer says which governs, what it re-based, and what had left the lot before', async () => {
    await market.deliver('A-1', 20_000);
    await market.did(COOP, lotPath('A-1', 'split'), { outputs: [{ code: 'A-1a', grossMg: 4_000 }] });
    expect(await read('A-1', 930_000, 'xrf', { operator: 'op-7', sampleMg: 10 })).toMatchObject({
      governs: true,
      rebased: {
        fromNg: String(16_000n * 940_000n),
        toNg: String(16_000n * 930_000n),
        differenceNg: '-160000000',
        within: true,
        beforeMg: 4_000,
      },
    });
    expect(await market.lot(COOP, 'A-1a')).toMatchObject({ fineness: { ppm: 940_000, method: 'touchstone' } });
  });

  test('all readings are listed, with the one that governs and why, and what each changed', async () => {
    const wrong = await read('A-1', 913_000, 'fire-assay', { kind: 'settlement', silverPpm: 60_000 });
    expect(wrong).toMatchObject({ governs: true });
    const told = await market.did(COOP, lotPath('A-1', 'assays'), {
      finenessPpm: 931_000,
      method: 'fire-assay',
      kind: 'settlement',
      replaces: { of: sidOf(wrong), reason: 'typing-error' },
    });
    expect(told).toMatchObject({ governs: true, asked: [] });
    const { readings, governing, settlement } = await series('A-1');
    expect(readings.map(({ from, fineness, governed }) => [from, fineness.ppm, governed])).toEqual([
      ['registration', 940_000, true],
      ['assay', 930_000, true],
      ['assay', 913_000, true],
      ['assay', 931_000, true],
    ]);
    expect(readings[2]).toMatchObject({ replacedBy: sidOf(told), assay: { silverPpm: 60_000, kind: 'settlement' } });
    expect(readings[3]?.changed).toMatchObject({ grossMg: 15_990, differenceNg: String(15_990n * 18_000n) });
    expect(governing).toEqual({ sid: sidOf(told), why: 'replacement' });
    expect(settlement).toEqual({ basis: 'one-party', finenessPpm: 931_000 });
    expect(JSON.stringify(readings)).not.toContain('op-7');
  });

  test('an assay is replaced, never corrected', async () => {
    const of = (await series('A-1')).readings.at(-1)?.sid ?? '';
    const path = `/statements/${of}/correction`;
    expect(await market.post(COOP, path, { reason: 'typing-error', fields: { grossMg: 1 } })).toMatchObject({
      status: 422,
    });
  });

  test.each<[string, object, number, string]>([
    ['a reading of a sample heavier than the lot', { sampleMg: 1_000_000 }, 409, 'overspent'],
    ['more than a whole', { silverPpm: 200_000 }, 422, 'more-than-whole'],
    ['an umpire who is the party', { method: 'umpire' }, 422, 'umpire-not-apart'],
    ['a replacement of nothing', { replaces: { of: 'a'.repeat(64), reason: 'wrong-lot' } }, 404, 'unknown-assay'],
    ['a replacement of no number', { replaces: { of: 'x', reason: 'wrong-lot' } }, 400, 'malformed'],
    ['a method nobody has', { method: 'taste' }, 400, 'malformed'],
  ])('%s', async (_, more, status, code) => {
    const before = await series('A-1');
    const answer = await market.post(COOP, lotPath('A-1', 'assays'), { finenessPpm: 931_000, method: 'xrf', ...more });
    expect(answer).toMatchObject({ status, body: { type: expect.stringContaining(code) } });
    expect(await series('A-1')).toEqual(before);
  });

  test('of a lot that is somebody else’s nobody is told that it is there', async () => {
    expect(await market.get(OTHER_COOP, lotPath('A-1', 'assays'))).toMatchObject({ status: 404 });
    expect(await market.post(OTHER_COOP, lotPath('A-1', 'assays'), { finenessPpm: 1, method: 'xrf' })).toMatchObject({
      status: 404,
    });
    expect(await market.get(undefined, lotPath('A-1', 'assays'))).toMatchObject({ status: 401 });
  });
});

describe('seller and buyer', () => {
  test('within the splitting limit they settle on the average; beyond it a person is asked, in their language', async () => {
    await market.did(COOP, lotPath('A-1', 'dispatch'), { to: EXPORTER, sentMg: 15_990, on: '2026-03-11' });
    await market.did(EXPORTER, lotPath('A-1', 'receive'), { receivedMg: 15_990, sealIntact: true, on: '2026-03-11' });
    await read('A-1', 931_301, 'fire-assay', { kind: 'settlement', on: '2026-03-12' }, EXPORTER);
    expect((await series('A-1', EXPORTER)).settlement).toEqual({
      basis: 'average',
      finenessPpm: 931_150,
      apartPpm: 301,
      limitPpm: 500,
    });
    const body = { finenessPpm: 932_000, method: 'fire-assay', on: '2026-03-12' };
    const told = await must(
      market.post(EXPORTER, lotPath('A-1', 'assays'), body, { headers: { 'accept-language': 'es' } }),
    );
    const [asked] = (told.body as unknown as { asked: { code: string; sentence: string }[] }).asked;
    expect(asked).toMatchObject({ code: 'assays-apart', sentence: expect.stringContaining('931,301 ‰') });
    expect((await series('A-1')).settlement).toMatchObject({ basis: 'umpire-needed', apartPpm: 1_000 });
  });

  test('an umpire reads the sealed sample, and stands above both', async () => {
    await market.did(EXPORTER, lotPath('A-1', 'samples'), {
      samples: [
        { code: 'M-1', grossMg: 500, seal: 'S-71', holder: 'seller' },
        { code: 'M-2', grossMg: 500, seal: 'S-72', holder: 'umpire', keepUntil: '2026-04-01' },
      ],
      on: '2026-03-12',
    });
    const read3 = { laboratory: 'lab-3', kind: 'umpire', sample: 'S-72', on: '2026-03-13' };
    expect(await read('A-1', 931_200, 'umpire', read3, EXPORTER)).toMatchObject({ governs: true, asked: [] });
    const { governing, settlement, readings } = await series('A-1');
    expect(governing).toEqual({ sid: readings.at(-1)?.sid, why: 'best' });
    expect(settlement).toEqual({ basis: 'umpire', finenessPpm: 931_200 });
  });

  test('samples are listed by the day until which they are kept, a page at a time', async () => {
    const page = async (query: string) =>
      (await must(market.get(EXPORTER, `/samples?${query}`))).body as unknown as { items: SampleView[]; next?: string };
    const { items, next } = await page('limit=1');
    expect(items).toMatchObject([{ code: 'M-2', keepUntil: '2026-04-01', holder: 'umpire', seal: 'S-72', free: true }]);
    expect((await page(`limit=1&after=${encodeURIComponent(next ?? '')}`)).items).toMatchObject([
      { code: 'M-1', keepUntil: '2026-06-10', keptBy: EXPORTER },
    ]);
    expect((await page('until=2026-04-01')).items).toEqual([]);
    expect((await must(market.get(COOP, '/samples'))).body).toEqual({ items: [] });
    expect(await market.get(EXPORTER, '/samples?after=zzz')).toMatchObject({ status: 400 });
  });
});

describe('bias in the field', () => {
  test('per operator, method and site, with the person’s name only for the organisation that recorded it', async () => {
    for (const [n, ppm] of [936_000, 938_000].entries()) {
      await market.deliver(`F-${n}`, 5_000, { finenessPpm: undefined, method: undefined });
      await read(`F-${n}`, ppm, 'xrf', { operator: 'op-9' });
      await read(`F-${n}`, 930_000);
    }
    const { items } = await bias(COOP, 'method=xrf');
    expect(items).toEqual([
      {
        operator: 'op-7',
        method: 'xrf',
        site: 'PLAYA',
        n: 1,
        // Of the assay that stands now, not of the one that was replaced.
        meanPpm: -1_000,
        beyondChance: false,
        months: [{ month: '2026-03', n: 1, meanPpm: -1_000, beyondChance: false }],
      },
      expect.objectContaining({
        operator: 'op-9',
        n: 2,
        meanPpm: 7_000,
        twiceStandardErrorPpm: 2_000,
        beyondChance: true,
      }),
    ]);
    expect((await bias(COOP)).items.map(({ operator, method }) => [operator, method])).toContainEqual([
      null,
      'touchstone',
    ]);
    expect(await bias(EXPORTER)).toEqual({ items: [] });
    expect(await bias(COOP, 'from=2027-01-01')).toEqual({ items: [] });
  });

  test('no name lies in the table, and all of it follows from history alone', async () => {
    const { database, ledger } = market.desk;
    const rows = await database.dataSource.query('SELECT * FROM field_reading');
    expect(JSON.stringify(rows)).not.toMatch(/op-\d/);
    const history = new History(database.dataSource, ledger.vault);
    const owner = await openDataSource({ ...database.ownerConnection, max: 1 }, []);
    const projections = [lotProjection, fieldReadings] as never;
    const { ok, tables } = await rebuild({ dataSource: owner, history, projections, replace: false }).finally(() =>
      owner.destroy(),
    );
    expect(ok).toBe(true);
    expect(tables.filter(({ rows }) => rows > 0).map(({ table }) => table)).toEqual(
      expect.arrayContaining(['lot', 'field_reading']),
    );
  });
});

describe('before the counter', () => {
  const TONNE = 1_000_000_000;

  test('ore with bags, grade and moisture; a campaign; a sponge for its owner and tailings', async () => {
    const facts = { bags: 40, gradeMgPerT: 15_000, moisturePpm: 0 };
    const ore = { code: 'O-1', form: 'ore', site: 'PLAYA', grossMg: 2 * TONNE, member: 'ana', ...facts };
    expect(await market.did(COOP, '/ore', ore)).toMatchObject({ id: 'O-1', held: [] });
    expect(await market.lot(COOP, 'O-1')).toMatchObject({ form: 'ore', grossMg: 2 * TONNE, ore: facts });
    const campaign = { campaign: 'C-1', technique: 'amalgamation', flushed: true, cause: 'drainage' };
    const told = await market.did(COOP, '/millings', {
      ...campaign,
      inputs: [{ lot: 'O-1' }],
      recovered: {
        form: 'amalgam-sponge',
        grossMg: 9_000,
        finenessPpm: 900_000,
        method: 'xrf',
        lots: [{ code: 'SP-1' }],
      },
      byProducts: [{ code: 'TL-1', form: 'tailings', grossMg: 1_900_000_000, gradeMgPerT: 11_000 }],
    });
    // 8.1 g of 30 g: less than amalgam gives.
    expect(told).toMatchObject({ warned: [{ rule: 'P11', code: 'recovery-below-band' }] });
    expect(await market.lot(COOP, 'SP-1')).toMatchObject({ fineness: { ppm: 900_000 }, owner: COOP, origins: 1 });
    expect(await market.lot(COOP, 'TL-1')).toMatchObject({ form: 'tailings', ore: { gradeMgPerT: 11_000 } });
    expect(await market.lot(COOP, 'O-1')).toMatchObject({ grossMg: 0 });
  });

  test('ore is neither melted nor assayed, and the answer says what to do', async () => {
    const melt = { inputs: [{ lot: 'TL-1' }], output: { code: 'B-9', form: 'dore', grossMg: 1 }, cause: 'x' };
    for (const [path, body] of [
      ['/melts', melt],
      [lotPath('TL-1', 'assays'), { finenessPpm: 900_000, method: 'xrf' }],
    ] as const) {
      const answer = await market.post(COOP, path, body);
      expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('milling campaign') } });
    }
  });

  test('ore picked from the waste is a selector’s', async () => {
    const ore = { form: 'ore', site: 'PLAYA', grossMg: TONNE, origin: 'selection', member: 'ana', bags: 2 };
    expect(await market.did(COOP, '/ore', { code: 'O-2', ...ore })).toMatchObject({
      held: [{ rule: 'P4', code: 'not-a-selector' }],
    });
  });
});
