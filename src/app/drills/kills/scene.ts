/** A ledger with a cooperative on it, served and signed by processes that can be killed, and callers who load it. */
import type { DataSource } from 'typeorm';
import { loadConfig, type Config } from '../../../config/config.js';
import { openDataSource } from '../../../database/connect.js';
import { ApiKeys } from '../../../parties/keys/keys.js';
import { openHouse } from '../../house.js';
import { oneDelivery } from '../one-delivery.js';
import { Household } from './household.js';
import { Writers } from './writers.js';

export interface Scene {
  readonly household: Household;
  /** Not begun yet. */
  readonly load: Writers;
  /** To look at everything. */
  readonly dataSource: DataSource;
  readonly config: Config;
}

export interface Size {
  readonly writers: number;
  /** Whole numbers below `sides`. */
  readonly roll: (sides: number) => number;
}

/** Everything is up while it works, and ended after it. */
export async function inScene<Result>(
  folder: string,
  { writers, roll }: Size,
  work: (scene: Scene) => Promise<Result>,
): Promise<Result> {
  const household = await Household.on(folder);
  try {
    const config = loadConfig(household.environment('veta_app'));
    const secret = await setUp(config);
    await Promise.all([household.start('signer'), household.start('sequencer')]);
    const load = new Writers({ url: () => household.url, secret, writers, roll });
    const dataSource = await openDataSource({ connectionString: config.databaseUrl }, []);
    try {
      return await work({ household, load, dataSource, config });
    } finally {
      await dataSource.destroy();
      load.close();
    }
  } finally {
    await household.close();
  }
}

/** A cooperative with a site and a member, and a registrar's key. */
async function setUp(config: Config): Promise<string> {
  const house = await openHouse(config);
  try {
    await house.seasons.run(oneDelivery(), { asOf: '2026-01-20' });
    return (await new ApiKeys(house.database.dataSource).create('drill-coop', 'registrar', 'drill')).secret;
  } finally {
    await house.close();
  }
}
