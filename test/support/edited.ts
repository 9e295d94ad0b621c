import { text, utf8 } from '../../src/core/bytes.js';
import { formatJcs, type Json } from '../../src/core/log/canonical-json.js';

export type RawEvent = { i: number; e: string; s: string; g?: unknown };

/** A bundle's JSON as an attacker edits it. */
export interface Raw {
  [member: string]: unknown;
  checkpoint: string;
  code: string;
  events: RawEvent[];
  heads: string[];
  subtrees: string[];
}

/** The bundle with its JSON changed and written canonically again: what an attacker without the log's key can do. */
export function edited(bundle: Uint8Array, change: (raw: Raw) => void): Uint8Array {
  const raw = JSON.parse(text(bundle) ?? '') as Raw;
  change(raw);
  return utf8(formatJcs(raw as unknown as Json));
}

/** The bundle as version 1 wrote it: without heads. */
export function version1(bundle: Uint8Array): Uint8Array {
  return edited(bundle, (raw) => {
    const { heads: _heads, disclosures: _disclosures, ...rest } = raw;
    for (const name of Object.keys(raw)) delete raw[name];
    Object.assign(raw, rest, { v: 1 });
  });
}
