/**
 * The ledger's projection that asks for papers: `shipment.exported` makes their rows in the same transaction, with number,
 * identity and snapshot, and `document.issued` marks one as done in the transaction that records its hashes. What the
 * queue does in between can be lost or done twice without harm.
 */
import type { DocumentIssued, ShipmentExported } from '../../core/custody/registry.js';
import type { Vault } from '../../ledger/private/vault.js';
import type { Projection } from '../../ledger/projection.js';
import type { DocumentStatus } from '../document.row.js';
import { requestOfShipment } from './request.js';
import { readShipment } from '../snapshot/snapshot.js';
import { DOCUMENT_KINDS, typeOf } from '../types/document-types.js';

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

const AT_EXPORT = DOCUMENT_KINDS.filter((kind) => typeOf(kind).made === 'at-export');

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
      for (const { statement, idx, receivedAt } of exports) {
        const { shipment } = statement.data as unknown as ShipmentExported;
        const source = await readShipment(tx, options.vault, { shipment, lots: statement.lots, idx });
        await requestOfShipment(tx, source, AT_EXPORT, { ...options, issuedAt: receivedAt });
      }
      if (exports.length > 0) options.requested();
    },
  };
}
