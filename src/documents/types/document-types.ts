/** The three kinds of paper as data. */
import type { DocumentKind } from '../payload.js';

export interface DocumentType {
  /** Prefix of its numbers: `INV-EXP-PACIFICO-2026-000001`. */
  readonly prefix: string;
  /** UN/EDIFACT 1001 document name code, where there is one. */
  readonly untdid: string | null;
  readonly title: { readonly en: string; readonly es: string };
}

export const DOCUMENT_TYPES: Readonly<Record<DocumentKind, DocumentType>> = {
  'commercial-invoice': {
    prefix: 'INV',
    untdid: '380',
    title: { en: 'Provisional commercial invoice', es: 'Factura comercial provisional' },
  },
  'packing-list': {
    prefix: 'PKL',
    untdid: '271',
    title: { en: 'Packing list and bar weight list', es: 'Lista de empaque y de pesos de barras' },
  },
  'custody-transfer': {
    prefix: 'COC',
    untdid: null,
    title: { en: 'Chain-of-custody transfer', es: 'Transferencia de cadena de custodia' },
  },
};
