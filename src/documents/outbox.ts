/**
 * The ledger's projection that asks for papers: `shipment.exported` makes their rows in the same transaction, with number,
 * identity and snapshot, and `document.issued` marks one as done in the transaction that records its hashes. What the
 * queue does in between can be lost or done twice without harm.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { sha256 } from '#crypto';
import type { EntityManager } from 'typeorm';
import type { DocumentIssued } from '../core/custody/registry.js';
import type { Vault } from '../ledger/private/vault.js';
import type { Projection, Recorded } from '../ledger/projection.js';
import type { DocumentStatus } from './document.row.js';
import type { BarOnPaper, DocumentKind, Payload, ShipmentFacts, TracedBar } from './payload.js';
import { sealPapers } from './sealed-bytes.js';
import { factsOfShipment } from './snapshot/snapshot.js';
import { DOCUMENT_TYPES } from './types/document-types.js';
import { payloadBytes } from './types/render.js';

/** What a decision to issue a paper looks at. */
export interface RequestedDocument {
  readonly org: string;
  readonly status: DocumentStatus;
}

export interface OutboxOptions {
  readonly vault: Vault;
  /** Address people reach this server at, without a slash at its end. */
  readonly publicUrl: string;
  /** Papers say SAMPLE: the log's key is the demo's. */
  readonly sample: boolean;
  /** Called when rows were asked for, shortly before their transaction commits. */
  readonly requested: () => void;
}

const KINDS = ['commercial-invoice', 'packing-list', 'custody-transfer'] as const;

export function documentOutbox(options: OutboxOptions): Projection<RequestedDocument> {
  return {
    kind: 'documents',

    async load(tx, ids) {
      const rows: (RequestedDocument & { id: string })[] = await tx.query(
        'SELECT id, org, status FROM document WHERE id = ANY($1::uuid[])',
        [ids],
      );
      return new Map(rows.map(({ id, org, status }) => [id, { org, status }]));
    },

    evolve(documents, { statement }) {
      if (statement.type !== 'document.issued') return [];
      const { document } = statement.data as unknown as DocumentIssued;
      const known = documents.get(document);
      if (known === undefined) return [];
      documents.set(document, { ...known, status: 'issued' });
      return [document];
    },

    async save(tx, changed, recorded) {
      if (changed.size > 0) {
        await tx.query(
          `UPDATE document SET status = 'issued', issued_at = now(), error = NULL WHERE id = ANY($1::uuid[]) AND status <> 'issued'`,
          [[...changed.keys()]],
        );
      }
      const exports = recorded.filter(({ statement }) => statement.type === 'shipment.exported');
      for (const one of exports) await request(tx, one, options);
      if (exports.length > 0) options.requested();
    },
  };
}

async function request(tx: EntityManager, recorded: Recorded, options: OutboxOptions): Promise<void> {
  const facts = await factsOfShipment(tx, options.vault, recorded);
  for (const kind of KINDS) {
    if (kind === 'commercial-invoice' && facts.terms === undefined) continue;
    const number = await nextNumber(tx, facts.org, kind, recorded.receivedAt);
    const payload = payloadOf(kind, facts, {
      number,
      issuedAt: recorded.receivedAt,
      document: randomUUID(),
      salt: randomBytes(32).toString('base64url'),
      ...options,
    });
    const bytes = payloadBytes(payload);
    const { org } = facts;
    const [sealed] = await sealPapers(tx, options.vault, [{ org, document: payload.document, bytes }]);
    await tx.query(
      `INSERT INTO document (id, org, shipment, kind, number, version, sample, payload, payload_sha256, sealed)
       VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, true)`,
      [payload.document, org, facts.shipment.code, kind, number, payload.sample, sealed, Buffer.from(sha256(bytes))],
    );
  }
}

/** `INV-EXP-PACIFICO-2026-000001`, counted without gaps per issuer, type and year of issue. */
async function nextNumber(tx: EntityManager, org: string, kind: DocumentKind, issuedAt: string): Promise<string> {
  const { prefix } = DOCUMENT_TYPES[kind];
  const year = issuedAt.slice(0, 4);
  const [row]: { last: number }[] = await tx.query(
    `INSERT INTO document_counter (org, prefix, year, last) VALUES ($1, $2, $3, 1)
     ON CONFLICT (org, prefix, year) DO UPDATE SET last = document_counter.last + 1 RETURNING last`,
    [org, prefix, Number(year)],
  );
  // The number names files too.
  const issuer = org.toUpperCase().replace(/[^A-Z0-9]+/g, '-');
  return `${prefix}-${issuer}-${year}-${String(row?.last).padStart(6, '0')}`;
}

interface Issue {
  readonly salt: string;
  readonly document: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly sample: boolean;
  readonly publicUrl: string;
}

function payloadOf(kind: DocumentKind, facts: ShipmentFacts, issue: Issue): Payload {
  const { language, exporter, consignee, shipment, terms, parties } = facts;
  const { salt, document, number, issuedAt, sample, publicUrl } = issue;
  const verify = `${publicUrl}/verify/${document}`;
  const paper = { salt, document, number, issuedAt, language, sample, verify, exporter, consignee, shipment };
  const envelope = { v: 1, template: 1, ...paper } as const;
  if (kind === 'custody-transfer') return { ...envelope, kind, bars: facts.bars, parties };
  const bars = facts.bars.map(weighedOnly);
  if (kind === 'packing-list') return { ...envelope, kind, bars };
  if (terms === undefined) throw new Error(`bug: an invoice for ${shipment.code} without a price`);
  return { ...envelope, kind, bars, terms };
}

/** Claims and origins stand in the custody transfer only. */
function weighedOnly(bar: TracedBar): BarOnPaper {
  const { lot, code, seal, madeOn, grossMg, finenessPpm, method, fineNg } = bar;
  return { lot, code, seal, madeOn, grossMg, finenessPpm, method, fineNg };
}
