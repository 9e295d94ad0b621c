/** What a kind of paper is: its data, and the few things only it knows. A new kind is one file, and a line in the list. */
import type { EntityManager } from 'typeorm';
import type { Replay } from '../../lots/ancestry.js';
import type { Vault } from '../../ledger/private/vault.js';
import type {
  AnyShipmentPaper,
  Envelope,
  LotOnPaper,
  LotPaper,
  PartyOnPaper,
  Payload,
  RenderedFile,
  ShipmentFacts,
} from '../payload.js';
import type { Sheet } from '../pdf/sheet.js';
import type { LabelKey } from './parts/labels.js';

/** A word or sentence in the languages of papers and pages. */
export interface Words {
  readonly en: string;
  readonly es: string;
  readonly fr: string;
}

/** Where a paper's facts are read: one transaction, up to one place of the log. */
export interface Reading {
  readonly tx: EntityManager;
  readonly vault: Vault;
  /** The lots it is about and all they were made from, as they stood there. */
  readonly replay: Replay;
  readonly idx: number;
}

export interface OfShipment extends Reading {
  readonly facts: ShipmentFacts;
}

export interface OfLot extends Reading {
  readonly issuer: PartyOnPaper;
  readonly lot: LotOnPaper;
}

interface Kind<P extends Payload> {
  readonly kind: string;
  /** Prefix of its numbers: `INV-EXP-PACIFICO-2026-000001`. */
  readonly prefix: string;
  /** UN/EDIFACT 1001 document name code, where there is one. */
  readonly untdid: string | null;
  readonly title: Words;
  /** Raised when a payload looks otherwise on paper. */
  readonly template: number;
  /**
   * By itself in the transaction that exports the shipment, which it tells of; when somebody asks; or when a bundle's other
   * papers are issued.
   */
  readonly made: 'at-export' | 'on-request' | 'with-bundle';
  /** Full years kept from the day of issue. */
  readonly keepYears: 5 | 10;
  /** Prices or values stand on it: not for those who carry the gold. */
  readonly priced: boolean;
  /** Read by the people of the place: their language stands first, and English beside it. */
  readonly local?: true;
  /** Lines to sign on at its foot. */
  readonly signed: readonly [] | readonly [LabelKey, LabelKey];
  /** What there must be before it can be made. */
  readonly lacks: Words;
  /** Everything below letterhead and parties, up to the lines to sign on. */
  draw(sheet: Sheet, payload: P): void;
  /** Files beside the PDF, embedded in it too, under the paper's own name with another ending. */
  lists?(payload: P, name: string): readonly List[];
}

export interface List extends RenderedFile {
  readonly description: string;
}

/** What a kind adds to the envelope; what it tells of the parties and the shipment, where that is not all. */
export type Body<P extends Payload> = Omit<
  P,
  keyof Envelope | 'exporter' | 'consignee' | 'shipment' | 'issuer' | 'lot'
> &
  Partial<Pick<P, Extract<keyof P, 'state' | 'exporter' | 'consignee' | 'shipment'>>>;

export interface ShipmentDocument<P extends AnyShipmentPaper = AnyShipmentPaper> extends Kind<P> {
  readonly about: 'shipment';
  /** Undefined where what it lacks is not there. */
  body(source: OfShipment): Promise<Body<P> | undefined> | Body<P> | undefined;
}

export interface LotDocument<P extends LotPaper = LotPaper> extends Kind<P> {
  readonly about: 'lot';
  body(source: OfLot): Promise<Body<P> | undefined> | Body<P> | undefined;
}

export type DocumentType = ShipmentDocument | LotDocument;
