/** P8: the fineness of a delivery fits where it was mined. */
import type { SiteRegistered } from '../../registry.js';
import type { Doubt } from '../../doubts.js';

/** P8: the fineness lies within what this site's gold has. */
export function withinSite(site: SiteRegistered, ppm: number | undefined): Doubt[] {
  if (ppm === undefined || (ppm >= site.minPpm && ppm <= site.maxPpm)) return [];
  const figures = { found: `${ppm}`, least: `${site.minPpm}`, most: `${site.maxPpm}` };
  return [{ rule: 'P8', code: 'fineness-outside-site', at: 'finenessPpm', level: 'hold', figures }];
}
