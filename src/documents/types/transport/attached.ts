/** Which papers of a shipment there are, by kind and number: our own, and those that others issued and somebody recorded. */
import { capturedKind } from '../../../core/custody/papers/kinds.js';
import type { Json } from '../../../core/log/canonical-json.js';
import type { Language } from '../../payload.js';
import type { OfShipment } from '../document-type.js';
import { word } from '../parts/labels.js';

export interface AttachedPaper {
  readonly kind: string;
  readonly number: string;
  /** Who issued it, where it is not the exporter's own and the record says so. */
  readonly issuer: string | null;
}

/** Of our own those that travel with a box; what is only the parties' own stays with them. */
const TRAVELLING = {
  'commercial-invoice': { en: 'Commercial invoice', es: 'Factura comercial' },
  'packing-list': { en: 'Packing list', es: 'Lista de empaque' },
  'custody-transfer': { en: 'Chain-of-custody transfer', es: 'Transferencia de cadena de custodia' },
  'fairmined-transaction': { en: 'Fairmined transaction', es: 'Transacción Fairmined' },
  'sourcing-declaration': { en: 'Sourcing declaration', es: 'Declaración de abastecimiento' },
  'safety-statement': { en: 'Safety statement', es: 'Declaración de seguridad' },
} as const;

export function titleOf(kind: string, language: Language): string {
  if (Object.hasOwn(TRAVELLING, kind)) return word(TRAVELLING, kind as keyof typeof TRAVELLING, language);
  // A kind of somebody's book is named by its own word.
  const title = capturedKind(kind)?.title;
  return title === undefined ? kind : word({ title }, 'title', language);
}

/** Own papers first, each by its newest version, then those of others. */
export async function papersOf(source: OfShipment): Promise<AttachedPaper[]> {
  const { org, shipment } = source.facts;
  const own: AttachedPaper[] = await source.tx.query(OWN, [org, shipment.code, Object.keys(TRAVELLING)]);
  const captured = await capturedOf(source);
  return [...own, ...captured.map(({ kind, number, issuer }) => ({ kind, number, issuer }))];
}

/**
 * Papers of others that were recorded for the shipment as far as the log goes that the paper is read from, without those that
 * another took the place of by then, and without those of its consignee: what a refinery found out, it found out of what left.
 */
export async function capturedOf({ tx, idx, facts }: OfShipment): Promise<CapturedOnPaper[]> {
  // Who may record one was judged when it was.
  return tx.query(CAPTURED, [facts.org, facts.shipment.code, facts.consignee.organisation, idx]);
}

interface CapturedOnPaper extends AttachedPaper {
  /** What it says, where the record has it. */
  readonly fields: { readonly [name: string]: Json } | null;
}

const OWN = `
SELECT DISTINCT ON (kind) kind, number, NULL AS issuer FROM document
 WHERE org = $1 AND shipment = $2 AND kind = ANY ($3::text[]) AND status IN ('requested', 'rendering', 'issued')
 ORDER BY kind, requested_at DESC, version DESC`;

/** $1 exporter, $2 its shipment, $3 consignee, which may be the exporter itself, $4 index. */
const CAPTURED = `
SELECT paper.kind, paper.number, paper.said ->> 'issuer' AS issuer, paper.said -> 'fields' AS fields
  FROM captured_paper AS paper LEFT JOIN captured_paper AS later ON later.sid = paper.replaced_by AND later.idx <= $4
 WHERE paper.exporter = $1 AND paper.shipment = $2 AND (paper.org <> $3 OR paper.org = $1) AND paper.idx <= $4
   AND later.sid IS NULL
 ORDER BY paper.kind, paper.number, paper.idx`;
