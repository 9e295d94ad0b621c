/**
 * `veta roll-forward`: a database that was restored, or that lost its tail in a failover, gets back from the journal every
 * entry that was signed, with its own bytes at its own index. Nothing is written unless the journal leads from what the
 * database holds to the very root that was signed; then all of it is, in one transaction.
 */
import type { DataSource, QueryRunner } from 'typeorm';
import { equalBytes, fromBase64, fromBase64Url, toBase64Url, toHex } from '../../core/bytes.js';
import { appendLeaf, rootOf, type Frontier } from '../../core/log/tree/merkle.js';
import { LedgerHalted, stateOf, stateValues } from '../append/log-state.js';
import type { Recording } from '../append/record.js';
import { lockState, writeHistory } from '../append/transaction.js';
import { MOVE_STATE, run } from '../ledger.sql.js';
import { destroyErased } from '../private/erase.js';
import { valuesOf } from '../private/values.js';
import type { Vault } from '../private/vault.js';
import type { Projection, Recorded } from '../projection.js';
import { foldPage } from '../rebuild.js';
import { checkBytes, type Checked } from '../signer/check/check.js';
import type { Signed } from '../signer/signed-log.js';
import { mendTiles } from '../tree/mend-tiles.js';
import { BESIDE } from './journal-rows.js';
import type { Journaled } from './journal.js';
import type { LogFiles } from './log-files.js';

const PAGE = 500;

export interface RollForwardParts {
  /** Acts as `veta_app`. */
  readonly dataSource: DataSource;
  readonly files: LogFiles;
  /** What was signed last. */
  readonly signed: Signed;
  readonly vault: Vault;
  /** In the order they are registered; those that are not made from history alone are passed over. */
  readonly projections: readonly Projection<unknown>[];
}

/** An entry of the journal with what was read from its bytes. */
interface Given {
  readonly checked: Checked;
  readonly entry: Uint8Array;
  readonly beside: Journaled['beside'];
}

/**
 * @returns how many entries the database held and holds
 * @throws LedgerHalted where the journal does not lead to what was signed; the database is then as it was
 */
export async function rollForward(parts: RollForwardParts): Promise<{ readonly from: number; readonly to: number }> {
  const { dataSource, signed } = parts;
  const tx = dataSource.createQueryRunner();
  try {
    await tx.startTransaction('READ COMMITTED');
    const row = await lockState(tx);
    const { size: from, frontier } = stateOf(row);
    if (from < signed.size) {
      await prove(parts, row.origin, from, frontier);
      await giveBack(tx, parts, row.origin, from, frontier);
    }
    await tx.commitTransaction();
    await mendTiles(dataSource, Math.max(from, signed.size));
    return { from, to: Math.max(from, signed.size) };
  } catch (error) {
    if (tx.isTransactionActive) await tx.rollbackTransaction();
    throw error;
  } finally {
    await tx.release();
  }
}

async function prove(
  { files, signed }: RollForwardParts,
  origin: string,
  from: number,
  start: Frontier,
): Promise<void> {
  let frontier = start;
  let at = from;
  for await (const page of pages(files, origin, from, signed.size)) {
    for (const { checked } of page) frontier = appendLeaf(frontier, at++, checked.leaf);
  }
  if (at < signed.size) {
    throw new LedgerHalted(
      `The journal ends at ${at} entries and ${signed.size} were signed: bring its newest copy, or a newer one of the database.`,
    );
  }
  if (!equalBytes(rootOf(frontier), fromBase64(signed.root) ?? new Uint8Array())) {
    throw new LedgerHalted(
      `The journal does not lead from the ${from} entries of this database to the ${signed.size} that were signed: one of the two was changed. Run veta fsck.`,
    );
  }
}

async function giveBack(
  tx: QueryRunner,
  { files, signed, vault, projections }: RollForwardParts,
  origin: string,
  from: number,
  start: Frontier,
): Promise<void> {
  await putRows(tx, 'data_key', `[${(await files.dataKeys.all()).join(',')}]`, 'ON CONFLICT DO NOTHING');
  let frontier = start;
  let at = from;
  for await (const page of pages(files, origin, from, signed.size)) {
    await writeHistory(tx, { recordings: page.map(recordingOf) });
    for (const table of BESIDE) {
      if (table === 'signature') continue; // written with its statement, or its entry would not be taken
      for (const { beside } of page) if (beside[table] !== undefined) await putRows(tx, table, beside[table]);
    }
    const recorded = await revealed(tx, vault, page);
    for (const projection of projections) await foldPage(tx.manager, projection, recorded);
    await destroyErased(
      tx,
      recorded.map(({ statement }) => statement),
    );
    for (const { checked } of page) frontier = appendLeaf(frontier, at++, checked.leaf);
  }
  await run(tx, MOVE_STATE, stateValues({ size: at, frontier, receivedMs: signed.receivedMs }));
}

async function putRows(tx: QueryRunner, table: string, json: string, more = ''): Promise<void> {
  await tx.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ${more}`, [
    json,
  ]);
}

/** Pages of entries that follow each other; it ends where the journal breaks off or holds something else. */
async function* pages(files: LogFiles, origin: string, from: number, to: number): AsyncGenerator<Given[]> {
  let page: Given[] = [];
  let next = from;
  for await (const one of files.journal.read(from, to)) {
    const given = one.idx === next ? read(one, origin) : undefined;
    if (given === undefined) break;
    next++;
    page.push(given);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function read({ idx, entry, statement, beside }: Journaled, origin: string): Given | undefined {
  const [entryBytes, statementBytes] = [fromBase64(entry), fromBase64(statement)];
  if (entryBytes === undefined || statementBytes === undefined) return undefined;
  const rows = JSON.parse(beside['signature'] ?? '[]') as { kid: string; sig: string }[];
  const signatures = rows
    .map(({ kid, sig }) => ({ alg: 'Ed25519' as const, kid, sig: toBase64Url(Buffer.from(sig.slice(2), 'hex')) }))
    .sort((a, b) => (a.kid < b.kid ? -1 : 1));
  const checked = checkBytes({ idx, entry: entryBytes, statement: statementBytes, signatures }, origin);
  return typeof checked === 'string' ? undefined : { checked, entry: entryBytes, beside };
}

function recordingOf({ checked, entry }: Given): Recording {
  const links = checked.entry.links.map(({ lot, seq, prev }) => {
    return { lot, seq, prev: prev === null ? null : (fromBase64Url(prev) ?? new Uint8Array()) };
  });
  const { statementBytes: statement, signatures } = checked;
  return { recorded: recordedOf(checked), statement, signatures, entry, links, disclosures: [] };
}

function recordedOf({ sid, idx, leaf, entry, statement, signatures }: Checked): Recorded {
  const signers = signatures.map(({ kid }) => kid);
  return { sid, idx, leaf, receivedAt: entry.received, statement, reveals: [], signers };
}

/** With their private values, as far as they were not erased since. */
async function revealed(tx: QueryRunner, vault: Vault, page: readonly Given[]): Promise<Recorded[]> {
  const values = await valuesOf(
    tx,
    vault,
    page.map(({ checked }) => checked.sid),
  );
  return page.map(({ checked }) => {
    const own = values.filter(({ sid }) => toHex(sid) === toHex(checked.sid));
    return { ...recordedOf(checked), reveals: own.map(({ name, value }) => ({ name, value })) };
  });
}
