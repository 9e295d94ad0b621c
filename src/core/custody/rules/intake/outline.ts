/** P17: a site lies within its title, and so does the place where its gold was dug. The figures name no place. */
import type { Doubt } from '../../doubts.js';
import { isWithin, ringsIn, type Position } from '../../outline.js';

/** @param outline as it was registered; absent: nobody knows the title's bounds, and nothing is said */
export function siteWithinTitle(
  { site, title }: { readonly site: string; readonly title: string },
  position: Position | undefined,
  outline: string | undefined,
): Doubt[] {
  if (isInside(position, outline)) return [];
  return [{ rule: 'P17', code: 'site-outside-title', at: 'position', level: 'ask', figures: { site, title } }];
}

/** As for a site, of where a delivery was dug. */
export function dugWithinTitle(
  { site, title }: { readonly site: string; readonly title: string },
  place: Position | undefined,
  outline: string | undefined,
): Doubt[] {
  if (isInside(place, outline)) return [];
  return [{ rule: 'P17', code: 'dug-outside-title', at: 'place', level: 'ask', figures: { site, title } }];
}

function isInside(position: Position | undefined, outline: string | undefined): boolean {
  return position === undefined || outline === undefined || isWithin(ringsIn(outline), position);
}
