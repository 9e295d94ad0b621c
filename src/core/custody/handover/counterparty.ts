import { Rejection } from '../../rejection.js';
import type { Facts } from '../act.js';
import type { Party } from '../registry.js';

/** The other side of a handover or a sale, which must be registered. */
export function counterparty(facts: Facts, id: string): Party {
  const found = facts.parties.get(id);
  if (found === undefined) throw new Rejection('unknown-organisation', 'to', { organisation: id });
  return found;
}
