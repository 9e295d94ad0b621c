import type { Json } from '../../../../src/core/log/canonical-json.js';

/** A statement of some type, with every member that its type knows. */
export interface Sample {
  readonly lots: readonly string[];
  readonly data: { readonly [name: string]: Json };
  /** Paths that may be absent. */
  readonly may?: readonly string[];
}

export type Samples = Readonly<Record<string, Sample>>;

export const LOT = '00000001-0000-4000-8000-000000000001';
export const MADE = '00000001-0000-4000-8000-000000000002';
export const on = { date: '2026-01-05', tz: 'America/Bogota' };
export const fineness = { ppm: 911_000, method: 'touchstone', uncertaintyPpm: 15_000 };
export const claims = [{ scheme: 'fairmined', party: 'coop', credential: 'FM-1', standing: 'valid' }];
export const sid = 'ab'.repeat(32);
export const b64u = (length: number): string => Buffer.alloc(length, 7).toString('base64url');
/** Paths within a member, and it. */
export const within = (member: string, ...names: string[]): string[] => {
  return [member, ...names.map((name) => `${member}.${name}`)];
};
