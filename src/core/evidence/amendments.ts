/**
 * What was corrected, disputed or voided: statements about earlier statements, which stay as they are. Each must be about a
 * statement of the same lots that came before it; only its own author corrects or voids one, and only while nothing rests on it.
 */
import { fromBase64Url, toHex } from '../bytes.js';
import { readData } from '../custody/statement-data.js';
import type { On } from '../custody/statements.js';
import type { Json } from '../log/canonical-json.js';
import { placeOf, type Recorded } from './events.js';
import type { Findings } from './findings.js';

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

interface Pair {
  readonly amending: Recorded;
  /** Absent where no statement here has that sid. */
  readonly amended: Recorded | undefined;
}

export function amendmentsIn(recorded: readonly Recorded[]): Amendment[] {
  return pairsIn(recorded).flatMap(({ amending: { index, statement }, amended }) => {
    if (amended === undefined) return [];
    const {
      on,
      reason,
      fields = {},
    } = statement.data as unknown as {
      on: On;
      reason: string;
      fields?: { readonly [member: string]: Json };
    };
    const restated = Object.entries(fields).map(([member, now]): Restated => {
      return { member, was: amended.statement.data[member] ?? null, now };
    });
    const act = statement.type.slice('statement.'.length) as Amendment['act'];
    const of = { index: amended.index, type: amended.statement.type };
    return [{ act, index, of, org: statement.org, day: on.date, reason, restated }];
  });
}

export function checkAmendments(recorded: readonly Recorded[], findings: Findings): void {
  for (const { amending, amended } of pairsIn(recorded)) {
    const at = placeOf(amending.index);
    const { org, lots, type } = amending.statement;
    const before = amended !== undefined && amended.index < amending.index ? amended.statement : undefined;
    const same = before !== undefined && sameLots(before.lots, lots);
    if (!findings.expect(same, 'amendment', at, 'amends-nothing') || before === undefined) continue;
    if (type === 'statement.disputed') continue;
    findings.expect(before.org === org, 'amendment', at, 'amends-another', { org: before.org });
  }
}

function pairsIn(recorded: readonly Recorded[]): Pair[] {
  const bySid = new Map(recorded.map((one) => [toHex(fromBase64Url(one.sid) ?? new Uint8Array()), one]));
  return recorded
    .filter(({ statement }) => isAmending(statement.type) && readData(statement) === 'good')
    .map((amending) => ({ amending, amended: bySid.get(String(amending.statement.data['of'])) }));
}

function isAmending(type: string): boolean {
  return type === 'statement.corrected' || type === 'statement.disputed' || type === 'statement.voided';
}

function sameLots(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((lot) => b.includes(lot));
}
