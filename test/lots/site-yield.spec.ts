/** What a site gave is known to the next delivery, and counted the same by the desk, by a rebuild and by the migration. */
import { readFileSync } from 'node:fs';
import { monthOf } from '../../src/core/day.js';
import { COOP, DAY, delivery, openMarket, OTHER_COOP, type Market, type Told } from './market.js';

interface Doubted extends Told {
  readonly warned?: readonly { readonly rule: string; readonly code: string; readonly sentence: string }[];
}

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.desk.close());

const MONTH = monthOf(DAY);
const yields = (by: string = COOP) =>
  market.desk.database.ownerQuery<{ months: Record<string, string>; readings: [string, number][] }>(
    `SELECT months, readings FROM site_yield WHERE org = '${by}'`,
  );
const coded = (doubts: readonly { code: string }[] = []): string[] => doubts.map(({ code }) => code);

test('deliveries that come at once are counted one after the other, and each site by itself', async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, n) => market.deliver(`E-${n}`, 10_000, { finenessPpm: 930_000 + n })),
  );
  await market.deliver('F-1', 5_000, {}, OTHER_COOP);
  const [coop] = await yields();
  expect(coop?.months).toEqual({ [MONTH]: `${12n * 10_000n * 930_000n + 66n * 10_000n}` });
  expect(coop?.readings.map(([, ppm]) => ppm).sort()).toEqual(Array.from({ length: 12 }, (_, n) => 930_000 + n));
  expect(await yields(OTHER_COOP)).toEqual([
    { months: { [MONTH]: `${5_000n * 940_000n}` }, readings: [[DAY, 940_000]] },
  ]);
});

test('a reading far from what the site gave of late is said, and the gold goes on', async () => {
  const told = (await market.deliver('E-20', 10_000, { finenessPpm: 870_000 })) as Doubted;
  expect(told.held).toEqual([]);
  expect(told.warned).toMatchObject([{ rule: 'P9', code: 'fineness-drifts' }]);
  expect(told.warned?.[0]?.sentence).toMatch(/870 ‰.*930\.\d+ ‰.*50 ‰/);
});

test('the month’s gold is said to be nearly all, then held, in the words of whoever reads', async () => {
  const gross = { finenessPpm: undefined, method: undefined };
  const near = (await market.deliver('E-21', 250_000, gross)) as Doubted;
  expect([coded(near.held), coded(near.warned)]).toEqual([[], ['near-capacity']]);
  const full = await market.post(
    COOP,
    '/lots',
    { ...delivery('E-22', 80_000), ...gross },
    { headers: { 'accept-language': 'es' } },
  );
  expect(full.body).toMatchObject({ held: [{ rule: 'P6', code: 'over-capacity' }] });
  expect((full.body as unknown as Told).held[0]?.sentence).toMatch(/capacidad es de 450,0+ g.*más este mes/);
  expect((await market.lot(COOP, 'E-22')).holds).toMatchObject([{ code: 'over-capacity' }]);
});

test('a scale that nobody calibrated for the day is said, and photographs and declared quantities are kept', async () => {
  const day = '2025-10-10';
  const told = (await market.deliver('E-30', 2_000, { scale: 'BAL-1', on: day })) as Doubted;
  expect(coded(told.warned)).toEqual(['scale-out-of-calibration']);
  const photo = 'ab'.repeat(32);
  const shared = { declaration: 'DP-5', declaredMg: 5_000, on: day };
  expect(coded((await market.deliver('E-31', 3_000, { ...shared, photo })).held)).toEqual([]);
  expect(coded((await market.deliver('E-32', 2_000, shared)).held)).toEqual([]);
  expect(coded((await market.deliver('E-33', 1, shared)).held)).toEqual(['declaration-exceeded']);
  // Whose the other delivery was is nobody else's to know.
  const stolen = await market.deliver('E-34', 3_000, { photo, on: day }, OTHER_COOP);
  expect(coded(stolen.held)).toEqual(['photo-used']);
  expect(stolen.held[0]?.sentence).not.toContain('E-31');
});

test('a database of before knows as much after its migration', async () => {
  const { database } = market.desk;
  const before = await yields();
  const migration = readFileSync(new URL('../../migrations/0060-site-yield.sql', import.meta.url), 'utf8');
  const fill = migration.slice(migration.indexOf('WITH given AS'));
  const rows = await database.ownerQuery('SELECT * FROM site_yield ORDER BY org');
  await database.ownerQuery('DELETE FROM site_yield');
  await database.ownerQuery(fill);
  expect(await database.ownerQuery('SELECT * FROM site_yield ORDER BY org')).toEqual(rows);
  expect(before).toHaveLength(1);
});
