/**
 * How much a paper covers: gold that its holder brought out of the ground, or sold, in the calendar month or year of the act,
 * against the volume of the paper's scope. Counted as site capacity is: registrations held or not, gold without fineness at its
 * gross mass, and no later correction.
 */
import { monthOf } from '../../day.js';
import { fineNg, PPM_WHOLE } from '../../quantity.js';
import type { Statement } from '../../log/statement.js';
import { standingOf, unfit } from '../claims.js';
import type { Activity, Period, Use } from '../credentials/scope.js';
import type { Doubt, Level } from '../doubts.js';
import type { Lot } from '../lot.js';
import type { Credential, Party } from '../registry.js';
import { CAPACITY_BINDS } from '../rules/thresholds/caps.js';
import { inForce } from '../rules/thresholds/dated.js';
import { isYield } from './site-yield.js';
import type { Form, LotRegistered, On } from '../statements.js';

/** Fine gold of one site and form in one month; the site is empty for what was sold. */
export interface Volume {
  readonly site: string;
  readonly form: Form;
  /** `YYYY-MM` */
  readonly month: string;
  readonly ng: bigint;
}

export interface Counted extends Volume {
  readonly org: string;
  readonly activity: Activity;
}

/** Under which an organisation's volumes of a year are known: `<organisation>/<activity>/<year>`. */
export function volumesId(org: string, activity: Activity, day: string): string {
  return `${org}/${activity}/${day.slice(0, 4)}`;
}

type Known = (lot: string) => Lot | undefined;

/** What a statement adds: gold its site gave, or gold whose owner sold it. */
export function countedOf(
  { type, org, data }: Pick<Statement, 'type' | 'org' | 'data'>,
  before: Known,
  after: Known,
): Counted[] {
  if (type === 'lot.registered') {
    const registered = data as unknown as LotRegistered;
    const { site, form, on, grossMg, fineness } = registered;
    if (!isYield(registered)) return [];
    const ng = fineNg(grossMg, fineness?.ppm ?? PPM_WHOLE);
    return [{ org, activity: 'production', site, form, month: monthOf(on.date), ng }];
  }
  if (type !== 'title.transferred' && type !== 'custody.received') return [];
  const { lot: id, on } = data as unknown as { readonly lot: string; readonly on: On };
  const [was, is] = [before(id), after(id)];
  if (was === undefined || is === undefined || was.owner === is.owner) return [];
  const ng = fineNg(is.grossMg, is.fineness?.ppm ?? PPM_WHOLE);
  return [{ org: was.owner, activity: 'sale', site: '', form: is.form, month: monthOf(on.date), ng }];
}

/**
 * P6: this gold and what came before it under the papers in force on the day. Papers of one scheme with the same period cover as much
 * as they do together; a scheme of which one paper states no volume limits nothing. Gold from the ground is held where the country's
 * capacity binds, else asked about; what is sold is sold, and asked about.
 */
export function withinPapers(
  party: Party | undefined,
  counted: readonly Volume[],
  { ng, day, ...use }: Use & { readonly ng: bigint; readonly day: string },
): Doubt[] {
  const papers = (party?.credentials ?? []).filter((one) => {
    return standingOf(one, day) === 'valid' && unfit(one, use) === undefined;
  });
  return [...new Set(papers.map(({ scheme }) => scheme))].flatMap((scheme) => {
    const own = papers.filter((one) => one.scheme === scheme);
    if (own.some(({ scope }) => scope?.volume === undefined)) return [];
    return (['month', 'year'] as const).flatMap((per) =>
      beyond(
        own.filter(({ scope }) => scope?.volume?.per === per),
        per,
        counted,
        { ng, day, ...use },
        party?.country,
      ),
    );
  });
}

function beyond(
  papers: readonly Credential[],
  per: Period,
  counted: readonly Volume[],
  { ng, day, activity }: Use & { readonly ng: bigint; readonly day: string },
  country = '',
): Doubt[] {
  if (papers.length === 0) return [];
  const period = per === 'month' ? monthOf(day) : day.slice(0, 4);
  const covered = counted.filter(({ month, site, form }) => {
    return month.startsWith(period) && papers.some((one) => unfit(one, { activity, site, form }) === undefined);
  });
  const before = covered.reduce((sum, one) => sum + one.ng, 0n);
  const limit = papers.reduce((sum, { scope }) => sum + BigInt(scope?.volume?.fineNg ?? 0), 0n);
  if (before + ng <= limit) return [];
  const figures = {
    paper: papers.map(({ scheme, number }) => `${scheme} ${number}`).join(', '),
    period,
    found: `${before + ng}`,
    limit: `${limit}`,
    left: `${limit > before ? limit - before : 0n}`,
  };
  if (activity === 'sale') return [{ rule: 'P6', code: 'sold-beyond-paper', at: 'lot', level: 'ask', figures }];
  const level: Level = inForce(CAPACITY_BINDS, day, country) === true ? 'hold' : 'ask';
  return [{ rule: 'P6', code: 'over-paper-volume', at: 'grossMg', level, figures }];
}
