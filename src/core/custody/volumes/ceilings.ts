/**
 * How much a site and a person can give in a period: ceilings A to D of the production balance, each with its source, and what is
 * left of a personal limit. What is not known makes no ceiling, and says what is missing.
 */
import { monthOf } from '../../day.js';
import { NG_PER_MG } from '../../quantity.js';
import type { Member } from '../registry.js';
import { rowInForce, type Status, type Table } from '../rules/thresholds/dated.js';
import { PANNER_MONTH_NG, PANNER_YEAR_NG } from '../rules/thresholds/caps.js';
import { MINER_DAY_MG } from '../rules/thresholds/volumes.js';

export interface Ceiling {
  /** A: miners × days × what one brings out; B: permit × days × grade; C: the title's capacity; D: personal limits together. */
  readonly id: 'A' | 'B' | 'C' | 'D';
  /** Nanograms; absent where something to reckon it with is missing. */
  readonly fineNg?: string;
  readonly missing?: readonly string[];
  readonly source: string;
  readonly status: Status;
}

export interface SiteMonth {
  readonly month: string;
  readonly country: string;
  readonly capacityMg: number;
  /** Registered at the site. */
  readonly miners: number;
  readonly panners: number;
}

export function ceilingsOf({ month, country, capacityMg, miners, panners }: SiteMonth): Ceiling[] {
  const day = `${month}-01`;
  const perDay = rowInForce(MINER_DAY_MG, day, 'fairmined');
  const cap = rowInForce(PANNER_MONTH_NG, day, country);
  const many = BigInt(miners) * BigInt(daysOf(month)) * BigInt(perDay?.value ?? 0) * NG_PER_MG;
  return [
    ceiling('A', perDay, miners === 0 ? ['miners'] : [], many),
    {
      id: 'B',
      missing: ['permit', 'grade'],
      source: 'Permitted tonnes a day × days × grade of the ore',
      status: 'to-be-confirmed',
    },
    {
      id: 'C',
      ...(capacityMg === 0 ? { missing: ['capacity'] } : { fineNg: `${BigInt(capacityMg) * NG_PER_MG}` }),
      source: 'Registered for the site: the most that its title’s works plan gives',
      status: 'confirmed',
    },
    ceiling(
      'D',
      cap,
      miners === 0 || panners < miners ? ['members who are all panners'] : [],
      BigInt(panners) * (cap?.value ?? 0n),
    ),
  ];
}

function ceiling(
  id: Ceiling['id'],
  row: { readonly source: string; readonly status: Status } | undefined,
  lacking: readonly string[],
  ng: bigint,
): Ceiling {
  const missing = row === undefined ? ['figure'] : lacking;
  return {
    id,
    ...(missing.length > 0 ? { missing } : { fineNg: `${ng}` }),
    source: row?.source ?? 'None known for this country',
    status: row?.status ?? 'to-be-confirmed',
  };
}

/** The lowest of those that could be reckoned. */
export function leastOf(ceilings: readonly Ceiling[]): Ceiling | undefined {
  const known = ceilings.filter(({ fineNg }) => fineNg !== undefined);
  return known.reduce<Ceiling | undefined>(
    (least, one) => (least === undefined || BigInt(one.fineNg ?? 0) < BigInt(least.fineNg ?? 0) ? one : least),
    undefined,
  );
}

export interface Volume {
  /** `YYYY-MM` or `YYYY`. */
  readonly period: string;
  /** Nanograms, of all buyers in this ledger who know the person; gold without fineness at its gross mass. */
  readonly fineNg: string;
  readonly limitNg?: string;
  readonly leftNg?: string;
  readonly source?: string;
  readonly status?: Status;
}

/** A person's month and year against the limits of the country, which are of panners alone. */
export function volumesOf(member: Member, country: string, day: string): { month: Volume; year: Volume } {
  const months = member.acrossBuyers ?? member.months;
  const [month, year] = [monthOf(day), day.slice(0, 4)];
  const total = Object.entries(months).reduce((sum, [of, ng]) => (of.startsWith(`${year}-`) ? sum + ng : sum), 0n);
  const against = (period: string, ng: bigint, table: Table<bigint>): Volume => {
    const row = member.kind === 'panner' ? rowInForce(table, day, country) : undefined;
    if (row === undefined) return { period, fineNg: String(ng) };
    const left = row.value > ng ? row.value - ng : 0n;
    const { source, status } = row;
    return { period, fineNg: String(ng), limitNg: String(row.value), leftNg: String(left), source, status };
  };
  return {
    month: against(month, months[month] ?? 0n, PANNER_MONTH_NG),
    year: against(year, total, PANNER_YEAR_NG),
  };
}

function daysOf(month: string): number {
  const [year, of] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, of, 0)).getUTCDate();
}
