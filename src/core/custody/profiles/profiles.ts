/** The countries with a profile. A country is one file beside this one and one line here. */
import type { Table } from '../rules/thresholds/dated.js';
import { CO } from './co.js';
import { HN } from './hn.js';
import { MN } from './mn.js';
import { PE } from './pe.js';
import type { Profile, Rows } from './profile.js';

export const PROFILES: readonly Profile[] = [CO, HN, MN, PE];

export function profileOf(country: string): Profile | undefined {
  return PROFILES.find((profile) => profile.country === country);
}

/** One kind of figure of all countries, by country. */
export function byCountry<Value>(rowsOf: (profile: Profile) => Rows<Value>): Table<Value> {
  return PROFILES.flatMap((profile) => rowsOf(profile).map((row) => Object.assign({ key: profile.country }, row)));
}
