import { Rejection } from '../../rejection.js';
import type { Act, Facts } from '../act.js';
import type { Party } from '../registry.js';

/** The other side of a handover or a sale, which must be registered, and another: nobody sells to or takes over from itself. */
export function counterparty(facts: Facts, act: Act, id: string): Party {
  if (id === act.org) throw new Rejection('to-yourself', 'to', { organisation: id });
  const found = facts.parties.get(id);
  if (found === undefined) throw new Rejection('unknown-organisation', 'to', { organisation: id });
  return found;
}
