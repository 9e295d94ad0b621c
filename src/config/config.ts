/** The only reader of the environment: every setting is checked here, once, before anything starts. */
import { resolve } from 'node:path';
import { BUCKET_SETTINGS, bucketOf, type BucketConfig } from './bucket.js';
import { ConfigError } from './config-error.js';
import { liesInside } from './folders.js';
import { nearest } from './nearest.js';

export interface Config {
  /** Folder of the embedded database and the files beside it; absolute. */
  readonly dataDir: string;
  /** Folder of the log key and the last signed size and root; absolute, never inside `dataDir`. */
  readonly signerDir: string;
  /** Whether this process signs the log, or `veta signer` does on the same database. */
  readonly signer: 'in-process' | 'separate';
  /** Whether this process makes the papers, or `veta worker` does on the same database. */
  readonly worker: 'in-process' | 'separate';
  /** Papers in hand at a time, in a process that makes them. */
  readonly papersAtOnce: number;
  /** Folder of the log's files, public ones and the journal; absolute, never inside `dataDir`. */
  readonly logDir: string;
  /** Days after which an entry is shown to everybody. */
  readonly releaseDays: number;
  /** Most of one file of evidence, mebibytes. */
  readonly evidenceMib: number;
  /** File of the key by which private values are read; absolute, never inside `dataDir`. */
  readonly vaultKey: string;
  /** A PostgreSQL server of one's own, 15 or later; absent means the embedded one. */
  readonly databaseUrl?: string;
  /** The login that owns the tables and migrates; absent means `databaseUrl` does it. */
  readonly databaseOwnerUrl?: string;
  /** Port of the embedded server on 127.0.0.1; absent means it has no TCP port at all. */
  readonly embeddedPort?: number;
  readonly redisUrl?: string;
  readonly host: string;
  readonly port: number;
  /** Name of the log, the first line of its checkpoints (C2SP tlog-checkpoint). */
  readonly origin: string;
  /** A file, C2SP tlog-policy: the witnesses that are asked to cosign; absolute. Absent means nobody is asked. */
  readonly policyFile?: string;
  /** Address people reach this server at, without a slash at its end. */
  readonly publicUrl: string;
  /** An OpenID Connect issuer whose tokens are believed, and whom they must be meant for; absent: none, and none is asked. */
  readonly issuer?: { readonly url: string; readonly audience: string };
  /** Days for which an organisation sees what its auditors read. */
  readonly readsDays: number;
  /** Seals the papers of organisations that set no seal of their own: a PKCS#12 file and its passphrase's file; absolute. */
  readonly seal?: { readonly file: string; readonly passphraseFile: string };
  /** Where the sealed bytes of papers are put; absent means the database. */
  readonly bucket?: BucketConfig;
}

const SETTINGS = [
  'VETA_DATA',
  'VETA_SIGNER_STATE',
  'VETA_SIGNER',
  'VETA_WORKER',
  'VETA_WORKER_JOBS',
  'VETA_LOG_FILES',
  'VETA_RELEASE_DAYS',
  'VETA_EVIDENCE_MIB',
  'VETA_VAULT_KEY',
  'VETA_ORIGIN',
  'VETA_PUBLIC_URL',
  'VETA_POLICY',
  'VETA_PG_PORT',
  'VETA_OIDC_ISSUER',
  'VETA_OIDC_AUDIENCE',
  'VETA_READS_DAYS',
  'VETA_SEAL',
  'VETA_SEAL_PASSPHRASE_FILE',
  ...BUCKET_SETTINGS,
];
const TEST_SETTINGS = ['VETA_VECTORS', 'VETA_GOLDEN'];
const KNOWN = [...SETTINGS, ...TEST_SETTINGS];

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError for the first setting that is unknown or cannot be right */
export function loadConfig(env: Environment): Config {
  refuseUnknown(env);
  const dataDir = resolve(given(env, 'VETA_DATA') ?? '.veta');
  const signerDir = resolve(given(env, 'VETA_SIGNER_STATE') ?? `${dataDir}-signer`);
  if (liesInside(signerDir, dataDir)) {
    throw new ConfigError(
      `VETA_SIGNER_STATE (${signerDir}) must lie outside the data folder ${dataDir}, so that restoring one does not roll back the other.`,
    );
  }
  const logDir = resolve(given(env, 'VETA_LOG_FILES') ?? `${dataDir}-log`);
  if (liesInside(logDir, dataDir)) {
    throw new ConfigError(
      `VETA_LOG_FILES (${logDir}) must lie outside the data folder ${dataDir}: it gives back what the database may lose.`,
    );
  }
  const vaultKey = resolve(given(env, 'VETA_VAULT_KEY') ?? `${dataDir}-vault/vault-key.json`);
  if (liesInside(vaultKey, dataDir)) {
    throw new ConfigError(
      `VETA_VAULT_KEY (${vaultKey}) must lie outside the data folder ${dataDir}, so that whoever copies one cannot read people and prices.`,
    );
  }
  const databaseUrl = url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']);
  const databaseOwnerUrl = url(env, 'DATABASE_OWNER_URL', ['postgres:', 'postgresql:']);
  if (databaseOwnerUrl !== undefined && databaseUrl === undefined) {
    throw new ConfigError(
      'DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither for the embedded server.',
    );
  }
  const embeddedPort = port(env, 'VETA_PG_PORT', 1);
  const redisUrl = url(env, 'REDIS_URL', ['redis:', 'rediss:']);
  const policyFile = given(env, 'VETA_POLICY');
  const oidc = issuer(env);
  const ownSeal = seal(env);
  const bucket = bucketOf((name) => given(env, name));
  const httpPort = port(env, 'PORT', 0) ?? 3000;
  return {
    dataDir,
    signerDir,
    signer: place(env, 'VETA_SIGNER'),
    worker: place(env, 'VETA_WORKER'),
    papersAtOnce: atOnce(env),
    logDir,
    releaseDays: days(env, 'VETA_RELEASE_DAYS') ?? 90,
    evidenceMib: mebibytes(env, 'VETA_EVIDENCE_MIB'),
    readsDays: days(env, 'VETA_READS_DAYS', 1) ?? 1_095,
    vaultKey,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(databaseOwnerUrl === undefined ? {} : { databaseOwnerUrl }),
    ...(embeddedPort === undefined ? {} : { embeddedPort }),
    ...(redisUrl === undefined ? {} : { redisUrl }),
    ...(policyFile === undefined ? {} : { policyFile: resolve(policyFile) }),
    host: given(env, 'HOST') ?? '127.0.0.1',
    port: httpPort,
    origin: origin(env),
    ...(oidc === undefined ? {} : { issuer: oidc }),
    ...(ownSeal === undefined ? {} : { seal: ownSeal }),
    ...(bucket === undefined ? {} : { bucket }),
    publicUrl: (url(env, 'VETA_PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${httpPort}`).replace(/\/+$/, ''),
  };
}

function refuseUnknown(env: Environment): void {
  for (const name of Object.keys(env).sort()) {
    if (!name.startsWith('VETA_') || KNOWN.includes(name)) continue;
    const meant = nearest(name, KNOWN);
    const advice = meant === undefined ? `Known are ${SETTINGS.join(', ')}.` : `Did you mean ${meant}?`;
    throw new ConfigError(`${name} is not a setting of Veta. ${advice}`);
  }
}

/** An empty value counts as not given: compose files and unit files write `NAME=` for that. */
function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

/** Where a part of the program runs. */
function place(env: Environment, name: 'VETA_SIGNER' | 'VETA_WORKER'): 'in-process' | 'separate' {
  const text = given(env, name) ?? 'in-process';
  if (text === 'in-process' || text === 'separate') return text;
  throw new ConfigError(`${name} must be in-process or separate, not "${text}".`);
}

function atOnce(env: Environment): number {
  const text = given(env, 'VETA_WORKER_JOBS') ?? '1';
  const value = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 16) return value;
  throw new ConfigError(`VETA_WORKER_JOBS must be a whole number of papers from 1 to 16, not "${text}".`);
}

function days(env: Environment, name: string, least = 0): number | undefined {
  const text = given(env, name);
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) >= least) return Number(text);
  const bound = least === 0 ? '' : `, ${least} or more`;
  throw new ConfigError(`${name} must be a whole number of days${bound}, not "${text}".`);
}

/** More the database does not take (0066). */
export const MOST_EVIDENCE_MIB = 10;

function mebibytes(env: Environment, name: string): number {
  const text = given(env, name) ?? String(MOST_EVIDENCE_MIB);
  const value = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= MOST_EVIDENCE_MIB) return value;
  throw new ConfigError(`${name} must be a whole number of mebibytes from 1 to ${MOST_EVIDENCE_MIB}, not "${text}".`);
}

function port(env: Environment, name: string, lowest: number): number | undefined {
  const text = given(env, name);
  if (text === undefined) return undefined;
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= lowest && value <= 65535) return value;
  throw new ConfigError(`${name} must be a port number from ${lowest} to 65535, not "${text}".`);
}

/** The value is not repeated in the sentence: it may hold a password. */
function url(env: Environment, name: string, schemes: readonly string[]): string | undefined {
  const text = given(env, name);
  if (text === undefined) return undefined;
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed !== undefined && schemes.includes(parsed.protocol)) return text;
  throw new ConfigError(`${name} must be an address that begins with ${schemes.map((s) => `${s}//`).join(' or ')}.`);
}

/** Its keys travel in clear over http: that is for an issuer on this machine only. */
function issuer(env: Environment): Config['issuer'] {
  const address = url(env, 'VETA_OIDC_ISSUER', ['http:', 'https:']);
  const audience = given(env, 'VETA_OIDC_AUDIENCE');
  if (address === undefined && audience === undefined) return undefined;
  if (address === undefined || audience === undefined) {
    throw new ConfigError('VETA_OIDC_ISSUER and VETA_OIDC_AUDIENCE go together: set both, or neither.');
  }
  const { protocol, hostname } = new URL(address);
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    throw new ConfigError('VETA_OIDC_ISSUER must begin with https:// unless the issuer is on this machine.');
  }
  return { url: address, audience };
}

/** The passphrase stands in a file, so that whoever lists a machine's processes does not read it. */
function seal(env: Environment): Config['seal'] {
  const file = given(env, 'VETA_SEAL');
  const passphraseFile = given(env, 'VETA_SEAL_PASSPHRASE_FILE');
  if (file === undefined && passphraseFile === undefined) return undefined;
  if (file === undefined || passphraseFile === undefined) {
    throw new ConfigError('VETA_SEAL and VETA_SEAL_PASSPHRASE_FILE go together: set both, or neither.');
  }
  return { file: resolve(file), passphraseFile: resolve(passphraseFile) };
}

/** A signed note's key name has no space and no plus sign (C2SP signed-note). */
function origin(env: Environment): string {
  const text = given(env, 'VETA_ORIGIN') ?? 'veta.localhost/log';
  if (/^[^\s+\p{C}]{1,255}$/u.test(text)) return text;
  throw new ConfigError(
    `VETA_ORIGIN must be a name without spaces or "+", such as gold.example.org/log, not "${text}".`,
  );
}
