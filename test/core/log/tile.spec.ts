import * as fc from 'fast-check';
import { toHex, utf8 } from '../../../src/core/bytes.js';
import {
  checkInclusion,
  leafHash,
  proveConsistency,
  proveInclusion,
  rootOfLeaves,
} from '../../../src/core/log/tree/merkle.js';
import {
  formatBundle,
  formatTile,
  parseBundle,
  parseTile,
  parseTilePath,
  subtreeOfTiles,
  tilePath,
  TILE_WIDTH,
  tilesRead,
  type Tile,
} from '../../../src/core/log/tree/tile.js';
import { describeVectors, ran } from '../../support/vectors.js';

const LARGEST = 70_000;
const leaves = Array.from({ length: LARGEST }, (_, i) => leafHash(utf8(`entry ${i}`)));
const pathOf = ({ level, n, width }: Tile) => tilePath(level, n, width);

/** The tiles that a tree of `to` leaves has and one of `from` had not, or had narrower. */
function newTiles(from: number, to: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0, [before, now] = [from, to]; now > before; level++) {
    for (let n = Math.floor(before / TILE_WIDTH); n * TILE_WIDTH < now; n++) {
      tiles.push({ level, n, width: Math.min(TILE_WIDTH, now - n * TILE_WIDTH) });
    }
    [before, now] = [Math.floor(before / TILE_WIDTH), Math.floor(now / TILE_WIDTH)];
  }
  return tiles;
}

const plain = (start: number, end: number) => rootOfLeaves(leaves.slice(start, end));

/** The store a ledger would hold: each new tile made from the level below, as the log grew from 0 over `sizes`. */
function storeOf(...sizes: number[]): Map<string, Uint8Array> {
  const store = new Map<string, Uint8Array>();
  sizes.forEach((size, i) => {
    for (const tile of newTiles(sizes[i - 1] ?? 0, size)) store.set(pathOf(tile), formatTile(hashesOf(tile, store)));
  });
  return store;
}

function hashesOf({ level, n, width }: Tile, store: Map<string, Uint8Array>): Uint8Array[] {
  return Array.from({ length: width }, (_, i) => {
    const at = n * 256 + i;
    if (level === 0) return leaves[at] as Uint8Array;
    return rootOfLeaves(parseTile(store.get(tilePath(level - 1, at, 256)) as Uint8Array, 256) as Uint8Array[]);
  });
}

describe('tiles', () => {
  const store = storeOf(LARGEST);
  const read = (tile: Tile) => parseTile(store.get(pathOf(tile)) as Uint8Array, tile.width) as Uint8Array[];
  const subtree = subtreeOfTiles(LARGEST, read);
  const root = rootOfLeaves(leaves);

  test('give the root and the proofs that the leaves give, at most 6 tiles each (300 proofs)', () => {
    expect(toHex(subtree(0, LARGEST))).toBe(toHex(root));
    fc.assert(
      fc.property(fc.nat(LARGEST - 1), (index) => {
        const needed = tilesRead(LARGEST, (blank) => proveInclusion(index, LARGEST, blank));
        expect(needed.length).toBeLessThanOrEqual(6);
        expect(needed.every((tile) => store.has(pathOf(tile)))).toBe(true);
        const proof = proveInclusion(index, LARGEST, subtree);
        expect(checkInclusion(index, LARGEST, leaves[index] as Uint8Array, proof, root)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('give consistency proofs between any two sizes (5 pairs)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LARGEST }), (from) => {
        expect(proveConsistency(from, LARGEST, subtree)).toEqual(proveConsistency(from, LARGEST, plain));
      }),
      { numRuns: 5 },
    );
  });

  test('that are full are the same however the log grew; steps of any size make every tile of the last (30 growths)', () => {
    const growth = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(growth, (steps) => {
        const sizes = steps.map((_, i) => steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0));
        const grown = storeOf(...sizes);
        const atOnce = storeOf(sizes.at(-1) as number);
        for (const [path, bytes] of atOnce) expect(grown.get(path)).toEqual(bytes);
      }),
      { numRuns: 30 },
    );
    expect(newTiles(300, 300)).toEqual([]);
  });

  test('of another length are no tiles', () => {
    expect(parseTile(new Uint8Array(64), 3)).toBeUndefined();
    expect(parseTile(new Uint8Array(65), 2)).toBeUndefined();
  });
});

describe('entry bundles', () => {
  const entry = fc.uint8Array({ maxLength: 300 });

  test('give back their entries, the empty one too (300 bundles)', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 256 }), (entries) => {
        expect(parseBundle(formatBundle(entries))).toEqual(entries);
      }),
      { numRuns: 300 },
    );
  });

  test('that break off, or hold 257 entries, are refused; noise never throws', () => {
    const whole = formatBundle([utf8('one'), utf8('two')]);
    for (const length of [1, 2, 4, 6, 9]) expect(parseBundle(whole.slice(0, length))).toBeUndefined();
    expect(parseBundle(new Uint8Array(2 * 257))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void parseBundle(bytes)));
    expect(() => formatBundle([new Uint8Array(65536)])).toThrow(/^bug: /);
  });
});

describe('tile paths', () => {
  test('of every kind read back (1,000 paths)', () => {
    const level = fc.oneof(fc.nat(63), fc.constant('entries' as const));
    fc.assert(
      fc.property(level, fc.nat(2 ** 40), fc.integer({ min: 1, max: 256 }), (level, n, width) => {
        expect(parseTilePath(tilePath(level, n, width))).toEqual({ level, n, width });
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    'tile/0/x000/001',
    'tile/0/1000',
    'tile/0/000.p/01',
    'tile/0/000.p/-1',
    'tile/0/000.p/',
    'tile/0/000/',
    '/tile/0/000',
    'tile/entries/x1/000',
    'tile/0/000\n',
    'tile/0/../000',
    'tile/0/x001/x001/x001/x001/x001/000',
    '',
  ])('%j is not one', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
});

describeVectors('tlog-tiles', (vectors) => {
  interface Cases {
    path_cases: { n: number; path: string }[];
    tile_sets: { [count: `level${number}_${'full' | 'partial'}`]: number; size: number }[];
    bad_path_seeds: string[];
  }
  const cases = vectors.json<Cases>('cases.json');

  test(`${cases.path_cases.length} path`, () => {
    for (const { n, path } of cases.path_cases) expect(tilePath(0, n, 256)).toBe(`tile/0/${path}`);
  });

  test.each(cases.tile_sets)('the tiles of a tree of $size', ({ size, ...expected }) => {
    const tiles = newTiles(0, size);
    const counts = [0, 1, 2].flatMap((level) => {
      const here = tiles.filter((tile) => tile.level === level);
      const partial = here.find(({ width }) => width < 256)?.width ?? 0;
      return [
        [`level${level}_full`, here.filter(({ width }) => width === 256).length],
        [`level${level}_partial`, partial],
      ];
    });
    expect(Object.fromEntries(counts)).toMatchObject(expected);
    expect(tiles.every(({ level }) => level <= 2)).toBe(true);
  });

  test(`${cases.bad_path_seeds.length} bad paths are refused`, () => {
    for (const path of cases.bad_path_seeds) expect([path, parseTilePath(path)]).toEqual([path, undefined]);
    ran(
      `tlog-tiles: ${cases.path_cases.length} path, ${cases.tile_sets.length} sets, ${cases.bad_path_seeds.length} bad paths`,
    );
  });
});
