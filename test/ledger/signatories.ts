/** A log in which a cooperative and an exporter have keys: acts go in as the gate hands them over, or are forged beside it. */
import { randomUUID } from 'node:crypto';
import { statementBytes } from '../../src/core/log/entry.js';
import type { Draft, Statement } from '../../src/core/log/statement.js';
import { fsck } from '../../src/ledger/fsck.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { ORIGIN, signerFolder } from './counters.js';
import { keyData, keyOf, signedBy, type Key } from './forger.js';

export let database: TestDatabase;
export let folder: string;
export let ledger: Ledger;
export const coop = keyOf(1);
export const exporter = keyOf(2);

/** Before each test: a log of its own, in which both organisations have a key. */
export async function open(): Promise<void> {
  database = await cloneDatabase();
  folder = await signerFolder();
  await start();
  await append({ type: 'key.added', org: 'coop', data: keyData(ORIGIN, 'coop', coop) });
  await append({ type: 'key.added', org: 'exporter', data: keyData(ORIGIN, 'exporter', exporter) });
}

export async function start(): Promise<void> {
  ledger = await openLedger({ dataSource: database.dataSource, signerDir: folder, origin: ORIGIN, sample: true });
}

export async function close(): Promise<void> {
  await ledger.close();
  await database.drop();
}

export async function append(draft: Partial<Draft>): Promise<string> {
  const own = { type: 'test.said', org: 'coop', at: '2026-07-01T12:00:00.000Z', lots: [], data: {}, ...draft };
  const { entries } = await ledger.append({
    org: own.org,
    actor: 'test',
    key: randomUUID(),
    digest: 'd',
    needs: { lots: own.lots },
    decide: () => ({ drafts: [own], result: null }),
  });
  return entries[0]?.leaf ?? '';
}

/** As the gate hands it over. */
export function sign(statement: Statement, ...keys: readonly Key[]): Promise<string> {
  const { type, org, at, lots, data } = statement;
  const signed = {
    bytes: statementBytes(statement),
    statement,
    signatures: signedBy(statement, ...keys),
    disclosures: [],
  };
  return append({ type, org, at, lots, data, signed });
}

export const faults = async (): Promise<string[]> =>
  (await fsck({ dataSource: database.dataSource, signerDir: folder })).faults.map(({ what }) => what);

/** Neither the signer nor fsck lets it pass, and both say the same. */
export async function caught(what: string): Promise<void> {
  await expect(ledger.checkpoint()).rejects.toThrow(what);
  expect(ledger.trouble).toContain(what);
  expect(await faults()).toContainEqual(expect.stringContaining(what));
}
