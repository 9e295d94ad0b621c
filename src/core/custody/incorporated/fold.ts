/** What statements make of accounts and sales of incorporated gold. */
import { monthOf } from '../../day.js';
import type { Statement } from '../../log/statement.js';
import { EMPTY, type Account, type MonthOfAccount } from './account.js';
import type { ClaimIncorporated, IncorporatedAnswered, IncorporatedSold } from './statements.js';

/** A sale that its buyer has not answered is `open`; one to somebody outside the ledger is `final` at once. */
export const SALE_OUTCOMES = ['open', 'accepted', 'declined', 'final'] as const;

export interface IncorporatedSale {
  readonly scheme: string;
  readonly from: string;
  readonly to?: string;
  readonly fineNg: string;
  readonly sale: string;
  readonly day: string;
  readonly credential: string;
  readonly outcome: (typeof SALE_OUTCOMES)[number];
  readonly answeredOn?: string;
}

/** What a statement moves in one account, as of a day: nanograms, `out` below zero where a sale is undone. */
export interface Posting {
  readonly account: string;
  readonly day: string;
  readonly inNg: bigint;
  readonly outNg: bigint;
}

type Said = Pick<Statement, 'type' | 'org' | 'data'>;

export function accountId(org: string, scheme: string): string {
  return `${org}/${scheme}`;
}

/** A sale is known by its number in its seller's books. */
export function saleId({ from, sale }: Pick<IncorporatedSale, 'from' | 'sale'>): string {
  return `${from}/${sale}`;
}

/**
 * A sale leaves its seller's account when it is said and comes to the buyer's when it is accepted, both as of the day of the
 * sale: credit grows no younger by changing hands. Declined, it was never sold.
 */
export function postingOf({ type, org, data: said }: Said): Posting | undefined {
  const data = said as unknown;
  if (type === 'claim.incorporated') {
    const { scheme, on, fineNg } = data as ClaimIncorporated;
    return { account: accountId(org, scheme), day: on.date, inNg: BigInt(fineNg), outNg: 0n };
  }
  if (type === 'incorporated.sold') {
    const { scheme, on, fineNg } = data as IncorporatedSold;
    return { account: accountId(org, scheme), day: on.date, inNg: 0n, outNg: BigInt(fineNg) };
  }
  if (type !== 'incorporated.accepted' && type !== 'incorporated.declined') return undefined;
  const { scheme, from, to, soldOn: day, fineNg } = data as IncorporatedAnswered;
  return type === 'incorporated.accepted'
    ? { account: accountId(to, scheme), day, inNg: BigInt(fineNg), outNg: 0n }
    : { account: accountId(from, scheme), day, inNg: 0n, outNg: -BigInt(fineNg) };
}

export function posted(account: Account = EMPTY, { day, inNg, outNg }: Posting): Account {
  const month = monthOf(day);
  const before = account.months[month] ?? { inNg: 0n, outNg: 0n, heldNg: 0n, movedOn: day };
  const after: MonthOfAccount = {
    inNg: before.inNg + inNg,
    outNg: before.outNg + outNg,
    heldNg: before.heldNg,
    movedOn: before.movedOn > day ? before.movedOn : day,
  };
  return { months: { ...account.months, [month]: after } };
}

/** The sale a statement tells of, as it leaves it; none where it tells of none. */
export function saleAfter(
  before: IncorporatedSale | undefined,
  { type, data: said }: Said,
): IncorporatedSale | undefined {
  const data = said as unknown;
  if (type === 'incorporated.sold') {
    const { on, ...sold } = data as IncorporatedSold;
    return { ...sold, day: on.date, outcome: sold.to === undefined ? 'final' : 'open' };
  }
  if (before === undefined) return undefined;
  const { on } = data as IncorporatedAnswered;
  return { ...before, outcome: type === 'incorporated.accepted' ? 'accepted' : 'declined', answeredOn: on.date };
}
