/**
 * A log checked from its public address alone, by somebody who has no database and no trust in who runs it: signatures by
 * their own policy, the root from the level-0 tiles, every tile above, released entries, and that it still begins with
 * whatever was shown before.
 */
import { toBase64 } from '../../core/bytes.js';
import type { Policy } from '../../core/log/notes/policy.js';
import { parseTile, tilePath, TILE_WIDTH } from '../../core/log/tree/tile.js';
import type { Fault, FsckReport } from '../fsck.js';
import { PublicEntries } from './public-entries.js';
import { Unreadable, type PublicLog } from './public-log.js';
import { headOf, type Head } from './public-notes.js';
import { PublicTree, tileFault } from './public-tree.js';

export interface PublicParts {
  readonly log: PublicLog;
  readonly policy: Policy;
  /** A checkpoint's note that this log showed before. */
  readonly since?: Uint8Array;
  /** Told the number of entries done and of all, now and then. */
  readonly progress?: (done: number, of: number) => void;
}

export interface PublicReport extends FsckReport {
  readonly origin: string;
  /** Entries whose bytes were released and read. */
  readonly released: number;
  /** The newest tree that enough witnesses of the policy cosigned, and who they are; absent where there is none. */
  readonly cosigned?: { readonly size: number; readonly witnesses: readonly string[] };
}

/** A report that lists more is no longer read. */
const MOST_FAULTS = 1000;

/** Never throws on what the server says: a server that does not answer is a fault like any other. */
export async function fsckPublic(parts: PublicParts): Promise<PublicReport> {
  const faults: Fault[] = [];
  const heads: Head[] = [];
  try {
    heads.push(...(await readHeads(parts, faults)));
    const newest = heads.find(({ name }) => name === NEWEST);
    if (newest === undefined) return reportOf(faults, heads);
    const pass = new Pass(parts, heads, newest.size);
    await pass.run().finally(() => faults.push(...pass.faults()));
    return reportOf(faults, heads, pass);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return reportOf([...faults, { idx: 0, what: error.message }], heads);
  }
}

const NEWEST = 'the checkpoint';
const COSIGNED = 'the cosigned checkpoint';
const EARLIER = 'the earlier checkpoint';

async function readHeads({ log, policy, since }: PublicParts, faults: Fault[]): Promise<Head[]> {
  const notes: [string, Uint8Array | undefined][] = [
    [NEWEST, await log.read('checkpoint')],
    [COSIGNED, await log.read('checkpoint.cosigned')],
    [EARLIER, since],
  ];
  const heads = notes.flatMap(([name, note]) => {
    if (note === undefined) return [];
    const head = headOf(name, note, policy);
    if (typeof head !== 'string') return [head];
    faults.push({ idx: 0, what: head });
    return [];
  });
  const newest = heads.find(({ name }) => name === NEWEST);
  if (notes[0]?.[1] === undefined) faults.push({ idx: 0, what: 'there is no checkpoint at this address' });
  for (const { name, origin, size } of newest === undefined ? [] : heads) {
    if (origin !== newest?.origin) faults.push({ idx: 0, what: `${name} is of another log, ${origin}` });
    else if (size > newest.size) {
      const gone = `entries ${newest.size} to ${size - 1} were signed and are gone`;
      faults.push({ idx: newest.size, what: `${name} covers ${size} entries and the newest ${newest.size}: ${gone}` });
    }
  }
  if (!heads.some(({ name, quorum }) => name !== EARLIER && quorum)) {
    faults.push({ idx: 0, what: 'no checkpoint here is cosigned by the quorum of the policy' });
  }
  return heads.filter(({ origin }) => origin === newest?.origin);
}

/** Once through the level-0 tiles, each with the entries under it. */
class Pass {
  readonly tree: PublicTree;
  readonly entries = new PublicEntries();
  private readonly found: Fault[] = [];

  constructor(
    private readonly parts: PublicParts,
    heads: readonly Head[],
    private readonly size: number,
  ) {
    this.tree = new PublicTree(heads);
  }

  faults(): Fault[] {
    const faults = [...this.found, ...this.tree.faults];
    return [...faults, ...this.tree.rewriting(faults)];
  }

  async run(): Promise<void> {
    const { log, progress } = this.parts;
    const files = log.readAll(this.paths());
    for (let n = 0; n * TILE_WIDTH < this.size && this.found.length < MOST_FAULTS; n++) {
      const [tile, bundle] = [await files.next(), await files.next()];
      if (tile.done === true || bundle.done === true) throw new Error('bug: fewer files than were asked for');
      const leaves = await this.leavesOf(n, tile.value.bytes);
      if (leaves === undefined) return; // without them no root above can be told
      for (const leaf of leaves) this.tree.append(leaf);
      if (bundle.value.bytes === undefined) this.entries.skip();
      else this.found.push(...this.entries.faultsOf(bundle.value.bytes, n * TILE_WIDTH, leaves));
      progress?.(this.tree.edge.size, this.size);
    }
    await this.tree.checkTiles(log);
  }

  private async leavesOf(n: number, bytes: Uint8Array | undefined): Promise<Uint8Array[] | undefined> {
    const width = this.widthOf(n);
    // A partial tile may go once the full one is there.
    const whole =
      bytes === undefined && width < TILE_WIDTH ? await this.parts.log.read(tilePath(0, n, TILE_WIDTH)) : bytes;
    const cut = whole !== bytes && whole !== undefined ? whole.subarray(0, width * 32) : whole;
    const leaves = cut === undefined ? undefined : parseTile(cut, width);
    if (leaves === undefined) this.found.push({ idx: n * TILE_WIDTH, what: tileFault(0, n, cut, width) });
    return leaves;
  }

  private *paths(): Generator<string> {
    for (let n = 0; n * TILE_WIDTH < this.size; n++) {
      yield tilePath(0, n, this.widthOf(n));
      yield tilePath('entries', n, this.widthOf(n));
    }
  }

  private widthOf(n: number): number {
    return Math.min(TILE_WIDTH, this.size - n * TILE_WIDTH);
  }
}

function reportOf(faults: readonly Fault[], heads: readonly Head[], pass?: Pass): PublicReport {
  const sorted = faults.toSorted((a, b) => a.idx - b.idx);
  const cosigned = heads.find(({ name, quorum, witnesses }) => name !== EARLIER && quorum && witnesses.length > 0);
  return {
    ok: faults.length === 0,
    origin: heads[0]?.origin ?? '',
    size: pass?.tree.edge.size ?? 0,
    root: pass === undefined ? '' : toBase64(pass.tree.edge.root),
    released: pass?.entries.released ?? 0,
    ...(cosigned !== undefined && { cosigned: { size: cosigned.size, witnesses: cosigned.witnesses } }),
    faults: sorted.slice(0, MOST_FAULTS),
  };
}
