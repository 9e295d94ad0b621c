/** Where clients find the server's socket. A socket's address has room for 107 bytes; a longer path gets a short link. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LONGEST = 90;

export interface SocketFolder {
  readonly path: string;
  remove(): void;
}

export function socketFolder(cluster: string): SocketFolder {
  if (Buffer.byteLength(cluster) <= LONGEST) return { path: cluster, remove: () => undefined };
  // Only we can enter the new folder, so nobody can put another socket in the link's place.
  const folder = mkdtempSync(join(tmpdir(), 'veta-'));
  const link = join(folder, 's');
  symlinkSync(cluster, link);
  return { path: link, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
