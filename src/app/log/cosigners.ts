/** The witnesses that `VETA_POLICY` names, around an open ledger: what they are asked, and what readiness and metrics say of them. */
import { readFile } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { utf8 } from '../../core/bytes.js';
import { parsePolicy, type Policy } from '../../core/log/notes/policy.js';
import { formatVkey } from '../../core/log/notes/vkey.js';
import type { Config } from '../../config/config.js';
import { ConfigError } from '../../config/config-error.js';
import type { ReadinessCheck } from '../../http/health.controller.js';
import { quoted, type Metrics } from '../../http/metrics.js';
import { Cosigners } from '../../ledger/cosigners/cosigners.js';
import { LogFiles } from '../../ledger/files/log-files.js';
import type { Ledger } from '../../ledger/ledger.js';

/** Read before anything is opened. Throws ConfigError where it is not a policy whose witnesses can be asked. */
export async function readPolicy({ policyFile: file }: Pick<Config, 'policyFile'>): Promise<Policy | undefined> {
  if (file === undefined) return undefined;
  const bytes = await readFile(file).catch((error: Error) => {
    throw new ConfigError(`VETA_POLICY cannot be read: ${error.message}.`);
  });
  const policy = parsePolicy(bytes);
  if (policy === undefined) {
    throw new ConfigError(
      `VETA_POLICY (${file}) is not a policy: see "Witnesses" in docs/operations.md for its lines.`,
    );
  }
  const unreachable = policy.witnesses.find(({ url }) => url !== undefined && !/^https?:\/\/[^/]/.test(url));
  if (unreachable !== undefined) {
    throw new ConfigError(
      `VETA_POLICY (${file}): the address of ${unreachable.name} must begin with http:// or https://.`,
    );
  }
  return policy;
}

/** Not started. What met the quorum also goes among the log's files. Throws ConfigError where the policy is another log's. */
export function cosignersOf(
  policy: Policy,
  { logDir }: Pick<Config, 'logDir'>,
  dataSource: DataSource,
  { origin, vkeys }: Pick<Ledger, 'origin' | 'vkeys'>,
): Cosigners {
  const ours = policy.logs.filter(({ vkey }) => vkey.name === origin).map(({ vkey }) => formatVkey(vkey));
  if (ours.length > 0 && !ours.some((vkey) => vkeys.includes(vkey))) {
    throw new ConfigError(`VETA_POLICY trusts another key for the log ${origin}; this one's is ${vkeys.at(-1)}.`);
  }
  const files = new LogFiles(logDir);
  return new Cosigners(dataSource, policy, {
    onCosigned: (note) => files.showFile('checkpoint.cosigned', utf8(note)),
  });
}

export function witnessCheck(cosigners: Cosigners): ReadinessCheck {
  return { name: 'witnesses', trouble: () => Promise.resolve(undefined), warning: () => cosigners.warning };
}

export function watchWitnesses(cosigners: Cosigners, metrics: Metrics): void {
  metrics.watch(
    'veta_cosigned_behind_seconds',
    'How long the newest checkpoint has lacked its quorum of witnesses.',
    () => new Map([['', cosigners.behindSeconds]]),
  );
  metrics.watch('veta_witness_cosigned_at_seconds', 'POSIX time of the newest cosignature, 0 for none yet.', () => {
    return new Map(cosigners.witnesses.map(({ name, time }) => [`witness="${quoted(name)}"`, time]));
  });
}
