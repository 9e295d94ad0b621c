/**
 * Legal holds: somebody's word that a paper is kept whatever its term says, as long as a case or an audit lasts. Nothing
 * deletes papers by itself, so a hold binds whoever thinks of doing it by other means, and tells that it does.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isUuid } from '../../core/log/shape.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { authorOf, orgOf, type Actor } from '../../http/actor.js';
import { Sight } from '../../http/sight.js';

export interface Hold {
  readonly reason: string;
  /** `person:<uuid>` or `key:<uuid>`. */
  readonly by: string;
  readonly since: string;
}

@Injectable()
export class Holds {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** Set once: whoever sets it again is told of the one there is. */
  async set(actor: Actor, id: string, reason: string): Promise<Hold> {
    const org = await this.own(actor, id);
    await this.dataSource.query(
      `INSERT INTO document_hold (id, document, org, reason, set_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [randomUUID(), id, org, reason, authorOf(actor) ?? actor.name],
    );
    const hold = (await holdsOn(this.dataSource.manager, org, [id])).get(id);
    if (hold === undefined) throw new Rejection('not-on-hold', 'id', { document: id });
    return hold;
  }

  async lift(actor: Actor, id: string, reason: string): Promise<void> {
    await this.own(actor, id);
    const [lifted]: [object[], number] = await this.dataSource.query(
      `UPDATE document_hold SET lift_reason = $2, lifted_by = $3, lifted_at = now()
        WHERE document = $1 AND lifted_at IS NULL RETURNING id`,
      [id, reason, authorOf(actor) ?? actor.name],
    );
    if (lifted.length === 0) throw new Rejection('not-on-hold', 'id', { document: id });
  }

  /** The organisation, where the paper is its own. */
  private async own(actor: Actor, id: string): Promise<string> {
    const org = orgOf(actor);
    const sql = `SELECT FROM document WHERE id = $2 AND ${this.sight.own('org')}`;
    const found = isUuid(id) ? await readAs(this.dataSource, org, (tx) => tx.query<object[]>(sql, [org, id])) : [];
    if (found.length === 0) throw new Rejection('unknown-document', 'id', { document: id.slice(0, 60) });
    return org;
  }
}

/** Those in force, by paper. */
export async function holdsOn(
  tx: EntityManager,
  org: string,
  papers: readonly string[],
): Promise<ReadonlyMap<string, Hold>> {
  const rows: { document: string; reason: string; set_by: string; set_at: Date }[] = await tx.query(
    `SELECT document, reason, set_by, set_at FROM document_hold
      WHERE org = $1 AND document = ANY($2::uuid[]) AND lifted_at IS NULL`,
    [org, papers],
  );
  return new Map(
    rows.map(({ document, reason, set_by: by, set_at: at }) => [document, { reason, by, since: at.toISOString() }]),
  );
}
