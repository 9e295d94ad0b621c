/** When signed statements were said: what their authors claim, beside what is proven once the witnesses are known. */
import { placeOf } from '../events.js';
import type { Findings } from '../findings.js';
import type { Said } from './devices.js';

const LATE_MS = 30 * 24 * 3600 * 1000;

/**
 * @param witnessed POSIX seconds at which a witness saw the tree: all in it was said before; without one the log's own word
 * is left, and proves nothing
 */
export function tellTimes(said: readonly Said[], witnessed: number | undefined, findings: Findings): void {
  for (const { index, at, after, received } of said) {
    const place = placeOf(index);
    const end = witnessed === undefined ? undefined : new Date((witnessed + 1) * 1000);
    const before = end === undefined || Number.isNaN(end.getTime()) ? undefined : end.toISOString();
    const outside = (after !== undefined && at < after) || at > received || (before !== undefined && at > before);
    const values = { said: at, after: after ?? '…', before: before ?? '…' };
    findings.note('device', place, outside ? 'said-outside' : 'said-between', values);
    if (Date.parse(received) - Date.parse(at) > LATE_MS) {
      findings.note('device', place, 'said-late', { said: at, received });
    }
  }
}
