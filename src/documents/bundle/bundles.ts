/**
 * A bundle: every paper of a shipment that can be made, and a cover that lists them. How far it has come is what its papers'
 * rows say, so that nothing can say otherwise: it is issued when its cover is, and has failed while one of them has.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isUuid } from '../../core/log/shape.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { Sight } from '../../http/sight.js';
import { LotQueries } from '../../lots/lot.queries.js';
import type { DocumentStatus } from '../document.row.js';
import { RequestsDesk, SHIPMENT_KINDS } from '../requests/desk.js';
import type { DocumentKind } from '../types/document-types.js';
import { capturesNow } from './captures.js';

export const BUNDLE_STATUS = ['requested', 'issued', 'failed'] as const;

export interface PaperInBundle {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly version: number;
  readonly status: DocumentStatus;
  /** Why it failed, while it has. */
  readonly error?: string;
}

export interface BundleView {
  readonly id: string;
  readonly shipment: string;
  readonly status: (typeof BUNDLE_STATUS)[number];
  /** Issued ones of all, the cover among them. */
  readonly done: number;
  readonly of: number;
  /** Without the cover. */
  readonly items: readonly PaperInBundle[];
  /** Asked for once all the others are issued. */
  readonly cover?: PaperInBundle;
  readonly requestedAt: string;
  readonly issuedAt?: string;
}

interface Row {
  readonly id: string;
  readonly shipment: string;
  readonly requested_at: Date;
  readonly cover: string | null;
  readonly papers: readonly (Omit<PaperInBundle, 'error'> & { error: string | null; issuedAt: string | null })[];
}

@Injectable()
export class Bundles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: LotQueries,
    private readonly desk: RequestsDesk,
    private readonly sight: Sight = new Sight(),
  ) {}

  /**
   * Papers that are there already come into it as they are; of the same papers, ours and those of others, there is one bundle,
   * however often it is asked for.
   */
  async ask(actor: Actor, shipment: string): Promise<BundleView> {
    const org = orgOf(actor);
    const lots = await this.queries.packedIn(org, shipment);
    const id = await this.dataSource.transaction(async (tx) => {
      const asked = await this.desk.askOfShipment(tx, { org, shipment, lots }, SHIPMENT_KINDS);
      const documents = asked.flatMap(({ document }) => document ?? []).toSorted();
      if (documents.length === 0) throw new Rejection('nothing-to-bundle', 'code', { shipment });
      return (await newestOf(tx, org, shipment, documents)) ?? this.open(tx, { org, shipment, lots, documents });
    });
    return this.view(actor, id);
  }

  async view(actor: Actor, id: string): Promise<BundleView> {
    const org = orgOf(actor);
    const rows = isUuid(id)
      ? await readAs(this.dataSource, org, (tx) =>
          tx.query<Row[]>(`${VIEW} AND ${this.sight.own('b.org', 2)}`, [id, org]),
        )
      : [];
    const [row] = rows;
    if (row === undefined) throw new Rejection('unknown-bundle', 'id', { bundle: id.slice(0, 60) });
    return told(row);
  }

  private async open(
    tx: EntityManager,
    {
      org,
      shipment,
      lots,
      documents,
    }: Record<'lots' | 'documents', readonly string[]> & Record<'org' | 'shipment', string>,
  ): Promise<string> {
    const id = randomUUID();
    await tx.query('INSERT INTO bundle (id, org, shipment, lots, documents) VALUES ($1, $2, $3, $4, $5)', [
      id,
      org,
      shipment,
      lots,
      documents,
    ]);
    return id;
  }
}

/**
 * The newest bundle of the shipment, if it holds just these papers and its cover lists, or will list, what others issued, and
 * is not void.
 */
async function newestOf(
  tx: EntityManager,
  org: string,
  shipment: string,
  documents: readonly string[],
): Promise<string | undefined> {
  const captured = (await capturesNow(tx, { org, shipment })).map(({ sid }) => Buffer.from(sid, 'hex'));
  const [row]: { id: string; same: boolean }[] = await tx.query(
    `SELECT id, documents @> $3::uuid[] AND documents <@ $3::uuid[]
            AND coalesce(captured @> $4::bytea[] AND captured <@ $4::bytea[], true)
            AND NOT EXISTS (SELECT FROM document d WHERE d.id = cover AND d.status = 'void') AS same FROM bundle
      WHERE org = $1 AND shipment = $2 ORDER BY requested_at DESC LIMIT 1`,
    [org, shipment, documents, captured],
  );
  return row?.same === true ? row.id : undefined;
}

const VIEW = `
SELECT b.id, b.shipment, b.requested_at, b.cover,
       (SELECT jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'number', d.number, 'version', d.version,
          'status', d.status, 'error', d.error, 'issuedAt', d.issued_at) ORDER BY d.number, d.version)
          FROM document d WHERE d.id = ANY (b.documents || b.cover)) AS papers
  FROM bundle b WHERE b.id = $1`;

function told({ id, shipment, requested_at, cover, papers }: Row): BundleView {
  const items = papers.filter((paper) => paper.id !== cover).map(item);
  const front = papers.find((paper) => paper.id === cover);
  const issuedAt = front?.issuedAt ?? null;
  const failed = papers.some(({ status }) => status === 'failed');
  return {
    id,
    shipment,
    status: issuedAt !== null ? 'issued' : failed ? 'failed' : 'requested',
    done: papers.filter((paper) => paper.issuedAt !== null).length,
    of: items.length + 1,
    items,
    ...(front !== undefined && { cover: item(front) }),
    requestedAt: requested_at.toISOString(),
    ...(issuedAt !== null && { issuedAt: new Date(issuedAt).toISOString() }),
  };
}

function item({ id, kind, number, version, status, error }: Row['papers'][number]): PaperInBundle {
  return { id, kind, number, version, status, ...(status === 'failed' && error !== null && { error }) };
}
