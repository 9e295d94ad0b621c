/**
 * What was corrected, disputed or voided: statements about earlier statements, which stay as they are. Each must be about a
 * statement of the same lots that came before it; only its own author corrects or voids one, gold is restated only while
 * nothing rests on it. That two organisations sign where two must agree is asked of the signers.
 */
import {
  isUntouched,
  movesGold,
  type StatementCorrected,
  type StatementVoided,
} from '../../custody/amending/amended.js';
import type { Lot } from '../../custody/lot.js';
import { readData } from '../../custody/statement-data.js';
import type { Json } from '../../log/canonical-json.js';
import type { Statement } from '../../log/statement.js';
import { hexOf, placeOf, type Recorded } from './events.js';
import type { Findings } from '../findings.js';

/** A member as it was said, and as it is to be read. */
export interface Restated {
  readonly member: string;
  /** Null where the original did not have it. */
  readonly was: Json;
  readonly now: Json;
}

export interface Amendment {
  readonly act: 'corrected' | 'disputed' | 'voided';
  readonly index: number;
  /** The statement it is about. */
  readonly of: { readonly index: number; readonly type: string };
  readonly org: string;
  readonly day: string;
  readonly reason: string;
  readonly restated: readonly Restated[];
}

/** By sid in lowercase hex, as amendments name what they are about. */
export type Amendable = ReadonlyMap<string, Recorded>;

export function amendableOf(recorded: readonly Recorded[]): Amendable {
  return new Map(recorded.map((one) => [hexOf(one.sid), one]));
}

export function amendmentsIn(recorded: readonly Recorded[]): Amendment[] {
  const amendable = amendableOf(recorded);
  return recorded.flatMap(({ index, statement }) => {
    if (!isAmendment(statement) || readData(statement) !== 'good') return [];
    const { of, on, reason, fields = {} } = statement.data as unknown as StatementCorrected;
    const amended = amendable.get(of);
    if (amended === undefined) return [];
    const restated = Object.entries(fields).map(([member, now]): Restated => {
      return { member, was: amended.statement.data[member] ?? null, now: now as Json };
    });
    const act = statement.type.slice('statement.'.length) as Amendment['act'];
    const about = { index: amended.index, type: amended.statement.type };
    return [{ act, index, of: about, org: statement.org, day: on.date, reason, restated }];
  });
}

/** @param lots as they were before this event */
export function checkAmendment(
  { index, statement }: Recorded,
  amendable: Amendable,
  lots: ReadonlyMap<string, Lot>,
  findings: Findings,
): void {
  if (!isAmendment(statement)) return;
  const { type, org } = statement;
  const data = statement.data as unknown as StatementVoided & StatementCorrected;
  const at = placeOf(index);
  const amended = amendable.get(data.of);
  const isEarlier = amended !== undefined && amended.index < index && sameLots(amended.statement.lots, statement.lots);
  if (!findings.expect(isEarlier, 'amendment', at, 'amends-nothing') || amended === undefined) return;
  if (type === 'statement.disputed') return;
  const { org: author, type: what } = amended.statement;
  findings.expect(author === org, 'amendment', at, 'amends-another', { org: author });
  const restates = type === 'statement.corrected' ? movesGold(data) : data.with !== undefined;
  const needed = restates ? 'lot.registered' : type === 'statement.voided' ? 'statement.disputed' : what;
  findings.expect(what === needed, 'amendment', at, 'amends-otherwise', { type: what });
  if (!restates) return;
  const touched = statement.lots.flatMap((id) => lots.get(id) ?? []).find((lot) => !isUntouched(lot));
  findings.expect(touched === undefined, 'amendment', at, 'amends-too-late', { code: touched?.code ?? '' });
}

function isAmendment({ type }: Statement): boolean {
  return type === 'statement.corrected' || type === 'statement.disputed' || type === 'statement.voided';
}

function sameLots(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((lot) => b.includes(lot));
}
