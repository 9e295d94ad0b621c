/** stub */
import type { Statement } from '../log/statement.js';

export interface BalanceError {
  readonly statement: string;
  readonly lot?: string;
  readonly what: string;
  readonly detail: string;
}
export function auditBalance(
  _statements: Iterable<Statement>,
  _restMgOf?: (lot: string) => number | undefined,
): BalanceError[] {
  throw new Error('bug: to come');
}
