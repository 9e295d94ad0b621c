/**
 * `veta compare NOTE [NOTE] --policy POLICY [--url LOG]`: whether two checkpoints are of one history, or prove a fork.
 * A NOTE is a file: a checkpoint's signed note, or a bundle, whose checkpoint counts. LOG is the log's address (`…/log`): it
 * gives the hashes that lead from one size to the other, and the second note where only one is given. It is not trusted.
 * Exit: 0 one history, 1 a fork is proven, 2 a note is not signed by a log of the policy, 3 nothing shows it, 4 not a file.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { text as textOf } from '../../core/bytes.js';
import type { Checkpoint } from '../../core/log/notes/checkpoint.js';
import { EMPTY_ROOT, proveConsistency, type Subtree } from '../../core/log/tree/merkle.js';
import { parsePolicy } from '../../core/log/notes/policy.js';
import { signedCheckpoint, splitView, type Earlier, type SplitView } from '../../core/log/notes/split-view.js';
import { parseTile, subtreeOfTiles, tilePath, tilesRead, TILE_WIDTH, type Tile } from '../../core/log/tree/tile.js';
import type { Vkey } from '../../core/log/notes/vkey.js';
import { PublicLog, Unreadable } from '../../ledger/fsck/public-log.js';

const USAGE = 'veta compare NOTE [NOTE] --policy POLICY [--url LOG]';

export async function compareCommand(args: string[]): Promise<number> {
  const options = { policy: { type: 'string' }, url: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  const files = positionals.length + (values.url === undefined ? 0 : 1);
  if (positionals.length === 0 || positionals.length > 2 || files < 2 || values.policy === undefined) {
    console.error(USAGE);
    return 64;
  }
  const log = values.url === undefined ? undefined : new PublicLog(values.url);
  const policy = parsePolicy(await readFile(values.policy));
  if (policy === undefined) return say(2, `${values.policy} is not a policy.`);
  const keys = policy.logs.map(({ vkey }) => vkey);
  const notes = await Promise.all(positionals.map(noteIn));
  if (notes.length === 1) notes.push(await log?.read('checkpoint').then((bytes) => bytes && textOf(bytes), unreadable));
  const [one, other] = notes;
  if (one === undefined || other === undefined) return say(4, 'Two signed notes are needed, and one of these is none.');
  return tell(await compare(one, other, keys, log), one, other, keys);
}

async function compare(one: string, other: string, keys: readonly Vkey[], log?: PublicLog): Promise<SplitView> {
  const first = splitView(one, other, keys);
  if (first.is !== 'unproven' || log === undefined) return first;
  const checkpoints = [one, other].map((note) => signedCheckpoint(note, keys));
  const [small, large] = checkpoints.filter((checkpoint) => checkpoint !== undefined).sort((a, b) => a.size - b.size);
  if (small === undefined || large === undefined) return first;
  return splitView(one, other, keys, await earlierOf(log, small.size, large.size).catch(unreadable));
}

function tell(view: SplitView, one: string, other: string, keys: readonly Vkey[]): number {
  const [a, b] = [one, other].map((note) => signedCheckpoint(note, keys)) as [Checkpoint?, Checkpoint?];
  const sizes = `${a?.size} and ${b?.size} entries`;
  switch (view.is) {
    case 'consistent':
      return say(0, `One history: the checkpoints of ${sizes} of ${a?.origin} belong together.`);
    case 'fork':
      return say(1, `A fork: ${a?.origin} signed two histories, with ${sizes}. Keep both notes: they are the proof.`);
    case 'not-comparable':
      return say(2, 'A note is not signed by a log of the policy, or they are of two logs.');
    case 'unproven':
      return say(3, `Nothing shows how the checkpoints of ${sizes} of ${a?.origin} hang together; --url may.`);
  }
}

/** How the log that is served at this address looked at a smaller size; `undefined` where it does not give what that needs. */
async function earlierOf(log: PublicLog, from: number, to: number): Promise<Earlier | undefined> {
  const make = (subtree: Subtree): Earlier => ({
    root: from === 0 ? EMPTY_ROOT : subtree(0, from),
    path: proveConsistency(from, to, subtree),
  });
  const tiles = new Map<string, readonly Uint8Array[]>();
  for (const tile of tilesRead(to, make)) {
    const hashes = await hashesOf(log, tile);
    if (hashes === undefined) return undefined;
    tiles.set(`${tile.level}/${tile.n}`, hashes);
  }
  return make(subtreeOfTiles(to, ({ level, n }) => tiles.get(`${level}/${n}`) ?? []));
}

/** A partial tile may be gone once it is full (C2SP tlog-tiles); the full one then begins with it. */
async function hashesOf(log: PublicLog, { level, n, width }: Tile): Promise<readonly Uint8Array[] | undefined> {
  const bytes = await log.read(tilePath(level, n, width));
  if (bytes !== undefined) return parseTile(bytes, width);
  const full = width === TILE_WIDTH ? undefined : await log.read(tilePath(level, n, TILE_WIDTH));
  return full && parseTile(full, TILE_WIDTH)?.slice(0, width);
}

/** The note in a file, or the one in a bundle. */
async function noteIn(file: string): Promise<string | undefined> {
  const text = textOf(new Uint8Array(await readFile(file)));
  if (text?.startsWith('{') !== true) return text;
  try {
    const { checkpoint } = JSON.parse(text) as { checkpoint?: unknown };
    return typeof checkpoint === 'string' ? checkpoint : undefined;
  } catch {
    return undefined;
  }
}

/** A server that does not answer leaves the question open. */
function unreadable(error: unknown): undefined {
  if (!(error instanceof Unreadable)) throw error;
  console.error(error.message);
  return undefined;
}

function say(exit: number, sentence: string): number {
  console.log(sentence);
  return exit;
}
