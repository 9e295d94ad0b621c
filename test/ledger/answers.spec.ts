import { randomUUID } from 'node:crypto';
import { toBase64Url, toHex } from '../../src/core/bytes.js';
import { commitment } from '../../src/core/log/entry.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { History } from '../../src/ledger/history.js';
import type { TestDatabase } from '../support/database.js';
import { jarDatabase, openTestLedger, ORIGIN, put, signerFolder } from './counters.js';

describe('what the ledger keeps, and what it answers', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  let history: History;

  beforeEach(async () => {
    database = await jarDatabase();
    ledger = await openTestLedger(database, await signerFolder());
    history = new History(database.dataSource, ledger.vault);
  });

  afterEach(async () => {
    await ledger.close();
    await database.drop();
  });

  const beansIn = async (jar: string) =>
    Number((await database.ownerQuery<{ beans: string }>('SELECT beans FROM jar WHERE id = $1', [jar]))[0]?.beans);

  test('the same key is done once and answered alike, in one batch and later', async () => {
    const command = put({ beans: 3, lots: [randomUUID()] });
    const [first, twin] = await Promise.all([ledger.append(command), ledger.append(command)]);
    const later = await ledger.append(command);
    expect(first.repeated).toBe(false);
    expect([twin, later]).toEqual([
      { ...first, repeated: true },
      { ...first, repeated: true },
    ]);
    expect(await beansIn('a')).toBe(3);
  });

  test('the same key for another request is refused, in one batch and later, and another organisation may use it', async () => {
    const command = put({ key: 'k', digest: 'one' });
    const other = put({ key: 'k', digest: 'two' });
    const [, reused] = await Promise.allSettled([ledger.append(command), ledger.append(other)]);
    expect(reused).toMatchObject({ reason: { code: 'key-reused' } });
    await expect(ledger.append(other)).rejects.toMatchObject({ code: 'key-reused' });
    await expect(ledger.append({ ...other, org: 'exporter' })).resolves.toMatchObject({ repeated: false });
  });

  test('a refused key may be tried again once the facts allow it', async () => {
    const take = put({ beans: -1, key: 'take' });
    await expect(ledger.append(take)).rejects.toMatchObject({ code: 'overspent' });
    await ledger.append(put());
    await expect(ledger.append(take)).resolves.toMatchObject({ result: { before: 1 }, repeated: false });
  });

  test('statements and entries have the frozen form, and hold only commitments to private values', async () => {
    const lots = [randomUUID(), randomUUID()];
    const reveals = [
      { name: 'member', value: 'Rosa' },
      { name: 'price', value: { usd: '12.50' } },
    ];
    const receipt = await ledger.append(put({ lots, reveals }));
    const [past] = await history.byIndexes([0]);
    const disclosed = await history.disclosuresOf(past === undefined ? [] : [past.sid]);
    expect(receipt.entries[0]).toEqual({
      sid: toHex(past?.sid ?? new Uint8Array()),
      idx: 0,
      leaf: toBase64Url(past?.leaf ?? new Uint8Array()),
    });
    const { id, sd, ...rest } = past?.statement ?? { id: '', sd: [] };
    expect(rest).toEqual({
      v: 1,
      log: ORIGIN,
      type: 'beans.put',
      org: 'coop',
      at: '2026-07-01T12:00:00.000Z',
      lots,
      seen: [null, null],
      data: { jar: 'a', beans: 1 },
      attested: 'platform',
    });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(disclosed.map(({ salt, name, value }) => commitment(salt, name, value)).toSorted()).toEqual(sd);
    expect(disclosed.map(({ name }) => name).toSorted()).toEqual(['member', 'price']);
    expect(new TextDecoder().decode(past?.statementBytes)).not.toMatch(/Rosa|12\.50/);
  });

  test('what is decided as one command stays together, and its second statement follows its first on the same lot', async () => {
    const lot = randomUUID();
    const command = put({ lots: [lot], times: 3 });
    const receipt = await ledger.append(command);
    expect(receipt.entries.map(({ idx }) => idx)).toEqual([0, 1, 2]);
    const chain = await history.historyOf([lot]);
    expect(chain.map(({ links }) => links[0]?.prev)).toEqual([
      null,
      receipt.entries[0]?.leaf,
      receipt.entries[1]?.leaf,
    ]);
    expect(await ledger.append(command)).toEqual({ ...receipt, repeated: true });
  });
});
