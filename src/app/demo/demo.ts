/**
 * `veta demo [--once --out DIR]`: a real season of a cooperative's books, from the mine to a jeweller's pieces, with papers
 * made in the background and a proof for every piece. Stays up with addresses to open, or writes what it made and ends.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { loadConfig } from '../../config/config.js';
import { ConfigError } from '../../config/config-error.js';
import type { Report } from '../../exchange/import/report.js';
import { writeEvidence } from './evidence.js';
import { bundleShipments, releasePieces, summaryOf } from './season.js';
import { openHouse, type House } from '../house.js';
import { readBooks } from '../import.js';
import { progressBar } from '../progress-bar.js';
import { open, untilStopped } from '../serve-command.js';

export const SAMPLE_SEASON = fileURLToPath(new URL('../../../docs/samples/limonal', import.meta.url));
/** Last day a fact of the sample's books may bear: they end in July 2026. */
export const SAMPLE_AS_OF = '2026-07-31';

export async function demoCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { once: { type: 'boolean', default: false }, out: { type: 'string' } },
  });
  if (values.once !== (values.out !== undefined)) {
    throw new ConfigError(
      'Say both or neither: veta demo --once --out DIR writes what the demo made into DIR and ends.',
    );
  }
  // It runs once, on whatever machine there is: a heap kept rather small, 280 to 350 MB in all and not 440. Kept at 200 MB, as
  // `--optimize-for-size` does, a third to half of the time goes into collecting.
  setFlagsFromString('--heap-growing-percent=20');
  const started = Date.now();
  const house = await openHouse(loadConfig(process.env), { sample: true, worker: true });
  void endWithDatabase(house);
  try {
    if (!house.ledger.sample) {
      throw new ConfigError('This data folder holds a real log: set VETA_DATA to another folder for the demo.');
    }
    const report = await tellSeason(house);
    if (values.out === undefined) return await stayUp(house, report);
    await mkdir(values.out, { recursive: true });
    await writeFile(join(values.out, 'import-report.json'), `${JSON.stringify(report, null, 2)}\n`);
    const evidence = await writeEvidence(house, values.out);
    const summary = await summaryOf(house, report);
    const seconds = Math.round((Date.now() - started) / 100) / 10;
    console.log(JSON.stringify({ ...summary, ...evidence, seconds }));
    return 0;
  } finally {
    await house.close();
  }
}

/** Without its database nothing can be closed in good order; started again the demo goes on from what was confirmed. */
async function endWithDatabase({ database }: House): Promise<void> {
  console.error(await database.lost);
  process.exit(1);
}

/** The books read in, the pieces shown, the papers made, the log signed. Done again it changes nothing. */
export async function tellSeason(house: House): Promise<Report> {
  const books = progressBar('Libros · books');
  const { report, season } = await house.seasons.run(await readBooks(SAMPLE_SEASON), {
    asOf: SAMPLE_AS_OF,
    progress: books.to,
  });
  books.done('filas · rows');
  await releasePieces(house, season);
  await bundleShipments(house);
  const papers = progressBar('Papeles · papers');
  const { issued, failed } = await house.documents.awaitIdle();
  papers.to(issued, issued + failed);
  papers.done(failed === 0 ? '' : `(${failed} failed of ${issued + failed})`);
  await house.ledger.checkpoint();
  return report;
}

async function stayUp(house: House, report: Report): Promise<number> {
  const serving = await open(house);
  const { deliveries, bars, shipments, pieces, piecesWithClaim, documents } = await summaryOf(house, report);
  const [example]: { code: string; public_code: string }[] = await house.database.dataSource.query(
    `SELECT code, public_code FROM lot WHERE form = 'piece' AND released AND 'fairmined' = ANY(claims) ORDER BY code LIMIT 1`,
  );
  const { accepted, refused, held } = deliveries;
  console.log(`
${accepted} deliveries taken in, ${held} held apart, ${refused} refused; ${bars} bars, ${shipments} shipments with
${documents} papers, ${pieces} pieces, ${piecesWithClaim} of them certified.

  Start here             ${serving.url}/
  A ring and its proof   ${serving.url}/verify/${example?.public_code}
  The API                ${serving.url}/docs

Ctrl-C stops it; npx veta serve starts it again where it was.`);
  return untilStopped(house, serving);
}
