/**
 * A country's profile: which papers its law knows, who issues them and with which fields, how its numbers are checked, what it
 * limits and taxes, which registers it keeps and which way gold leaves it. Data only: nothing about a country is in the code of
 * a rule. Every figure is dated and names its source; one whose status is `to-be-confirmed` was not read in its source.
 */
import type { Said, Source } from '../rules/catalogue/rule.js';
import type { Dated, Status } from '../rules/thresholds/dated.js';
import type { Form } from '../statements.js';

export interface Profile {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly name: Said;
  readonly documents: readonly DocumentKind[];
  readonly identities: readonly IdentityKind[];
  /** Fine nanograms a panner may hand in. */
  readonly pannerLimits: { readonly month: Rows<bigint>; readonly year: Rows<bigint> };
  /** Schemes of credentials, one of which a trader needs to buy and export gold. */
  readonly traderRegisters: Rows<readonly string[]>;
  /** Kinds of miners (`PERSON_KINDS`) who need a registration of their own, with dates. */
  readonly registered: readonly string[];
  /** Whether gold that a site's month gives beyond its registered capacity is held: where the law makes capacity a limit. */
  readonly capacityBinds: Rows<boolean>;
  readonly permits: readonly Permit[];
  readonly taxes: readonly Tax[];
  readonly exportSteps: readonly ExportStep[];
}

/** Of one country, so without a key. */
export type Rows<Value> = readonly Omit<Dated<Value>, 'key'>[];

/** A paper of the trade. We prepare, keep and compare it; the authority or the holder of the title issues it. */
export interface DocumentKind {
  /** As `document.captured` names it, or the declaration of a delivery. */
  readonly kind: string;
  readonly title: string;
  readonly covers: 'delivery' | 'person' | 'lot' | 'shipment' | 'party';
  readonly issuer:
    'title-holder' | 'miner' | 'municipality' | 'mining-authority' | 'tax-authority' | 'customs' | 'buyer';
  readonly fields: readonly string[];
  /** Days, months or years it holds, where the source says so. */
  readonly validity?: string;
  readonly source: Source;
  readonly status: Status;
}

/** A number that names a party or a person, and how a slip of the pen in it shows. */
export interface IdentityKind {
  readonly kind: string;
  readonly of: 'organisation' | 'person' | 'place' | 'permit';
  readonly example: string;
  /** Whether the number can be one: digits and check digit. Spaces and dots are the caller's to leave out. */
  readonly holds: (number: string) => boolean;
  readonly status: Status;
}

/** How far a small mine may go before it is none. */
export interface Permit {
  readonly category: string;
  readonly hectares?: number;
  readonly tonnesPerDay?: number;
  readonly placerCubicMetresPerDay?: number;
  readonly source: Source;
  readonly status: Status;
}

/** `rate` of `base`, of which `share` counts; whole parts per million each. */
export interface Tax {
  readonly name: string;
  readonly base: 'fob-value' | 'mean-london-price' | 'sale-price';
  readonly ratePpm: number;
  readonly sharePpm: number;
  /** Forms it is for; absent: any. */
  readonly forms?: readonly Form[];
  readonly from: string;
  readonly until?: string;
  readonly source: Source;
  readonly status: Status;
}

export interface ExportStep {
  readonly step: string;
  readonly by: string;
  /** Working days it is said to take. */
  readonly days?: number;
  readonly source: Source;
  readonly status: Status;
}
