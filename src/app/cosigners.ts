/** The witnesses that `VETA_POLICY` names, around an open ledger: what they are asked, and what readiness and metrics say of them. */
import { readFile } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { parsePolicy, type Policy } from '../core/log/policy.js';
import { formatVkey } from '../core/log/vkey.js';
import type { Config } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import type { ReadinessCheck } from '../http/health.controller.js';
import { quoted, type Metrics } from '../http/metrics.js';
import { Cosigners } from '../ledger/cosigners/cosigners.js';
import type { Ledger } from '../ledger/ledger.js';

/** Not started; `undefined` without a policy. Throws ConfigError where there is one that cannot be used for this log. */
export async function cosignersOf(
  { policyFile }: Pick<Config, 'policyFile'>,
  dataSource: DataSource,
  ledger: Pick<Ledger, 'origin' | 'vkeys'>,
): Promise<Cosigners | undefined> {
  if (policyFile === undefined) return undefined;
  return new Cosigners(dataSource, await readPolicy(policyFile, ledger));
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

async function readPolicy(file: string, { origin, vkeys }: Pick<Ledger, 'origin' | 'vkeys'>): Promise<Policy> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new ConfigError(`VETA_POLICY cannot be read: ${error.message}.`);
  });
  const policy = parsePolicy(bytes);
  if (policy === undefined) {
    throw new ConfigError(
      `VETA_POLICY (${file}) is not a policy: see "Witnesses" in docs/operations.md for its lines.`,
    );
  }
  const ours = policy.logs.filter((log) => log.vkey.name === origin).map((log) => formatVkey(log.vkey));
  // A signer that runs apart may not have been seen yet; after a rotation either key will do.
  if (ours.length > 0 && vkeys.length > 0 && !ours.some((one) => vkeys.includes(one))) {
    throw new ConfigError(`VETA_POLICY (${file}) trusts another key for the log ${origin}; this one's is ${vkeys.at(-1)}.`);
  }
  const unreachable = policy.witnesses.find(({ url }) => url !== undefined && !/^https?:\/\/[^/]/.test(url));
  if (unreachable !== undefined) {
    throw new ConfigError(
      `VETA_POLICY (${file}): the address of ${unreachable.name} must begin with http:// or https://.`,
    );
  }
  return policy;
}
