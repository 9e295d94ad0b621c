/** A9, A10: an organisation that lets only its keys speak for it, against whoever has the desk, the books or the database. */
import { randomUUID } from 'node:crypto';
import { statementBytes } from '../../src/core/log/entry.js';
import type { Draft, Statement } from '../../src/core/log/statement.js';
import { fsck } from '../../src/ledger/fsck.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { ORIGIN, signerFolder } from './counters.js';
import { forge, keyData, keyOf, said, signedBy, type Key } from './forger.js';

let database: TestDatabase;
let folder: string;
let ledger: Ledger;
const coop = keyOf(1);
const exporter = keyOf(2);

beforeEach(async () => {
  database = await cloneDatabase();
  folder = await signerFolder();
  ledger = await openLedger({ dataSource: database.dataSource, signerDir: folder, origin: ORIGIN, sample: true });
  await append({ type: 'key.added', org: 'coop', data: keyData(ORIGIN, 'coop', coop) });
  await append({ type: 'key.added', org: 'exporter', data: keyData(ORIGIN, 'exporter', exporter) });
});
afterEach(async () => {
  await ledger.close();
  await database.drop();
});

async function append(draft: Partial<Draft>): Promise<string> {
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
function sign(statement: Statement, ...keys: readonly Key[]): Promise<string> {
  const { type, org, at, lots, data } = statement;
  const signed = {
    bytes: statementBytes(statement),
    statement,
    signatures: signedBy(statement, ...keys),
    disclosures: [],
  };
  return append({ type, org, at, lots, data, signed });
}

const faults = async (): Promise<string[]> =>
  (await fsck({ dataSource: database.dataSource, signerDir: folder })).faults.map(({ what }) => what);

/** Neither the signer nor fsck lets it pass, and both say the same. */
async function caught(what: string): Promise<void> {
  await expect(ledger.checkpoint()).rejects.toThrow(what);
  expect(ledger.trouble).toContain(what);
  expect(await faults()).toContainEqual(expect.stringContaining(what));
}

const policy = (attested: 'refused' | 'accepted', more: object = {}) =>
  said(ORIGIN, { type: 'policy.set', data: { organisation: 'coop', attested, ...more } });
const refused = { code: 'attestation-refused', detail: { organisation: 'coop' } };

test('is recorded in no other way from then on: not at the desk, not from a book, not after a start', async () => {
  await append({});
  await sign(policy('refused'), coop);
  const book = { file: 'libro.csv', key: '1', line: 2, sha256: '0'.repeat(64) };
  await expect(append({})).rejects.toMatchObject(refused);
  await expect(append({ attested: 'book', book })).rejects.toMatchObject(refused);
  await expect(append({ attested: 'book', book, type: 'lot.held' })).rejects.toMatchObject(refused);
  await append({ org: 'exporter' });
  await append({ type: 'document.issued' });
  await sign(said(ORIGIN, {}), coop);
  await ledger.close();
  ledger = await openLedger({ dataSource: database.dataSource, signerDir: folder, origin: ORIGIN, sample: true });
  await expect(append({})).rejects.toMatchObject(refused);
  await sign(policy('accepted'), coop);
  await append({});
  await ledger.checkpoint();
  expect(await faults()).toEqual([]);
});

test('in one batch with what it refuses, too; and another process learns of it', async () => {
  const second = await openLedger({
    dataSource: database.dataSource,
    signerDir: folder,
    origin: ORIGIN,
    sample: true,
  });
  const batch = await Promise.allSettled([append({}), sign(policy('refused'), coop), append({}), append({})]);
  expect(batch.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  const draft = { type: 'test.said', org: 'coop', at: '2026-07-01T12:00:00.000Z', lots: [], data: {} };
  const asked = { org: 'coop', actor: 'test', key: randomUUID(), digest: 'd', needs: {} };
  await expect(second.append({ ...asked, decide: () => ({ drafts: [draft], result: null }) })).rejects.toMatchObject(
    refused,
  );
  await second.close();
});

test('what somebody with the database writes for it all the same is not signed', async () => {
  await sign(policy('refused'), coop);
  await forge(database, said(ORIGIN, { attested: 'platform' }), []);
  await caught('it is attested for coop, which signs for itself since entry 2');
});

test('nor does the signer forget it with its memory, nor take the platform’s word for the contrary', async () => {
  await sign(policy('refused'), coop);
  await ledger.checkpoint();
  await ledger.close();
  ledger = await openLedger({ dataSource: database.dataSource, signerDir: folder, origin: ORIGIN, sample: true });
  await forge(database, { ...policy('accepted'), attested: 'platform' }, []);
  await caught('it is attested for coop, which signs for itself since entry 2');
});

test('only its own key says so', async () => {
  const statement = policy('refused', { organisation: 'exporter' });
  await forge(database, statement, signedBy(statement, coop));
  await caught('(not-in-own-name)');
});
