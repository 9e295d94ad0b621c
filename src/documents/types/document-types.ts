/** Every kind of paper that is made here. What an authority, carrier, insurer or laboratory issues is captured, never made. */
import { BUNDLE_COVER } from './bundle/bundle-cover.js';
import { CUSTODY_TRANSFER } from './claims/custody-transfer.js';
import { FAIRMINED_TRANSACTION } from './claims/fairmined/fairmined-transaction.js';
import { PROVENANCE_SHEET } from './claims/provenance/provenance-sheet.js';
import { SOURCING_DECLARATION } from './claims/sourcing/sourcing-declaration.js';
import { FINAL_INVOICE } from './invoice/final/final-invoice.js';
import { COMMERCIAL_INVOICE } from './invoice/invoice.js';
import { PROFORMA_INVOICE } from './invoice/proforma.js';
import { PACKING_LIST } from './packing/packing-list.js';
import { DELIVERY_RECEIPT } from './counter/delivery-receipt.js';
import { INSTRUCTION_LETTER } from './transport/instruction-letter.js';
import { SAFETY_STATEMENT } from './transport/safety-statement.js';
import { SHIPMENT_ADVICE } from './transport/shipment-advice.js';
import type { DocumentType } from './document-type.js';

export const DOCUMENT_TYPES = {
  'commercial-invoice': COMMERCIAL_INVOICE,
  'packing-list': PACKING_LIST,
  'custody-transfer': CUSTODY_TRANSFER,
  'fairmined-transaction': FAIRMINED_TRANSACTION,
  'sourcing-declaration': SOURCING_DECLARATION,
  'provenance-sheet': PROVENANCE_SHEET,
  'shipment-advice': SHIPMENT_ADVICE,
  'safety-statement': SAFETY_STATEMENT,
  // Lists the papers above it: they are asked for in this order.
  'instruction-letter': INSTRUCTION_LETTER,
  'proforma-invoice': PROFORMA_INVOICE,
  'final-invoice': FINAL_INVOICE,
  'delivery-receipt': DELIVERY_RECEIPT,
  'bundle-cover': BUNDLE_COVER,
} as const satisfies Readonly<Record<string, DocumentType>>;

export type DocumentKind = keyof typeof DOCUMENT_TYPES;
export const DOCUMENT_KINDS = Object.keys(DOCUMENT_TYPES) as DocumentKind[];

export function isDocumentKind(kind: string): kind is DocumentKind {
  return Object.hasOwn(DOCUMENT_TYPES, kind);
}

/** @throws Error on a kind that no release of this program has made */
export function typeOf(kind: string): DocumentType {
  if (!isDocumentKind(kind)) throw new Error(`bug: no paper is called ${kind}`);
  return DOCUMENT_TYPES[kind];
}
