/** `veta export ORG --out DIR`: everything an organisation has here, with its proofs (docs/export.md). */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../config/config.js';
import { ConfigError } from '../../config/config-error.js';
import { IntakeForms } from '../../documents/intake/intake-forms.js';
import { PaperFiles } from '../../documents/store/paper-files.js';
import { IssuedPapers } from '../../documents/issued-papers.js';
import { Everything } from '../../exchange/export/everything.js';
import { Sight } from '../../http/sight.js';
import { Cosigned } from '../../ledger/cosigners/kept.js';
import { Proofs } from '../../ledger/tree/proofs.js';
import { LotQueries } from '../../lots/lot.queries.js';
import { EvidenceFiles } from '../../parties/evidence/evidence.js';
import { openHouse, type House } from '../house.js';
import { progressBar } from '../progress-bar.js';

export async function exportCommand(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { out: { type: 'string' } } });
  const [org, ...more] = positionals;
  const { out } = values;
  if (org === undefined || out === undefined || more.length > 0) {
    throw new ConfigError('Say whose, and where to: veta export ORG --out DIR.');
  }
  const there = await readdir(out).catch(() => []);
  if (there.length > 0) throw new ConfigError(`${out} is not empty; give a folder that is new or empty.`);
  const house = await openHouse(loadConfig(process.env));
  try {
    await known(house, org);
    await house.ledger.checkpoint();
    const bar = progressBar('Exportación · export');
    let [files, bytes] = [0, 0];
    for await (const file of everythingOf(house).files(org, bar.to)) {
      const path = join(out, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file.bytes, { mode: 0o600 });
      files += 1;
      bytes += file.bytes.length;
    }
    bar.done();
    console.log(
      `${files} files, ${bytes} bytes in ${out}. Check them: veta verify --export ${out} --policy policy.txt`,
    );
    return 0;
  } finally {
    await house.close();
  }
}

async function known({ database }: House, org: string): Promise<void> {
  const found: object[] = await database.dataSource.query('SELECT FROM organisation WHERE org = $1', [org]);
  if (found.length === 0) throw new ConfigError(`There is no organisation ${org} here.`);
}

function everythingOf({ database: { dataSource }, ledger, history, provenance, blobs }: House): Everything {
  const [proofs, cosigned, sight] = [new Proofs(dataSource), new Cosigned(dataSource), new Sight()];
  const [lots, papers] = [
    new LotQueries(dataSource, sight),
    new IssuedPapers(dataSource, new PaperFiles(dataSource, ledger, blobs), sight),
  ];
  const evidence = new EvidenceFiles(dataSource, ledger, sight);
  const forms = new IntakeForms(dataSource, ledger, blobs, sight);
  return new Everything(
    dataSource,
    ledger,
    history,
    proofs,
    cosigned,
    lots,
    provenance,
    papers,
    evidence,
    forms,
    sight,
  );
}
