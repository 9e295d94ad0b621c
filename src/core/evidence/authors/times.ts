/** When signed statements were said: what their authors claim, beside what is proven once the witnesses are known. */
import { placeOf, type Recorded } from '../lot/events.js';
import type { Findings } from '../findings.js';
import type { Said } from './devices.js';

/** How far the clocks of a log and of its witnesses may be apart. */
const APART_MS = 5 * 60 * 1000;
const LATE_MS = 30 * 24 * 3600 * 1000;

/**
 * @param witnessed POSIX seconds at which a witness saw the tree: all in it was said before; without one the log's own word
 * is left, and proves nothing
 */
export function tellTimes(said: readonly Said[], witnessed: number | undefined, findings: Findings): void {
  for (const { index, at, after, received } of said) {
    const place = placeOf(index);
    const end = new Date(((witnessed ?? Number.NaN) + 1) * 1000);
    const before = Number.isNaN(end.getTime()) ? undefined : end.toISOString(); // a witness may be past the calendar's end
    const outside = at < (after ?? at) || at > received || at > (before ?? at);
    const values = { said: at, after: after ?? '…', before: before ?? '…' };
    findings.note('device', place, outside ? 'said-outside' : 'said-between', values);
    if (Date.parse(received) - Date.parse(at) > LATE_MS) {
      findings.note('device', place, 'said-late', { said: at, received });
    }
  }
}

/** @param received of the newest entry: what a witness had seen cannot have come in long after that */
export function tellClock(
  { index, entry: { received } }: Recorded,
  witnessed: number | undefined,
  findings: Findings,
): void {
  if (witnessed === undefined || Date.parse(received) - witnessed * 1000 <= APART_MS) return;
  findings.note('cosignature', placeOf(index), 'clock-ahead', { received });
}
