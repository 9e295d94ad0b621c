/**
 * The gold of a bundle: its statements replayed in log order by the fold that the writer uses, counted beside it by the
 * auditor's balance, and held against the rules of custody. What rests on facts outside the log is not judged again.
 */
import { Balance } from '../custody/balance.js';
import { evolve } from '../custody/evolve.js';
import { unitsOf, type Lot, type Lots } from '../custody/lot.js';
import { readData } from '../custody/statement-data.js';
import type { Statement } from '../log/statement.js';
import { rest } from '../provenance/shares.js';
import { amendableOf, checkAmendment } from './amendments.js';
import { Credentials } from './credentials.js';
import { checkCustody } from './custody.js';
import { hexOf, placeOf, type Recorded } from './events.js';
import type { Findings } from './findings.js';

export interface Replay {
  readonly lots: ReadonlyMap<string, Lot>;
  readonly credentials: Credentials;
  /** The statements that could be replayed, in log order. */
  readonly statements: readonly Statement[];
}

export function replay(recorded: readonly Recorded[], findings: Findings): Replay {
  const lots: Lots = new Map();
  const balance = new Balance();
  const credentials = new Credentials();
  const statements: Statement[] = [];
  const strange = new Map<string, number>();
  const amendable = amendableOf(recorded);
  for (const one of recorded) {
    const { index, statement, sid } = one;
    const at = placeOf(index);
    const { type } = statement;
    const reading = readData(statement);
    if (reading === 'unknown-type') {
      strange.set(type, (strange.get(type) ?? 0) + 1);
      continue;
    }
    if (!findings.expect(reading === 'good', 'data', at, 'data-malformed', { type })) continue;
    checkCustody(lots, statement, at, findings);
    checkAmendment(one, amendable, lots, findings);
    credentials.check(statement, at, findings);
    count(balance, statement, at, findings);
    evolve(lots, statement, hexOf(sid));
    statements.push(statement);
  }
  for (const [type, times] of strange) findings.note('understood', '', 'not-understood', { type, count: times });
  checkLots(lots, balance, findings);
  return { lots, credentials, statements };
}

function count(balance: Balance, statement: Statement, at: string, findings: Findings): void {
  const faults = balance.add(statement);
  if (faults.length === 0) findings.pass('balance');
  for (const { what, detail, lot } of faults) findings.fail('balance', at, `gold-${what}`, { detail, lot: lot ?? '' });
}

/** At the end: both counts agree on every lot, and its shares of origin sum to its gold, none below zero. */
function checkLots(lots: Lots, balance: Balance, findings: Findings): void {
  for (const { what, detail, lot } of balance.compare((id) => lots.get(id)?.grossMg)) {
    findings.fail('balance', `lot ${lot}`, `gold-${what}`, { detail, lot: lot ?? '' });
  }
  for (const { id, grossMg, fineness, composition } of lots.values()) {
    const units = unitsOf(grossMg, fineness);
    const shares = [...rest(composition).values()];
    const sum = shares.reduce((total, share) => total + share, 0n);
    const values = { lot: id, sum: `${sum}`, units: `${units}` };
    const exact = sum === units && shares.every((share) => share >= 0n);
    findings.expect(exact, 'shares', `lot ${id}`, 'shares-differ', values);
  }
}
