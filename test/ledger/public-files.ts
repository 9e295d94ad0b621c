/** A log as a folder of files, made from the formats alone and without any server of ours; and what can be done to it. */
import { publicKeyOf } from '#crypto';
import { toBase64Url } from '../../src/core/bytes.js';
import { formatCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { entryBytes } from '../../src/core/log/entry.js';
import { leafHash } from '../../src/core/log/tree/merkle.js';
import { cosign, formatSignature, signNote } from '../../src/core/log/notes/note.js';
import { formatBundle, formatTile, tilePath, TILE_WIDTH } from '../../src/core/log/tree/tile.js';
import { COSIGNATURE, ED25519, formatVkey, vkeyOf } from '../../src/core/log/notes/vkey.js';
import { Edge } from '../../src/ledger/tree/edge.js';

export const ORIGIN = 'gold.example.org/log';
export const [LOG, WITNESS, STRANGER] = [2, 3, 9].map((byte) => new Uint8Array(32).fill(byte)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const logKey = formatVkey(vkeyOf(ORIGIN, ED25519, publicKeyOf(LOG)));
const witnessKey = formatVkey(vkeyOf('buyer.example/w', COSIGNATURE, publicKeyOf(WITNESS)));
export const TRUSTING = `log ${logKey}\nquorum none\n`;
export const WITNESSED = `log ${logKey}\nwitness buyer ${witnessKey}\nquorum buyer\n`;
export const LOTS = ['a', 'b', 'c'].map((one) => `00000000-0000-4000-8000-00000000000${one}`);

export type Files = Map<string, Uint8Array>;

/** Entries of three lots in turn, each after its lot's last. */
export function entriesOf(count: number, salt = 1): Uint8Array[] {
  const heads = new Map<string, { seq: number; prev: string }>();
  return Array.from({ length: count }, (_, i) => {
    const lot = LOTS[i % 3] as string;
    const { seq, prev } = heads.get(lot) ?? { seq: 0, prev: null };
    const event = toBase64Url(new Uint8Array(32).fill(salt));
    const received = new Date(1_780_000_000_000 + i).toISOString();
    const bytes = entryBytes({ v: 1, k: 'event', event, links: [{ lot, seq, prev }], received });
    heads.set(lot, { seq: seq + 1, prev: toBase64Url(leafHash(bytes)) });
    return bytes;
  });
}

/** The log's folder as a plain web server has it; entry bundles up to `released`. */
export function filesOf(entries: readonly Uint8Array[], released = entries.length): Files {
  const files: Files = new Map();
  const edge = new Edge(0, []);
  const levels: Uint8Array[][] = [entries.map(leafHash)];
  for (const leaf of levels[0] ?? []) {
    for (const { level, root } of edge.append(leaf)) (levels[level + 1] ??= []).push(root);
  }
  for (const [level, hashes] of levels.entries()) {
    for (const [n, part] of parts(hashes)) files.set(tilePath(level, n, part.length), formatTile(part));
  }
  for (const [n, part] of parts(entries.slice(0, released))) {
    files.set(tilePath('entries', n, part.length), formatBundle(part));
  }
  files.set('checkpoint', note(entries));
  return files;
}

function* parts(of: readonly Uint8Array[]): Generator<[n: number, part: Uint8Array[]]> {
  for (let n = 0; n * TILE_WIDTH < of.length; n++) yield [n, of.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH)];
}

export function textAt(entries: readonly Uint8Array[]): string {
  const edge = new Edge(0, []);
  for (const entry of entries) edge.append(leafHash(entry));
  return formatCheckpoint({ origin: ORIGIN, size: entries.length, root: edge.root });
}

export function note(entries: readonly Uint8Array[], seed = LOG): Uint8Array {
  return Buffer.from(signNote(textAt(entries), ORIGIN, seed));
}

export function cosigned(entries: readonly Uint8Array[]): Uint8Array {
  const line = formatSignature(cosign(textAt(entries), 'buyer.example/w', WITNESS, 1_780_000_100));
  return Buffer.from(signNote(textAt(entries), ORIGIN, LOG) + line);
}

/** The same file with one bit turned. */
export function bitFlipped(files: Files, path: string, at: number): Files {
  const bytes = Uint8Array.from(files.get(path) ?? fail(`there is no ${path}`));
  bytes[at] = (bytes[at] as number) ^ 1;
  return new Map(files).set(path, bytes);
}

export function fail(what: string): never {
  throw new Error(what);
}

export function without(files: Files, path: string): Files {
  if (!files.has(path)) fail(`there is no ${path}`);
  return new Map([...files].filter(([name]) => name !== path));
}

/** Where in its bundle the hundredth byte of an entry lies. */
export function byteIn(entries: readonly Uint8Array[], index: number): number {
  const first = Math.floor(index / TILE_WIDTH) * TILE_WIDTH;
  return entries.slice(first, index).reduce((at, entry) => at + 2 + entry.length, 100);
}
