/** The shapes of the values that statements and entries are made of; every check takes any JSON and says yes or no. */
import { fromBase64Url } from '../bytes.js';
import { isRecord, type Json } from './canonical-json.js';

export type Members = { readonly [name: string]: Json };

/** Exactly these members, and of `optional` any. */
export function hasMembers<Required extends string>(
  value: Json | undefined,
  required: readonly Required[],
  optional: readonly string[] = [],
): value is Members & { readonly [name in Required]: Json } {
  if (!isRecord(value)) return false;
  const must: readonly string[] = required;
  return (
    required.every((name) => Object.hasOwn(value, name)) &&
    Object.keys(value).every((name) => must.includes(name) || optional.includes(name))
  );
}

export function isWord(value: Json | undefined, longest = 256): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}

/** Lowercase, any version. */
export function isUuid(value: Json | undefined): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value);
}

/** UTC with milliseconds, `YYYY-MM-DDTHH:mm:ss.sssZ`, on a day the calendar has. */
export function isInstant(value: Json | undefined): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const ms = Date.parse(value);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === value;
}

/** `length` bytes in base64url: 32 for a hash, 16 for a key id, 64 for a signature. */
export function isBase64Url(value: Json | undefined, length: number): value is string {
  return typeof value === 'string' && fromBase64Url(value)?.length === length;
}

export function isCount(value: Json | undefined, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

export function isDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** Strictly ascending by UTF-16 code unit, hence distinct. */
export function isAscending(values: readonly string[]): boolean {
  return values.every((value, i) => i === 0 || (values[i - 1] as string) < value);
}
