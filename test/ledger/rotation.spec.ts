import { randomUUID } from 'node:crypto';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { openNote } from '../../src/core/log/notes/note.js';
import { parseVkey, type Vkey } from '../../src/core/log/notes/vkey.js';
import { kidOf } from '../../src/core/log/entry.js';
import { fromBase64Url } from '../../src/core/bytes.js';
import type { Command } from '../../src/ledger/command.js';
import { fsck } from '../../src/ledger/fsck.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { newLogKey } from '../../src/ledger/signer/key/new-key.js';
import { OVERLAP_MS } from '../../src/ledger/signer/key/rotation.js';
import type { TestDatabase } from '../support/database.js';
import { jarDatabase, openTestLedger, ORIGIN, put, signerFolder } from './counters.js';

const KEYS = ['key', 'proof'] as const;

const opens = (note: string, vkey: string) =>
  parseCheckpoint(openNote(note, [parseVkey(vkey) as Vkey])?.text ?? '')?.size;

describe('a new log key', () => {
  let database: TestDatabase;
  let folder: string;
  let ledger: Ledger;
  let now: number;

  beforeEach(async () => {
    now = Date.parse('2026-03-01T08:00:00.000Z');
    database = await jarDatabase();
    folder = await signerFolder();
    ledger = await openTestLedger(database, folder, () => now);
  });

  afterEach(async () => {
    await ledger.close();
    await database.drop();
  });

  const record = (type: string, data: Record<string, string>) => {
    const command: Command<null> = {
      org: ORIGIN,
      actor: 'test',
      key: randomUUID(),
      digest: JSON.stringify(data),
      needs: {},
      decide: () => {
        const at = new Date(now).toISOString();
        return { drafts: [{ type, org: ORIGIN, at, lots: [], data, attested: 'platform' }], result: null };
      },
    };
    return ledger.append(command);
  };
  const announce = async () => {
    const { key, proof } = await newLogKey(folder);
    const kid = kidOf(fromBase64Url(key) ?? new Uint8Array());
    await record('key.added', { organisation: ORIGIN, key, kid, holder: 'log', custody: 'own', proof });
    return kid;
  };

  test('signs together with the old one for thirty days, then alone; both are of one log to fsck', async () => {
    const old = ledger.vkey;
    const before = await ledger.checkpoint();
    await announce();
    const first = await ledger.checkpoint();
    const fresh = ledger.vkey;
    expect(fresh).not.toBe(old);
    expect(ledger.vkeys).toEqual([old, fresh]);
    expect([opens(before, old), opens(before, fresh)]).toEqual([0, undefined]);
    // Whoever trusts only the old key sees the entry that names the new one.
    expect([opens(first, old), opens(first, fresh)]).toEqual([1, 1]);

    now += OVERLAP_MS - 1;
    await ledger.append(put());
    const late = await ledger.checkpoint();
    expect([opens(late, old), opens(late, fresh)]).toEqual([2, 2]);

    now += 1;
    await ledger.append(put());
    const after = await ledger.checkpoint();
    expect([opens(after, old), opens(after, fresh)]).toEqual([undefined, 3]);

    // A restart knows it from what it remembers, and heads are signed alike.
    await ledger.close();
    ledger = await openTestLedger(database, folder, () => now);
    expect(ledger.vkeys).toEqual([old, fresh]);
    const { heads } = await ledger.heads([{ kind: 'keys', id: ORIGIN }]);
    expect(openNote(heads[0] ?? '', [parseVkey(fresh) as Vkey])).toBeDefined();
    expect(openNote(heads[0] ?? '', [parseVkey(old) as Vkey])).toBeUndefined();
    expect(await fsck({ dataSource: database.dataSource, signerDir: folder })).toMatchObject({ ok: true, faults: [] });
  });

  test('that no entry names signs nothing', async () => {
    const old = ledger.vkey;
    const made = await newLogKey(folder);
    expect(Object.keys(made)).toEqual(KEYS);
    await ledger.append(put());
    const note = await ledger.checkpoint();
    expect(note.match(/^— /gm)).toHaveLength(1);
    expect([opens(note, old), ledger.vkeys]).toEqual([1, [old]]);
  });

  test('of somebody else, named by a forged entry, signs nothing and replaces nothing', async () => {
    const old = ledger.vkey;
    const elsewhere = await signerFolder();
    const other = await openTestLedger(await jarDatabase().then((clone) => (extra.push(clone), clone)), elsewhere);
    await other.close();
    const { key, proof } = await newLogKey(elsewhere);
    const kid = kidOf(fromBase64Url(key) ?? new Uint8Array());
    await record('key.added', { organisation: ORIGIN, key, kid, holder: 'log', custody: 'own', proof });
    const note = await ledger.checkpoint();
    expect([opens(note, old), ledger.vkeys]).toEqual([1, [old]]);
  });

  test('that is revoked signs no more, and the old one goes on', async () => {
    const old = ledger.vkey;
    const kid = await announce();
    await ledger.checkpoint();
    await record('key.revoked', { organisation: ORIGIN, kid, reason: 'stolen' });
    const note = await ledger.checkpoint();
    expect(note.match(/^— /gm)).toHaveLength(1);
    expect([opens(note, old), ledger.vkeys]).toEqual([2, [old]]);
  });
});

const extra: TestDatabase[] = [];
afterAll(() => Promise.all(extra.map((database) => database.drop())));
