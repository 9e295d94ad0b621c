/**
 * P6, P7, P8, P9 and P20: whether a delivery is gold of the site it is said to come from. None of these refuses: the gold lies on
 * the table.
 */
import { monthOf } from '../../../day.js';
import { fineNg, PPM_WHOLE } from '../../../quantity.js';
import type { Doubt, Level } from '../../doubts.js';
import type { SiteRegistered } from '../../registry.js';
import { medianPpm, type SiteYield } from '../../volumes/site-yield.js';
import type { Form, On } from '../../statements.js';
import { figureFor, levelFor, type OwnThresholds } from '../own/own.js';
import { CAPACITY_BINDS } from '../thresholds/caps.js';
import { inForce } from '../thresholds/dated.js';
import { DEPOSIT_FORMS, DRIFT_DAYS, WORKED_FORMS } from '../thresholds/sites.js';

/** P6: the month's fine gold against the capacity registered for the site; a capacity of zero, or none, is not known. */
export function capacity(
  site: SiteRegistered,
  given: SiteYield,
  on: On,
  delivery: { readonly grossMg: number; readonly ppm?: number | undefined },
  own?: OwnThresholds,
): Doubt[] {
  if (!site.capacityMgPerMonth) return [];
  const month = monthOf(on.date);
  const full = fineNg(site.capacityMgPerMonth, PPM_WHOLE);
  const near = fineNg(site.capacityMgPerMonth, figureFor(own, 'near-capacity', on.date) ?? PPM_WHOLE);
  const before = given.months[month] ?? 0n;
  const after = before + fineNg(delivery.grossMg, delivery.ppm ?? PPM_WHOLE);
  const left = before > full ? 0n : full - before;
  const figures = { site: site.site, month, found: `${after}`, limit: `${full}`, left: `${left}` };
  if (after > full) {
    const level: Level = inForce(CAPACITY_BINDS, on.date, site.country) === true ? 'hold' : 'ask';
    return [{ rule: 'P6', code: 'over-capacity', at: 'grossMg', level, figures }];
  }
  const level = levelFor(own, 'near-capacity', on.date);
  // Said or asked once, by the delivery that crosses it: the next ones tell nothing new. Where it holds, it holds every one.
  return after > near && (before <= near || level === 'hold')
    ? [{ rule: 'P6', code: 'near-capacity', at: 'grossMg', level, figures: { ...figures, near: `${near}` } }]
    : [];
}

/** P7: gold of this deposit can have this form. A deposit of another name is not judged. */
export function depositFits({ site, deposit }: SiteRegistered, form: Form, day: string): Doubt[] {
  const forms = inForce(DEPOSIT_FORMS, day, deposit);
  if (forms === undefined || forms.includes(form) || isWorked(form, day)) return [];
  const figures = { site, form, deposit, forms: forms.join(', ') };
  return [{ rule: 'P7', code: 'form-not-of-deposit', at: 'form', level: 'hold', figures }];
}

/** P8 beside the site's own band: what gold of such a deposit has, wherever it lies. */
export function withinDeposit(
  { deposit }: SiteRegistered,
  ppm: number | undefined,
  day: string,
  own?: OwnThresholds,
): Doubt[] {
  const min = figureFor(own, 'usual-fineness-least', day, deposit);
  const max = figureFor(own, 'usual-fineness-most', day, deposit);
  if (ppm === undefined || min === undefined || max === undefined || (ppm >= min && ppm <= max)) return [];
  const level = levelFor(own, ppm < min ? 'usual-fineness-least' : 'usual-fineness-most', day, deposit);
  const figures = { deposit, found: `${ppm}`, min: `${min}`, max: `${max}` };
  return [{ rule: 'P8', code: 'fineness-unusual-for-deposit', at: 'finenessPpm', level, figures }];
}

/** P9: the reading against the median of what the site gave in the days before. */
export function drift(
  site: SiteRegistered,
  given: SiteYield,
  ppm: number | undefined,
  day: string,
  own?: OwnThresholds,
): Doubt[] {
  const [most = 0, least = 0] = (['fineness-drift', 'drift-readings'] as const).map((one) => figureFor(own, one, day));
  const days = inForce(DRIFT_DAYS, day) ?? 0;
  const median = medianPpm(given, day, days, least);
  if (ppm === undefined || median === undefined || Math.abs(ppm - median) <= most) return [];
  const level = levelFor(own, 'fineness-drift', day);
  const figures = { site: site.site, found: `${ppm}`, median: `${median}`, limit: `${most}`, days: `${days}` };
  return [{ rule: 'P9', code: 'fineness-drifts', at: 'finenessPpm', level, figures }];
}

/** P20: a mine lies in the country of whoever registers its gold, and gives gold in no form that only a workshop makes. */
export function originFits(site: SiteRegistered, country: string | undefined, form: Form, day: string): Doubt[] {
  const doubts: Doubt[] = [];
  const about = { rule: 'P20', level: 'hold' } as const;
  if (country !== undefined && country !== site.country) {
    doubts.push({
      ...about,
      code: 'site-abroad',
      at: 'site',
      figures: { site: site.site, found: site.country, country },
    });
  }
  if (isWorked(form, day)) doubts.push({ ...about, code: 'recycled-as-mined', at: 'form', figures: { form } });
  return doubts;
}

/** P20 at packing: the shipment leaves from where it is said to, for where it is said to go. */
export function corridorFits(corridor: string, exporter: string | undefined, consignee: string | undefined): Doubt[] {
  const parts = /^([A-Z]{2})>([A-Z]{2})$/.exec(corridor);
  const about = { rule: 'P20', at: 'corridor', level: 'ask' } as const;
  if (parts === null) return corridor === '' ? [] : [{ ...about, code: 'corridor-unreadable', figures: { corridor } }];
  const [, from, to] = parts;
  const figures = { corridor, exporter: exporter ?? '?', consignee: consignee ?? '?' };
  const fits = (exporter === undefined || exporter === from) && (consignee === undefined || consignee === to);
  return fits ? [] : [{ ...about, code: 'corridor-elsewhere', figures }];
}

function isWorked(form: Form, day: string): boolean {
  return inForce(WORKED_FORMS, day)?.includes(form) === true;
}
