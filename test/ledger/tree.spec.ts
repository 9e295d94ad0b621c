import { Test } from '@nestjs/testing';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import * as fc from 'fast-check';
import { checkConsistency, checkInclusion, leafHash, rootOfLeaves } from '../../src/core/log/tree/merkle.js';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { openNote } from '../../src/core/log/notes/note.js';
import { parseBundle, parseTile } from '../../src/core/log/tree/tile.js';
import { parseVkey, type Vkey } from '../../src/core/log/notes/vkey.js';
import { toBase64 } from '../../src/core/bytes.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { edgeTiles, Edge, type FullTile } from '../../src/ledger/tree/edge.js';
import { Proofs } from '../../src/ledger/tree/proofs.js';
import { Tiles } from '../../src/ledger/tree/tiles.js';
import type { TestDatabase } from '../support/database.js';
import { jarDatabase, openTestLedger, put, signerFolder } from './counters.js';

const SIZE = 700;

describe('the tree as its readers see it', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  let proofs: Proofs;
  let leaves: Uint8Array[];
  let root: Uint8Array;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await jarDatabase();
    ledger = await openTestLedger(database, await signerFolder());
    await Promise.all(Array.from({ length: SIZE }, () => ledger.append(put())));
    const note = await ledger.checkpoint();
    const text = openNote(note, [parseVkey(ledger.vkey) as Vkey])?.text ?? '';
    root = parseCheckpoint(text)?.root ?? new Uint8Array();
    const rows = await database.ownerQuery<{ bytes: Buffer }>('SELECT bytes FROM entry ORDER BY idx');
    leaves = rows.map(({ bytes }) => leafHash(bytes));
    proofs = new Proofs(database.dataSource);
    const module = LedgerModule.with(ledger, database.dataSource);
    const built = await Test.createTestingModule({ imports: [module] }).compile();
    app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await app.init();
  });

  afterAll(async () => {
    await app.close();
    await ledger.close();
    await database.drop();
  });

  test('the signed root is that of the leaves', () => {
    expect(toBase64(root)).toBe(toBase64(rootOfLeaves(leaves)));
  });

  test('300 entries are proved by one query, to any size that was signed', async () => {
    const indexes = Array.from({ length: 300 }, (_, i) => (i * 131) % SIZE);
    const logged: string[] = [];
    const { dataSource } = database;
    const counting = { query: (sql: string, values: unknown[]) => (logged.push(sql), dataSource.query(sql, values)) };
    const paths = await new Proofs(counting as unknown as typeof dataSource).inclusion(indexes, SIZE);
    expect(logged).toHaveLength(1);
    indexes.forEach((index, i) => {
      expect(checkInclusion(index, SIZE, leaves[index] as Uint8Array, paths[i] ?? [], root)).toBe(true);
    });
  });

  test('every size that the tiles hold has its proofs', async () => {
    for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 700]) {
      const small = rootOfLeaves(leaves.slice(0, size));
      const indexes = [0, Math.floor(size / 2), size - 1];
      const paths = await proofs.inclusion(indexes, size);
      indexes.forEach((index, i) => {
        expect(checkInclusion(index, size, leaves[index] as Uint8Array, paths[i] ?? [], small)).toBe(true);
      });
      expect(checkConsistency(size, SIZE, await proofs.consistency(size, SIZE), small, root)).toBe(true);
    }
  });

  test.each([
    'tile/0/003',
    'tile/0/002',
    'tile/0/002.p/189',
    'tile/1/000',
    'tile/0/000.p/256',
    'tile/0/0',
    'tile/64/000',
    'tile/entries/000',
    'tile/0/..%2f000',
  ])('GET /log/%s is not there', async (path) => {
    const { statusCode, headers } = await app.inject(`/log/${path}`);
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(headers['cache-control'] ?? '').not.toContain('immutable');
    await expect(new Tiles(database.dataSource).tile(path)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the checkpoint and every tile of it are served as C2SP asks, and make the root', async () => {
    const checkpoint = await app.inject('/log/checkpoint');
    expect(checkpoint.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'access-control-allow-origin': '*',
    });
    const text = openNote(checkpoint.body, [parseVkey(ledger.vkey) as Vkey])?.text ?? '';
    expect(parseCheckpoint(text)).toMatchObject({ size: SIZE });
    const fetched: Uint8Array[] = [];
    for (const [path, width] of [
      ['000', 256],
      ['001', 256],
      ['002.p/188', 188],
    ] as const) {
      const { headers, rawPayload } = await app.inject(`/log/tile/0/${path}`);
      expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'access-control-allow-origin': '*' });
      expect(headers['cache-control']).toContain('immutable');
      fetched.push(...(parseTile(Uint8Array.from(rawPayload), width) ?? []));
    }
    expect(toBase64(rootOfLeaves(fetched))).toBe(toBase64(root));
    const above = parseTile(Uint8Array.from((await app.inject('/log/tile/1/000.p/2')).rawPayload), 2) ?? [];
    expect(above.map(toBase64)).toEqual([0, 256].map((n) => toBase64(rootOfLeaves(leaves.slice(n, n + 256)))));
  });

  test('entries are served where the log is released, and not beyond the checkpoint', async () => {
    const tiles = new Tiles(database.dataSource, { releaseDays: 0 });
    const entries = parseBundle(await tiles.tile('tile/entries/002.p/188')) ?? [];
    expect(entries.map((entry) => toBase64(leafHash(entry)))).toEqual(leaves.slice(512).map(toBase64));
    await expect(tiles.tile('tile/entries/002.p/189')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the edge of any tree goes on to the same root and the same tiles', () => {
    const many = Array.from({ length: 66_000 }, (_, i) => leafHash(Uint8Array.of(i >> 16, i >> 8, i & 255)));
    const whole = new Edge(0, []);
    const tiles: FullTile[] = [];
    for (const leaf of many) tiles.push(...whole.append(leaf));
    const tileAt = (level: number, n: number) => tiles.find((tile) => tile.level === level && tile.n === n);
    const hashesOf = ({ level, n, width }: { level: number; n: number; width: number }) =>
      Array.from({ length: width }, (_, i) =>
        level === 0 ? (many[n * 256 + i] as Uint8Array) : (tileAt(level - 1, n * 256 + i)?.root ?? new Uint8Array()),
      );
    expect(tiles.filter(({ level }) => level === 1)).toHaveLength(1);
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 65_300, max: 66_000 })), (size) => {
        const edge = new Edge(size, edgeTiles(size).map(hashesOf));
        for (const leaf of many.slice(size, size + 300)) edge.append(leaf);
        const expected = rootOfLeaves(many.slice(0, Math.min(size + 300, many.length)));
        expect(toBase64(edge.root)).toBe(toBase64(expected));
      }),
      { numRuns: 30 },
    );
  });
});
