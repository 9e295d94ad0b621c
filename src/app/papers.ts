/**
 * `veta papers move --to bucket|database [--clear] [--check]`: the sealed bytes of papers from the one place to the other. Prints a
 * JSON summary; exit 1 where some could not be moved, and then nothing is cleared.
 */
import { parseArgs } from 'node:util';
import { ConfigError } from '../config/config-error.js';
import { loadConfig } from '../config/config.js';
import { openDatabase, openDataSource, type Database } from '../database/connect.js';
import { BlobsAway } from '../documents/store/blobs.js';
import { Moving } from '../documents/store/moving.js';
import { openBucket } from '../documents/store/open-blobs.js';
import { TableBlobs } from '../documents/store/table-blobs.js';
import { progressBar } from './progress-bar.js';

const USAGE = 'Say where to: veta papers move --to bucket | --to database, with --clear, or --check alone.';

interface Asked {
  readonly to?: 'bucket' | 'database';
  readonly clear: boolean;
}

export async function papersCommand(args: string[]): Promise<number> {
  const asked = readArgs(args);
  const config = loadConfig(process.env);
  if (config.bucket === undefined) {
    throw new ConfigError(
      'There is no bucket to move papers to or from: set VETA_S3_ENDPOINT, VETA_S3_BUCKET, VETA_S3_KEY_FILE.',
    );
  }
  const bucket = await openBucket(config.bucket);
  const database = await openDatabase(config, []);
  try {
    const { dataSource } = database;
    return await move(asked, new Moving(dataSource, new TableBlobs(dataSource), bucket), database);
  } catch (error) {
    if (!(error instanceof BlobsAway)) throw error;
    console.error(`${error.message} What was moved until now stays moved: run the same again.`);
    return 1;
  } finally {
    await database.close();
  }
}

async function move({ to, clear }: Asked, moving: Moving, database: Database): Promise<number> {
  const bar = progressBar('Papeles · papers');
  if (to === undefined) {
    const lying = await moving.whereabouts(bar.to);
    bar.done();
    console.log(JSON.stringify(lying));
    return lying.nowhere === 0 ? 0 : 1;
  }
  const moved = await moving.copy(to, bar.to);
  bar.done();
  const cleared = clear && moved.faults.length === 0 ? await clearing(moving, database) : 0;
  console.log(JSON.stringify({ to, ...moved, cleared }));
  return moved.faults.length === 0 ? 0 : 1;
}

async function clearing(moving: Moving, { ownerConnection }: Database): Promise<number> {
  const bar = progressBar('Limpieza · clearing');
  const owner = await openDataSource({ ...ownerConnection, max: 1 }, []);
  try {
    return await moving.clear(owner, bar.to);
  } finally {
    bar.done();
    await owner.destroy();
  }
}

function readArgs(args: string[]): Asked {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      clear: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const { to, clear, check } = values;
  if (positionals.join(' ') !== 'move' || check === (to !== undefined)) throw new ConfigError(USAGE);
  if (check && clear) throw new ConfigError(USAGE);
  if (to === undefined) return { clear: false };
  if (to !== 'bucket' && to !== 'database') throw new ConfigError(USAGE);
  if (to === 'database' && clear) {
    throw new ConfigError(
      'Veta’s key needs no right to delete in the bucket: once all is home, empty it by its own server’s means.',
    );
  }
  return { to, clear };
}
