import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import fastifyStatic from '@fastify/static';
import { Test } from '@nestjs/testing';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify from 'fastify';
import { equalBytes, toBase64 } from '../../src/core/bytes.js';
import { leafHash } from '../../src/core/log/tree/merkle.js';
import { parseBundle, parseTile } from '../../src/core/log/tree/tile.js';
import { writeDurably } from '../../src/ledger/files/durable.js';
import { LogFiles } from '../../src/ledger/files/log-files.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { openLedger } from '../../src/ledger/open.js';
import { Tiles } from '../../src/ledger/tree/tiles.js';
import type { TestDatabase } from '../support/database.js';
import { jarDatabase, jars, ORIGIN, put, signerFolder } from './counters.js';

const DAY = 24 * 60 * 60 * 1000;

describe('the files of a log', () => {
  let database: TestDatabase;
  let folder: string;
  let logDir: string;
  let ledger: Ledger;
  let now: number;

  const open = async (releaseDays: number) => {
    const { dataSource } = database;
    const parts = { dataSource, signerDir: folder, logDir, origin: ORIGIN, releaseDays, now: () => now };
    ledger = await openLedger(parts);
    ledger.register(jars);
  };
  const putMany = (count: number) => Promise.all(Array.from({ length: count }, () => ledger.append(put())));
  const shown = async () =>
    (await readdir(join(logDir, 'public'), { recursive: true, withFileTypes: true }))
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(join(logDir, 'public').length + 1))
      .sort();

  beforeEach(async () => {
    database = await jarDatabase();
    folder = await signerFolder();
    logDir = await mkdtemp(join(tmpdir(), 'veta-log-'));
    now = Date.parse('2026-03-01T08:00:00.000Z');
  });

  afterEach(async () => {
    await ledger.close();
    await database.drop();
    await rm(logDir, { recursive: true });
  });

  test('that are not public are read by their owner alone, also in a folder that everybody could enter', async () => {
    await open(0);
    await Promise.all([1, 2].map(() => ledger.append(put({ reveals: [{ name: 'member', value: 'm1' }] }))));
    await ledger.checkpoint();
    const modes = async (part: string) => {
      const all = await readdir(join(logDir, part), { recursive: true, withFileTypes: true });
      const files = all.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name));
      return Promise.all(files.map(async (path) => (await stat(path)).mode & 0o077));
    };
    const [journal, keys] = [await modes('private/journal'), await modes('private/data-keys')];
    expect([journal.length > 1, keys.length]).toEqual([true, 1]);
    expect(new Set([...journal, ...keys])).toEqual(new Set([0]));
    expect((await stat(join(logDir, 'private'))).mode & 0o077).toBe(0);
    expect(await modes('public')).toContain(0o044);
  });

  test('are the same from any web server as from ours, and every one of them can be kept for ever but the checkpoint', async () => {
    await open(0);
    await putMany(300);
    await ledger.checkpoint();
    await putMany(5);
    await ledger.checkpoint();
    const files = new LogFiles(logDir);
    const imports = [LedgerModule.with(ledger, database.dataSource, { files, releaseDays: 0 })];
    const app = (await Test.createTestingModule({ imports }).compile()).createNestApplication<NestFastifyApplication>(
      new FastifyAdapter(),
    );
    await app.init();
    const plain = fastify();
    await plain.register(fastifyStatic, { root: join(logDir, 'public'), prefix: '/log/' });
    const names = await shown();
    expect(names).toEqual([
      'checkpoint',
      'tile/0/000',
      'tile/0/001.p/44',
      'tile/0/001.p/49',
      'tile/1/000.p/1',
      'tile/entries/000',
      'tile/entries/001.p/44',
      'tile/entries/001.p/49',
    ]);
    for (const name of names) {
      const [ours, theirs] = [await app.inject(`/log/${name}`), await plain.inject(`/log/${name}`)];
      expect([name, ours.statusCode, theirs.statusCode]).toEqual([name, 200, 200]);
      expect(equalBytes(ours.rawPayload, theirs.rawPayload)).toBe(true);
      expect(ours.headers['access-control-allow-origin']).toBe('*');
      expect(String(ours.headers['cache-control']).includes('immutable')).toBe(name !== 'checkpoint');
      const head = await app.inject({ method: 'HEAD', url: `/log/${name}` });
      expect([head.statusCode, head.body]).toEqual([200, '']);
    }
    // What no file holds is made from the database, to the same bytes.
    const made = new Tiles(database.dataSource, { releaseDays: 0 });
    for (const name of names.slice(1)) {
      expect(equalBytes(await made.tile(name), (await files.read(name)) ?? new Uint8Array())).toBe(true);
    }
    await plain.close();
    await app.close();
  });

  test('show entries when their time has come, and not a minute before, from the files or from the database', async () => {
    await open(90);
    await putMany(256);
    await ledger.checkpoint();
    now += DAY;
    await putMany(1);
    await ledger.checkpoint();
    expect((await shown()).filter((name) => name.includes('entries'))).toEqual([]);
    const tiles = () => new Tiles(database.dataSource, { releaseDays: 90, now: () => now });
    now += 89 * DAY - 60_000;
    await ledger.checkpoint();
    await expect(tiles().tile('tile/entries/000')).rejects.toMatchObject({ code: 'not-found' });
    expect((await shown()).filter((name) => name.includes('entries'))).toEqual([]);
    now += 60_000;
    await ledger.checkpoint();
    expect((await shown()).filter((name) => name.includes('entries'))).toEqual(['tile/entries/000']);
    now += DAY;
    await ledger.checkpoint();
    expect((await shown()).filter((name) => name.includes('entries'))).toEqual([
      'tile/entries/000',
      'tile/entries/001.p/1',
    ]);
    const files = new LogFiles(logDir);
    const entries = parseBundle((await files.read('tile/entries/000')) ?? new Uint8Array()) ?? [];
    const hashes = parseTile((await files.read('tile/0/000')) ?? new Uint8Array(), 256) ?? [];
    expect(entries.map((entry) => toBase64(leafHash(entry)))).toEqual(hashes.map(toBase64));
    expect(
      equalBytes(await tiles().tile('tile/entries/000'), (await files.read('tile/entries/000')) ?? new Uint8Array()),
    ).toBe(true);
  });

  test('that were lost are made again at the next start, journal and all', async () => {
    await open(0);
    for (let i = 0; i < 3; i++) {
      await putMany(100);
      await ledger.checkpoint();
    }
    const before = (await shown()).filter((name) => !/\.p\/(100|200)$/.test(name));
    await ledger.close();
    await rm(logDir, { recursive: true });
    await open(0);
    expect(await shown()).toEqual(before);
    const files = new LogFiles(logDir);
    const journaled: number[] = [];
    for await (const { idx } of files.journal.read(0, 1000)) journaled.push(idx);
    expect([await files.journal.size(), journaled.length, journaled.at(-1)]).toEqual([300, 300, 299]);
  });

  test('keep a private value no longer than the database does', async () => {
    await open(90);
    await ledger.append(
      put({
        reveals: [
          { name: 'weigher', value: 'Ana' },
          { name: 'price', value: '71.20' },
        ],
      }),
    );
    await ledger.checkpoint();
    const [row] = await database.ownerQuery<{ sid: string; digest: string }>(
      `SELECT encode(sid, 'hex') AS sid, digest FROM private_value ORDER BY digest LIMIT 1`,
    );
    const files = new LogFiles(logDir);
    const valuesKept = async () => {
      for await (const { beside } of files.journal.read(0, 1)) {
        return (JSON.parse(beside['private_value'] ?? '[]') as { digest: string }[]).map(({ digest }) => digest);
      }
      return [];
    };
    expect(await valuesKept()).toHaveLength(2);
    const data = {
      digests: [row?.digest ?? ''],
      of: [row?.sid ?? ''],
      basis: 'Ley 1581',
      requestedBy: 'a',
      approvedBy: 'b',
    };
    const at = '2026-03-01T08:00:00.000Z';
    await ledger.append({
      org: 'coop',
      actor: 'test',
      key: randomUUID(),
      digest: 'erase',
      needs: {},
      decide: () => ({ drafts: [{ type: 'personal-data.erased', org: 'coop', at, lots: [], data }], result: null }),
    });
    await ledger.checkpoint();
    const left = await valuesKept();
    expect(left).toHaveLength(1);
    expect(left).not.toContain(row?.digest);
  });

  test('a journal of another log is not made public', async () => {
    await open(90);
    await putMany(2);
    await ledger.checkpoint();
    const [part = ''] = await readdir(join(logDir, 'private', 'journal', '000.p'));
    const path = join(logDir, 'private', 'journal', '000.p', part);
    const files = new LogFiles(logDir);
    for await (const first of files.journal.read(0, 1)) {
      await writeFile(path, `${JSON.stringify(first)}\n${JSON.stringify({ ...first, idx: 1 })}\n`);
    }
    now += 91 * DAY;
    await expect(ledger.checkpoint()).rejects.toThrow('are not of one log');
    expect((await shown()).filter((name) => name.includes('entries'))).toEqual([]);
  });

  test('a disk that gives back other bytes than it was given is noticed before anybody relies on it', async () => {
    await open(90);
    const path = join(logDir, 'private', 'probe');
    const lying = writeDurably([
      { path, bytes: new Uint8Array(4096) },
      { path, bytes: new Uint8Array(4096).fill(1) },
    ]);
    await expect(lying).rejects.toThrow('does not hold what was written');
    await truncate(path, 0);
  });
});
