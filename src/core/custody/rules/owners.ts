/**
 * P25 for title: gold changes owner by the word of both sides. What is made of several owners' gold, with no title passed first, is
 * nobody's alone: it is recorded, for it lies on the table, and kept apart until a second person says whose it is.
 */
import { Rejection } from '../../rejection.js';
import type { Doubt } from '../doubts.js';
import { ownersOf, type Lot } from '../lot.js';

const OWNERS_MIXED = 'owners-mixed';

/** Toll melting keeps its one owner, whoever holds the furnace. */
export function ownersMixed(lots: readonly Pick<Lot, 'owner'>[]): Doubt[] {
  const owners = ownersOf(lots);
  if (owners.length < 2) return [];
  const figures = { owners: owners.join(', ') };
  return [{ rule: 'P25', code: OWNERS_MIXED, at: 'inputs', level: 'hold', figures }];
}

/**
 * Whose the gold is from now on, where a hold for mixed owners is among those settled: one of the owners of what it was made of.
 *
 * @throws Rejection `owner-undecided` where nobody or a stranger is named, `malformed` where there is nothing to decide
 */
export function ownerDecided(
  { code, owners = [] }: Pick<Lot, 'code' | 'owners'>,
  settled: readonly { readonly code: string }[],
  named: string | undefined,
): string | undefined {
  if (!settled.some((hold) => hold.code === OWNERS_MIXED)) {
    if (named !== undefined) throw new Rejection('malformed', 'owner', { value: named });
    return undefined;
  }
  if (named !== undefined && owners.includes(named)) return named;
  throw new Rejection('owner-undecided', 'owner', { lot: code, choices: owners.join(', ') });
}
