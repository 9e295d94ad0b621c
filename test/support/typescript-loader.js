/**
 * Lets plain Node load this project's TypeScript, for what a test must run outside Jest: the database that all test
 * files share, and processes that a test kills. Use: node --import ./test/support/typescript-loader.js FILE.ts
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const CRYPTO = new URL('../../src/crypto/node.ts', import.meta.url).href;

export async function resolve(specifier, context, next) {
  if (specifier === '#crypto') return { url: CRYPTO, shortCircuit: true };
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(url)) return { url: url.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const { transform } = await import('@swc/core');
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), { filename });
  return { format: 'module', source: code, shortCircuit: true };
}

// Node loads this file a second time, in the thread where the hooks run.
if (isMainThread) register(import.meta.url);
