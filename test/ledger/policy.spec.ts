/** A9, A10: an organisation that lets only its keys speak for it, against whoever has the desk, the books or the database. */
import { randomUUID } from 'node:crypto';
import { openLedger } from '../../src/ledger/open.js';
import { ORIGIN } from './counters.js';
import { forge, said, signedBy } from './forger.js';
import { append, caught, close, coop, database, faults, folder, ledger, open, sign, start } from './signatories.js';

beforeEach(open);
afterEach(close);

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
  await start();
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
  await start();
  await forge(database, { ...policy('accepted'), attested: 'platform' }, []);
  await caught('it is attested for coop, which signs for itself since entry 2');
});

test('only its own key says so', async () => {
  const statement = policy('refused', { organisation: 'exporter' });
  await forge(database, statement, signedBy(statement, coop));
  await caught('(not-in-own-name)');
});
