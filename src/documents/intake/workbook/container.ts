/**
 * The parts of a workbook as they lie in its zip archive (ISO/IEC 29500-2, 6.3): each opened once, counted while it is
 * inflated and held against its checksum, so that nothing that is kept is broken or larger than it says.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { Rejection } from '../../../core/rejection.js';
import { isZipName } from '../../bundle/zip.js';

/** As the archive holds it: `raw` is deflated, or stored. */
export interface Part {
  readonly name: string;
  readonly raw: Uint8Array;
  readonly isDeflated: boolean;
  readonly crc32: number;
  readonly size: number;
}

/** By name in lower case: names are the same in either (ISO/IEC 29500-2, 6.2.2.3). */
export type Parts = ReadonlyMap<string, Part>;

/** A form has dozens of parts; a workbook of a hundred sheets with their drawings, hundreds. */
const MOST_PARTS = 1000;
const MOST_BYTES = 32 * 1024 * 1024;
/** Sheets of empty cells in their colours deflate to a hundredth and less; beyond this somebody tried. */
const MOST_RATIO = 400;
const [STORED, DEFLATED] = [0, 8];

/** @throws Rejection where it is no archive, a broken one, an encrypted one, or one that would unfold without end */
export async function openContainer(file: Uint8Array): Promise<Parts> {
  const bytes = Buffer.from(file);
  const archive = await fromBufferPromise(bytes, { autoClose: false }).catch(refused);
  const entries = await entriesOf(archive);
  checkNames(entries);
  checkSizes(entries, bytes.length);
  const parts = new Map<string, Part>();
  for (const entry of entries) {
    if (entry.isEncrypted()) throw new Rejection('form-encrypted', 'file');
    const part = await partOf(bytes, archive, entry);
    contentOf(part);
    parts.set(part.name.toLowerCase(), part);
  }
  return parts;
}

/** @throws Rejection where it is not what the archive says of it */
export function contentOf({ raw, isDeflated, crc32: sum, size }: Part): Uint8Array {
  const content = isDeflated ? inflated(raw, size) : raw;
  if (content.length !== size || crc32(content) !== sum) throw unreadable();
  return content;
}

export function unreadable(detail: Readonly<Record<string, string>> = {}): Rejection {
  return new Rejection('form-unreadable', 'file', detail);
}

function unfolds(): Rejection {
  return new Rejection('form-unfolds', 'file', { most: String(MOST_BYTES >> 20), parts: String(MOST_PARTS) });
}

/** Without folders, which are no parts. */
async function entriesOf(archive: ZipFile): Promise<Entry[]> {
  if (archive.entryCount > MOST_PARTS) throw unfolds();
  const entries: Entry[] = [];
  try {
    for await (const entry of archive.eachEntry()) entries.push(entry);
  } catch (error) {
    refused(error);
  }
  return entries.filter(({ fileName }) => !fileName.endsWith('/'));
}

/** Of two that differ in their case alone, programs would open one or the other. */
function checkNames(entries: readonly Entry[]): void {
  const names = entries.map(({ fileName }) => fileName.toLowerCase());
  if (!names.every(isZipName) || new Set(names).size < names.length) throw unreadable();
}

/** By what the archive says of them; what it does not say is counted as it comes. */
function checkSizes(entries: readonly Entry[], length: number): void {
  const sum = (size: (entry: Entry) => number) => entries.reduce((total, entry) => total + size(entry), 0);
  // Parts that lie over each other: all of them are written, each by itself.
  if (sum(({ compressedSize }) => compressedSize) > length) throw unreadable();
  const isThin = entries.some(({ uncompressedSize, compressedSize }) => uncompressedSize > compressedSize * MOST_RATIO);
  if (sum(({ uncompressedSize }) => uncompressedSize) > MOST_BYTES || isThin) throw unfolds();
}

async function partOf(bytes: Buffer, archive: ZipFile, entry: Entry): Promise<Part> {
  const { fileName: name, compressedSize, compressionMethod: method, crc32: sum, uncompressedSize: size } = entry;
  if (method !== STORED && method !== DEFLATED) throw unreadable({ part: name });
  const local = await archive.readLocalFileHeaderPromise(entry).catch(refused);
  // A part has two headings, and programs read one or the other: both must tell of the same.
  const isSame = local.compressionMethod === method && local.fileName.equals(entry.fileNameRaw);
  if (!isSame) throw unreadable({ part: name });
  const { fileDataStart } = local;
  const raw = bytes.subarray(fileDataStart, fileDataStart + compressedSize);
  if (raw.length !== compressedSize) throw unreadable({ part: name });
  return { name, raw, isDeflated: method === DEFLATED, crc32: sum, size };
}

/** What `info` makes of the answer, which its types do not know. */
interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

function inflated(raw: Uint8Array, size: number): Uint8Array {
  try {
    const options = { maxOutputLength: Math.max(1, size), info: true };
    const { buffer, engine } = inflateRawSync(raw, options) as unknown as Inflated;
    // Behind its last block anything could lie, and would be written along.
    if (engine.bytesWritten === raw.length) return buffer;
  } catch {
    // Told below: broken, or more of it than was said.
  }
  throw unreadable();
}

/** The library tells what is wrong in words of its own, which are not for a clerk. */
function refused(error: unknown): never {
  throw error instanceof Rejection ? error : unreadable();
}
