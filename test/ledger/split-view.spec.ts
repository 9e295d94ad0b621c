import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { compareCommand } from '../../src/app/evidence/compare.js';
import { Cosigners } from '../../src/ledger/cosigners/cosigners.js';
import { newestCosigned } from '../../src/ledger/cosigners/kept.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import type { TestDatabase } from '../support/database.js';
import { policyOf, startWitness, type Running } from '../support/witnesses.js';
import { jarDatabase, openTestLedger, put, signerFolder } from './counters.js';

const size = (note: string) => Number(note.split('\n')[1]);
const grow = async (ledger: Ledger, entries: number) => {
  for (let i = 0; i < entries; i++) await ledger.append(put());
  return ledger.checkpoint();
};

/** An operator with one log key who shows one history to the buyers and another to the auditor. */
describe('a split view of the log', () => {
  let databases: TestDatabase[];
  let shown: Ledger;
  let hidden: Ledger;
  let witness: Running;
  let folder: string;
  let app: NestFastifyApplication | undefined;

  beforeAll(async () => {
    jest.spyOn(console, 'log').mockReturnValue(undefined);
    jest.spyOn(console, 'error').mockReturnValue(undefined);
    databases = [await jarDatabase(), await jarDatabase()];
    const [one, two] = [await signerFolder(), await signerFolder()];
    shown = await openTestLedger(databases[0] as TestDatabase, one);
    await copyFile(join(one, 'log-key.json'), join(two, 'log-key.json'));
    hidden = await openTestLedger(databases[1] as TestDatabase, two);
    expect(hidden.vkey).toBe(shown.vkey);
    witness = await startWitness(shown.vkey, 'buyer');
    folder = await mkdtemp(join(tmpdir(), 'veta-compare-'));
    await writeFile(join(folder, 'policy'), `log ${shown.vkey}\nquorum none\n`);
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await app?.close();
    await witness.close();
    await Promise.all([shown.close(), hidden.close()]);
    for (const database of databases) await database.drop();
  });

  const asking = (i: number) =>
    new Cosigners((databases[i] as TestDatabase).dataSource, policyOf(shown.vkey, 'all', witness));
  const compare = async (...notes: string[]) => {
    const files = await Promise.all(
      notes.map(async (note, i) => {
        const file = join(folder, `note-${i}`);
        await writeFile(file, note);
        return file;
      }),
    );
    return (...more: string[]) => compareCommand([...files, '--policy', join(folder, 'policy'), ...more]);
  };

  test('gets the witness for one history only, and the other raises the alarm', async () => {
    await grow(shown, 5);
    await grow(hidden, 3);
    await asking(0).round();
    const cheating = asking(1);
    await cheating.round();
    expect(cheating.warning).toMatch(/has seen a longer log: 5 entries, and here are 3/);
    await grow(hidden, 4);
    const again = asking(1);
    await again.round();
    expect(again.warning).toMatch(/says it has seen another log under this name/);
    expect(await newestCosigned((databases[1] as TestDatabase).dataSource)).toBeUndefined();
    expect((await newestCosigned((databases[0] as TestDatabase).dataSource))?.size).toBe(5);
  });

  test('of one size needs no log at all', async () => {
    let [one, two] = [await shown.checkpoint(), await hidden.checkpoint()];
    if (size(one) < size(two)) one = await grow(shown, size(two) - size(one));
    else two = await grow(hidden, size(one) - size(two));
    expect(await (await compare(one, two))()).toBe(1);
    expect(await (await compare(one, one))()).toBe(0);
    await writeFile(join(folder, 'nobody'), 'quorum none\n');
    expect(await (await compare(one, two))('--policy', join(folder, 'nobody'))).toBe(2);
    expect(await compareCommand([])).toBe(64);
  });

  test('is proven by two people who compare what they were shown', async () => {
    const notes = [await grow(shown, 1), await grow(hidden, 9)] as const;
    const module = LedgerModule.with(hidden, (databases[1] as TestDatabase).dataSource);
    const built = await Test.createTestingModule({ imports: [module] }).compile();
    app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await app.listen(0, '127.0.0.1');
    const log = `${await app.getUrl()}/log`;
    const both = await compare(...notes);
    expect(await both()).toBe(3);
    expect(await both('--url', log)).toBe(1);
    const alone = await compare(notes[0]);
    expect(await alone('--url', log)).toBe(1);
    const old = await compare(JSON.stringify({ checkpoint: notes[1] }));
    await grow(hidden, 300);
    expect(await old('--url', log)).toBe(0);
    expect(await old('--url', 'http://127.0.0.1:1/log')).toBe(4);
  });
});
