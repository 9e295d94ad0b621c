/** What is said of gold on the road, and of title that is promised: shapes as in `custody/statements.ts`. */
import type { Judged, On } from '../statements.js';

/** How a handover is judged, said before the gold leaves; whoever accepts the gold accepts them. */
export interface HandoverTerms {
  /** The difference both sides bear; of both figures the one that allows more, of neither the scales' own (P10). */
  readonly toleranceMg?: number;
  /** Parts per million of the mass sent. */
  readonly tolerancePpm?: number;
  /** Whose weighing counts. */
  readonly weighs?: (typeof WEIGHERS)[number];
  /** Masses compared as they are, or dry. */
  readonly mass?: (typeof MASSES)[number];
  /** Who decides where both sides' weighings or assays stay apart. */
  readonly umpire?: string;
}

export const WEIGHERS = ['receiver', 'both', 'umpire'] as const;
export const MASSES = ['wet', 'dry'] as const;

/** Closed bags, counted and not opened: they are said to contain what was weighed when they were sealed. */
export interface Bags {
  readonly bags: number;
  readonly seals: readonly string[];
}

export interface CustodyDispatched {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly sentMg: number;
  readonly seal?: string;
  /** Of the sender, as weighed when it left. */
  readonly scale?: string;
  /** Day by which it is expected; local to where it left. */
  readonly due?: string;
  readonly terms?: HandoverTerms;
  /** Counted instead of weighed on the way. */
  readonly sealed?: Bags;
  /** It goes back to whoever sent it. */
  readonly purpose?: 'return';
}

export interface CustodyReceived {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly sentMg: number;
  readonly receivedMg: number;
  /** receivedMg less the lot's gross mass before. */
  readonly differenceMg: number;
  readonly toleranceMg: number;
  readonly sealIntact: boolean;
  readonly outcome: 'accepted' | 'accepted-with-difference';
  /** One book holds both sides. */
  readonly oneSided: boolean;
  /** Of the receiver. */
  readonly scale?: string;
  /** Title that was agreed to pass with the acceptance. */
  readonly title?: TitlePassing;
}

export interface CustodyRefused {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly sentMg: number;
  readonly weighedMg: number;
  readonly sealIntact: boolean;
}

export interface TitleTransferred {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly basis: 'sale' | 'agency' | 'consignment' | 'toll' | 'advance';
  readonly document?: string;
  /** Seller's and buyer's own standing on this day, for each scheme the lot still carried. */
  readonly claims: readonly Judged[];
}

/** `custody.relayed` and `custody.declined`: a carrier or guard counts bags and seals; nobody weighs. */
export interface CustodyRelayed extends Bags {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  /** What the bags were said to contain when they were handed over. */
  readonly sentMg: number;
  readonly sealIntact: boolean;
}

export const SEAL_REASONS = ['opened-by-authority', 'damaged', 'resealed'] as const;

/** `seal.changed`. Who saw it is the reveal `witness`. */
export interface SealChanged {
  readonly on: On;
  readonly lot: string;
  readonly broken: string;
  /** Absent while the bag is open. */
  readonly applied?: string;
  readonly why: (typeof SEAL_REASONS)[number];
  /** Who opened it, where an authority did. */
  readonly authority?: string;
}

/** `lot.detained` and `lot.cleared`: an authority keeps the gold where it is, and lets it go on; `act` is the paper's number. */
export interface LotDetained {
  readonly on: On;
  readonly lot: string;
  readonly authority: string;
  readonly act: string;
}

/** All that was left of the lot is gone. */
export interface LotSeized extends LotDetained {
  readonly grossMg: number;
}

export const LOSSES = ['robbed', 'lost'] as const;

/** All that was left of the lot is gone. The number of the report to the police is the reveal `report`. */
export interface LotLost {
  readonly on: On;
  readonly lot: string;
  readonly grossMg: number;
  readonly cause: (typeof LOSSES)[number];
}

/** When title passes: with the buyer's acceptance of the gold, by a later `title.transferred`, or never (toll). */
export const PASSES = ['on-acceptance', 'on-settlement', 'never'] as const;
export type Passes = (typeof PASSES)[number];

/** `title.agreed`: the owner stays owner until then, and offers the lot to nobody else. Price terms are the reveal `terms`. */
export interface TitleAgreed {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly basis: TitleTransferred['basis'];
  readonly passes: Passes;
  readonly document?: string;
  /** First day on which the owner is free again. */
  readonly until?: string;
}

/** `title.declined`: the buyer gives up what was agreed. */
export interface TitleDeclined {
  readonly on: On;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
}

/** Title that passes with an acceptance: member `title` of `custody.received`, judged like a `title.transferred` of that day. */
export interface TitlePassing {
  readonly from: string;
  readonly basis: TitleTransferred['basis'];
  readonly claims: readonly Judged[];
  readonly document?: string;
}
