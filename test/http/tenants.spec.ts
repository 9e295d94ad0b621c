/**
 * An organisation that has nothing to do with the others tries every door of the OpenAPI document with their ids and names:
 * lots, shipments, papers, statements, members, keys, people and whatever else is kept. It learns nothing and changes
 * nothing, with both fences up and with either of them taken out.
 */
import { attack, blind, impersonate, unfence } from './tenants/attack.js';
import { knocksOf, valueOf } from './tenants/doors.js';
import { openTown, type Town } from './tenants/town.js';

let town: Town;
let before: string;
beforeAll(async () => {
  town = await openTown();
  before = await town.standing();
}, 120_000);
afterAll(() => town.close());
afterEach(async () => expect(await town.standing()).toBe(before));

const SLOW = 300_000;

describe('a stranger with every key its organisation can have', () => {
  test(
    'learns nothing and changes nothing',
    async () => {
      const { doors, knocks, leaks, statuses } = await attack(town);
      expect(leaks).toEqual([]);
      expect(doors).toBeGreaterThan(40);
      expect(knocks).toBeGreaterThan(doors * 8);
      // It was let in, and found that there is nothing there.
      expect(statuses.get(404)).toBeGreaterThan(100);
    },
    SLOW,
  );

  test(
    "learns nothing where the code's fence is out, by the database's",
    async () => {
      const restore = [blind(), impersonate(town)];
      const { leaks } = await attack(town);
      for (const put of restore) put();
      expect(leaks).toEqual([]);
    },
    SLOW,
  );

  test(
    "learns nothing where the database's fence is out, by the code's",
    async () => {
      const restore = await unfence(town);
      const { leaks } = await attack(town);
      await restore();
      expect(leaks).toEqual([]);
    },
    SLOW,
  );

  test(
    'is seen at once where both are out: this suite does find what leaks',
    async () => {
      const [sight, fences] = [blind(), await unfence(town)];
      const { leaks } = await attack(town, { only: 'GET /api/' });
      sight();
      await fences();
      const doors = new Set(leaks.map((leak) => leak.split(' ', 2).join(' ')));
      for (const door of [
        'lots',
        'members',
        'lots/{code}',
        'lots/{code}/history',
        'statements/{sid}',
        'shipments/{code}/documents',
      ]) {
        expect(doors).toContain(`GET /api/${door}`);
      }
    },
    SLOW,
  );
});

test(
  'no door falls over a name that no database holds',
  async () => {
    const loot = new Map([...town.loot.keys()].map((name) => [name, ['a\0']]));
    expect((await attack({ ...town, loot }, { tries: 2 })).leaks).toEqual([]);
  },
  SLOW,
);

test('a door that nobody can knock at fails the suite, so that none is added untried', async () => {
  const loot = new Map([...town.loot].filter(([name]) => name !== 'sid'));
  await expect(knocksOf(town.market.desk, loot, 1)).rejects.toThrow(/nobody knows what statements\/\{sid\} is/);
});

test('what a door asks for is filled with what belongs to somebody else', () => {
  const api = { paths: {}, components: { schemas: {} } };
  const schema = { properties: { lot: { type: 'string' }, grossMg: { type: 'integer', example: 7 } } };
  const loot = new Map([['lot', ['QXZVK-B-1']]]);
  expect(valueOf(api, 'body', schema, loot, 0)).toEqual({ lot: 'QXZVK-B-1', grossMg: 7 });
});
