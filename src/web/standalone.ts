/** The verifier's page as one file, as `npm run build` left it. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { sha256 } from '#crypto';
import { toHex } from '../core/bytes.js';

export const STANDALONE = new URL('../../dist/web/verify.html', import.meta.url);

export interface Standalone {
  readonly html: Buffer;
  readonly gzipped: Buffer;
  /** What the page says of itself (Content-Security-Policy): that it loads and calls nothing. */
  readonly policy: string;
  /** SHA-256 of the file, hex: two people compare it to know that they have the same verifier. */
  readonly fingerprint: string;
}

let read: Standalone | undefined;

export function standalone(): Standalone {
  if (read !== undefined) return read;
  const html = readFileSync(STANDALONE);
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html.toString('utf8')) ?? [];
  if (policy === undefined) throw new Error('bug: the verifier’s page has no Content-Security-Policy');
  return (read = { html, gzipped: gzipSync(html, { level: 9 }), policy, fingerprint: toHex(sha256(html)) });
}

/** As it goes over the wire: a third of its size to whoever can read that (RFC 9110 §12.5.3). */
export function travelling(acceptEncoding = ''): { readonly bytes: Buffer; readonly encoding?: 'gzip' } {
  const { html, gzipped } = standalone();
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(acceptEncoding)
    ? { bytes: gzipped, encoding: 'gzip' }
    : { bytes: html };
}
