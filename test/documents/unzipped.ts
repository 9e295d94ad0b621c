/** Files of an archive by the local headers, which stand one after the other where nothing is deflated. */
export function unzipped(archive: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  let at = 0;
  while (archive.readUInt32LE(at) === 0x0403_4b50) {
    const [size, length] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26)];
    const start = at + 30 + length;
    found.set(archive.toString('ascii', at + 30, start), archive.subarray(start, start + size));
    at = start + size;
  }
  return found;
}
