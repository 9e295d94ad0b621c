import { text, utf8 } from '../../src/core/bytes.js';
import { formatJcs, type Json } from '../../src/core/log/canonical-json.js';

export type RawEvent = { i: number; e: string; s: string; g?: unknown };

/** A bundle's JSON as an attacker edits it. */
export interface Raw {
  [member: string]: unknown;
  checkpoint: string;
  code: string;
  events: RawEvent[];
  subtrees: string[];
}

/** The bundle with its JSON changed and written canonically again: what an attacker without the log's key can do. */
export function edited(bundle: Uint8Array, change: (raw: Raw) => void): Uint8Array {
  const raw = JSON.parse(text(bundle) ?? '') as Raw;
  change(raw);
  return utf8(formatJcs(raw as unknown as Json));
}
