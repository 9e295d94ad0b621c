/** Opens what every command needs: database, ledger with every projection, and the services on it; closes it in turn. */
import type { Policy } from '../core/log/notes/policy.js';
import type { Config } from '../config/config.js';
import { openDatabase, type Database } from '../database/connect.js';
import { DOCUMENT_ROWS } from '../documents/document.row.js';
import type { Documents } from '../documents/documents.js';
import { openDocuments } from '../documents/open.js';
import type { Blobs } from '../documents/store/blobs.js';
import { openBlobs } from '../documents/store/open-blobs.js';
import { openHouseSeal } from '../documents/seal/house-seal.js';
import { sealMoney } from '../exchange/import/money.js';
import { SeasonImport } from '../exchange/import/season-import.js';
import { Metrics } from '../http/metrics.js';
import type { Cosigners } from '../ledger/cosigners/cosigners.js';
import { History } from '../ledger/history.js';
import type { Ledger } from '../ledger/ledger.js';
import { openLedger } from '../ledger/open.js';
import { LotRow, ShipmentRow } from '../lots/lot.row.js';
import { registerLots } from '../lots/lot.projection.js';
import { fillBalances } from '../lots/volumes/fill.js';
import { Lots } from '../lots/lots.js';
import { PARTY_ROWS } from '../parties/parties.module.js';
import { sealRegistry } from '../parties/projections/seal-clear.js';
import { registerParties } from '../parties/projections/projections.js';
import { openProvenance, type Provenance } from '../provenance/provenance.js';
import { cosignersOf, readPolicy, watchWitnesses } from './log/cosigners.js';
import { countBatches } from './serve.js';

export interface House {
  readonly config: Config;
  readonly database: Database;
  readonly ledger: Ledger;
  readonly metrics: Metrics;
  readonly history: History;
  /** Where a policy names witnesses; asked once a server is open. */
  readonly cosigners?: Cosigners;
  readonly lots: Lots;
  readonly documents: Documents;
  /** Where papers are kept. */
  readonly blobs: Blobs;
  readonly provenance: Provenance;
  readonly seasons: SeasonImport;
  close(): Promise<void>;
}

export interface HouseOptions {
  /** A log key made now is a sample's, and every paper made with it says so. */
  readonly sample?: boolean;
  /** Also works off the queue of papers. */
  readonly worker?: boolean;
}

export async function openHouse(config: Config, { sample = false, worker = false }: HouseOptions = {}): Promise<House> {
  const policy = await readPolicy(config);
  const database = await openDatabase(config, [...PARTY_ROWS, LotRow, ShipmentRow, ...DOCUMENT_ROWS]);
  try {
    return await furnish(config, policy, database, { sample, worker });
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function furnish(
  config: Config,
  policy: Policy | undefined,
  database: Database,
  { sample = false, worker = false }: HouseOptions,
): Promise<House> {
  const { dataSource } = database;
  const { signerDir, vaultKey, logDir, releaseDays, signer, origin, publicUrl, redisUrl } = config;
  const ledger = await openLedger({ dataSource, signerDir, vaultKey, logDir, releaseDays, signer, origin, sample });
  const cosigners = policy && cosignersOf(policy, config, dataSource, ledger);
  const metrics = new Metrics();
  registerParties(ledger);
  registerLots(ledger);
  await sealRegistry(dataSource, ledger.vault);
  await sealMoney(dataSource, ledger.vault);
  const history = new History(dataSource, ledger.vault);
  await fillBalances(dataSource, history);
  const queue = redisUrl === undefined ? {} : { redisUrl };
  const seal = worker ? await openHouseSeal(config, ledger.sample) : undefined;
  const blobs = await openBlobs(config, dataSource);
  const documents = await openDocuments({
    database,
    ledger,
    publicUrl,
    worker,
    atOnce: config.papersAtOnce,
    blobs,
    ...queue,
    ...(seal && { seal }),
  });
  countBatches(ledger, metrics);
  if (cosigners !== undefined) watchWitnesses(cosigners, metrics);
  const lots = new Lots(ledger);
  return {
    config,
    database,
    ledger,
    metrics,
    history,
    ...(cosigners !== undefined && { cosigners }),
    lots,
    documents,
    blobs,
    provenance: openProvenance(dataSource, ledger, history),
    seasons: new SeasonImport(dataSource, ledger, lots),
    async close() {
      await documents.close();
      await cosigners?.close();
      await ledger.close();
      await database.close();
    },
  };
}
