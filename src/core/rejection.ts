/**
 * Bad input, said once. A rejection carries a code from this closed list, where it happened and what would be right;
 * sentences in the reader's language are made from it at the door (`http/sentences.ts`), never here.
 */
export const REJECTION_CODES = [
  'malformed',
  'unknown-field',
  'missing',
  'not-a-number',
  'not-positive',
  'out-of-range',
  'not-a-date',
  'in-the-future',
  'chronology',
  'unknown-lot',
  'unknown-organisation',
  'unknown-site',
  'unknown-scale',
  'unknown-shipment',
  'unknown-document',
  'code-used',
  'key-reused',
  'overspent',
  'outputs-exceed-inputs',
  'fine-gold-gained',
  'lot-held',
  'not-held',
  'lot-in-transit',
  'lot-not-in-transit',
  'lot-not-in-your-custody',
  'lot-not-yours',
  'lot-exported',
  'not-packed',
  'too-many-lots',
  'licence-not-in-force',
  'weak-key',
  'key-unproven',
  'key-known',
  'key-needs-signature',
  'attestation-refused',
  'unknown-key',
  'key-revoked',
  'unknown-act',
  'not-your-act',
  'not-correctable',
  'correction-too-late',
  'disputed-already',
  'not-disputed',
  'lot-void',
  'other-log',
  'not-signable',
  'bad-signature',
  'signature-missing',
  'key-expired',
  'key-out-of-scope',
  'counter-signature-needed',
  'head-moved',
  'act-differs',
  'device-forked',
  'same-person',
  'needs-a-person',
  'hold-refused',
  'reason-not-held',
  'authority-needed',
  'not-returnable',
  'question-answered',
  'not-the-issuer',
  'lot-recalled',
  'unknown-recall',
  'recall-lifted',
  'quota-exceeded',
  'not-permitted',
  'not-signed-in',
  'not-found',
  'too-large',
  'too-many-requests',
  'log-stopped',
] as const;

export type RejectionCode = (typeof REJECTION_CODES)[number];

/** Values that fill the gaps of a sentence: what was found, what would be right, which lot. Plain text, never markup. */
export type RejectionDetail = Readonly<Record<string, string>>;

export class Rejection extends Error {
  override readonly name = 'Rejection';

  /** @param at the field, column or lot the fault is in, as the caller named it */
  constructor(
    readonly code: RejectionCode,
    readonly at: string,
    readonly detail: RejectionDetail = {},
  ) {
    super(`${code} at ${at}`);
  }
}
