/** Opens what every command needs: database, ledger with every projection, and the services on it; closes it in turn. */
import type { Config } from '../config/config.js';
import { openDatabase, type Database } from '../database/connect.js';
import { SeasonImport } from '../exchange/import/season-import.js';
import { History } from '../ledger/history.js';
import type { Ledger } from '../ledger/ledger.js';
import { openLedger } from '../ledger/open.js';
import { LotRow, ShipmentRow } from '../lots/lot.row.js';
import { registerLots } from '../lots/lot.projection.js';
import { Lots } from '../lots/lots.js';
import { PARTY_ROWS } from '../parties/parties.module.js';
import { registerParties } from '../parties/projections/projections.js';

export interface House {
  readonly config: Config;
  readonly database: Database;
  readonly ledger: Ledger;
  readonly history: History;
  readonly lots: Lots;
  readonly seasons: SeasonImport;
  close(): Promise<void>;
}

/** @param sample whether a log key made now is a sample's, so that every paper made with it says so */
export async function openHouse(config: Config, sample = false): Promise<House> {
  const database = await openDatabase(config, [...PARTY_ROWS, LotRow, ShipmentRow]);
  try {
    const { dataSource } = database;
    const ledger = await openLedger({ dataSource, signerDir: config.signerDir, origin: config.origin, sample });
    registerParties(ledger);
    registerLots(ledger);
    const lots = new Lots(ledger);
    const close = async (): Promise<void> => {
      await ledger.close();
      await database.close();
    };
    const history = new History(dataSource);
    return { config, database, ledger, history, lots, seasons: new SeasonImport(dataSource, ledger, lots), close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
