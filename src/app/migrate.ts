/** `veta migrate`: brings the database to this version and says so; every other command does the same when it starts. */
import { loadConfig } from '../config/config.js';
import { openDatabase } from '../database/connect.js';

export async function migrateCommand(): Promise<number> {
  const database = await openDatabase(loadConfig(process.env), []);
  await database.close();
  console.log('The database is at this version.');
  return 0;
}
