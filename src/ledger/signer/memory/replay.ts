/**
 * Entries that were signed before, read again: by a signer that starts, and after another process signed.
 *
 * They are not judged again but held against the signed root: where they lead to it they are, to the byte, what was signed.
 */
import type { DataSource } from 'typeorm';
import { equalBytes, fromBase64 } from '../../../core/bytes.js';
import { LedgerHalted } from '../../append/log-state.js';
import { SIGNATURES, signaturesOf, type SignatureRow } from '../../history.js';
import { Edge, edgeTiles } from '../../tree/edge.js';
import { readTiles } from '../../tree/tile-rows.js';
import { checkBytes, type Checked } from '../check/check.js';
import type { Signed } from '../signed-log.js';

const STRIDE = 1024;

const ENTRIES = `
  SELECT e.idx, e.bytes AS entry, s.bytes AS statement, ${SIGNATURES}
    FROM entry e JOIN statement s USING (idx) WHERE e.idx >= $1 AND e.idx < $2 ORDER BY e.idx`;

interface Row {
  readonly idx: string;
  readonly entry: Buffer;
  readonly statement: Buffer;
  readonly signatures: SignatureRow[] | null;
}

/** The right edge of the signed tree, from tiles. Throws LedgerHalted where the database no longer has it. */
export async function edgeOf(dataSource: DataSource, { size, root }: Signed): Promise<Edge> {
  const tiles = await readTiles(dataSource, edgeTiles(size));
  const missing = tiles.includes(undefined);
  const edge = new Edge(size, missing ? [] : (tiles as Uint8Array[][]));
  if (missing || !equalBytes(edge.root, fromBase64(root) ?? new Uint8Array())) throw lost(size);
  return edge;
}

/**
 * Gives the entries from `from` to the signed size to `take`, once they are known to be what was signed.
 * @throws LedgerHalted where they are not
 */
export async function replay(
  dataSource: DataSource,
  { from, origin, signed }: { readonly from: number; readonly origin: string; readonly signed: Signed },
  take: (checked: readonly Checked[]) => Promise<void>,
): Promise<void> {
  if (from >= signed.size) return;
  const before = await readTiles(dataSource, edgeTiles(from));
  if (before.includes(undefined)) throw lost(signed.size);
  const edge = new Edge(from, before as Uint8Array[][]);
  await eachStride(dataSource, { from, to: signed.size, origin }, (checked) => {
    for (const { leaf } of checked) edge.append(leaf);
    return Promise.resolve();
  });
  if (!equalBytes(edge.root, fromBase64(signed.root) ?? new Uint8Array())) throw lost(signed.size);
  await eachStride(dataSource, { from, to: signed.size, origin }, take);
}

async function eachStride(
  dataSource: DataSource,
  { from, to, origin }: { readonly from: number; readonly to: number; readonly origin: string },
  take: (checked: readonly Checked[]) => Promise<void>,
): Promise<void> {
  for (let at = from; at < to; at += STRIDE) {
    const rows: Row[] = await dataSource.query(ENTRIES, [at, Math.min(to, at + STRIDE)]);
    if (rows.length < Math.min(to, at + STRIDE) - at) throw lost(to);
    await take(rows.map((row) => checkedOf(row, origin, to)));
  }
}

function checkedOf({ idx, entry, statement, signatures }: Row, origin: string, size: number): Checked {
  const kept = { idx: Number(idx), entry, statement, signatures: signaturesOf(signatures) };
  const checked = checkBytes(kept, origin);
  if (typeof checked === 'string') throw lost(size);
  return checked;
}

function lost(size: number): LedgerHalted {
  return new LedgerHalted(
    `The database no longer holds the tree of ${size} entries that was signed: it was rolled back or changed. Run veta fsck.`,
  );
}
