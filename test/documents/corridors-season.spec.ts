/** The sample season's shipments: what their books say of papers is what readiness finds. */
import { Readiness } from '../../src/documents/corridors/readiness/readiness.js';
import type { ReadinessView } from '../../src/documents/corridors/readiness/views.js';
import { Sight } from '../../src/http/sight.js';
import { booksIn, LIMONAL, SeasonHouse } from '../support/season.js';

let house: SeasonHouse;
let readiness: Readiness;
beforeAll(async () => {
  house = await SeasonHouse.open();
  await house.import(booksIn(LIMONAL));
  readiness = new Readiness(house.ownerAccess.dataSource, house.ledger, new Sight());
}, 300_000);
afterAll(() => house.close());

const CLERK = { org: 'exp-pacifico', role: 'registrar', name: 'clerk' } as const;
const of = (code: string): Promise<ReadinessView> => readiness.of(CLERK, code, 'es');

test('the waybill of the fourth ends in a wrong digit, which is pointed out, and those of the others do not', async () => {
  const codes: Record<string, string[]> = {};
  for (const code of ['LIM-S01', 'LIM-S02', 'LIM-S03', 'LIM-S04', 'LIM-S05']) {
    codes[code] = (await of(code)).warnings.map((one) => one.code);
  }
  expect(codes).toEqual({ 'LIM-S01': [], 'LIM-S02': [], 'LIM-S03': [], 'LIM-S04': ['check-digit'], 'LIM-S05': [] });
  const [warning] = (await of('LIM-S04')).warnings;
  expect(warning?.sentence).toMatch(/045-01234845 termina en un dígito de control equivocado: el correcto sería 4/);
});

test('the papers in the book are known by the words of the book, the others are missing', async () => {
  const { items, complete, departs } = await of('LIM-S01');
  const state = (kind: string) => items.find((one) => one.kind === kind)?.state;
  expect(['mineral-origin', 'export-declaration', 'insurance'].map(state)).toEqual(['have', 'have', 'have']);
  expect(['royalty-receipt', 'certificate-of-origin', 'assay-certificate'].map(state)).toEqual([
    'missing',
    'missing',
    'missing',
  ]);
  expect([complete, departs]).toEqual([false, '2026-02-13']);
});

test('nobody else has a shipment of that code', async () => {
  const coop = { org: 'coop-limonal', role: 'registrar', name: 'clerk' } as const;
  await expect(readiness.of(coop, 'LIM-S04', 'es')).rejects.toMatchObject({ code: 'unknown-shipment' });
});
