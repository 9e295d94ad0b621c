/** What must hold after every blow of `veta drill kills`, once everything is up again and nobody is asking for anything. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { equalBytes, fromBase64, toBase64Url, toHex, utf8 } from '../../../core/bytes.js';
import { parseStatement } from '../../../core/log/entry.js';
import { parsePolicy, type Policy } from '../../../core/log/notes/policy.js';
import type { Config } from '../../../config/config.js';
import type { Fault } from '../../../ledger/fsck.js';
import { fsckPublic } from '../../../ledger/fsck/public.js';
import { PublicLog } from '../../../ledger/fsck/public-log.js';
import { LogFiles } from '../../../ledger/files/log-files.js';
import { readVaultKey } from '../../../ledger/private/vault-key.js';
import { readLogKey, vkeysOfLog } from '../../../ledger/signer/key/log-key.js';
import { newestCheckpoint, type Published } from '../../../ledger/tree/published.js';
import { checkLedger } from '../../log/fsck.js';
import type { Answer } from './writers.js';

/** Everything committed is signed within this, or it never will be. */
const PATIENCE_MS = 60_000;

export interface Audited {
  /** The checkpoint that covers everything. */
  readonly note: string;
  /** Acknowledged entries that are not at their index with their leaf, by statement id. */
  readonly lost: readonly string[];
  /** Acts that stand in the log more than once, or without ever being answered for. */
  readonly duplicated: readonly string[];
  /** What fsck found, of the database and of the log's public address. */
  readonly fsck: readonly string[];
  /** What the signer's memory, the checkpoint's file and the journal have wrong. */
  readonly files: readonly string[];
}

interface Row {
  readonly idx: number;
  readonly sid: Buffer;
  readonly leaf: Buffer;
  readonly entry: Buffer;
  readonly statement: Buffer;
}

export interface Audit {
  readonly dataSource: DataSource;
  readonly config: Pick<Config, 'signerDir' | 'logDir' | 'vaultKey'>;
  /** Address of the server. */
  readonly url: string;
  readonly answers: readonly Answer[];
  /** The checkpoint after the blow before: the log still begins with its entries. */
  readonly since: string | undefined;
}

export async function audit({ dataSource, config, url, answers, since }: Audit): Promise<Audited> {
  const checkpoint = await allSigned(dataSource);
  const rows: Row[] = await dataSource.query(
    `SELECT e.idx::float8 AS idx, s.sid, e.leaf, e.bytes AS entry, s.bytes AS statement
       FROM entry e LEFT JOIN statement s USING (idx) ORDER BY e.idx`,
  );
  const inside = await checkLedger(dataSource, config.signerDir, await readVaultKey(config.vaultKey));
  const policy = await policyIn(config.signerDir);
  const log = new PublicLog(`${url}/log`);
  const outside = await fsckPublic({ log, policy, ...(since !== undefined && { since: utf8(since) }) });
  return {
    note: checkpoint.note,
    lost: lostOf(rows, answers),
    duplicated: duplicatesOf(rows, answers),
    fsck: [...inside.faults, ...outside.faults].map(({ idx, what }: Fault) => `index ${idx}: ${what}`),
    files: [
      ...(await signedFaults(config.signerDir, checkpoint)),
      ...(await fileFaults(new LogFiles(config.logDir), checkpoint, rows)),
    ],
  };
}

async function policyIn(signerDir: string): Promise<Policy> {
  const key = await readLogKey(signerDir);
  const policy =
    key &&
    parsePolicy(
      utf8(
        `${vkeysOfLog(key)
          .map((vkey) => `log ${vkey}\n`)
          .join('')}quorum none\n`,
      ),
    );
  if (policy === undefined) throw new Error(`bug: there is no log key in ${signerDir}`);
  return policy;
}

async function allSigned(dataSource: DataSource): Promise<Published> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20)) {
    const [state]: { size: number }[] = await dataSource.query('SELECT size::float8 AS size FROM log_state');
    const newest = await newestCheckpoint(dataSource);
    if (newest !== undefined && newest.size === state?.size) return newest;
  }
  throw new Error(`the log was not signed within ${PATIENCE_MS} ms after everything was started again`);
}

function lostOf(rows: readonly Row[], answers: readonly Answer[]): string[] {
  const places = new Map(rows.map(({ idx, sid, leaf }) => [toHex(sid), `${idx} ${toBase64Url(leaf)}`]));
  return answers.flatMap(({ entries }) =>
    [...entries].filter(([sid, at]) => places.get(sid) !== at).map(([sid]) => sid),
  );
}

/** Two statements of one act have ids of their own: they are told by the codes that they give to gold. */
function duplicatesOf(rows: readonly Row[], answers: readonly Answer[]): string[] {
  const answered = new Set(answers.flatMap(({ entries }) => [...entries.keys()]));
  const codes = new Map<string, number>();
  const unasked: string[] = [];
  for (const { idx, sid, statement } of rows) {
    const data = parseStatement(statement)?.data;
    const named = codesIn(data).filter((code) => code.startsWith('K-'));
    for (const code of named) codes.set(code, (codes.get(code) ?? 0) + 1);
    if (named.length > 0 && !answered.has(toHex(sid))) unasked.push(`entry ${idx}: nobody was told of ${named.join()}`);
  }
  return [...[...codes].flatMap(([code, count]) => (count > 1 ? [`${code}: ${count} times`] : [])), ...unasked];
}

function codesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'code' && typeof inner === 'string' ? [inner] : codesIn(inner),
  );
}

/** signed.log only grows, never says two things of one size, and ends at the checkpoint that is shown. */
async function signedFaults(folder: string, { size, note }: Published): Promise<string[]> {
  const lines = (await readFile(join(folder, 'signed.log'), 'utf8')).split('\n').filter(Boolean);
  const signed = lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as { size: number; root: string; note: string }];
    } catch {
      return []; // broke off when its process was killed, before anybody saw it
    }
  });
  const faults = signed.flatMap((one, i) => {
    const before = signed[i - 1];
    if (before === undefined || one.size > before.size) return [];
    if (one.size === before.size && one.root === before.root) return [];
    return [`signed.log goes from ${before.size} to ${one.size}`];
  });
  const last = signed.at(-1);
  if (last?.size !== size || last.note !== note)
    faults.push(`signed.log ends at ${last?.size}, the checkpoint at ${size}`);
  return faults;
}

/** The checkpoint's file shows it, and the journal holds every entry under it, to the byte. */
async function fileFaults(files: LogFiles, { size, note }: Published, rows: readonly Row[]): Promise<string[]> {
  const faults: string[] = [];
  if ((await files.checkpoint()) !== note) faults.push('the file checkpoint is not the newest checkpoint');
  const reached = await files.journal.size();
  if (reached !== size) faults.push(`the journal reaches ${reached} and not ${size}`);
  let next = 0;
  for await (const { idx, entry } of files.journal.read(0, size)) {
    const bytes = fromBase64(entry);
    const row = rows[next];
    if (idx !== next || bytes === undefined || row === undefined || !equalBytes(bytes, row.entry)) {
      return [...faults, `the journal has not entry ${next}`];
    }
    next += 1;
  }
  return next === size ? faults : [...faults, `the journal ends at ${next} and not ${size}`];
}
