/**
 * The signer's memory on disk: `memory.log`, one line per checkpoint, so that a start need not read the whole log again.
 *
 * It is a copy of what the signed entries say and no authority: a line that broke off or rotted is passed over (each bears
 * its own hash), what is missing is read again from the entries, and a memory of another tree than the signed one is dropped.
 */
import { createReadStream } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sha256 } from '#crypto';
import { toHex, utf8 } from '../../../core/bytes.js';
import { Memory, type KeptMemory } from './memory.js';

const FILE = 'memory.log';

export class MemoryFile {
  private readonly path: string;
  /** Up to where, and of which tree (root in base64), the file holds what the memory knows. */
  private end = { size: 0, root: '' };

  constructor(folder: string) {
    this.path = join(folder, FILE);
  }

  /** The memory and the root of the tree it is of. */
  async load(): Promise<{ memory: Memory; root: string }> {
    const memory = new Memory();
    this.end = { size: 0, root: '' };
    const lines = createInterface({ input: createReadStream(this.path, 'utf8'), crlfDelay: Infinity });
    try {
      for await (const line of lines) {
        const kept = parse(line);
        if (kept !== undefined && memory.restore(kept)) this.end = { size: kept.to, root: kept.root };
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return { memory, root: this.end.root };
  }

  /** Forgets what it held, which was of another tree. */
  drop(): void {
    this.end = { size: 0, root: '' };
  }

  /** Adds what the memory learned since the last time; nothing is lost where this does not reach the disk. */
  async save(memory: Memory, root: string): Promise<void> {
    if (memory.size === this.end.size) return;
    const kept: KeptMemory = { from: this.end.size, to: memory.size, root, ...memory.changes() };
    const json = JSON.stringify(kept);
    // A line of its own even after one that broke off.
    await appendFile(this.path, `\n${sumOf(json)} ${json}\n`, { mode: 0o600 });
    this.end = { size: kept.to, root };
  }
}

function sumOf(json: string): string {
  return toHex(sha256(utf8(json))).slice(0, 16);
}

function parse(line: string): KeptMemory | undefined {
  const json = line.slice(17);
  return line !== '' && line.slice(0, 16) === sumOf(json) ? (JSON.parse(json) as KeptMemory) : undefined;
}
