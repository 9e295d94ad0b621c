/**
 * P17: nobody is in two places at once. Judged beside the ledger, where places are known; what was found is asked of a person,
 * and its figures are private to the organisation.
 */
import type { Doubt } from '../../doubts.js';
import { figureFor, type OwnThresholds } from '../own/own.js';

/** Where somebody handed gold over or took it in: WGS 84, decimal degrees as text, and the instant. */
export interface Sighting {
  readonly latitude: string;
  readonly longitude: string;
  readonly at: string;
}

export function impossibleTravel(
  before: Sighting | undefined,
  now: Sighting,
  day: string,
  own?: OwnThresholds,
): Doubt[] {
  if (before === undefined) return [];
  const apartKm = distanceKm(before, now);
  if (apartKm <= (figureFor(own, 'same-place', day) ?? 0)) return [];
  const minutes = Math.abs(Date.parse(now.at) - Date.parse(before.at)) / 60_000;
  const fastest = figureFor(own, 'fastest-travel', day) ?? Infinity;
  if (apartKm * 60 <= fastest * minutes) return [];
  const figures = { km: String(Math.round(apartKm)), minutes: String(Math.round(minutes)), fastest: String(fastest) };
  return [{ rule: 'P17', code: 'impossible-travel', at: 'place', level: 'ask', figures }];
}

const EARTH_KM = 6371;

/** Great circle; a few tenths of a per cent off the ellipsoid, which is nothing to the threshold. */
export function distanceKm(a: Omit<Sighting, 'at'>, b: Omit<Sighting, 'at'>): number {
  const [lat1, lon1, lat2, lon2] = [a.latitude, a.longitude, b.latitude, b.longitude].map(
    (degrees) => (Number(degrees) * Math.PI) / 180,
  ) as [number, number, number, number];
  const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}
