/**
 * What statements about parties, papers and shipments say, and the states folded from them. Shapes as in `statements.ts`:
 * persons, prices, tax numbers and coordinates are reveals, never data.
 */
import type { Json } from '../log/canonical-json.js';
import type { Scope } from './credentials/scope.js';
import type { Method, On } from './statements.js';

export const ROLES = ['cooperative', 'exporter', 'refiner', 'jeweller', 'laboratory', 'trader', 'other'] as const;
export type Role = (typeof ROLES)[number];

/** What a member is to the law: panners have a yearly registration and a monthly limit. */
export const PERSON_KINDS = ['panner', 'selector', 'member', 'other'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

export interface OrganisationRegistered {
  readonly organisation: string;
  readonly name: string;
  readonly role: Role;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export interface SiteRegistered {
  readonly site: string;
  readonly name: string;
  readonly municipality: string;
  /** ISO 3166-2. */
  readonly region: string;
  readonly country: string;
  readonly title: string;
  readonly deposit: string;
  /** The fineness its gold has; outside it the cooperative wants a delivery held. */
  readonly minPpm: number;
  readonly maxPpm: number;
  readonly capacityMgPerMonth: number;
}

export interface ScaleRegistered {
  readonly scale: string;
  readonly site: string;
  readonly divisionMg: number;
  readonly calibrated: string;
  /** First day the calibration no longer holds. */
  readonly until: string;
}

/** The person is a reveal (`member`, `kind`, `registration`, …); the statement says only that someone was registered. */
export interface MemberRegistered {
  readonly site: string;
}

export const CREDENTIAL_ACTS = ['granted', 'suspended', 'reinstated', 'withdrawn', 'expired'] as const;
export type CredentialAct = (typeof CREDENTIAL_ACTS)[number];

/** `credential.granted`; the other credential acts carry no `until`. Days are local: from inclusive, until exclusive. */
export interface CredentialChanged {
  readonly holder: string;
  readonly scheme: string;
  readonly number: string;
  readonly from: string;
  readonly until?: string | null;
  /** Organisation that issues it; it may suspend and withdraw it. */
  readonly issuer?: string;
  /** Whose word it is; absent: the register's. A holder's own carries nothing until one of the others grants the same. */
  readonly says?: 'issuer' | 'holder';
  readonly scope?: Scope;
  /** The paper itself, kept beside the ledger. */
  readonly evidence?: Evidence;
}

/** A file by its SHA-256, lowercase hex. */
export interface Evidence {
  readonly sha256: string;
  readonly mediaType: string;
  readonly size: number;
}

export interface ShipmentLine {
  readonly lot: string;
  readonly code: string;
  readonly grossMg: number;
  readonly finenessPpm: number;
  readonly method: Method;
  readonly fineNg: string;
  readonly seal?: string;
}

/** Price terms are the reveal `terms`. */
export interface ShipmentPacked {
  readonly on: On;
  readonly shipment: string;
  readonly exporter: string;
  readonly consignee: string;
  readonly incoterm: string;
  /** Country of origin and of destination, such as `CO>CH`. */
  readonly corridor: string;
  readonly box: string;
  readonly lines: readonly ShipmentLine[];
}

/** Before it leaves: what is in it from now on, and which lots were taken out; both together are what was in it. */
export interface ShipmentRepacked {
  readonly on: On;
  readonly shipment: string;
  readonly box: string;
  readonly lines: readonly ShipmentLine[];
  readonly removed: readonly string[];
}

export interface ShipmentExported {
  readonly on: On;
  readonly shipment: string;
  readonly airWaybill?: string;
}

export interface StockCounted {
  readonly on: On;
  readonly custodian: string;
  /** Which gold was counted: `unmelted`, or one form. */
  readonly stock: string;
  readonly countedMg: number;
  readonly bookMg: number;
  readonly differenceMg: number;
}

/** Prices, persons and routes that the paper tells of are reveals, each under its field's name. */
export interface DocumentCaptured {
  readonly on: On;
  readonly shipment: string;
  readonly kind: string;
  readonly number: string;
  /** Fine nanograms it covers, where it says: a receipt of royalty. */
  readonly fineNg?: string;
  /** Whose shipment it is, where somebody else keeps the paper. */
  readonly exporter?: string;
  /** Who issued it, in the paper's own words. */
  readonly issuer?: string;
  readonly issuedOn?: string;
  /** First day it no longer holds. */
  readonly until?: string;
  /** Lots it is about, where it is not about the whole shipment. */
  readonly covers?: readonly string[];
  /** The statement that recorded the paper whose place it takes, and the fine gold that one covered. */
  readonly replaces?: { readonly of: string; readonly fineNg?: string };
  /** The paper itself, kept beside the ledger. */
  readonly file?: Evidence;
  /** What it says, by the table of its kind (core/custody/papers/kinds.ts). */
  readonly fields?: { readonly [name: string]: Json };
}

export interface DocumentIssued {
  readonly document: string;
  /** Code of the shipment it is about; of a paper about one lot, that lot, which it tells of and does not touch. */
  readonly shipment?: string;
  readonly about?: string;
  readonly kind: string;
  readonly number: string;
  /** SHA-256 of the canonical payload the files were rendered from, lowercase hex. */
  readonly payloadSha256: string;
  readonly files: readonly IssuedFile[];
}

export interface IssuedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  /** Of a sealed PDF: what was rendered, which it begins with; the rest is the seal. */
  readonly unsignedSha256?: string;
}

/** `document.superseded` and `document.voided`: in the batch that issues the version of the same number that says so. */
export interface DocumentAmended {
  readonly document: string;
  /** The version that takes its place, or the notice that it is void. */
  readonly by: string;
  /** In the words of whoever asked; everybody who holds the paper may read it. */
  readonly reason: string;
}

export interface AccessGranted {
  readonly lot: string;
  readonly audience: 'public';
}

export interface Credential {
  readonly scheme: string;
  readonly number: string;
  readonly from: string;
  /** Exclusive; null when open. */
  readonly until: string | null;
  /** Changes in force, by day: what it became on that day (inclusive). */
  readonly acts: readonly { readonly act: CredentialAct; readonly from: string }[];
  readonly issuer?: string;
  readonly scope?: Scope;
  /** Only its holder says so: it vouches for nothing yet. */
  readonly selfDeclared?: true;
  /** Files that were shown for it, oldest first. */
  readonly evidence?: readonly Evidence[];
}

export interface Party {
  readonly organisation: string;
  readonly name: string;
  readonly role: Role;
  readonly country: string;
  readonly credentials: readonly Credential[];
}

export interface Member {
  /** `<organisation>/<code>` */
  readonly id: string;
  readonly kind: string;
  readonly site: string;
  readonly registration: string;
  readonly from: string | null;
  /** Exclusive. */
  readonly until: string | null;
  /** Fine nanograms (gross for unassayed gold) taken in per calendar month, `YYYY-MM`, held gold left out. */
  readonly months: Readonly<Record<string, bigint>>;
  /** The same over all buyers in this ledger, where the person is known to be one; absent: `months` is all that is known. */
  readonly acrossBuyers?: Readonly<Record<string, bigint>>;
  /** Ids of the same person in registers of others, where there are any. */
  readonly kin?: readonly string[];
  /** How many other persons of this ledger have the same telephone, and the same account (P19). */
  readonly shared?: { readonly phone: number; readonly account: number };
}

/** A number that may be used once: a lot code, a production declaration, a seal. */
export interface Use {
  readonly lot: string;
  readonly code: string;
  /** Of a declaration that states a quantity: how much, and how much of it deliveries used so far. Milligrams. */
  readonly declared?: { readonly quantityMg: number; readonly usedMg: number };
  /** Of what may be used once in everybody's books: who used it. */
  readonly org?: string;
}

export interface Shipment {
  readonly id: string;
  readonly exporter: string;
  readonly consignee: string;
  /** Day it was packed. */
  readonly day: string;
  readonly lots: readonly string[];
  readonly exported: boolean;
  /** Fine nanograms that its receipts of royalty cover together; absent while none says. */
  readonly royaltyNg?: string;
}
