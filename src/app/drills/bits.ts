/**
 * `veta drill bits`: in the bundle of every piece of the sample season bits chosen by the seed are flipped, one at a time, and
 * in the bundle of a ring made of a single delivery every bit there is. Whoever verifies must refuse each of them. Some go
 * through `veta verify` itself, as a stranger would run it.
 */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isIntact } from '../../verifier/door.js';
import { releasePieces } from '../demo/season.js';
import { SAMPLE_AS_OF, SAMPLE_SEASON } from '../demo/demo.js';
import type { Finding } from '../drill.js';
import { openHouse, type House } from '../house.js';
import { readBooks } from '../import.js';
import { progressBar } from '../progress-bar.js';
import { oneDelivery } from './one-delivery.js';
import { dice, numbersIn } from './options.js';
import { configIn, inScratch } from './scratch.js';

const PROGRAM = fileURLToPath(new URL('../main.js', import.meta.url));

interface Piece {
  readonly code: string;
  readonly bytes: Uint8Array;
}

interface Flipped {
  readonly piece: string;
  readonly bytes: number;
  readonly flips: number;
  readonly refused: number;
}

interface BitsFinding extends Finding {
  readonly drill: 'bits';
  readonly seed: number;
  readonly node: string;
  /** Random bits in process. */
  readonly season: readonly Flipped[];
  /** Every bit, in process. */
  readonly everyBit: Flipped;
  /** Random bits of random bundles, by the command: how often it ended with which exit code. */
  readonly command: {
    readonly flips: number;
    readonly refused: number;
    readonly exits: Readonly<Record<string, number>>;
  };
  readonly seconds: number;
}

export function flipBits(args: string[]): Promise<BitsFinding> {
  const { flips, cli, seed } = numbersIn(args, { flips: 1_000, cli: 60, seed: 1 });
  return inScratch(async (folder) => {
    const started = Date.now();
    const { pieces, ring, policy } = await bundles(folder);
    const roll = dice(seed);
    const bar = progressBar('Bits');
    const season = pieces.map((piece, i) => {
      const bits = Array.from({ length: flips }, () => roll(piece.bytes.length * 8));
      const flipped = flip(piece, bits, policy);
      bar.to(i + 1, pieces.length + 1);
      return flipped;
    });
    const everyBit = flip(ring, Array.from({ length: ring.bytes.length * 8 }).keys(), policy);
    bar.done();
    const command = await byCommand(folder, [...pieces, ring], policy, cli, roll);
    const ok = [...season, everyBit, command].every(({ flips: tried, refused }) => tried === refused);
    const seconds = Math.round((Date.now() - started) / 1000);
    return { drill: 'bits', ok, seed, node: process.version, season, everyBit, command, seconds };
  });
}

/** Bundles of the season's pieces and of the ring, all good before anything is flipped. */
async function bundles(folder: string): Promise<{ pieces: Piece[]; ring: Piece; policy: string }> {
  const house = await openHouse(configIn(folder), { sample: true });
  try {
    const { season } = await house.seasons.run(await readBooks(SAMPLE_SEASON), { asOf: SAMPLE_AS_OF });
    await releasePieces(house, season);
    const pieces = await bundlesOf(house);
    const small = await house.seasons.run(oneDelivery(), { asOf: SAMPLE_AS_OF });
    await releasePieces(house, small.season);
    const ring = (await bundlesOf(house)).find(({ code }) => !pieces.some((piece) => piece.code === code));
    const policy = `log ${house.ledger.vkey}\nquorum none\n`;
    if (ring === undefined || ![...pieces, ring].every(({ bytes }) => isIntact(bytes, policy))) {
      throw new Error('bug: a bundle is not good before anything was flipped');
    }
    return { pieces, ring, policy };
  } finally {
    await house.close();
  }
}

async function bundlesOf({ ledger, database, provenance }: House): Promise<Piece[]> {
  await ledger.checkpoint();
  const lots: { id: string; code: string }[] = await database.dataSource.query(
    `SELECT id, code FROM lot WHERE form = 'piece' AND released ORDER BY registrar, code`,
  );
  const pieces: Piece[] = [];
  for (const lot of lots) pieces.push({ code: lot.code, bytes: (await provenance.bundleOf(lot)) ?? new Uint8Array() });
  return pieces;
}

function flip({ code, bytes }: Piece, bits: Iterable<number>, policy: string): Flipped {
  const copy = Uint8Array.from(bytes);
  let [flips, refused] = [0, 0];
  for (const bit of bits) {
    turn(copy, bit);
    flips += 1;
    if (!isIntact(copy, policy)) refused += 1;
    turn(copy, bit);
  }
  return { piece: code, bytes: bytes.length, flips, refused };
}

function turn(bytes: Uint8Array, bit: number): void {
  const at = bit >> 3;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
}

async function byCommand(
  folder: string,
  pieces: readonly Piece[],
  policy: string,
  flips: number,
  roll: (sides: number) => number,
): Promise<BitsFinding['command']> {
  const [bundle, trust] = [join(folder, 'bundle.json'), join(folder, 'policy.txt')];
  await writeFile(trust, policy);
  const exits: Record<string, number> = {};
  for (let i = 0; i < flips; i++) {
    const piece = pieces[i % pieces.length] as Piece;
    const copy = Uint8Array.from(piece.bytes);
    turn(copy, roll(copy.length * 8));
    await writeFile(bundle, copy);
    const { status } = spawnSync(process.execPath, [PROGRAM, 'verify', bundle, '--policy', trust], { stdio: 'ignore' });
    const exit = String(status);
    exits[exit] = (exits[exit] ?? 0) + 1;
  }
  // A crash is no refusal: only the exits that say what is wrong count.
  const refused = ['1', '2', '3', '4'].reduce((sum, exit) => sum + (exits[exit] ?? 0), 0);
  return { flips, refused, exits };
}
