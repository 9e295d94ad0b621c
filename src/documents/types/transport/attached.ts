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

/** Papers of others that were recorded for the shipment, without those that another took the place of, and those of its consignee. */
export async function capturedOf({ tx, idx, facts }: OfShipment): Promise<CapturedOnPaper[]> {
  // Who may record one was judged when it was; what the refinery found out, it found out of what left.
  const { organisation: consignee } = facts.consignee;
  const rows: CapturedRow[] = await tx.query(CAPTURED, [facts.org, facts.shipment.code, consignee, idx]);
  const replaced = new Set(rows.map(({ replaces }) => replaces));
  return rows
    .filter(({ sid }) => !replaced.has(sid))
    .map(({ kind, number, issuer, fields }) => ({ kind, number, issuer, fields }));
}

interface CapturedOnPaper extends AttachedPaper {
  /** What it says, where the record has it. */
  readonly fields: { readonly [name: string]: Json } | null;
}

interface CapturedRow extends CapturedOnPaper {
  readonly sid: string;
  readonly replaces: string | null;
}

const OWN = `
SELECT DISTINCT ON (kind) kind, number, NULL AS issuer FROM document
 WHERE org = $1 AND shipment = $2 AND kind = ANY ($3::text[]) AND status IN ('requested', 'rendering', 'issued')
 ORDER BY kind, requested_at DESC, version DESC`;

/** As far as the log goes that the paper is read from. */
const CAPTURED = `
SELECT data ->> 'kind' AS kind, data ->> 'number' AS number, data ->> 'issuer' AS issuer, sid,
       data #>> '{replaces,of}' AS replaces, data -> 'fields' AS fields
  FROM (SELECT encode(sid, 'hex') AS sid, org, convert_from(bytes, 'UTF8')::jsonb -> 'data' AS data
          FROM statement WHERE type = 'document.captured' AND org <> $3 AND idx <= $4) captured
 WHERE data ->> 'shipment' = $2 AND coalesce(data ->> 'exporter', org) = $1
 ORDER BY kind, number`;
