/**
 * The ledger's projection that asks for papers: `shipment.exported` makes their rows in the same transaction, with number,
 * identity and snapshot, and `document.issued`, `.superseded` and `.voided` say what became of it in the transaction that
 * records them. What the queue does in between can be lost or done twice without harm.
 */
import type { EntityManager } from 'typeorm';
import type { DocumentAmended, DocumentIssued, ShipmentExported } from '../../core/custody/registry.js';
import type { Statement } from '../../core/log/statement.js';
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

const OVER: ReadonlySet<DocumentStatus> = new Set(['superseded', 'void']);

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
      return Object.entries(becomes(statement)).flatMap(([document, status]) => {
        const known = documents.get(document);
        if (known === undefined || OVER.has(known.status)) return [];
        documents.set(document, { ...known, status });
        return [document];
      });
    },

    async save(tx, changed, recorded) {
      if (changed.size > 0) await become(tx, changed);
      const exports = recorded.filter(({ statement }) => statement.type === 'shipment.exported');
      for (const { statement, idx, receivedAt } of exports) {
        const { shipment } = statement.data as unknown as ShipmentExported;
        const source = await readShipment(tx, options.vault, {
          org: statement.org,
          shipment,
          lots: statement.lots,
          idx,
        });
        await requestOfShipment(tx, source, AT_EXPORT, { ...options, issuedAt: receivedAt });
      }
      if (exports.length > 0) options.requested();
    },
  };
}

/** Papers by their id. A notice is void like what it voids: neither is there to rely on. */
function becomes({ type, data }: Pick<Statement, 'type' | 'data'>): Readonly<Record<string, DocumentStatus>> {
  if (type === 'document.issued') return { [(data as unknown as DocumentIssued).document]: 'issued' };
  const { document, by } = data as unknown as DocumentAmended;
  if (type === 'document.superseded') return { [document]: 'superseded' };
  if (type === 'document.voided') return { [document]: 'void', [by]: 'void' };
  return {};
}

async function become(tx: EntityManager, changed: ReadonlyMap<string, RequestedDocument>): Promise<void> {
  const ids = [...changed.keys()];
  await tx.query(
    `UPDATE document d SET status = now.status, issued_at = coalesce(d.issued_at, now()), error = NULL
       FROM unnest($1::uuid[], $2::text[]) AS now(id, status) WHERE d.id = now.id AND d.status <> now.status`,
    [ids, [...changed.values()].map(({ status }) => status)],
  );
  const voided = ids.filter((id) => changed.get(id)?.status === 'void');
  if (voided.length === 0) return;
  // What is void is void in every version: also in those that others took the place of before.
  await tx.query(
    `UPDATE document d SET status = 'void' FROM document v
      WHERE v.id = ANY($1::uuid[]) AND d.org = v.org AND d.number = v.number AND d.status = 'superseded'`,
    [voided],
  );
}
