/**
 * Incorporated gold comes into an account and is sold from it. P14: nobody sells more than came in, in the balancing period of
 * the day of the sale. The ledger decides one sale after the other, so that the same credit is sold once however many ask.
 */
import type { Draft, Reveal } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { judge } from '../claims.js';
import { counterparty } from '../handover/counterparty.js';
import { fineNgOf, type Lot } from '../lot.js';
import { mayUse, notInFuture } from '../rules/custody.js';
import { notSpent } from '../rules/mass.js';
import { inForce } from '../rules/thresholds/dated.js';
import { UNEXPORTABLE_METHODS } from '../rules/thresholds/instruments.js';
import { accountPapers, MASS_BALANCE } from '../schemes/schemes.js';
import type { Form } from '../statements.js';
import { balanceOf, EMPTY, movedOn, type Account } from './account.js';
import { accountId, saleId, type IncorporatedSale } from './fold.js';
import type { ClaimIncorporated, IncorporatedAnswered, IncorporatedSold } from './statements.js';

export interface IncorporatedFacts extends Facts {
  /** By `<organisation>/<scheme>`. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** By `<seller>/<number>`. */
  readonly sales: ReadonlyMap<string, IncorporatedSale>;
}

/** `claim.incorporated`: the owner, who holds the lot, gives its claim up into the account. The lot keeps no claim: gold counts once. */
export function incorporate(
  facts: IncorporatedFacts,
  act: Act,
  { lot: id, scheme }: Pick<ClaimIncorporated, 'lot' | 'scheme'>,
): Draft[] {
  const lot = lotOf(facts, id);
  mayUse(lot, act);
  if (lot.owner !== act.org) throw new Rejection('lot-not-yours', 'lot', { lot: lot.code, owner: lot.owner });
  notSpent(lot);
  const credential = keeper(facts, act.org, scheme, act.on.date, 'scheme', lot.form);
  if (!lot.claims.some((claim) => claim.scheme === scheme && claim.carried)) {
    throw new Rejection('claim-not-carried', 'scheme', { lot: lot.code, scheme });
  }
  const data: ClaimIncorporated = { on: act.on, lot: id, scheme, fineNg: `${assayedNg(lot, act)}`, credential };
  return [draft(act, 'claim.incorporated', [id], data)];
}

export interface Selling {
  readonly scheme: string;
  /** Who buys: an organisation, or by name somebody who is not in the ledger. */
  readonly to?: string;
  readonly buyer?: string;
  readonly fineNg: bigint;
  readonly sale: string;
}

/** `incorporated.sold`, reveal `buyer`: taken off the account at once, whoever has yet to answer. */
export function sellIncorporated(facts: IncorporatedFacts, act: Act, input: Selling): Draft[] {
  const { scheme, to, buyer, fineNg, sale } = input;
  if ((to === undefined) === (buyer === undefined)) throw new Rejection('missing', 'to', { choices: 'to, buyer' });
  notInFuture(act);
  if (fineNg <= 0n) throw new Rejection('not-positive', 'fineNg', { value: `${fineNg}` });
  const credential = keeper(facts, act.org, scheme, act.on.date, 'scheme');
  if (to !== undefined) {
    counterparty(facts, act, to);
    keeper(facts, to, scheme, act.on.date, 'to');
  }
  if (facts.sales.has(saleId({ from: act.org, sale }))) throw new Rejection('code-used', 'sale', { code: sale });
  enoughCredit(facts.accounts.get(accountId(act.org, scheme)) ?? EMPTY, act, input);
  const whom = to === undefined ? {} : { to };
  const data: IncorporatedSold = {
    on: act.on,
    scheme,
    from: act.org,
    ...whom,
    fineNg: `${fineNg}`,
    sale,
    credential,
  };
  const reveals: Reveal[] = buyer === undefined ? [] : [{ name: 'buyer', value: buyer }];
  return [draft(act, 'incorporated.sold', [], data, reveals)];
}

/** `incorporated.accepted`: the buyer's account has it from now on, as of the day of the sale. */
export function acceptSale(
  facts: IncorporatedFacts,
  act: Act,
  asked: Pick<IncorporatedSale, 'from' | 'sale'>,
): Draft[] {
  const sale = offered(facts, act, asked);
  const credential = keeper(facts, act.org, sale.scheme, sale.day, 'sale');
  return [draft(act, 'incorporated.accepted', [], { ...answer(act, sale), credential })];
}

/** `incorporated.declined`, reveal `note`: it was never bought, and the seller has it back. */
export function declineSale(
  facts: IncorporatedFacts,
  act: Act,
  { note, ...asked }: Pick<IncorporatedSale, 'from' | 'sale'> & { readonly note?: string },
): Draft[] {
  const sale = offered(facts, act, asked);
  const reveals: Reveal[] = note === undefined ? [] : [{ name: 'note', value: note }];
  return [draft(act, 'incorporated.declined', [], answer(act, sale), reveals)];
}

/** Of a sale to somebody else one is told that there is none. */
function offered(facts: IncorporatedFacts, act: Act, asked: Pick<IncorporatedSale, 'from' | 'sale'>): IncorporatedSale {
  const sale = facts.sales.get(saleId(asked));
  if (sale === undefined || sale.to !== act.org) throw new Rejection('unknown-sale', 'sale', { sale: asked.sale });
  if (sale.outcome !== 'open') throw new Rejection('sale-answered', 'sale', { sale: sale.sale, outcome: sale.outcome });
  notInFuture(act);
  if (act.on.date < sale.day) throw new Rejection('chronology', 'on', { day: act.on.date, notBefore: sale.day });
  return sale;
}

function answer(act: Act, { scheme, from, fineNg, sale, day }: IncorporatedSale): IncorporatedAnswered {
  return { on: act.on, scheme, from, to: act.org, fineNg, sale, soldOn: day };
}

/** P14: what is sold must have come in, in this period, and rest on nothing that is recalled; and nothing is sold before it came (P16). */
function enoughCredit(account: Account, act: Act, { scheme, fineNg }: Pick<Selling, 'scheme' | 'fineNg'>): void {
  const { date: day } = act.on;
  const notBefore = movedOn(account);
  if (notBefore !== undefined && day < notBefore) throw new Rejection('chronology', 'on', { day, notBefore });
  const balance = balanceOf(account, scheme, day);
  if (balance === undefined) throw noMassBalance(scheme, 'scheme');
  if (fineNg <= balance.leftNg) return;
  const { from, until, openingNg, inNg, outNg, heldNg, leftNg } = balance;
  throw new Rejection('beyond-credit', 'fineNg', {
    scheme,
    from,
    until,
    account: `${openingNg + inNg}`,
    sold: `${outNg}`,
    ...(heldNg > 0n && { held: `${heldNg}` }),
    asked: `${fineNg}`,
    left: `${leftNg > 0n ? leftNg : 0n}`,
  });
}

/** The number of the paper by which an organisation keeps such an account on a day. */
function keeper(facts: Facts, org: string, scheme: string, day: string, at: string, form?: Form): string {
  const papers = accountPapers(scheme);
  if (papers.length === 0 || balanceOf(EMPTY, scheme, day) === undefined) throw noMassBalance(scheme, at);
  const party = facts.parties.get(org);
  const own = party && { ...party, credentials: party.credentials.filter((one) => papers.includes(one.scheme)) };
  const use = { activity: 'sale', ...(form !== undefined && { form }) } as const;
  const { credential, standing } = judge(own, org, scheme, use, day);
  if (standing === 'valid' && credential !== null) return credential;
  throw new Rejection('no-account', at, { organisation: org, scheme, day, papers: papers.join(', ') });
}

/** Counted by the assay that governs: a guess is none (P22). */
function assayedNg(lot: Lot, act: Act): bigint {
  const ng = fineNgOf(lot);
  const guesses = inForce(UNEXPORTABLE_METHODS, act.on.date) ?? [];
  if (ng === undefined || ng === 0n || guesses.includes(lot.fineness?.method ?? '')) {
    throw new Rejection('assay-needed', 'lot', { lot: lot.code });
  }
  return ng;
}

function noMassBalance(scheme: string, at: string): Rejection {
  return new Rejection('no-mass-balance', at, { scheme, choices: MASS_BALANCE.join(', ') });
}
