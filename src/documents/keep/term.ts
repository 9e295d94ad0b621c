/** How long papers must be kept: full years of their kind, counted from the day of issue. */
import { addMonths, dayAt } from '../../core/day.js';
import { typeOf, type DocumentKind } from '../types/document-types.js';

/** The last day of the term, `YYYY-MM-DD`; the day of issue is the one in UTC, as it is printed. */
export function lastDayKept(kind: DocumentKind, issuedAt: Date): string {
  return addMonths(dayAt(issuedAt.getTime(), 'UTC'), typeOf(kind).keepYears * 12);
}
