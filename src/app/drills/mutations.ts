/**
 * `veta drill mutations`: removes every check of the verifier, one at a time, and asks its own suites whether they notice. It
 * needs the sources, the suites and the compiler, so it runs in a checkout and nowhere else; they do the work in a process of
 * their own, on a copy.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { ConfigError } from '../../config/config-error.js';
import type { Finding } from '../drill.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = 'test/mutations/run.ts';

export async function mutate(args: string[]): Promise<Finding> {
  if (!existsSync(`${ROOT}${PROGRAM}`)) {
    throw new ConfigError('The verifier is mutated where its sources and tests are: in a checkout, with all packages.');
  }
  const words = ['--import', './test/support/typescript-loader.js', PROGRAM, ...args];
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const found = await text(child.stdout);
  if (found === '') throw new ConfigError('The suites could not be run; what they said is above.');
  return JSON.parse(found) as Finding;
}
