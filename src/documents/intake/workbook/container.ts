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
  const parts = new Map<string, Part>();
  const seen = new Set<string>();
  let total = 0;
  for (const { archive, entry } of await entriesOf(bytes)) {
    const { fileName: name, uncompressedSize: size, compressedSize } = entry;
    if (name.endsWith('/')) continue;
    // Part names are the same in either case (ISO/IEC 29500-2, 6.2.2.3): of two, programs would open one or the other.
    if (!isZipName(name) || seen.has(name.toLowerCase())) throw unreadable();
    seen.add(name.toLowerCase());
    total += size;
    if (total > MOST_BYTES || size > compressedSize * MOST_RATIO) throw unfolds();
    if (entry.isEncrypted()) throw new Rejection('form-encrypted', 'file');
    const part = await partOf(bytes, archive, entry);
    contentOf(part);
    parts.set(name, part);
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

async function entriesOf(bytes: Buffer): Promise<{ archive: ZipFile; entry: Entry }[]> {
  const entries: { archive: ZipFile; entry: Entry }[] = [];
  const archive = await fromBufferPromise(bytes, { autoClose: false }).catch(refused);
  if (archive.entryCount > MOST_PARTS) throw unfolds();
  try {
    for await (const entry of archive.eachEntry()) {
      entries.push({ archive, entry });
      if (entries.length > MOST_PARTS) throw unfolds();
    }
  } catch (error) {
    refused(error);
  }
  return entries;
}

async function partOf(bytes: Buffer, archive: ZipFile, entry: Entry): Promise<Part> {
  const { fileName: name, compressedSize, compressionMethod: method, crc32: sum, uncompressedSize: size } = entry;
  if (method !== STORED && method !== DEFLATED) throw unreadable({ part: name });
  const { fileDataStart } = await archive.readLocalFileHeaderPromise(entry, { minimal: true }).catch(refused);
  const raw = bytes.subarray(fileDataStart, fileDataStart + compressedSize);
  if (raw.length !== compressedSize) throw unreadable({ part: name });
  return { name, raw, isDeflated: method === DEFLATED, crc32: sum, size };
}

function inflated(raw: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, size) });
  } catch {
    // Broken, or more of it than was said.
    throw unreadable();
  }
}

/** The library tells what is wrong in words of its own, which are not for a clerk. */
function refused(error: unknown): never {
  throw error instanceof Rejection ? error : unreadable();
}
