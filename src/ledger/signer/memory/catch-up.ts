/** A signer that starts, or that another process overtook, comes to the tree that was signed last with all it must know. */
import { toBase64 } from '../../../core/bytes.js';
import type { FullTile } from '../../tree/edge.js';
import { Edge, edgeTiles } from '../../tree/edge.js';
import { readTiles } from '../../tree/tile-rows.js';
import { LedgerHalted } from '../../append/log-state.js';
import type { Signed } from '../signed-log.js';
import type { SignerParts } from '../signer.js';
import { Memory } from './memory.js';
import { edgeOf, replay } from './replay.js';

export interface Place {
  readonly memory: Memory;
  readonly edge: Edge;
  /** Full tiles that the public files lack. */
  readonly filled: FullTile[];
}

/** @throws LedgerHalted where the database no longer holds what was signed */
export async function caughtUp(
  { dataSource, files, memoryFile, steps }: SignerParts,
  { signed, origin, memory: known }: { readonly signed: Signed; readonly origin: string; readonly memory: Memory },
): Promise<Place> {
  const edge = await edgeOf(dataSource, signed);
  const memory = known.size > 0 ? known : await loaded(dataSource, memoryFile, signed);
  const [journaled, shown] = [await files.journal.size(), await files.size()];
  const from = Math.min(memory.size, journaled, shown, signed.size);
  const filled: FullTile[] = [];
  const before = await edgeAt(dataSource, from);
  await replay(dataSource, { from, origin, signed }, async (checked) => {
    const missing = checked.filter(({ idx }) => idx >= journaled);
    if (missing.length > 0) await steps.journal(missing);
    for (const one of checked) {
      const fault = memory.take(one);
      if (fault !== undefined) throw new LedgerHalted(`The signer refuses entry ${one.idx}: ${fault}. Run veta fsck.`);
      filled.push(...(before?.append(one.leaf) ?? []));
    }
  });
  return { memory, edge, filled };
}

/** What the file remembers, if it is of the tree that was signed. */
async function loaded(
  dataSource: SignerParts['dataSource'],
  file: SignerParts['memoryFile'],
  { size }: Signed,
): Promise<Memory> {
  const { memory, root } = await file.load();
  if (memory.size === 0) return memory;
  const edge = memory.size > size ? undefined : await edgeAt(dataSource, memory.size);
  if (edge !== undefined && toBase64(edge.root) === root) return memory;
  file.drop();
  return new Memory();
}

async function edgeAt(dataSource: SignerParts['dataSource'], size: number): Promise<Edge | undefined> {
  const tiles = await readTiles(dataSource, edgeTiles(size));
  return tiles.includes(undefined) ? undefined : new Edge(size, tiles as Uint8Array[][]);
}
