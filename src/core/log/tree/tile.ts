/**
 * C2SP tlog-tiles: the tree as static files of up to 256 hashes. Tile n of level l holds, at i, the root of the leaves
 * (n·256 + i)·256^l to (n·256 + i + 1)·256^l. Entry bundles hold the entries under a level-0 tile, each after its length as
 * two big-endian bytes. A tile is a pure function of the entries, so it may be written twice but never differently.
 */
import { concat } from '../../bytes.js';
import { ENTRY_LIMIT } from '../entry.js';
import { nodeHash, type Subtree } from './merkle.js';

export const TILE_WIDTH = 256;
const HASH_BYTES = 32;

export interface Tile {
  readonly level: number;
  readonly n: number;
  /** Hashes in it: 256 when full. */
  readonly width: number;
}

export interface TilePath {
  readonly level: number | 'entries';
  readonly n: number;
  readonly width: number;
}

/** `tile/1/x001/x234/067.p/17`; no `.p/` part when full. */
export function tilePath(level: number | 'entries', n: number, width: number): string {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0');
  const groups = digits.replace(/\d{3}(?=\d)/g, 'x$&/');
  return `tile/${level}/${groups}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** `undefined` for anything that is not exactly how `tilePath` would write it. */
export function parseTilePath(path: string): TilePath | undefined {
  const match = /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match === null) return undefined;
  const level = match[1] === 'entries' ? 'entries' : Number(match[1]);
  const n = Number((match[2] as string).replace(/[x/]/g, ''));
  const width = match[3] === undefined ? TILE_WIDTH : Number(match[3]);
  if ((level !== 'entries' && level > 63) || width < 1 || tilePath(level, n, width) !== path) return undefined;
  return { level, n, width };
}

export function formatTile(hashes: readonly Uint8Array[]): Uint8Array {
  return concat(...hashes);
}

/** The hashes of a tile of this width; `undefined` where the length is another. */
export function parseTile(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  if (bytes.length !== width * HASH_BYTES) return undefined;
  return Array.from({ length: width }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** The subtree reader of a tree of `size` leaves that proofs ask for, over hashes kept in tiles. */
export function subtreeOfTiles(size: number, readTile: (tile: Tile) => readonly Uint8Array[]): Subtree {
  // Proofs of many leaves ask for the same subtrees again and again.
  const known = new Map<string, Uint8Array>();
  return (start, end) => {
    const parts = fullSubtrees(start, end).map(([at, length]) => {
      const key = `${at}+${length}`;
      const root = known.get(key) ?? fullSubtreeRoot(at, length, size, readTile);
      known.set(key, root);
      return root;
    });
    return parts.reduceRight((right, left) => nodeHash(left, right));
  };
}

/** The tiles a proof will read, so that a caller can fetch them all before it asks for the proof. */
export function tilesRead(size: number, prove: (subtree: Subtree) => void): Tile[] {
  const tiles = new Map<string, Tile>();
  const blank = new Uint8Array(HASH_BYTES);
  prove((start, end) => {
    for (const [at, length] of fullSubtrees(start, end)) {
      const { tile } = placeIn(at, length, size);
      tiles.set(`${tile.level}/${tile.n}`, tile);
    }
    return blank;
  });
  return [...tiles.values()];
}

export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > ENTRY_LIMIT) throw new Error(`bug: an entry of ${entry.length} bytes does not fit a bundle`);
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
    }),
  );
}

/** The entries of a bundle; `undefined` where it breaks off or holds more than 256. */
export function parseBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (entries.length === TILE_WIDTH || at + 2 > bytes.length) return undefined;
    const end = at + 2 + (((bytes[at] as number) << 8) | (bytes[at + 1] as number));
    if (end > bytes.length) return undefined;
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  return entries;
}

/** The largest full subtrees that make up the leaves from `start` to `end`, left to right, as first leaf and length. */
function fullSubtrees(start: number, end: number): [at: number, length: number][] {
  const parts: [number, number][] = [];
  for (let at = start; at < end;) {
    const length = fullSubtreeAt(at, end);
    parts.push([at, length]);
    at += length;
  }
  if (parts.length === 0) throw new Error(`bug: no leaves from ${start} to ${end}`);
  return parts;
}

/** How many leaves the largest full subtree beginning at `start` and ending by `end` has. */
function fullSubtreeAt(start: number, end: number): number {
  let length = 1;
  while (start % (length * 2) === 0 && start + length * 2 <= end) length *= 2;
  return length;
}

/** The tile that holds a full subtree's hashes nearest to its root: from `first`, `count` of them. */
function placeIn(start: number, length: number, size: number): { tile: Tile; first: number; count: number } {
  let [level, span] = [0, 1]; // span: leaves under one hash of this level
  while (span * TILE_WIDTH <= length) [level, span] = [level + 1, span * TILE_WIDTH];
  const n = Math.floor(start / span / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, Math.floor(size / span) - n * TILE_WIDTH);
  return { tile: { level, n, width }, first: start / span - n * TILE_WIDTH, count: length / span };
}

function fullSubtreeRoot(
  start: number,
  length: number,
  size: number,
  readTile: (tile: Tile) => readonly Uint8Array[],
): Uint8Array {
  const { tile, first, count } = placeIn(start, length, size);
  let hashes = readTile(tile).slice(first, first + count);
  if (hashes.length !== count) throw new Error(`bug: tile ${tilePath(tile.level, tile.n, tile.width)} is too short`);
  while (hashes.length > 1) {
    hashes = hashes.flatMap((left, i) => (i % 2 === 0 ? [nodeHash(left, hashes[i + 1] as Uint8Array)] : []));
  }
  return hashes[0] as Uint8Array;
}
