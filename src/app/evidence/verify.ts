/**
 * `veta verify FILE --policy POLICY [--json] [--lang en|es|fr]`: the verdict on a bundle, without server, database or network.
 * `veta verify --export DIR --policy POLICY`: the same for all that somebody left with.
 * `veta verify --html OUT.html`: the same verifier as a page, in one file that opens in any browser.
 * Exit: 0 good, 1 bad proof or signature, 2 consistent but not trusted, 3 incomplete, 4 not a bundle; 64 wrong usage.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verify } from '../../verifier/door.js';
import { jsonReport, textReport } from '../../verifier/report.js';
import { languageNamed } from '../../verifier/words.js';
import { standalone } from '../../web/standalone.js';
import { verifyExport } from './verify-export.js';

const USAGE =
  'veta verify FILE --policy POLICY [--json] [--lang en|es|fr]   or   veta verify --export DIR --policy POLICY   or   veta verify --html OUT.html';
/** More than any bundle has; a bigger file is not read at all. */
const MOST_BYTES = 64 * 1024 * 1024;

export async function verifyCommand(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      policy: { type: 'string' },
      json: { type: 'boolean', default: false },
      html: { type: 'string' },
      export: { type: 'string' },
      lang: { type: 'string', default: languageOfPlace() },
    },
  });
  const [file, ...more] = positionals;
  if (values.html !== undefined && file === undefined) return writePage(values.html);
  if (values.export !== undefined && file === undefined) return checkExport(values.export, values.policy);
  if (file === undefined || more.length > 0 || values.html !== undefined) {
    console.error(USAGE);
    return 64;
  }
  const bytes = read(file);
  if (bytes === undefined) return 4;
  const policy = values.policy === undefined ? undefined : read(values.policy);
  if (values.policy !== undefined && policy === undefined) return 2;
  const verdict = verify(bytes, policy && Buffer.from(policy).toString('utf8'));
  console.log(values.json ? jsonReport(verdict) : textReport(verdict, languageNamed(values.lang) ?? 'en'));
  return verdict.exit;
}

/** Trust comes from the reader's own policy, not from the one in the folder. */
function checkExport(folder: string, policyFile: string | undefined): number {
  const policy = policyFile === undefined ? undefined : read(policyFile);
  if (policyFile !== undefined && policy === undefined) return 2;
  const { faults, ...report } = verifyExport(folder, policy && Buffer.from(policy).toString('utf8'));
  for (const fault of faults) console.log(fault);
  console.log(JSON.stringify(report));
  return report.exit;
}

/** Two people who compare the fingerprint know that they have the same verifier. */
function writePage(file: string): number {
  const { html, fingerprint } = standalone();
  writeFileSync(file, html);
  console.log(`${file}  sha256 ${fingerprint}`);
  return 0;
}

/** The bytes of a file; `undefined`, with a sentence on the error channel, where they cannot be had. */
function read(file: string): Uint8Array | undefined {
  try {
    if (statSync(file).size > MOST_BYTES) {
      console.error(`${file} is larger than ${MOST_BYTES} bytes, which no bundle or policy is.`);
      return undefined;
    }
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    console.error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function languageOfPlace(): string {
  return process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '';
}
