/** A tar archive as it is made, one file at a time (POSIX.1-1988 ustar): nothing of it is kept. */

const BLOCK = 512;

export interface TarFile {
  /** ASCII, at most 100 bytes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** @param at seconds since 1970, of every file */
export async function* tar(files: AsyncIterable<TarFile>, at: number): AsyncGenerator<Uint8Array> {
  for await (const { path, bytes } of files) {
    yield header(path, bytes.length, at);
    yield bytes;
    const rest = bytes.length % BLOCK;
    if (rest > 0) yield new Uint8Array(BLOCK - rest);
  }
  yield new Uint8Array(2 * BLOCK);
}

function header(path: string, size: number, at: number): Uint8Array {
  if (!/^[\x20-\x7e]{1,100}$/.test(path)) throw new Error(`bug: ${path} cannot be a name in a tar archive`);
  const block = Buffer.alloc(BLOCK);
  const field = (offset: number, length: number, value: number): void => {
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset, 'latin1');
  };
  block.write(path, 0, 'latin1');
  field(100, 8, 0o644);
  field(108, 8, 0);
  field(116, 8, 0);
  field(124, 12, size);
  field(136, 12, at);
  block.write('        0', 148, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  // The sum is taken over the header with blanks in the place of the sum.
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}
