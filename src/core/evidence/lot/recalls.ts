/** Recalls that reach a lot: of itself, of what it was made of, or of a paper, site or party that one of these rests on. */
import { groundsOf, isGround } from '../../custody/credentials/grounds.js';
import type { LotRecalled, PapersRecalled, RecallLifted } from '../../custody/credentials/recall.js';
import type { Statement } from '../../log/statement.js';
import { hexOf, type Recorded } from './events.js';

export interface RecallTold {
  readonly day: string;
  readonly org: string;
  readonly reason: string;
  /** The paper, site or party it names; null where it is of a lot. */
  readonly cause: string | null;
  /** First day of the acts it is about; null where it is of a lot. */
  readonly from: string | null;
  /** Day on which it was lifted; null while it stands. */
  readonly lifted: string | null;
}

/**
 * @param family the lot and everything it was made of
 * @param readable statements that could be replayed: what cannot be read recalls nothing
 */
export function recallsIn(
  recorded: readonly Recorded[],
  readable: ReadonlySet<Statement>,
  family: ReadonlySet<string>,
): RecallTold[] {
  const known = recorded.filter(({ statement }) => readable.has(statement));
  const grounds = known.flatMap(({ statement }) => groundsOf(statement)).filter(({ lot }) => family.has(lot));
  const lifted = new Map<string, string>();
  for (const { statement } of known) {
    if (!statement.type.endsWith('.recall-lifted')) continue;
    const { of, on } = statement.data as unknown as RecallLifted;
    lifted.set(of, on.date);
  }
  return known.flatMap(({ sid, statement: { type, org, data } }): RecallTold[] => {
    if (type !== 'lot.recalled' && type !== 'credential.recalled') return [];
    const { on, reason, lot, ...papers } = data as unknown as LotRecalled & PapersRecalled;
    const told = { day: on.date, org, reason, lifted: lifted.get(hexOf(sid)) ?? null };
    if (type === 'lot.recalled') return family.has(lot) ? [{ ...told, cause: null, from: null }] : [];
    const cause = { ...papers, on, reason };
    if (!grounds.some((ground) => isGround(cause, ground))) return [];
    const { holder, scheme, number, site, from } = papers;
    return [{ ...told, cause: [holder, scheme, number, site].filter((part) => part !== undefined).join(' '), from }];
  });
}
