/**
 * What a paper is rendered from: the canonical JSON (RFC 8785) of one of these, and nothing else. It is embedded in the
 * PDF as `payload.json`, its SHA-256 stands in the ledger, and the same payload always gives the same bytes.
 *
 * Masses are integer milligrams, fineness integer ppm, fine gold nanograms as decimal strings, money decimal strings,
 * days `YYYY-MM-DD`, `issuedAt` UTC milliseconds. Prices stand in the invoice only: carriers see the other two.
 */
import type { LostReason } from '../core/custody/claims.js';
import type { ShipmentTerms } from '../core/custody/terms/terms.js';
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
  /** Null before it left. */
  readonly exportedOn: string | null;
  readonly tz: string;
  readonly airWaybill: string | null;
  /** Rule and named place, such as `CIP Zürich`. */
  readonly incoterm: string;
  readonly corridor: string;
  readonly box: string;
  /** Harmonized System subheading; 7108.12 is gold, other unwrought forms. */
  readonly hs: string;
  /** Where it goes, on its day. Absent where none are known. */
  readonly tariffs?: readonly DigitsOnPaper[];
}

/** A country's own digits of the subheading. */
export interface DigitsOnPaper {
  /** ISO 3166-1 alpha-2, or `EU`. */
  readonly place: string;
  readonly digits: string;
  /** A further key of its statistics. */
  readonly key?: string;
  /** Not read in their source. */
  readonly unconfirmed?: true;
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

/** How final a paper is; printed across every page where it is not final. Absent: final. */
export type State = 'draft' | 'provisional' | 'void';

/** The version a paper takes the place of, and why. */
export interface Replaced {
  readonly document: string;
  readonly version: number;
  readonly payloadSha256: string;
  readonly reason: string;
}

/** What stands on every paper, whatever it is about. */
export interface Envelope {
  readonly v: 1;
  readonly kind: string;
  /** Version of the template; a change of what a payload looks like on paper raises it. */
  readonly template: number;
  /**
   * 32 random bytes, base64url: whoever knows all but the price cannot try prices against the payload's hash. Absent from
   * papers of version 0.1.0.
   */
  readonly salt?: string;
  readonly document: string;
  readonly number: string;
  /** Absent: the first. */
  readonly version?: number;
  readonly replaces?: Replaced;
  readonly state?: State;
  readonly issuedAt: string;
  readonly language: Language;
  /** Made with the demo's key: SAMPLE / MUESTRA across every page. */
  readonly sample: boolean;
  readonly verify: string;
}

/** What handlers of the box may read of its shipment: neither its days nor its way. */
export type HandledShipment = Pick<ShipmentOnPaper, 'code' | 'airWaybill' | 'incoterm' | 'box' | 'hs'>;

/** A paper of a shipment: what of its bars stands on it is for the kind to say. */
export interface ShipmentPaper<Told extends HandledShipment = ShipmentOnPaper> extends Envelope {
  readonly exporter: PartyOnPaper;
  readonly consignee: PartyOnPaper;
  readonly shipment: Told;
  readonly bars?: readonly BarOnPaper[];
}

/** A paper about one lot, such as the receipt of a delivery. */
export interface LotPaper extends Envelope {
  readonly issuer: PartyOnPaper;
  readonly lot: LotOnPaper;
}

/** Of any shipment paper, whoever reads it. */
export type AnyShipmentPaper = ShipmentPaper<HandledShipment>;

export type Payload = AnyShipmentPaper | LotPaper;

export function isShipmentPaper(payload: Payload): payload is AnyShipmentPaper {
  return 'shipment' in payload;
}

export function issuerOf(payload: Payload): PartyOnPaper {
  return isShipmentPaper(payload) ? payload.exporter : payload.issuer;
}

export interface LotOnPaper {
  readonly id: string;
  readonly code: string;
  /** Local day it came to be. */
  readonly on: string;
  readonly tz: string;
}

/** What all papers of one shipment share, read at one place of the log. */
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
