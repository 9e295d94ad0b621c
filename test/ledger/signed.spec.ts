/** Signatures in the log itself: what an administrator of the database cannot forge, and who says so. */
import { randomUUID } from 'node:crypto';
import { toBase64Url } from '../../src/core/bytes.js';
import { statementBytes } from '../../src/core/log/entry.js';
import type { Statement } from '../../src/core/log/statement.js';
import { History } from '../../src/ledger/history.js';
import { asSuperuser } from './attack.js';
import { ORIGIN } from './counters.js';
import { forge, keyData, keyOf, said, signedBy, type Key } from './forger.js';
import { append, caught, close, coop, database, exporter, faults, ledger, open, sign } from './signatories.js';

const stranger = keyOf(3);

beforeEach(open);
afterEach(close);

test('a statement signed by its organisation is kept to the byte, signed by the log, and read back with its signature', async () => {
  const lot = randomUUID();
  const first = await sign(said(ORIGIN, { type: 'lot.released', lots: [lot], seen: [null] }), coop);
  const statement = said(ORIGIN, { type: 'lot.released', lots: [lot], seen: [first] });
  await sign(statement, coop);
  await ledger.checkpoint();
  expect(await faults()).toEqual([]);
  const past = await new History(database.dataSource).historyOf([lot]);
  expect(past.map(({ signatures }) => signatures)).toEqual([
    [expect.objectContaining({ kid: coop.kid })],
    signedBy(statement, coop),
  ]);
  expect(past[1]?.statementBytes).toEqual(statementBytes(statement));
});

describe('A9: with the database in hand and no key', () => {
  test('an act with a real key’s name and another’s signature is not signed', async () => {
    const statement = said(ORIGIN, { type: 'lot.released' });
    const [sig] = signedBy(statement, stranger);
    await forge(database, statement, [{ alg: 'Ed25519', kid: coop.kid, sig: sig?.sig ?? '' }]);
    await caught(`the signature of key ${coop.kid} does not hold`);
  });

  test('nor one whose words were changed after it was signed', async () => {
    const statement = said(ORIGIN, { data: { grossMg: 5 } });
    const signatures = signedBy(statement, coop);
    await forge(database, { ...statement, data: { grossMg: 6 } }, signatures);
    await caught(`the signature of key ${coop.kid} does not hold`);
  });

  test.each<[string, Partial<Statement>, readonly Key[], string]>([
    ['by a key nobody entered', {}, [stranger], `it is signed by key ${stranger.kid}, which no entry before it added`],
    ['by another organisation’s key', {}, [exporter], `key ${exporter.kid} of exporter, but is of coop`],
    ['by nobody, and attested by nobody', {}, [], 'the statement is neither signed nor attested'],
    ['and attested as well', { attested: 'platform' }, [coop], 'the statement is attested and signed as well'],
    ['beside a stranger', {}, [coop, stranger], `it is signed by key ${stranger.kid}`],
  ])('nor one %s', async (_, more, keys, what) => {
    const statement = said(ORIGIN, more);
    await forge(database, statement, signedBy(statement, ...keys));
    await caught(what);
  });

  test('nor one that has lost its signature, or gained one', async () => {
    await sign(said(ORIGIN, {}), coop);
    await ledger.checkpoint();
    await asSuperuser(database, 'DELETE FROM signature');
    expect(await faults()).toEqual(['the entry does not hold the hash of its statement and signatures']);
    await expect(new History(database.dataSource).byIndexes([2])).rejects.toThrow('run veta fsck');
  });

  test('the application’s own login cannot add a signature to what is recorded', async () => {
    await sign(said(ORIGIN, {}), coop);
    const adding = 'INSERT INTO signature SELECT sid, $1, $2 FROM statement WHERE idx = 2';
    const values = ['A'.repeat(22), Buffer.alloc(64)];
    await expect(database.dataSource.query(adding, values)).rejects.toThrow('a statement that has no entry yet');
    await expect(database.dataSource.query('DELETE FROM signature')).rejects.toThrow('permission denied');
  });
});

describe('A25: keys that were revoked', () => {
  test('sign nothing from that entry on, however early it says it was signed', async () => {
    const before = said(ORIGIN, { at: '2020-01-01T00:00:00.000Z' });
    await sign(
      said(ORIGIN, { type: 'key.revoked', data: { organisation: 'coop', kid: coop.kid, reason: 'stolen' } }),
      coop,
    );
    await forge(database, before, signedBy(before, coop));
    await caught(`it is signed by key ${coop.kid}, which was revoked at entry 2`);
  });

  test('do not come back, and nobody enters a second key in an organisation’s place', async () => {
    await append({ type: 'key.revoked', data: { organisation: 'coop', kid: coop.kid, reason: 'stolen' } });
    const again = said(ORIGIN, { type: 'key.added', data: keyData(ORIGIN, 'coop', coop), attested: 'platform' });
    await forge(database, again, []);
    await caught('known-kid');
  });

  test('nobody enters a further key for an organisation that speaks for itself', async () => {
    const data = keyData(ORIGIN, 'coop', stranger);
    await forge(database, said(ORIGIN, { type: 'key.added', data, attested: 'platform' }), []);
    await caught('needs-signature');
  });

  test('an expired one neither', async () => {
    const data = keyData(ORIGIN, 'coop', stranger, { until: '2026-01-01T00:00:00.000Z' });
    await sign(said(ORIGIN, { type: 'key.added', data }), coop);
    const late = said(ORIGIN, {});
    await forge(database, late, signedBy(late, stranger));
    await caught(`it is signed by key ${stranger.kid}, which expired on 2026-01-01`);
  });
});

/** The signature's row is there already, and the database would refuse it late: its guard is off for an administrator. */
async function forgeAgain(statement: Statement): Promise<void> {
  await database.ownerQuery('ALTER TABLE signature DISABLE TRIGGER signature_in_time');
  await forge(database, statement, signedBy(statement, coop));
}

describe('what the author had seen', () => {
  const lot = '0f0e0d0c-0000-4000-8000-000000000001';
  const say = (type: string, seen: string | null): Statement => said(ORIGIN, { type, lots: [lot], seen: [seen] });

  test('an observation may rest on any entry of the lot before it, or on none', async () => {
    const first = await sign(say('lot.released', null), coop);
    await sign(say('lot.released', first), coop);
    await sign(say('lot.assayed', first), coop);
    await sign(say('lot.assayed', null), coop);
    await expect(ledger.checkpoint()).resolves.toContain(ORIGIN);
    expect(await faults()).toEqual([]);
  });

  test('what moves gold rests on the last', async () => {
    const first = await sign(say('lot.released', null), coop);
    await sign(say('lot.released', first), coop);
    const stale = say('custody.dispatched', first);
    await forge(database, stale, signedBy(stale, coop));
    await caught('saw another state of lot');
  });

  test('an observation of what another lot had is not signed', async () => {
    const elsewhere = await sign(said(ORIGIN, { type: 'lot.released', lots: [randomUUID()], seen: [null] }), coop);
    await sign(say('lot.released', null), coop);
    const crossed = say('lot.assayed', elsewhere);
    await forge(database, crossed, signedBy(crossed, coop));
    await caught('saw another state of lot');
  });

  test('nor one of what nobody ever had', async () => {
    await sign(say('lot.released', null), coop);
    const invented = say('lot.assayed', toBase64Url(new Uint8Array(32).fill(5)));
    await forge(database, invented, signedBy(invented, coop));
    await caught('saw another state of lot');
  });

  test('A13: an observation’s own signed bytes are not counted a second time', async () => {
    await sign(say('lot.released', null), coop);
    const assay = say('lot.assayed', null);
    await sign(assay, coop);
    await ledger.checkpoint();
    await asSuperuser(database, 'ALTER TABLE statement DROP CONSTRAINT statement_pkey');
    await forgeAgain(assay);
    await caught('the same signed statement stands in an entry before it');
  });
});
