/** `veta import season DIR --report FILE.json [--as-of DATE]` */
import { access, constants, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import { isDay } from '../core/day.js';
import { Rejection } from '../core/rejection.js';
import { sentenceOf } from '../http/sentences.js';
import { openHouse } from './house.js';
import { progressBar } from './progress-bar.js';

export async function importCommand(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { report: { type: 'string' }, 'as-of': { type: 'string' } },
  });
  const [what, folder, ...more] = positionals;
  const asOf = values['as-of'];
  if (what !== 'season' || folder === undefined || more.length > 0) {
    throw new ConfigError('Say what to import: veta import season DIR --report FILE.json [--as-of 2026-07-31].');
  }
  if (asOf !== undefined && !isDay(asOf)) {
    throw new ConfigError(`--as-of must be a day such as 2026-07-31, not "${asOf}".`);
  }
  const files = await readBooks(folder);
  // Before hours of work, not after them.
  if (values.report !== undefined) await access(dirname(values.report), constants.W_OK);
  const house = await openHouse(loadConfig(process.env));
  try {
    const bar = progressBar('Libros · books');
    const { report } = await house.seasons.run(files, { ...(asOf && { asOf }), progress: bar.to }).catch(inWords);
    bar.done();
    if (values.report !== undefined) await writeFile(values.report, `${JSON.stringify(report, null, 2)}\n`);
    const { accepted, refused, held, differences } = report;
    console.log(
      `${accepted} deliveries accepted, ${refused.length} rows refused, ${held.length} held apart, ${differences.length} differences.`,
    );
    return 0;
  } finally {
    await house.close();
  }
}

/** Books that nobody could own are no books: what is wrong is said as a sentence. */
function inWords(error: unknown): never {
  throw error instanceof Rejection ? new ConfigError(sentenceOf(error, 'es')) : error;
}

/** A folder's CSV files by name; the reader takes the books it knows and leaves the others alone. */
export async function readBooks(folder: string): Promise<Map<string, Uint8Array>> {
  const names = await readdir(folder).catch(() => {
    throw new ConfigError(`There is no folder ${folder} with books in it.`);
  });
  const books = names.filter((name) => name.toLowerCase().endsWith('.csv')).sort();
  if (books.length === 0) throw new ConfigError(`The folder ${folder} holds no .csv file.`);
  return new Map(await Promise.all(books.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}
