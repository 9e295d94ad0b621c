/** A shipment's gold as it left: what the consignee made of it since is no part of what the papers of that journey tell. */
import { toHex } from '../../core/bytes.js';
import { evolve } from '../../core/custody/evolve.js';
import type { Lots } from '../../core/custody/lot.js';
import type { Placed, Replay } from '../../lots/ancestry.js';

/** Said afterwards of what was said before: papers are made anew because of them. */
const AMENDS: ReadonlySet<string> = new Set(['statement.corrected', 'statement.disputed', 'statement.voided']);

/** The exporter's last act of that kind on this shipment; codes are each exporter's own. */
export function lastOf({ statements }: Replay, act: string, exporter: string, shipment: string): Placed | undefined {
  return statements.findLast(({ statement: { type, org, data } }) => {
    return type === act && org === exporter && data['shipment'] === shipment;
  });
}

/**
 * Everything up to its export, and what was amended of that since; all of it where it has not left.
 */
export function asItLeft(replay: Replay, exporter: string, shipment: string): Replay {
  const left = lastOf(replay, 'shipment.exported', exporter, shipment);
  if (left === undefined) return replay;
  const told = ({ idx, statement }: Placed): boolean => idx <= left.idx || AMENDS.has(statement.type);
  const statements = replay.statements.filter(told);
  // At the export itself nothing came since.
  if (statements.length === replay.statements.length) return replay;
  const lots: Lots = new Map();
  for (const { statement, sid } of statements) evolve(lots, statement, toHex(sid));
  return { lots, statements };
}
