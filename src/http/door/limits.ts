import { Rejection } from '../../core/rejection.js';

/** Bodies carry at most one act of 300 lots; files arrive through the importer. */
export const BODY_LIMIT_BYTES = 1_048_576;
/** The statements' own limit on nesting (docs/ledger-format.md). */
const DEEPEST = 16;

interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * Token bucket per address: `burst` requests at once, refilled at `perSecond`. It forgets the address it heard of longest
 * ago when it knows `most`, so that a caller with many addresses costs bounded memory.
 */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private readonly most = 10_000,
  ) {}

  /** Takes one token, or throws `too-many-requests` with the seconds to wait. */
  take(address: string, nowMs: number): void {
    const bucket = this.bucket(address, nowMs);
    if (bucket.tokens < 1) throw this.refusal(bucket);
    bucket.tokens -= 1;
  }

  /** How many addresses it knows. */
  get addresses(): number {
    return this.buckets.size;
  }

  /** Throws like `take` where nothing is left, and takes nothing. */
  check(address: string, nowMs: number): void {
    const bucket = this.bucket(address, nowMs);
    if (bucket.tokens < 1) throw this.refusal(bucket);
  }

  private bucket(address: string, nowMs: number): Bucket {
    const key = networkOf(address);
    const known = this.buckets.get(key);
    const tokens = known
      ? Math.min(this.burst, known.tokens + (Math.max(0, nowMs - known.atMs) / 1000) * this.perSecond)
      : this.burst;
    // A clock set back must not be waited for twice, nor refill twice.
    const bucket = { tokens, atMs: Math.max(nowMs, known?.atMs ?? nowMs) };
    // Deleted first: a Map keeps the order of insertion, so the first key is the one unheard of for longest.
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size > this.most) this.buckets.delete(this.buckets.keys().next().value ?? '');
    return bucket;
  }

  private refusal(bucket: Bucket): Rejection {
    const seconds = Math.max(1, Math.ceil((1 - bucket.tokens) / this.perSecond));
    return new Rejection('too-many-requests', 'address', { seconds: String(seconds) });
  }
}

/** One subscriber holds a whole IPv6 /64 (RFC 6177), so that is what counts as one address. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/**
 * What no field of ours may hold, refused before any class reads the body: nesting that would exhaust the stack, U+0000,
 * which PostgreSQL's text cannot hold, half surrogate pairs, which UTF-8 cannot (RFC 8785 §3.2.2.2), and names with which
 * an object would pass for one of another class.
 */
export function checkBody(body: unknown): void {
  const pending: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') checkText(value);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= DEEPEST) throw new Rejection('malformed', 'body', { example: '{"name":"value"}' });
    for (const [name, member] of Object.entries(value)) {
      checkText(name);
      if (name === 'constructor' || name === '__proto__') throw new Rejection('unknown-field', name);
      pending.push({ value: member, depth: depth + 1 });
    }
  }
}

/** In a path: nothing is called so that PostgreSQL's text could not hold it, whichever door is asked. */
export function checkNames(params: unknown): void {
  for (const [at, name] of Object.entries(params ?? {})) {
    if (typeof name === 'string' && name.includes('\0')) throw new Rejection('not-found', at);
  }
}

function checkText(text: string): void {
  if (/\0|\p{Surrogate}/u.test(text)) throw new Rejection('malformed', 'body');
}
