/** What the drill of kills looks for after every blow is found where it is there: its "nothing lost" is worth what this is. */
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audit, type Audit, type Audited } from '../../src/app/drills/kills/audit.js';
import type { Answer } from '../../src/app/drills/kills/writers.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { jarDatabase, openTestLedger, put, signerFolder } from '../ledger/counters.js';
import type { TestDatabase } from '../support/database.js';

describe('the audit after a blow', () => {
  let database: TestDatabase;
  let signerDir: string;
  let ledger: Ledger;
  let answers: Answer[];

  const deliver = async (code: string, key: string): Promise<void> => {
    const { decide, ...command } = put({ key });
    const receipt = await ledger.append({
      ...command,
      decide: (facts, place) => {
        const decision = decide(facts, place);
        const [draft] = decision.drafts;
        if (draft === undefined) throw new Error('nothing was put');
        return { ...decision, drafts: [{ ...draft, data: { ...draft.data, code } }] };
      },
    });
    const entries = new Map(receipt.entries.map(({ sid, idx, leaf }) => [sid, `${idx} ${leaf}`]));
    answers.push({ act: { key, path: '/api/lots', body: {} }, entries });
  };
  const look = async (said: Partial<Audit> = {}): Promise<Audited> => {
    const config = { signerDir, logDir: join(signerDir, 'log'), vaultKey: join(signerDir, 'vault-key.json') };
    const { dataSource } = database;
    return audit({ dataSource, config, url: 'http://127.0.0.1:1', answers, since: undefined, ...said });
  };

  /** The files follow the signature; what is spoiled before they are there would be written over. */
  const shown = async (size: number): Promise<void> => {
    const files = ['log/private/journal/size', 'log/public/checkpoint'].map((name) => join(signerDir, name));
    const reached = async (file: string): Promise<boolean> => {
      const text = await readFile(file, 'utf8').catch(() => '');
      return text.split('\n').includes(`${size}`);
    };
    while (!(await Promise.all(files.map(reached))).every(Boolean)) await new Promise((next) => setTimeout(next, 20));
  };

  beforeEach(async () => {
    database = await jarDatabase();
    signerDir = await signerFolder();
    ledger = await openTestLedger(database, signerDir);
    answers = [];
    for (const n of [1, 2, 3]) {
      await deliver(`K-${n}`, `deliver-${n}`);
      await ledger.checkpoint();
    }
    await shown(3);
  });

  afterEach(async () => {
    await ledger.close();
    await database.drop();
  });

  test('finds nothing where everything that was answered is there once, but for a server that is not there', async () => {
    const { lost, duplicated, files, fsck } = await look();
    expect({ lost, duplicated, files }).toEqual({ lost: [], duplicated: [], files: [] });
    expect(fsck).toEqual([expect.stringContaining('cannot be read')]);
  });

  test('finds what was acknowledged and is not in the log, or elsewhere in it', async () => {
    const [first] = answers;
    const [sid] = [...(first?.entries.keys() ?? [])];
    const act = { key: 'x', path: '/api/lots', body: {} };
    const said = [
      { act, entries: new Map([['00'.repeat(32), '1 x']]) },
      { act, entries: new Map([[sid ?? '', '2 x']]) },
    ];
    expect((await look({ answers: [...answers, ...said] })).lost).toEqual(['00'.repeat(32), sid]);
  });

  test('finds gold that was delivered twice, and a delivery that nobody was told of', async () => {
    await deliver('K-1', 'the same again under another key');
    await deliver('K-9', 'never answered');
    await ledger.checkpoint();
    const { duplicated } = await look({ answers: answers.slice(0, -1) });
    expect(duplicated).toEqual(['K-1: 2 times', 'entry 4: nobody was told of K-9']);
  });

  test.each<[string, (folder: string) => Promise<void>, string]>([
    ['a memory that goes back', (folder) => turnBack(folder), 'signed.log goes from 3 to 2'],
    ['a checkpoint that is not shown', (folder) => rm(join(folder, 'log/public/checkpoint')), 'the file checkpoint is'],
    ['a journal cut short', (folder) => writeFile(join(folder, 'log/private/journal/size'), '2\n'), 'reaches 2'],
    ['a hole in the journal', (folder) => rm(join(folder, 'log/private/journal/000.p/2')), 'has not entry 1'],
  ])('finds %s', async (_, harm, told) => {
    await harm(signerDir);
    expect((await look()).files.join('\n')).toContain(told);
  });
});

async function turnBack(folder: string): Promise<void> {
  const file = join(folder, 'signed.log');
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  await appendFile(file, `${lines.at(-2)}\n`);
}
