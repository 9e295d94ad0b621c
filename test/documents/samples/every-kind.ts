/** One paper of every kind there is: suites that hold for all of them take them from here. */
import type { Payload } from '../../../src/documents/payload.js';
import { packingList } from '../papers.js';
import { bundleCover } from './bundle.js';
import { custodyTransfer, fairminedTransaction, provenanceSheet, sourcingDeclaration } from './claims.js';
import { deliveryReceipt } from './counter.js';
import { finalInvoice, fullInvoice, proforma } from './invoices.js';
import { instructionLetter, safetyStatement, shipmentAdvice } from './transport.js';

const SAMPLES: Readonly<Record<string, Payload>> = {
  'proforma-invoice': proforma(),
  'commercial-invoice': fullInvoice(),
  'final-invoice': finalInvoice(),
  'packing-list': packingList(30),
  'custody-transfer': custodyTransfer(),
  'fairmined-transaction': fairminedTransaction(),
  'sourcing-declaration': sourcingDeclaration(),
  'provenance-sheet': provenanceSheet(),
  'instruction-letter': instructionLetter(),
  'shipment-advice': shipmentAdvice(),
  'safety-statement': safetyStatement(),
  'delivery-receipt': deliveryReceipt(),
  'bundle-cover': bundleCover(),
};

/** @throws Error where a kind has no sample yet */
export function sampleOf(kind: string): Payload {
  const sample = SAMPLES[kind];
  if (sample === undefined) throw new Error(`test/documents/samples/every-kind.ts has no sample of the kind ${kind}`);
  return sample;
}
