import * as fc from 'fast-check';
import type { Credential, Member, Party, Use } from '../../src/core/custody/registry.js';
import type { Draft, Reveal } from '../../src/core/log/statement.js';
import { Vault } from '../../src/ledger/private/vault.js';
import type { Projection, Recorded } from '../../src/ledger/projection.js';
import { PARTY_ROWS } from '../../src/parties/parties.module.js';
import { members as membersOf } from '../../src/parties/projections/members.projection.js';
import { parties } from '../../src/parties/projections/parties.projection.js';
import { scales } from '../../src/parties/projections/scales.projection.js';
import { sites } from '../../src/parties/projections/sites.projection.js';
import { uses as usesOf } from '../../src/parties/projections/uses.projection.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const vault = new Vault(new Uint8Array(32).fill(7));
const members = membersOf(vault);
const uses = usesOf(vault);

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase(PARTY_ROWS);
});
afterAll(() => database.drop());

const said = (type: string, data: object, reveals: readonly Reveal[] = [], org = 'coop'): Recorded => ({
  sid: new Uint8Array(32),
  idx: 0,
  leaf: new Uint8Array(32),
  receivedAt: '2026-03-01T12:00:00.000Z',
  statement: { v: 1, log: 'l', id: 'i', type, lots: [], seen: [], at: 'a', org, data: data as Draft['data'] },
  reveals,
  signers: [],
});

/** Folds, saves, and reads back: what a later batch will find. */
async function after<State>(
  projection: Projection<State>,
  ids: readonly string[],
  ...statements: Recorded[]
): Promise<Map<string, State>> {
  const { manager } = database.dataSource;
  const states = await projection.load(manager, ids);
  const changed = new Map<string, State>();
  for (const statement of statements) {
    for (const id of projection.evolve(states, statement)) changed.set(id, states.get(id) as State);
  }
  await projection.save(manager, changed, statements);
  const loaded = await projection.load(manager, ids);
  expect(loaded).toEqual(states);
  return loaded;
}

const organisation = { organisation: 'coop', name: 'Cooperativa Ñ', role: 'cooperative', country: 'CO' };
const credential = (act: string, from: string, more: object = {}): Recorded =>
  said(`credential.${act}`, { holder: 'coop', scheme: 'fairmined', number: 'FM-1', from, ...more });

describe('parties', () => {
  test('an unknown one is absent, and another kind of statement changes nothing', async () => {
    expect(await after(parties, ['nobody'], said('lot.held', { lot: 'x' }))).toEqual(new Map());
  });

  test('a credential keeps everything that happened to it', async () => {
    const found = await after(
      parties,
      ['coop'],
      said('organisation.registered', organisation),
      credential('granted', '2026-01-01', { until: '2027-01-01' }),
      credential('suspended', '2026-03-16'),
      credential('reinstated', '2026-03-27'),
    );
    expect(found.get('coop')?.credentials).toEqual<Credential[]>([
      {
        scheme: 'fairmined',
        number: 'FM-1',
        from: '2026-01-01',
        until: '2027-01-01',
        acts: [
          { act: 'suspended', from: '2026-03-16' },
          { act: 'reinstated', from: '2026-03-27' },
        ],
      },
    ]);
  });

  test('a renewal of the same number moves its end', async () => {
    const found = await after(parties, ['coop'], credential('granted', '2027-01-01', { until: null }));
    expect(found.get('coop')?.credentials[0]).toMatchObject({ from: '2026-01-01', until: null });
  });

  test('a credential of a party that was not loaded is our own mistake', () => {
    expect(() => parties.evolve(new Map(), credential('granted', '2026-01-01'))).toThrow(/^bug:/);
  });
});

describe('sites and scales', () => {
  test('are those of the organisation that said so', async () => {
    const site = {
      site: 'A',
      name: 'Playa',
      municipality: 'San Isidro',
      region: 'CO-CAU',
      country: 'CO',
      title: 'T-1',
      deposit: 'alluvial',
      minPpm: 850_000,
      maxPpm: 995_000,
      capacityMgPerMonth: 5_000_000_000,
    };
    const scale = { scale: 'B', site: 'A', divisionMg: 10, calibrated: '2025-11-12', until: '2026-11-01' };
    const ids = ['coop/A', 'other/A'];
    expect([...(await after(sites, ids, said('site.registered', site))).keys()]).toEqual(['coop/A']);
    const found = await after(scales, ['coop/B', 'other/B'], said('scale.registered', scale, [], 'other'));
    expect([...found]).toEqual([['other/B', scale]]);
  });
});

describe('members', () => {
  const person = { code: 'M-1', sex: 'F', kind: 'panner', site: 'A', registration: 'R', from: null, until: null };
  const registered = said('member.registered', { site: 'A' }, [{ name: 'member', value: person }]);
  const delivery = (date: string, grossMg: number, ppm: number | undefined, counted = true): Recorded =>
    said(
      'lot.registered',
      { on: { date, tz: 'America/Bogota' }, lot: 'x', code: 'E', grossMg, ...(ppm && { fineness: { ppm } }) },
      [
        { name: 'member', value: 'M-1' },
        { name: 'counted', value: counted },
      ],
    );

  test('a month adds up in fine nanograms, unassayed gold at its gross mass, held gold not at all', async () => {
    const found = await after(
      members,
      ['coop/M-1'],
      registered,
      delivery('2026-01-31', 10_000, 900_000),
      delivery('2026-01-01', 1_000, undefined),
      delivery('2026-01-15', 61_000, 900_000, false),
      delivery('2026-02-01', 1, 1),
    );
    expect(found.get('coop/M-1')?.months).toEqual({ '2026-01': 10_000_000_000n, '2026-02': 1n });
  });

  test('a month beyond 2^53 nanograms keeps its last one', async () => {
    const found = await after(
      members,
      ['coop/M-1'],
      delivery('2026-05-01', 999_999_999, 999_999),
      delivery('2026-05-02', 999_999_999, 999_999),
      ...Array.from({ length: 10 }, () => delivery('2026-05-03', 999_999_999, 999_999)),
    );
    expect(found.get('coop/M-1')?.months['2026-05']).toBe(999_999_999n * 999_999n * 12n);
  });

  test('the months of any season survive the database', async () => {
    const month = fc.tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }));
    const key = month.map(([year, m]) => `${year}-${String(m).padStart(2, '0')}`);
    const months = fc.dictionary(key, fc.bigInt({ min: 0n, max: 10n ** 24n }), { maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(months, async (wanted) => {
        const member: Member = { ...person, id: 'coop/M-2', months: wanted };
        const { kind, site, registration, from, until, id } = member;
        const state = { id, kind, site, registration, from, until, months: wanted };
        await members.save(database.dataSource.manager, new Map([[id, state]]), []);
        expect((await members.load(database.dataSource.manager, [id])).get(id)).toEqual(state);
      }),
      { numRuns: 25 },
    );
  });

  test('gold of a miner nobody knows counts for nobody', async () => {
    expect(await after(members, ['coop/M-9'], delivery('2026-01-01', 1, 1))).toEqual(new Map());
  });
});

const declared = (lot: string, code: string): Recorded =>
  said('lot.registered', { lot, code, grossMg: 1 }, [{ name: 'declaration', value: 'DP-1' }]);

describe('numbers that may be used once', () => {
  test('stay with the lot that used them first, in one batch and in the next', async () => {
    const ids = ['code:coop:E-1', 'declaration:coop:DP-1', 'code:coop:E-2', 'code:coop:E-3'];
    const first = await after(uses, ids, declared('lot-1', 'E-1'), declared('lot-2', 'E-2'));
    expect(first.get('declaration:coop:DP-1')).toEqual<Use>({ lot: 'lot-1', code: 'E-1' });
    expect((await after(uses, ids, declared('lot-3', 'E-3'))).get('declaration:coop:DP-1')?.lot).toBe('lot-1');
  });

  test('even where a decision forgot to ask for them', async () => {
    const { manager } = database.dataSource;
    const states = new Map<string, Use>();
    uses.evolve(states, declared('thief', 'E-1'));
    await uses.save(manager, states, []);
    expect((await uses.load(manager, ['code:coop:E-1'])).get('code:coop:E-1')?.lot).toBe('lot-1');
  });

  test('bars, grain and pieces have codes too, and a seal belongs to who sent it', async () => {
    const outputs = [{ lot: 'bar', code: 'B-1', grossMg: 1 }];
    const sent = { lot: 'bar', from: 'coop', to: 'exporter', sentMg: 1, seal: 'S-7000' };
    const ids = ['code:coop:B-1', 'seal:coop:S-7000', 'seal:exporter:S-7000'];
    const found = await after(uses, ids, said('lots.transformed', { outputs }), said('custody.dispatched', sent));
    expect([...found.keys()].sort()).toEqual(['code:coop:B-1', 'seal:coop:S-7000']);
  });
});

test('many at once cost one query to read and at most two to write', async () => {
  const { manager } = database.dataSource;
  const many = Array.from({ length: 500 }, (_, i) =>
    said('organisation.registered', { ...organisation, organisation: `o-${i}` }),
  );
  const states = new Map<string, Party>();
  for (const one of many) parties.evolve(states, one);
  const asked: string[] = [];
  const counting = new Proxy(manager, {
    get: (target, name) =>
      name === 'query'
        ? (sql: string, values: unknown[]) => {
            asked.push(sql);
            return target.query(sql, values);
          }
        : (Reflect.get(target, name) as unknown),
  });
  await parties.save(counting, states, many);
  expect(asked.length).toBeLessThanOrEqual(2);
  expect((await parties.load(counting, [...states.keys()])).size).toBe(500);
  expect(asked.length).toBeLessThanOrEqual(3);
  await uses.save(counting, new Map(), many);
  expect(asked.length).toBeLessThanOrEqual(3);
});
