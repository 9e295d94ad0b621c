/** Each step of a checkpoint fails, or is done and its answer lost: the next turn makes it good, and nothing unsigned was shown. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { fromBase64 } from '../../src/core/bytes.js';
import { parseTilePath, TILE_WIDTH } from '../../src/core/log/tree/tile.js';
import { LogFiles } from '../../src/ledger/files/log-files.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open.js';
import type { Steps } from '../../src/ledger/signer/publish.js';
import { readSigned } from '../../src/ledger/signer/signed-log.js';
import { newestCheckpoint } from '../../src/ledger/tree/published.js';
import type { TestDatabase } from '../support/database.js';
import { jarDatabase, jars, ORIGIN, put, signerFolder } from './counters.js';

const STEPS = ['journal', 'keepTiles', 'sign', 'showTiles', 'keepCheckpoint', 'showCheckpoint', 'erase'] as const;

describe('a step of publishing', () => {
  let database: TestDatabase;
  let folder: string;
  let ledger: Ledger;
  let broken: { step: keyof Steps; persisted: boolean } | undefined;

  const breaking = (steps: Steps): Steps => {
    const around = <Name extends keyof Steps>(name: Name) =>
      (async (...args: never[]) => {
        const done = (): Promise<void> => (steps[name] as (...of: never[]) => Promise<void>)(...args);
        if (broken?.step !== name) return done();
        if (broken.persisted) await done();
        throw new Error('the disk is gone');
      }) as Steps[Name];
    return Object.fromEntries(STEPS.map((name) => [name, around(name)])) as unknown as Steps;
  };
  const open = async () => {
    ledger = await openLedger({ dataSource: database.dataSource, signerDir: folder, origin: ORIGIN, around: breaking });
    ledger.register(jars);
  };
  const files = () => new LogFiles(join(folder, 'log'));
  const signedSize = async () => Math.max(...(await readSigned(folder)).keys());
  const putMany = (count: number) =>
    Promise.all(Array.from({ length: count }, () => ledger.append(put({ lots: [randomUUID()] }))));

  /** How many entries the tiles under `public/` are about. */
  const coveredByTiles = async () => {
    const names = await readdir(join(folder, 'log', 'public'), { recursive: true });
    const tiles = names.flatMap((name) => parseTilePath(name) ?? []);
    return Math.max(
      0,
      ...tiles.map(({ level, n, width }) => (n * TILE_WIDTH + width) * TILE_WIDTH ** (level === 'entries' ? 0 : level)),
    );
  };
  const nothingUnsignedIsShown = async () => {
    const signed = await signedSize();
    expect(await files().size()).toBeLessThanOrEqual(signed);
    expect((await newestCheckpoint(database.dataSource))?.size ?? 0).toBeLessThanOrEqual(signed);
    expect(await coveredByTiles()).toBeLessThanOrEqual(signed);
  };
  const allIsShown = async (size: number) => {
    expect(await signedSize()).toBe(size);
    const newest = await newestCheckpoint(database.dataSource);
    expect(newest?.size).toBe(size);
    expect(await files().shows(newest?.note ?? '', size)).toBe(true);
    expect(await coveredByTiles()).toBe(size);
    const rows = await database.ownerQuery<{ leaf: Buffer; bytes: Buffer }>(
      'SELECT leaf, bytes FROM entry ORDER BY idx',
    );
    const full = await readFile(join(folder, 'log', 'public', 'tile', '0', '000'));
    expect(full.equals(Buffer.concat(rows.slice(0, TILE_WIDTH).map(({ leaf }) => leaf)))).toBe(true);
    const journaled: Buffer[] = [];
    for await (const { entry } of files().journal.read(0, size)) journaled.push(Buffer.from(fromBase64(entry) ?? []));
    expect(Buffer.concat(journaled).equals(Buffer.concat(rows.map(({ bytes }) => bytes)))).toBe(true);
  };

  beforeEach(async () => {
    database = await jarDatabase();
    folder = await signerFolder();
    broken = undefined;
    await open();
    await putMany(3);
    await ledger.checkpoint();
  });

  afterEach(async () => {
    broken = undefined;
    await ledger.close();
    await database.drop();
  });

  describe.each(STEPS.flatMap((step) => [false, true].map((persisted) => ({ step, persisted }))))(
    '$step, done all the same: $persisted,',
    (one) => {
      beforeEach(async () => {
        broken = one;
        await putMany(300);
        const outcome = await ledger.checkpoint().then(
          () => 'signed',
          (error: Error) => error.message,
        );
        // The last step of all, done: a turn in the background may have found that nothing was left to do.
        if (outcome !== 'signed' || one.step !== 'showCheckpoint' || !one.persisted)
          expect(outcome).toBe('the disk is gone');
        await nothingUnsignedIsShown();
      });

      test('is made good by the next turn, and people were served meanwhile', async () => {
        expect(ledger.trouble).toBeUndefined();
        await putMany(2);
        broken = undefined;
        await ledger.checkpoint();
        await allIsShown(305);
      });

      test('is made good by the next process', async () => {
        const { close } = ledger;
        await close.call(ledger).catch(() => undefined);
        broken = undefined;
        await open();
        await allIsShown(303);
      });
    },
  );
});
