/** What every decision is given: the facts it may look at and the act it is part of. All of it plain data; no clock. */
import type { BookReference, Draft, Reveal } from '../log/statement.js';
import type { Json } from '../log/canonical-json.js';
import { Rejection } from '../rejection.js';
import type { Lot } from './lot.js';
import type { Member, Party, ScaleRegistered, Shipment, SiteRegistered, Use } from './registry.js';
import type { OwnThresholds } from './rules/own/own.js';
import type { SiteYield } from './volumes/site-yield.js';
import type { On } from './statements.js';
import type { Volume } from './volumes/papers.js';

/** Facts by id: lots by uuid; sites, scales, members and shipments by `<organisation>/<code>`; uses such as `code:<org>:<code>`. */
export interface Facts {
  readonly lots: ReadonlyMap<string, Lot>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly sites: ReadonlyMap<string, SiteRegistered>;
  readonly scales: ReadonlyMap<string, ScaleRegistered>;
  readonly members: ReadonlyMap<string, Member>;
  readonly uses: ReadonlyMap<string, Use>;
  readonly shipments: ReadonlyMap<string, Shipment>;
  /** What each site gave, by `<organisation>/<code>`; absent where nothing rests on it. */
  readonly yields?: ReadonlyMap<string, SiteYield>;
  /** What each organisation produced and sold in a year, by `volumesId`; absent where nothing rests on it. */
  readonly volumes?: ReadonlyMap<string, readonly Volume[]>;
  /** Deliveries that weighed the same, by `alikeId` (P19). */
  readonly alike?: ReadonlyMap<string, number>;
  /** What each organisation made stricter for itself; absent where it made nothing so. */
  readonly thresholds?: ReadonlyMap<string, OwnThresholds>;
}

/** One organisation's act: on which local day, said when, and from which book, if from one. */
export interface Act {
  readonly org: string;
  readonly on: On;
  /** Instant of the statement, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly at: string;
  /** Last day a fact may bear: nothing happens in the future. */
  readonly today: string;
  readonly attested: 'platform' | 'book';
  readonly book?: BookReference;
  /** Who does it: `person:<uuid>`, or `key:<uuid>` for a machine's key; absent for books. Kept beside the ledger, never in it. */
  readonly by?: string;
}

export function draft(act: Act, type: string, lots: readonly string[], data: object, reveals: Reveal[] = []): Draft {
  return {
    type,
    org: act.org,
    at: act.at,
    lots,
    data: data as { readonly [name: string]: Json },
    attested: act.attested,
    ...(reveals.length > 0 && { reveals }),
    ...(act.book && { book: act.book }),
  };
}

/** The lot, which must be known. */
export function lotOf(facts: Pick<Facts, 'lots'>, id: string): Lot {
  const lot = facts.lots.get(id);
  if (lot === undefined) throw new Rejection('unknown-lot', 'lot', { lot: id });
  return lot;
}

/** A code for a new lot, free in the acting organisation's books and among those this act gave already. */
export function freeCode(facts: Facts, act: Act, code: string, given: Set<string> = new Set()): void {
  if (facts.uses.has(`code:${act.org}:${code}`) || given.has(code)) {
    throw new Rejection('code-used', 'code', { code });
  }
  given.add(code);
}
