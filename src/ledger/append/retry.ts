/** Telling apart the failures after which nothing was done and those after which one cannot know. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';

/** How long a command is asked again before its caller is told that its outcome is not known. */
export const PATIENCE_MS = 30_000;

// PostgreSQL appendix A: lost connections (08), a server that stops or starts (57P), no free connection (53300), and
// a transaction the server gave up for another's sake (40).
const ASK_AGAIN = /^(08|57P|53300|40)/;

/**
 * Whether asking again is right: the server did not answer, so the commit may or may not have been done, or it said that
 * the same thing may work next time. The idempotency record makes both safe.
 */
export function outcomeIsOpen(error: unknown): boolean {
  // TypeORM wraps what its own queries meet; PostgreSQL's answers carry a severity, the socket's errors do not.
  if (error instanceof ConnectionLost) return true;
  const { driverError, code, severity, message } = error as {
    readonly [name in 'driverError' | 'code' | 'severity' | 'message']?: unknown;
  };
  if (driverError !== undefined) return outcomeIsOpen(driverError);
  if (typeof severity === 'string') return ASK_AGAIN.test(String(code));
  return /^E[A-Z]+$/.test(String(code)) || /^(Connection terminated|Client (has|was))|timeout/.test(String(message));
}

export async function pause(): Promise<void> {
  await sleep(100);
}

/** TypeORM lets go of a runner whose connection failed: what was sent on it may or may not have been done. */
class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** Ends a transaction that failed, and says what its failure means. A lost connection is rolled back by the server. */
export async function rollback(tx: QueryRunner, error: unknown): Promise<unknown> {
  const lost = () => new ConnectionLost('The connection was lost.', { cause: error });
  if (tx.isReleased) return lost();
  if (!tx.isTransactionActive) return error;
  return tx.rollbackTransaction().then(
    () => error,
    () => lost(),
  );
}
