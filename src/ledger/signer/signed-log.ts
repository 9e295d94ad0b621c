/**
 * What the signer has signed: `signed.log`, one line of JSON per checkpoint, synced to disk before it is shown to anyone.
 *
 * It is the memory that a rolled-back database cannot roll back. A line that breaks off was never shown: it is passed over.
 */
import { appendFile, mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerHalted } from '../append/log-state.js';
import { syncFolder } from './key/log-key.js';

const FILE = 'signed.log';
/** A line has about 400 bytes. */
const TAIL_BYTES = 16_384;

export interface Signed {
  readonly size: number;
  /** Base64, as in the note. */
  readonly root: string;
  /** When the newest entry was received, in milliseconds. */
  readonly receivedMs: number;
  readonly note: string;
}

export class SignedLog {
  private constructor(
    private readonly file: FileHandle,
    readonly path: string,
    private length = 0,
    private torn = false,
    private newest?: Signed,
  ) {}

  static async open(folder: string): Promise<SignedLog> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, FILE);
    const file = await open(path, 'a+', 0o600);
    await syncFolder(folder);
    const log = new SignedLog(file, path);
    await log.refresh();
    return log;
  }

  get latest(): Signed | undefined {
    return this.newest;
  }

  /** Reads what another process has added since. */
  async refresh(): Promise<void> {
    const { size } = await this.file.stat();
    if (size === this.length) return;
    const start = Math.max(0, size - TAIL_BYTES);
    // Whoever wrote this may have been killed before it was on the disk; what is relied on must be.
    await this.sync();
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(size - start), 0, size - start, start);
    const tail = buffer.subarray(0, bytesRead).toString('utf8');
    this.length = start + bytesRead;
    this.torn = !tail.endsWith('\n');
    const signed = tail.split('\n').flatMap((line) => parse(line) ?? []);
    this.newest = signed.reduce<Signed | undefined>((a, b) => (a === undefined || b.size >= a.size ? b : a), undefined);
    if (this.newest === undefined && tail.includes('\n')) {
      throw new LedgerHalted(`${this.path} holds no signed checkpoint that can be read: restore it from its copy.`);
    }
  }

  /**
   * Durable when it resolves.
   * @throws LedgerHalted where somebody else wrote: signers of one database take turns, so that one has another database
   */
  async append(signed: Signed): Promise<void> {
    const line = `${this.torn ? '\n' : ''}${JSON.stringify(signed)}\n`;
    await this.mustEndAt(this.length);
    await appendFile(this.file, line);
    await this.sync();
    this.length += Buffer.byteLength(line);
    await this.mustEndAt(this.length);
    this.torn = false;
    this.newest = signed;
  }

  /** After a failure the disk is not asked again: its second answer may be yes though the bytes are gone. */
  private async sync(): Promise<void> {
    await this.file.sync().catch((error: NodeJS.ErrnoException) => {
      throw new LedgerHalted(
        `${this.path} is not on the disk (${error.code ?? error.message}): the disk fails, replace it.`,
      );
    });
  }

  private async mustEndAt(length: number): Promise<void> {
    const { size } = await this.file.stat();
    if (size === length) return;
    throw new LedgerHalted(`Two signers write to ${this.path}, each on its own database: stop one, and run veta fsck.`);
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

/** Size -> root (base64) of every checkpoint in the folder's signed.log; empty where there is none. */
export async function readSigned(folder: string): Promise<Map<number, string>> {
  const file = await readFile(join(folder, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  const signed = file.split('\n').flatMap((line) => parse(line) ?? []);
  return new Map(signed.map(({ size, root }) => [size, root]));
}

function parse(line: string): Signed | undefined {
  try {
    const { size, root, receivedMs, note } = JSON.parse(line) as Signed;
    const whole = Number.isSafeInteger(size) && Number.isSafeInteger(receivedMs);
    return whole && typeof root === 'string' && typeof note === 'string' ? { size, root, receivedMs, note } : undefined;
  } catch {
    return undefined; // a line that broke off
  }
}
