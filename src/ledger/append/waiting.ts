/** Commands that wait for the writer, and how many of them make one batch. */
import type { Command, Receipt } from '../command.js';

export interface Waiting {
  readonly command: Command;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (error: unknown) => void;
  /** When it was asked, in the ledger's milliseconds. */
  readonly since: number;
  /** Its batch failed as a whole: it is tried by itself, so that only the one at fault fails. */
  readonly alone: boolean;
}

const BATCH_COMMANDS = 256;
/** Ids of facts, lots included, that one batch loads; a single larger command still goes, by itself. */
const BATCH_NEEDS = 4096;

/** Takes the next batch off the front of the queue. */
export function takeBatch(queue: Waiting[]): Waiting[] {
  let needs = 0;
  let length = 0;
  for (const { command, alone } of queue.slice(0, BATCH_COMMANDS)) {
    needs += Object.values(command.needs).reduce((sum, ids) => sum + ids.length, 0);
    const lone = alone || command.alone === true;
    if (length > 0 && (command.fresh === true || lone || needs > BATCH_NEEDS)) break;
    length++;
    if (lone) break;
  }
  return queue.splice(0, length);
}
