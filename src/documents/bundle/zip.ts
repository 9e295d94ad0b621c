/**
 * A zip archive as it is made, one file at a time (PKWARE APPNOTE 6.3.3). Files are stored and not deflated, since the same
 * files are then the same archive whatever zlib is here, and a sealed PDF would hardly get smaller; what comes deflated goes
 * as it came. Up to 4 GiB, without encryption.
 */
import { crc32 } from 'node:zlib';

export interface ZipFile {
  /** ASCII; a path has slashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where `bytes` are deflated (RFC 1951): of the file itself. */
  readonly deflated?: { readonly crc32: number; readonly size: number };
}

const [LOCAL, CENTRAL, END] = [0x0403_4b50, 0x0201_4b50, 0x0605_4b50];
/** 2.0, as for every archive without 64-bit sizes. */
const VERSION = 20;
const DEFLATED = 8;
const MOST_BYTES = 0xffff_ffff;
const MOST_FILES = 0xffff;

/** @param at UTC, of every file; a zip knows local time and even seconds only */
export async function* zip(files: AsyncIterable<ZipFile> | Iterable<ZipFile>, at: Date): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const file of files) {
    const { name, bytes } = file;
    const said = headOf(file, at);
    const local = Buffer.concat([words(LOCAL), said.head, Buffer.from(name, 'ascii')]);
    directory.push(
      Buffer.concat([words(CENTRAL), said.origin, said.head, placeOf(offset), Buffer.from(name, 'ascii')]),
    );
    yield local;
    yield bytes;
    offset += local.length + bytes.length;
    if (offset > MOST_BYTES || directory.length > MOST_FILES) throw new Error('bug: more than a zip archive holds');
  }
  const central = Buffer.concat(directory);
  yield central;
  yield endOf(directory.length, central.length, offset);
}

/** A name that every program unpacks where it belongs. */
export function isZipName(name: string): boolean {
  const parts = name.split('/');
  return /^[\x20-\x7e]{1,200}$/.test(name) && !/[\\:]/.test(name) && !parts.some((part) => /^\.{0,2}$/.test(part));
}

function headOf({ name, bytes, deflated }: ZipFile, at: Date): { head: Buffer; origin: Buffer } {
  if (!isZipName(name)) throw new Error(`bug: ${name} cannot be a name in an archive`);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(VERSION, 0); // then flags: nothing
  head.writeUInt16LE(deflated === undefined ? 0 : DEFLATED, 4);
  head.writeUInt16LE((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), 6);
  head.writeUInt16LE(((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), 8);
  head.writeUInt32LE(deflated?.crc32 ?? crc32(bytes), 10);
  head.writeUInt32LE(bytes.length, 14);
  head.writeUInt32LE(deflated?.size ?? bytes.length, 18);
  head.writeUInt16LE(name.length, 22);
  const origin = Buffer.alloc(2);
  origin.writeUInt16LE(VERSION, 0);
  return { head, origin };
}

/** The end of an entry of the directory: no comment, first disk, no attributes, and where the file begins. */
function placeOf(offset: number): Buffer {
  const place = Buffer.alloc(14);
  place.writeUInt32LE(offset, 10);
  return place;
}

function endOf(files: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

function words(signature: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(signature, 0);
  return four;
}
