/**
 * `veta fsck --url ADDRESS --policy FILE [--since NOTE] [--json]`: a log checked from its public address alone; needs
 * neither database nor settings. Exit 0 clean, 1 not.
 */
import { readFileSync } from 'node:fs';
import { ConfigError } from '../../config/config-error.js';
import { parsePolicy } from '../../core/log/notes/policy.js';
import { fsckPublic, type PublicReport } from '../../ledger/fsck/public.js';
import { PublicLog } from '../../ledger/fsck/public-log.js';
import { progressBar } from '../progress-bar.js';

export interface Asked {
  readonly url: string;
  readonly policy?: string;
  readonly since?: string;
  readonly json: boolean;
}

/** @throws ConfigError where the address, the policy or the earlier note cannot be read */
export async function fsckAddress({ url, policy: file, since, json }: Asked): Promise<number> {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new ConfigError(`--url must be the address of a log, for example https://gold.example.org/log, not ${url}.`);
  }
  if (file === undefined) {
    throw new ConfigError('Say whose signature you trust: --policy FILE, the same file that veta verify takes.');
  }
  const policy = parsePolicy(read(file));
  if (policy === undefined) throw new ConfigError(`${file} is not a policy that can be read.`);
  const earlier = since === undefined ? {} : { since: new Uint8Array(read(since)) };
  const bar = progressBar('Revisión · fsck');
  const report = await fsckPublic({ log: new PublicLog(url), policy, ...earlier, progress: bar.to });
  bar.done();
  console.log(json ? JSON.stringify(report) : textOf(report));
  return report.ok ? 0 : 1;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function textOf({ ok, origin, size, root, released, cosigned, faults }: PublicReport): string {
  const lines = faults.map(({ idx, what }) => `index ${idx}: ${what}`);
  const witnessed =
    cosigned === undefined
      ? 'no witness was asked for'
      : `cosigned at ${cosigned.size} by ${cosigned.witnesses.join(', ')}`;
  lines.push(
    ok
      ? `Clean: ${origin}, ${size} entries, root ${root}; ${released} of them released and read; ${witnessed}.`
      : `Not clean: ${origin}, first bad index ${faults[0]?.idx} of ${size}.`,
  );
  return lines.join('\n');
}
