/** A way for gold from one country to another: what both its ends, and the trade everywhere, ask for on a day. */
import { DORE_IMPORTERS } from '../../core/custody/rules/thresholds/handover.js';
import { rowInForce } from '../../core/custody/rules/thresholds/dated.js';
import type { DigitsOnPaper } from '../payload.js';
import { TO_AE } from './destinations/ae.js';
import { TO_CH } from './destinations/ch.js';
import { EU_MEMBERS, TO_EU } from './destinations/eu.js';
import { TO_IN } from './destinations/in.js';
import { TO_US } from './destinations/us.js';
import { EVERYWHERE } from './everywhere.js';
import {
  inForceOn,
  UNWROUGHT_GOLD,
  type Closed,
  type Destination,
  type Licence,
  type Limit,
  type Needed,
  type Origin,
  type Tariff,
} from './needed.js';
import { FROM_CO } from './origins/co.js';
import { FROM_HN } from './origins/hn.js';
import { FROM_MN } from './origins/mn.js';
import { FROM_PE } from './origins/pe.js';

export const ORIGINS: readonly Origin[] = [FROM_CO, FROM_HN, FROM_MN, FROM_PE];
export const DESTINATIONS: readonly Destination[] = [TO_AE, TO_CH, TO_EU, TO_IN, TO_US];

export interface Corridor {
  readonly from: string;
  readonly to: string;
  /** Undefined where nobody wrote down what that end asks for. */
  readonly origin: Origin | undefined;
  readonly destination: Destination | undefined;
  /** One of each kind: the gravest of what both ends say, and the soonest. */
  readonly papers: readonly Needed[];
  readonly tariffs: readonly Tariff[];
  readonly licences: readonly Licence[];
  readonly limits: readonly Limit[];
  readonly closed: readonly Closed[];
}

/** @param from @param to countries, ISO 3166-1 alpha-2 */
export function corridorOn(from: string, to: string, day: string): Corridor {
  const origin = ORIGINS.find(({ country }) => country === from);
  const destination = destinationOf(to);
  const rows = inForceOn([...EVERYWHERE, ...(origin?.papers ?? []), ...(destination?.papers ?? [])], day);
  return {
    from,
    to,
    origin,
    destination,
    papers: onePerKind(rows),
    tariffs: inForceOn(destination?.tariffs ?? [], day),
    licences: [...inForceOn(destination?.licences ?? [], day), ...importersOf(to, day)],
    limits: inForceOn(destination?.limits ?? [], day),
    closed: inForceOn(origin?.closed ?? [], day),
  };
}

/** For papers, by the country of the consignee; none where only the digits of all countries are known. */
export function nationalDigits(country: string, day: string): DigitsOnPaper[] {
  const destination = destinationOf(country);
  if (destination === undefined) return [];
  const own = inForceOn(destination.tariffs, day).filter(({ digits }) => digits !== UNWROUGHT_GOLD);
  return own.map((tariff) => onPaper(destination.place, tariff));
}

function onPaper(place: string, { digits, key, status }: Tariff): DigitsOnPaper {
  return {
    place,
    digits,
    ...(key !== undefined && { key }),
    ...(status !== 'confirmed' && { unconfirmed: true }),
  };
}

function destinationOf(country: string): Destination | undefined {
  return DESTINATIONS.find(({ place }) => place === (EU_MEMBERS.has(country) ? 'EU' : country));
}

function onePerKind(rows: readonly Needed[]): Needed[] {
  const kinds = new Map<string, Needed>();
  for (const row of rows) {
    const before = kinds.get(row.kind);
    kinds.set(row.kind, before === undefined ? row : both(before, row));
  }
  return [...kinds.values()];
}

/** What the later row says, unless the one before asks for more, or sooner. */
function both(before: Needed, row: Needed): Needed {
  const level = before.level === 'required' ? before.level : row.level;
  return { ...row, level, due: Math.min(before.due, row.due) };
}

/** The rule by which a packing is refused (P18), for books, which are not. */
function importersOf(country: string, day: string): Licence[] {
  const row = rowInForce(DORE_IMPORTERS, day, country);
  if (row === undefined) return [];
  const { value, source, status, from, until } = row;
  const dated = { from, ...(until !== undefined && { until }), source: { text: source }, status };
  return [{ roles: value.roles, schemes: value.credentials, ...dated }];
}
