/**
 * Canonical JSON (RFC 8785, JCS), and the narrower profile in which statements and entries are stored and signed.
 *
 * The profile: numbers are integers of at most 2^53 − 1 and never −0 (masses are milligrams, money is text), strings hold no
 * lone surrogate, nesting is at most 16 deep. Text is compared as code points and never normalised. Bytes are accepted only
 * where writing what was read gives the same bytes again: a doubled key, a space or another spelling of a number or a
 * letter is refused, so that two parsers can never read two different things from one signature.
 */
import { equalBytes, text, utf8 } from '../bytes.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export const CANONICAL_LIMIT = 49152;
const DEEPEST = 16;

/** RFC 8785 for any JSON value, floating point included. For values we made: throws on what JSON cannot say. */
export function formatJcs(value: Json): string {
  if (typeof value === 'string') {
    if (hasLoneSurrogate(value)) throw new Error('bug: a string with half a surrogate pair has no canonical form');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`bug: JSON has no ${value}`);
    return JSON.stringify(value); // ECMAScript's shortest form is what RFC 8785 §3.2.2.3 asks for
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(formatJcs).join(',')}]`;
  if (!isRecord(value)) throw new Error(`bug: a ${typeof value} is not JSON`);
  // Default sort order is by UTF-16 code unit, as RFC 8785 §3.2.3 asks.
  const members = Object.keys(value)
    .sort()
    .map((name) => `${formatJcs(name)}:${formatJcs(value[name] as Json)}`);
  return `{${members.join(',')}}`;
}

/** The profile's text of a value of our own. Throws `bug: …` on a value outside the profile. */
export function formatCanonical(value: Json): string {
  const fault = faultOf(value, 0);
  if (fault !== undefined) throw new Error(`bug: not canonical: ${fault}`);
  return formatJcs(value);
}

/**
 * The value of canonical bytes from anywhere; `undefined` where they are longer than `limit`, not JSON, outside the profile
 * or not in canonical form. Members named `__proto__` are plain own members.
 */
export function parseCanonical(bytes: Uint8Array, limit: number = CANONICAL_LIMIT): Json | undefined {
  if (bytes.length > limit) return undefined;
  let value: Json;
  try {
    value = JSON.parse(text(bytes) ?? '') as Json;
  } catch {
    return undefined;
  }
  return faultOf(value, 0) === undefined && equalBytes(utf8(formatJcs(value)), bytes) ? value : undefined;
}

/** What keeps a value out of the profile. Depth is checked on the way down, so that hostile nesting costs 16 calls. */
function faultOf(value: Json, depth: number): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'string') return hasLoneSurrogate(value) ? 'half a surrogate pair' : undefined;
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? undefined : `the number ${value}`;
  }
  if (depth === DEEPEST) return `more than ${DEEPEST} levels`;
  if (isList(value)) {
    for (const item of value) {
      const fault = faultOf(item, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  if (!isRecord(value)) return `a ${typeof value}`;
  for (const name of Object.keys(value)) {
    const fault = hasLoneSurrogate(name) ? 'half a surrogate pair' : faultOf(value[name] as Json, depth + 1);
    if (fault !== undefined) return `${fault} in ${name}`;
  }
  return undefined;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A plain object: no list, class, date or function, which JSON.stringify would quietly turn into something else. */
export function isRecord(value: unknown): value is { readonly [name: string]: Json } {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
