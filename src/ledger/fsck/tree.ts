/**
 * fsck's judgement of the tree: tiles, checkpoints and the signer's own list against the tree that the entries make.
 *
 * Where whole stretches were rewritten consistently, only what was signed tells: the fault then names the first entry that
 * the last good root did not cover.
 */
import type { EntityManager } from 'typeorm';
import { concat, equalBytes, toBase64 } from '../../core/bytes.js';
import { parseCheckpoint } from '../../core/log/notes/checkpoint.js';
import { openNote } from '../../core/log/notes/note.js';
import type { Vkey } from '../../core/log/notes/vkey.js';
import { TILE_WIDTH } from '../../core/log/tree/tile.js';
import { Edge, type FullTile } from '../tree/edge.js';
import type { Fault } from '../fsck.js';

interface CheckpointRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
}

export class TreeChecker {
  readonly edge = new Edge(0, []);
  readonly faults: Fault[] = [];
  /** The stretch, to its end exclusive, that is not what was signed at its end. */
  rewritten: { readonly from: number; readonly to: number } | undefined;
  private filled: FullTile[] = [];
  private goodSize = 0;
  private checkpoints = new Map<number, CheckpointRow>();

  constructor(
    private readonly tx: EntityManager,
    /** Size -> root (base64) of every checkpoint the signer says it signed. */
    private readonly signed: ReadonlyMap<number, string>,
    private readonly origin: string,
    /** The log's keys; undefined where the signer's folder is not at hand, and signatures are then not judged. */
    private readonly vkeys: readonly Vkey[] | undefined,
  ) {}

  /** Reads the checkpoints of the trees that end at or before `size`. */
  async expect(size: number): Promise<void> {
    const rows: CheckpointRow[] = await this.tx.query(
      'SELECT size::float8 AS size, root, note FROM checkpoint WHERE size >= $1 AND size <= $2',
      [this.edge.size === 0 ? 0 : this.edge.size + 1, size],
    );
    this.checkpoints = new Map(rows.map((row) => [row.size, row]));
    if (this.edge.size === 0) this.checkRoots();
  }

  append(leaf: Uint8Array): void {
    this.filled.push(...this.edge.append(leaf));
    this.checkRoots();
  }

  private checkRoots(): void {
    const { size } = this.edge;
    const [row, signed] = [this.checkpoints.get(size), this.signed.get(size)];
    if (row === undefined && signed === undefined) return;
    const { root } = this.edge;
    if (row !== undefined && !this.isNoteOf(row)) {
      this.faults.push({ idx: size, what: `the checkpoint of ${size} entries is not signed by the log` });
    }
    const agrees =
      (row === undefined || equalBytes(row.root, root)) && (signed === undefined || signed === toBase64(root));
    if (agrees) this.goodSize = size;
    // Only the first: every root after it differs as well.
    else this.rewritten ??= { from: this.goodSize, to: size };
  }

  /** Whether the log signed what the row says; whether the row is right is another question. */
  private isNoteOf({ size, root, note }: CheckpointRow): boolean {
    if (this.vkeys === undefined) return true;
    const opened = openNote(note, this.vkeys);
    const checkpoint = opened === undefined ? undefined : parseCheckpoint(opened.text);
    return checkpoint?.origin === this.origin && checkpoint.size === size && equalBytes(checkpoint.root, root);
  }

  /** Compares the tiles filled so far with those kept; one may be missing only where it was not signed yet. */
  async checkTiles(shownSize: number): Promise<void> {
    const tiles = this.filled;
    this.filled = [];
    if (tiles.length === 0) return;
    const rows: { level: number; n: number; hashes: Buffer; root: Buffer }[] = await this.tx.query(
      'SELECT level, n::float8 AS n, hashes, root FROM unnest($1::smallint[], $2::bigint[]) AS asked(level, n) JOIN tile USING (level, n)',
      [tiles.map(({ level }) => level), tiles.map(({ n }) => n)],
    );
    const kept = new Map(rows.map((row) => [`${row.level}/${row.n}`, row]));
    for (const tile of tiles) {
      const row = kept.get(`${tile.level}/${tile.n}`);
      const leaves = TILE_WIDTH ** (tile.level + 1);
      if (row === undefined) {
        if ((tile.n + 1) * leaves <= shownSize)
          this.faults.push({ idx: tile.n * leaves, what: `tile ${tile.n} of level ${tile.level} is missing` });
      } else if (!equalBytes(row.hashes, concat(...tile.hashes)) || !equalBytes(row.root, tile.root)) {
        this.faults.push({
          idx: firstDifference(tile, row.hashes),
          what: `tile ${tile.n} of level ${tile.level} is not made of its entries`,
        });
      }
    }
  }
}

/** The first entry under the first hash of a tile that is another. */
function firstDifference({ level, n, hashes }: FullTile, kept: Uint8Array): number {
  const at = hashes.findIndex((hash, i) => !equalBytes(hash, kept.subarray(i * 32, i * 32 + 32)));
  return (n * TILE_WIDTH + Math.max(at, 0)) * TILE_WIDTH ** level;
}
