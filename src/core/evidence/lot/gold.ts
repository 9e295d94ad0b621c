/**
 * The gold of a bundle: its statements replayed in log order by the fold that the writer uses, counted beside it by the
 * auditor's balance, and held against the rules of custody. What rests on facts outside the log is not judged again, and of what
 * others made later with a lot of this bundle and gold that is not in it, only what they took.
 */
import { Balance, type BalanceError } from '../../custody/balance.js';
import { evolve } from '../../custody/evolve.js';
import { takeFrom, unitsOf, type Lot, type Lots } from '../../custody/lot.js';
import { readData } from '../../custody/statement-data.js';
import { TRANSFORMATIONS, type LotsTransformed } from '../../custody/statements.js';
import type { Statement } from '../../log/statement.js';
import { rest } from '../../provenance/shares.js';
import { amendableOf, checkAmendment } from './amendments.js';
import { Credentials } from './credentials.js';
import { checkCustody } from './custody.js';
import { hexOf, placeOf, type Recorded } from './events.js';
import type { Findings } from '../findings.js';

export interface Replay {
  readonly lots: ReadonlyMap<string, Lot>;
  readonly credentials: Credentials;
  /** The statements that could be replayed, in log order. */
  readonly statements: readonly Statement[];
}

/** @param needed lots whose whole history is in the bundle: the one it is about and all that was made from */
export function replay(recorded: readonly Recorded[], needed: ReadonlySet<string>, findings: Findings): Replay {
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
    credentials.check(statement, lots, at, findings);
    const isBeside = isUseBeside(lots, needed, statement);
    count(isBeside ? balance.addTakes(statement) : balance.add(statement), at, findings);
    if (isBeside) takeAway(lots, statement);
    else evolve(lots, statement, hexOf(sid));
    statements.push(statement);
  }
  for (const [type, times] of strange) findings.note('understood', '', 'not-understood', { type, count: times });
  checkLots(lots, balance, findings);
  return { lots, credentials, statements };
}

/** A transformation that made nothing this bundle is about, out of a lot that is here and another that is not. */
function isUseBeside(lots: Lots, needed: ReadonlySet<string>, { type, data }: Statement): boolean {
  if (!TRANSFORMATIONS.includes(type)) return false;
  const { inputs, outputs } = data as unknown as LotsTransformed;
  return inputs.some(({ lot }) => !lots.has(lot)) && !outputs.some(({ lot }) => needed.has(lot));
}

function takeAway(lots: Lots, { data }: Statement): void {
  for (const { lot: id, grossMg } of (data as unknown as LotsTransformed).inputs) {
    const lot = lots.get(id);
    if (lot !== undefined) lots.set(id, takeFrom(lot, grossMg).lot);
  }
}

function count(faults: readonly BalanceError[], at: string, findings: Findings): void {
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
