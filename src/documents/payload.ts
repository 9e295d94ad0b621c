/**
 * What a paper is rendered from: the canonical JSON (RFC 8785) of one of these, and nothing else. It is embedded in the
 * PDF as `payload.json`, its SHA-256 stands in the ledger, and the same payload always gives the same bytes.
 *
 * Masses are integer milligrams, fineness integer ppm, fine gold nanograms as decimal strings, money decimal strings,
 * days `YYYY-MM-DD`, `issuedAt` UTC milliseconds. Prices stand in the invoice only: carriers see the other two.
 */
import type { LostReason } from '../core/custody/claims.js';
import type { ShipmentTerms } from '../core/custody/registry.js';
import type { Method, Standing } from '../core/custody/statements.js';

export interface CredentialOnPaper {
  readonly scheme: string;
  readonly number: string;
  readonly from: string;
  /** First day it no longer holds; null when open. */
  readonly until: string | null;
  /** On the day of shipment. */
  readonly standing: Standing;
}

export interface PartyOnPaper {
  readonly organisation: string;
  readonly name: string;
  readonly role: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly address: string | null;
  readonly taxId: string | null;
  readonly credentials: readonly CredentialOnPaper[];
}

export interface ShipmentOnPaper {
  readonly code: string;
  readonly packedOn: string;
  readonly exportedOn: string;
  readonly tz: string;
  readonly airWaybill: string | null;
  /** Rule and named place, such as `CIP Zürich`. */
  readonly incoterm: string;
  readonly corridor: string;
  readonly box: string;
  /** Harmonized System subheading; 7108.12 is gold, other unwrought forms. */
  readonly hs: string;
}

export interface BarOnPaper {
  readonly lot: string;
  readonly code: string;
  readonly seal: string | null;
  /** Day the bar was melted. */
  readonly madeOn: string;
  readonly grossMg: number;
  readonly finenessPpm: number;
  readonly method: Method;
  readonly fineNg: string;
}

export interface OriginOnPaper {
  readonly site: string;
  readonly name: string;
  readonly municipality: string;
  readonly region: string;
  /** First and last month, `YYYY-MM`, of the deliveries in the bar; stock from before the ledger has none. */
  readonly months: { readonly from: string; readonly to: string } | null;
  readonly fineNg: string;
}

export interface ClaimOnPaper {
  readonly scheme: string;
  readonly carried: boolean;
  /** `<party> <number>` of each credential the claim rests on. */
  readonly basis: readonly string[];
  readonly lost: readonly LostReason[];
}

export interface TracedBar extends BarOnPaper {
  readonly origins: readonly OriginOnPaper[];
  readonly claims: readonly ClaimOnPaper[];
}

/** Languages printed beside English; `en` prints English alone. */
export type Language = 'es' | 'en';

interface Envelope<Kind extends string, Bar extends BarOnPaper> {
  readonly v: 1;
  readonly kind: Kind;
  /** Version of the template; a change of what a payload looks like on paper raises it. */
  readonly template: 1;
  /**
   * 32 random bytes, base64url: whoever knows all but the price cannot try prices against the payload's hash. Absent from
   * papers of version 0.1.0.
   */
  readonly salt?: string;
  readonly document: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly language: Language;
  /** Made with the demo's key: SAMPLE / MUESTRA across every page. */
  readonly sample: boolean;
  readonly verify: string;
  readonly exporter: PartyOnPaper;
  readonly consignee: PartyOnPaper;
  readonly shipment: ShipmentOnPaper;
  readonly bars: readonly Bar[];
}

export interface InvoicePayload extends Envelope<'commercial-invoice', BarOnPaper> {
  readonly terms: ShipmentTerms;
}
export type PackingListPayload = Envelope<'packing-list', BarOnPaper>;
/** `parties` names every organisation that a claim mentions. */
export interface CustodyTransferPayload extends Envelope<'custody-transfer', TracedBar> {
  readonly parties: Readonly<Record<string, string>>;
}

export type Payload = InvoicePayload | PackingListPayload | CustodyTransferPayload;
export type DocumentKind = Payload['kind'];

/** What all papers of one shipment share, taken from the ledger in the transaction that exports it. */
export interface ShipmentFacts {
  /** Organisation that issues and owns the papers: the exporter. */
  readonly org: string;
  readonly language: Language;
  readonly exporter: PartyOnPaper;
  readonly consignee: PartyOnPaper;
  readonly shipment: ShipmentOnPaper;
  /** Absent where no price was agreed; then there is no invoice. */
  readonly terms?: ShipmentTerms;
  readonly bars: readonly TracedBar[];
  readonly parties: Readonly<Record<string, string>>;
}

export interface RenderedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
