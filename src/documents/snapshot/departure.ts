/** A shipment's gold as it left: what the consignee made of it since is no part of what the papers of that journey tell. */
import { toHex } from '../../core/bytes.js';
import { evolve } from '../../core/custody/evolve.js';
import type { Lots } from '../../core/custody/lot.js';
import type { Placed, Replay } from '../../lots/ancestry.js';

/** Said afterwards of what was said before: papers are made anew because of them. */
const AMENDS: ReadonlySet<string> = new Set(['statement.corrected', 'statement.disputed', 'statement.voided']);

/**
 * Everything up to its export, and what was amended of that since; all of it where it has not left.
 * @param exporter whose code the shipment's is: another exporter may use the same for the same bars later
 */
export function asItLeft(replay: Replay, exporter: string, shipment: string): Replay {
  const left = replay.statements.findLast(({ statement: { type, org, data } }) => {
    return type === 'shipment.exported' && org === exporter && data['shipment'] === shipment;
  });
  if (left === undefined) return replay;
  const told = ({ idx, statement }: Placed): boolean => idx <= left.idx || AMENDS.has(statement.type);
  const statements = replay.statements.filter(told);
  // At the export itself nothing came since.
  if (statements.length === replay.statements.length) return replay;
  const lots: Lots = new Map();
  for (const { statement, sid } of statements) evolve(lots, statement, toHex(sid));
  return { lots, statements };
}
