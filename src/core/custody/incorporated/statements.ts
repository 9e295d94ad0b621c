/**
 * Incorporated gold, the mass-balance model of ISO 22095:2020: what is sold is a quantity, not atoms. A lot's claim is given up
 * into its owner's account of a scheme, and from the account fine gold is sold, to another account or to a buyer outside. Both
 * sides say a sale: the seller reports it and the buyer verifies it. No sale names a lot.
 */
import type { On } from '../statements.js';

/** `claim.incorporated`: all that is left of the lot, by the fineness it is counted at; the lot carries no claim from then on. */
export interface ClaimIncorporated {
  readonly on: On;
  readonly lot: string;
  readonly scheme: string;
  /** Nanograms, decimal text. */
  readonly fineNg: string;
  /** Number of the paper by which the organisation keeps such an account. */
  readonly credential: string;
}

/** `incorporated.sold`. Without `to` the buyer is not in the ledger, and their name is the reveal `buyer`. */
export interface IncorporatedSold {
  readonly on: On;
  readonly scheme: string;
  readonly from: string;
  readonly to?: string;
  readonly fineNg: string;
  /** Its number in the seller's books. */
  readonly sale: string;
  readonly credential: string;
}

/** `incorporated.declined`, and with the buyer's paper `incorporated.accepted`: the sale as its seller said it. */
export interface IncorporatedAnswered {
  readonly on: On;
  readonly scheme: string;
  readonly from: string;
  readonly to: string;
  readonly fineNg: string;
  readonly sale: string;
  /** Day of the sale: in whose period it counts, on both sides. */
  readonly soldOn: string;
  readonly credential?: string;
}
