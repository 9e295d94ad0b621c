/** Every kind of paper that is made here. What an authority, carrier, insurer or laboratory issues is captured, never made. */
import { CUSTODY_TRANSFER } from './claims/custody-transfer.js';
import { COMMERCIAL_INVOICE } from './invoice/invoice.js';
import { PACKING_LIST } from './packing/packing-list.js';
import type { DocumentType } from './document-type.js';

export const DOCUMENT_TYPES = {
  'commercial-invoice': COMMERCIAL_INVOICE,
  'packing-list': PACKING_LIST,
  'custody-transfer': CUSTODY_TRANSFER,
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
