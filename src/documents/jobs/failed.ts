/** Papers that failed as often as they are tried: which, why, and once more because somebody says so. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isUuid } from '../../core/log/shape.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { authorOf, orgOf, type Actor } from '../../http/actor.js';
import { PAGE_ROWS, pageOf, type Page } from '../../http/page.js';
import { Sight } from '../../http/sight.js';
import type { DocumentStatus } from '../document.row.js';
import type { DocumentKind } from '../types/document-types.js';

/** What a paper had come to when somebody asked for it once more. */
export interface Retry {
  /** UTC. */
  readonly at: string;
  /** `person:…` or `key:…`. */
  readonly by: string;
  readonly why: string;
  readonly attempts: number;
  readonly error: string;
}

export interface FailedPaper {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly version: number;
  readonly shipment?: string;
  /** Of the last attempt. */
  readonly reason: string;
  readonly attempts: number;
  readonly requestedAt: string;
  readonly retries: readonly Retry[];
}

interface Row extends Omit<FailedPaper, 'shipment' | 'requestedAt' | 'retries'> {
  readonly shipment: string | null;
  readonly requested_at: Date;
  readonly history: readonly Retry[];
}

@Injectable()
export class FailedPapers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** Of the caller's organisation, by the time they were asked for. */
  async list(
    actor: Actor,
    { limit = PAGE_ROWS, after }: { limit?: number; after?: string },
  ): Promise<Page<FailedPaper>> {
    const org = orgOf(actor);
    if (after !== undefined && !isUuid(after)) throw new Rejection('malformed', 'after');
    const rows = await readAs(this.dataSource, org, (tx) =>
      tx.query<Row[]>(
        `SELECT id, kind, number, version, shipment, error AS reason, attempts, requested_at, history FROM document
          WHERE ${this.sight.own('org')} AND status = 'failed'
            AND ($2::uuid IS NULL OR (requested_at, id) > (SELECT requested_at, id FROM document WHERE id = $2))
          ORDER BY requested_at, id LIMIT $3`,
        [org, after ?? null, limit + 1],
      ),
    );
    return pageOf(rows.map(told), limit, ({ id }) => id);
  }

  /** It begins anew, with as many attempts as at first; asked for again while it is tried, it goes on as it is. */
  async retry(
    actor: Actor,
    id: string,
    why: string,
  ): Promise<{ readonly id: string; readonly status: DocumentStatus }> {
    const org = orgOf(actor);
    const seen = await this.seen(org, id);
    const [[row]]: [{ id: string; status: DocumentStatus }[], number] = await this.dataSource.query(
      `UPDATE document SET status = 'requested', attempts = 0, retries = retries + 1, queued_at = NULL, error = NULL,
         history = history || jsonb_build_object('at', $3::text, 'by', $4::text, 'why', $5::text, 'attempts', attempts, 'error', error)
        WHERE id = $1 AND org = $2 AND status = 'failed' RETURNING id, status`,
      [id, org, new Date().toISOString(), authorOf(actor) ?? actor.name, why],
    );
    if (row !== undefined) return row;
    const { status, number } = seen;
    if (status === 'requested' || status === 'rendering') return { id, status };
    throw new Rejection('document-not-failed', 'id', { document: number, status });
  }

  private async seen(org: string, id: string): Promise<{ number: string; status: DocumentStatus }> {
    const find = `SELECT number, status FROM document WHERE ${this.sight.own('org')} AND id = $2`;
    const [row] = isUuid(id)
      ? await readAs(this.dataSource, org, (tx) =>
          tx.query<{ number: string; status: DocumentStatus }[]>(find, [org, id]),
        )
      : [];
    if (row === undefined) throw new Rejection('unknown-document', 'id', { document: id.slice(0, 60) });
    return row;
  }
}

function told({ shipment, requested_at, history, ...row }: Row): FailedPaper {
  return { ...row, ...(shipment !== null && { shipment }), requestedAt: requested_at.toISOString(), retries: history };
}
