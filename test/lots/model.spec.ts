/**
 * The model again, with PostgreSQL in between: many histories at once on one ledger, each step decided by what the database
 * holds. What the pure core does the ledger must do, and in the end every table must be what history makes of it.
 */
import { sample } from 'fast-check';
import { draft } from '../../src/core/custody/act.js';
import { Rejection } from '../../src/core/rejection.js';
import { projectionsOf } from '../../src/app/log/rebuild.js';
import { openDataSource } from '../../src/database/connect.js';
import { History } from '../../src/ledger/history.js';
import { rebuild } from '../../src/ledger/rebuild.js';
import { factsOf } from '../../src/lots/lots.js';
import { carried, market, Model, PARTIES, steps } from '../support/model.js';
import { SeasonHouse } from '../support/season.js';
import { COOP, idOf, World, type Deed } from '../support/story.js';

const HISTORIES = 500;
const AT_ONCE = 50;

let house: SeasonHouse;
beforeAll(async () => {
  house = await SeasonHouse.open();
  await openMarket();
});
afterAll(() => house.close());

/** The registers of the model's market, as statements. */
async function openMarket(): Promise<void> {
  const { parties, sites, members, act } = market();
  for (const { organisation, name, role, country, credentials } of parties.values()) {
    const said = { ...act, org: organisation };
    await record(organisation, `register ${organisation}`, {}, () => [
      draft(said, 'organisation.registered', [], { organisation, name, role, country }),
      ...credentials.map(({ scheme, number, from, until }) =>
        draft(said, 'credential.granted', [], { holder: organisation, scheme, number, from, until }),
      ),
    ]);
  }
  const person = [...members.values()].map(({ id, kind, site, registration, from, until }) => {
    const value = { code: id.slice(COOP.length + 1), sex: 'F', kind, site, registration, from, until };
    return draft(act, 'member.registered', [], { site }, [{ name: 'member', value, subject: `member:${id}` }]);
  });
  await record(COOP, 'registers', { sites: [`${COOP}/PLAYA`], members: [...members.keys()] }, () => [
    ...[...sites.values()].map((site) => draft(act, 'site.registered', [], site)),
    ...person,
  ]);
}

function record(org: string, key: string, needs: Record<string, string[]>, decide: Deed): Promise<unknown> {
  return house.ledger.append({
    org,
    actor: 'model',
    key,
    digest: key,
    needs: { parties: [...PARTIES], ...needs },
    decide: (loaded) => {
      const world = Object.assign(new World(), factsOf(loaded), { org });
      return { drafts: decide(world) ?? [], result: null };
    },
  });
}

/** Every fact a deed of this history could ask for. */
function needsOf(model: Model, name: string): Record<string, string[]> {
  const codes = Array.from({ length: 24 }, (_, n) => `${name}-${n + 1}`);
  const uses = codes.flatMap((code) => [
    ...PARTIES.flatMap((org) => [`code:${org}:${code}`, `seal:${org}:S-${code}`]),
    `declaration:${COOP}:DP-${code}`,
  ]);
  return {
    lots: codes.map(idOf),
    sites: [`${COOP}/PLAYA`],
    yields: [`${COOP}/PLAYA`],
    members: [...model.world.members.keys()],
    uses,
  };
}

async function live(name: string, history: Parameters<Model['take']>[0][]): Promise<Model> {
  const model = new Model(market(), name);
  for (const [n, step] of history.entries()) {
    const { deed, was } = model.take(step);
    const { day, org } = model.world;
    const onDay: Deed = (world) => deed(Object.assign(world, { day }));
    const done = await record(org, `${name} ${n}`, needsOf(model, name), onDay).then(
      () => 'done',
      (error: unknown) => {
        if (!(error instanceof Rejection)) throw error;
        return 'refused';
      },
    );
    expect([name, n, step.deed, done]).toEqual([name, n, step.deed, was]);
  }
  return model;
}

test(`${HISTORIES} histories, ${AT_ONCE} at once, end in the database as they end without one`, async () => {
  const histories = sample(steps(12), { numRuns: HISTORIES, seed: 20_261_122 }).entries();
  const models: Model[] = [];
  const lane = async (): Promise<void> => {
    for (const [n, history] of histories) models.push(await live(`H${n}`, history));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));

  const held = new Map<string, unknown[]>();
  for (const org of PARTIES) {
    for (const lot of (await house.lotsOf(org)).values()) held.set(lot.code, standing(lot));
  }
  const counted = models.flatMap(({ world }) =>
    [...world.lots.values()].map((lot) => [lot.code, standing(lot)] as const),
  );
  expect(held).toEqual(new Map(counted));
  expect(counted.length).toBeGreaterThan(HISTORIES);
  expect(await house.balanceErrors()).toEqual([]);
  expect(await differing()).toEqual([]);
}, 240_000);

type Held = Parameters<typeof carried>[0];
function standing(lot: Held): unknown[] {
  const { grossMg, takenMg, custodian, owner, transit, fineness, holds } = lot;
  return [grossMg, takenMg, custodian, owner, transit, fineness, holds, carried(lot)];
}

/** Tables that are not what history makes of them. */
async function differing(): Promise<unknown[]> {
  const { connection, dataSource } = house.ownerAccess;
  const owner = await openDataSource({ ...connection, max: 1 }, []);
  try {
    const history = new History(dataSource, house.ledger.vault);
    const projections = projectionsOf(house.ledger.vault);
    const { tables } = await rebuild({ dataSource: owner, history, projections, replace: false });
    return tables.filter(({ missing, extra, changed }) => missing + extra + changed > 0);
  } finally {
    await owner.destroy();
  }
}
