import { cosign, formatSignature, parseNote } from '../../src/core/log/notes/note.js';
import { formatVkey } from '../../src/core/log/notes/vkey.js';
import { Cosigners } from '../../src/ledger/cosigners/cosigners.js';
import { newestCosigned } from '../../src/ledger/cosigners/kept.js';
import { fsck } from '../../src/ledger/fsck.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import type { TestDatabase } from '../support/database.js';
import { keyOf, policyOf, startWitness, type Running } from '../support/witnesses.js';
import { jarDatabase, openTestLedger, put, signerFolder } from './counters.js';

describe('cosignatures in the database', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  let buyer: Running;

  beforeEach(async () => {
    database = await jarDatabase();
    ledger = await openTestLedger(database, await signerFolder());
    buyer = await startWitness(ledger.vkey, 'buyer');
  });

  afterEach(async () => {
    await buyer.close();
    await ledger.close();
    await database.drop();
  });

  test('are looked after by fsck: what the application’s own login slips in among them is told', async () => {
    const cosigners = new Cosigners(database.dataSource, policyOf(ledger.vkey, 'all', buyer));
    const check = async () => (await fsck({ dataSource: database.dataSource })).faults;
    await ledger.append(put());
    await ledger.checkpoint();
    await cosigners.round();
    await cosigners.close();
    await ledger.append(put());
    const note = await ledger.checkpoint();
    expect(await check()).toEqual([]);
    const copied = 'INSERT INTO cosignature (size, witness, line) SELECT 2, $1, line FROM cosignature WHERE size = 1';
    await database.dataSource.query(copied, [formatVkey(buyer.vkey)]);
    const told = { idx: 2, what: `the cosignature of ${buyer.vkey.name} of 2 entries does not hold` };
    expect(await check()).toEqual([told]);
    const [own, text] = [keyOf('own'), parseNote(note)?.text ?? ''];
    const line = formatSignature(cosign(text, own.name, own.seed, Math.floor(Date.now() / 1000)));
    await database.dataSource.query('INSERT INTO cosigned_checkpoint (size, note) VALUES (2, $1)', [`${note}${line}`]);
    const what = "the cosigned checkpoint of 2 entries is not the log's note with cosignatures that are kept";
    expect(await check()).toEqual([told, { idx: 2, what }]);
  });

  test('that bear another text than the log’s own are given to nobody, and hold up no witness', async () => {
    const cosigners = new Cosigners(database.dataSource, policyOf(ledger.vkey, 'all', buyer));
    await ledger.append(put());
    const note = await ledger.checkpoint();
    const other = note.replace('\n1\n', '\n9\n');
    await database.dataSource.query('INSERT INTO cosigned_checkpoint (size, note) VALUES (1, $1)', [other]);
    expect(await newestCosigned(database.dataSource)).toBeUndefined();
    await ledger.append(put());
    await ledger.checkpoint();
    await cosigners.round();
    await cosigners.close();
    expect((await newestCosigned(database.dataSource))?.size).toBe(2);
  });
});
