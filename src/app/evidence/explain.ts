/** What a command that could not do its work tells its caller. */
import { types } from 'node:util';
import { ConfigError } from '../../config/config-error.js';
import { Rejection } from '../../core/rejection.js';
import { sentenceOf } from '../../http/sentences.js';
import { LedgerHalted } from '../../ledger/append/log-state.js';

export interface Explanation {
  readonly text: string;
  /** 64 is wrong usage (sysexits.h), so that nobody takes a mistyped option of `veta verify` for a bad proof. */
  readonly exit: 1 | 64;
}

/** What the operator can mend is a sentence; what we broke keeps its stack. */
export function explain(error: unknown): Explanation {
  if (!types.isNativeError(error)) return { text: String(error), exit: 1 };
  if (error instanceof ConfigError || error instanceof LedgerHalted) return { text: error.message, exit: 1 };
  if (error instanceof Rejection) return { text: sentenceOf(error, 'en'), exit: 1 };
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('ERR_PARSE_ARGS')) return { text: error.message, exit: 64 };
  // A folder that is a file, a disk that is full: Node's own words name the path.
  if ('syscall' in error && 'path' in error) return { text: `This does not work: ${error.message}.`, exit: 1 };
  return { text: error.stack ?? error.message, exit: 1 };
}
