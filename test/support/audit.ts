import { Balance, type BalanceError } from '../../src/core/custody/balance.js';
import type { Statement } from '../../src/core/log/statement.js';

/** All faults of a whole ledger; `restMgOf` gives what a table holds of a lot, where it knows it. */
export function auditBalance(
  statements: Iterable<Statement>,
  restMgOf?: (lot: string) => number | undefined,
): BalanceError[] {
  const balance = new Balance();
  const errors: BalanceError[] = [];
  for (const statement of statements) errors.push(...balance.add(statement));
  return restMgOf === undefined ? errors : [...errors, ...balance.compare(restMgOf)];
}
