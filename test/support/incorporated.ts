/** Deeds with accounts of incorporated gold; the books are folded from what the tale has recorded so far. */
import type { Account } from '../../src/core/custody/incorporated/account.js';
import {
  acceptSale,
  declineSale,
  incorporate,
  sellIncorporated,
  type IncorporatedFacts,
} from '../../src/core/custody/incorporated/decide.js';
import {
  posted,
  postingOf,
  saleAfter,
  saleId,
  type IncorporatedSale,
} from '../../src/core/custody/incorporated/fold.js';
import type { Draft } from '../../src/core/log/statement.js';
import {
  aCooperative,
  aCoopAtWork,
  aJeweller,
  anExporter,
  as,
  credential,
  delivered,
  dispatched,
  onDay,
  received,
  sold,
} from './deeds.js';
import { COOP, EXPORTER, idOf, JEWELLER, type Deed, type World } from './story.js';

export const FAIRMINED = 'fairmined';

/** What the statements make of all accounts and sales. */
export function booksOf(recorded: readonly Draft[]) {
  const accounts = new Map<string, Account>();
  const sales = new Map<string, IncorporatedSale>();
  for (const said of recorded) {
    const posting = postingOf(said);
    if (posting === undefined && said.type !== 'incorporated.sold') continue;
    if (posting !== undefined) accounts.set(posting.account, posted(accounts.get(posting.account), posting));
    const id = saleId(said.data as unknown as IncorporatedSale);
    const sale = said.type === 'claim.incorporated' ? undefined : saleAfter(sales.get(id), said);
    if (sale !== undefined) sales.set(id, sale);
  }
  return { accounts, sales };
}

/** The facts of a tale; `heldMg` of fine gold that came in rest on what was recalled. */
export function factsIn(world: World, heldMg = 0): IncorporatedFacts {
  const { accounts, sales } = booksOf(world.recorded);
  if (heldMg > 0) for (const [id, account] of accounts) accounts.set(id, held(account, ng(heldMg)));
  return { ...world, accounts, sales };
}

function held({ months }: Account, heldNg: bigint): Account {
  const [[month, one] = []] = Object.entries(months);
  if (month === undefined || one === undefined) throw new Error('nothing came in that could be held');
  return { months: { ...months, [month]: { ...one, heldNg } } };
}

export const ng = (fineMg: number): bigint => BigInt(fineMg) * 1_000_000n;

export const incorporated =
  (code: string, scheme = FAIRMINED): Deed =>
  (world) =>
    incorporate(factsIn(world), world.act, { lot: idOf(code), scheme });
/** To an organisation, or to somebody by name. */
export const soldFine =
  (sale: string, fineNg: bigint, to: string | { buyer: string } = JEWELLER, scheme = FAIRMINED, heldMg = 0): Deed =>
  (world) => {
    const whom = typeof to === 'string' ? { to } : to;
    return sellIncorporated(factsIn(world, heldMg), world.act, { scheme, fineNg, sale, ...whom });
  };
export const accepted =
  (sale: string, from: string = EXPORTER): Deed =>
  (world) =>
    acceptSale(factsIn(world), world.act, { from, sale });
export const declined =
  (sale: string, from: string = EXPORTER): Deed =>
  (world) =>
    declineSale(factsIn(world), world.act, { from, sale });

/** A cooperative, an authorised supplier and a licensee; the supplier's paper until that day. */
export function aLabel(until = '2029-07-01'): Deed[] {
  const papers = { until };
  return [
    aCoopAtWork,
    aCooperative(credential('fairmined', papers)),
    anExporter(credential('fairmined-supplier', papers)),
    aJeweller(credential('fairmined-licensee', papers)),
  ];
}

/** A delivery that the supplier has bought and holds. */
export function bought(code: string, grossMg: number, ppm: number): Deed[] {
  return [
    as(COOP),
    delivered(code, grossMg, { ppm, method: 'xrf' }),
    dispatched(code, EXPORTER),
    sold(code, EXPORTER),
    as(EXPORTER),
    received(code, grossMg),
  ];
}

/** Two grams of fine gold in the supplier's account, and the supplier is at work. */
export function anAccount(day = '2026-02-10'): Deed[] {
  return [...aLabel(), onDay(day), ...bought('E-1', 1_000, 900_000), ...bought('E-2', 1_250, 880_000)].concat([
    incorporated('E-1'),
    incorporated('E-2'),
  ]);
}
