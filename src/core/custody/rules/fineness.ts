/** P8: the fineness of a delivery fits where it was mined. */
import type { SiteRegistered } from '../registry.js';
import type { HoldReason } from '../statements.js';

/** P8: the fineness lies within what this site's gold has. */
export function withinSite(site: SiteRegistered, ppm: number | undefined): HoldReason[] {
  if (ppm === undefined || (ppm >= site.minPpm && ppm <= site.maxPpm)) return [];
  return [{ rule: 'P8', code: 'fineness-outside-site', at: 'finenessPpm' }];
}
