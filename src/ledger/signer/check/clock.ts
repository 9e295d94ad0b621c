/** Time as the signer judges it: entries say when they were received, and its own clock says whether that can be. */
import { LedgerHalted } from '../../append/log-state.js';
import type { Checked } from './check.js';

/** How far an entry's time may be ahead of the signer's own clock. */
const AHEAD_MS = 5000;
/** How far behind it may be while the signer was looking: more, and one of the two clocks is wrong. */
const BEHIND_MS = 60_000;

export class Clock {
  /** When the newest entry of the tree was received, in milliseconds. */
  receivedMs = 0;
  private lookedMs: number | undefined;
  private alarm: string | undefined;

  constructor(readonly now: () => number = Date.now) {}

  get warning(): string | undefined {
    return this.alarm;
  }

  resume(receivedMs: number): void {
    this.receivedMs = receivedMs;
  }

  /** Everything committed by that time was seen. */
  looked(atMs: number): void {
    this.lookedMs = atMs;
  }

  /** @throws LedgerHalted for an entry from the future */
  judge({ idx, entry }: Checked): void {
    const receivedMs = Date.parse(entry.received);
    const ahead = receivedMs - this.now();
    // Time in the log never goes back: after a clock was set back, entries bear the time of the newest one until it is reached.
    if (ahead > AHEAD_MS && receivedMs > this.receivedMs) {
      throw new LedgerHalted(`Entry ${idx} says it was received ${ahead} ms from now: check the clocks.`);
    }
    if (ahead > AHEAD_MS) {
      this.alarm ??= `Entry ${idx} bears the time of the entry before it, ${Math.round(ahead / 1000)} s from now: the clock was set back.`;
    }
    const behind = (this.lookedMs ?? receivedMs) - receivedMs;
    if (behind > BEHIND_MS) {
      this.alarm ??= `Entry ${idx} says it was received ${Math.round(behind / 1000)} s before the signer last looked and did not find it: check the clocks.`;
    }
  }
}
