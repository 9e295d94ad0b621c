import type { Ledger } from '../../src/ledger/ledger.js';
import type { TestDatabase } from '../support/database.js';
import { jarDatabase, openTestLedger, put, signerFolder } from './counters.js';

describe('the clock of the signer (A12)', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  let [serverMs, behindMs] = [0, 0];
  let signer: Ledger;

  beforeEach(async () => {
    [serverMs, behindMs] = [Date.parse('2026-03-01T08:00:00.000Z'), 0];
    database = await jarDatabase();
    const folder = await signerFolder();
    signer = await openTestLedger(database, folder, () => serverMs + behindMs);
    // Which signs nothing itself: what it takes in is judged by the other's clock alone.
    ledger = await openTestLedger(database, folder, () => serverMs, 'separate');
  });

  afterEach(async () => {
    await signer.close();
    await ledger.close();
    await database.drop();
  });

  test('an entry from more than five seconds ahead is never signed', async () => {
    behindMs = -5001;
    await ledger.append(put());
    await expect(signer.checkpoint()).rejects.toThrow('5001 ms from now: check the clocks');
  });

  test('a clock that is set back by an hour stops no trade: entries bear the newest time, and somebody is told', async () => {
    await ledger.append(put());
    await signer.checkpoint();
    serverMs -= 3_600_000;
    await ledger.append(put());
    await ledger.append(put());
    expect(await signer.checkpoint()).toContain('\n3\n');
    expect(signer.warning).toContain('3600 s from now: the clock was set back');
    expect(signer.trouble).toBeUndefined();
    behindMs = -3_600_000;
    serverMs += 3_606_000;
    await ledger.append(put());
    await expect(signer.checkpoint()).rejects.toThrow('from now: check the clocks');
  });

  test('one that is a minute older than the time at which it was not there is signed, and somebody is told', async () => {
    behindMs = 60_001;
    await signer.checkpoint();
    await ledger.append(put());
    expect(await signer.checkpoint()).toContain('\n1\n');
    expect(signer.warning).toContain('60 s before the signer last looked');
    expect(signer.trouble).toBeUndefined();
  });

  test('five seconds and a minute are no reason to tell anybody anything', async () => {
    behindMs = 60_000;
    await signer.checkpoint();
    await ledger.append(put());
    await signer.checkpoint();
    behindMs = -5000;
    await ledger.append(put());
    expect(await signer.checkpoint()).toContain('\n2\n');
    expect([signer.warning, signer.trouble]).toEqual([undefined, undefined]);
  });
});
