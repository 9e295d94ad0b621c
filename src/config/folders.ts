import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';

/** Whether a folder is another one or lies in it, links followed as far as the folders exist; both absolute. */
export function liesInside(inner: string, outer: string): boolean {
  const way = relative(real(outer), real(inner));
  return way === '' || (way !== '..' && !way.startsWith('../') && !isAbsolute(way));
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(real(parent), basename(path));
  }
}
