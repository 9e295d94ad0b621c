/**
 * What a recall reached: whoever opened it sees how many, an organisation its own lots among them, compliance of the register all.
 * Where a lot is out of reach, being on this list is the notice.
 */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { pictureOf, type Picture, type PicturedLot } from '../../core/provenance/recall-picture.js';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import { readFor, Sight } from '../../http/sight.js';
import type { RecalledLotsQuery, RecallsQuery } from './recalls.dto.js';
import { COUNTS, EDGES, LOTS, RECALL } from './recall.sql.js';
import type { RecallCounts, RecallDetail, RecalledLotView, RecallView } from './recall.view.js';

const SID = /^[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A picture of more lots than this is of their first: nobody reads another. */
const MOST_DRAWN = 20_000;

@Injectable()
export class RecallQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sight: Sight,
  ) {}

  /** Oldest first. */
  async list(actor: Actor, { after, limit = PAGE_ROWS, open, holder }: RecallsQuery): Promise<Page<RecallView>> {
    if (after !== undefined && !/^\d{1,15}$/.test(after)) throw new Rejection('malformed', 'after');
    const isOpen = open === undefined ? null : open === 'true';
    const sql = `SELECT ${RECALL} AS view FROM recall r
      WHERE ($2::bigint IS NULL OR r.idx > $2) AND ($3::boolean IS NULL OR (r.lifted_idx IS NULL) = $3)
        AND ($4::text IS NULL OR r.holder = $4) AND ${this.concerns(actor)} ORDER BY r.idx LIMIT $5::int`;
    const values = [actor.org ?? '', after ?? null, isOpen, holder ?? null, limit + 1];
    const rows: { view: RecallView }[] = await readFor(this.dataSource, actor, (tx) => tx.query(sql, values));
    const views = rows.map(({ view }) => view);
    return pageOf(views, limit, ({ index }) => String(index));
  }

  async find(actor: Actor, id: string): Promise<RecallDetail> {
    const [view, counts] = await readFor(this.dataSource, actor, async (tx) => {
      const found = await this.recall(tx, actor, id);
      return [found, await this.counts(tx, actor, id)] as const;
    });
    // How many there are is for whoever recalls them to know; which, only for those who have them.
    const all =
      view.org === actor.org ? await this.counts(this.dataSource.manager, { ...actor, role: 'operator' }, id) : counts;
    return { ...view, counts: all, ...(view.org === actor.org && { yours: counts }) };
  }

  async lots(actor: Actor, id: string, query: RecalledLotsQuery): Promise<Page<RecalledLotView>> {
    const { after, limit = PAGE_ROWS, reach } = query;
    if (after !== undefined && !UUID.test(after)) throw new Rejection('malformed', 'after');
    return readFor(this.dataSource, actor, async (tx) => {
      await this.recall(tx, actor, id);
      const rows = await this.lotsOf(tx, actor, id, after, reach, limit + 1);
      return pageOf(rows, limit, (row) => row.id);
    });
  }

  async picture(actor: Actor, id: string): Promise<Picture> {
    return readFor(this.dataSource, actor, async (tx) => {
      await this.recall(tx, actor, id);
      const lots = await this.lotsOf(tx, actor, id, undefined, undefined, MOST_DRAWN);
      const edges: { parent: string; child: string }[] = await tx.query(EDGES, [Buffer.from(id, 'hex')]);
      const drawn = lots.map((lot): PicturedLot => {
        const { form, custodian, reach, grossMg } = lot;
        return { lot: lot.id, form, custodian, reach, grossMg };
      });
      return pictureOf(drawn, edges);
    });
  }

  private async recall(tx: EntityManager, actor: Actor, id: string): Promise<RecallView> {
    const sql = `SELECT ${RECALL} AS view FROM recall r WHERE r.sid = $2 AND ${this.concerns(actor)}`;
    const values = [actor.org ?? '', SID.test(id) ? Buffer.from(id, 'hex') : Buffer.alloc(0)];
    const [row]: { view: RecallView }[] = await tx.query(sql, values);
    if (row === undefined) throw new Rejection('unknown-recall', 'id', { recall: id.slice(0, 64) });
    return row.view;
  }

  private async counts(tx: EntityManager, actor: Actor, id: string): Promise<RecallCounts> {
    const values = [Buffer.from(id, 'hex'), ...(actor.role === 'operator' ? [] : [actor.org ?? ''])];
    const [row]: RecallCounts[] = await tx.query(COUNTS(this.mine(actor, 2)), values);
    if (row === undefined) throw new Error('bug: one row of counts expected');
    return row;
  }

  private lotsOf(
    tx: EntityManager,
    actor: Actor,
    id: string,
    after: string | undefined,
    reach: string | undefined,
    rows: number,
  ): Promise<RecalledLotView[]> {
    const values = [Buffer.from(id, 'hex'), after ?? null, reach ?? null, rows];
    const own = actor.role === 'operator' ? [] : [actor.org ?? ''];
    return tx.query(LOTS(this.mine(actor, 5)), [...values, ...own]);
  }

  /** SQL: the lot is one of the asker's, whose organisation is parameter `n`. */
  private mine(actor: Actor, n: number): string {
    if (actor.role === 'operator') return 'true';
    const columns = ['lot.registrar', 'lot.custodian', 'lot.owner', 'lot.bound_for'];
    return `(${columns.map((column) => this.sight.own(column, n)).join(' OR ')})`;
  }

  /** SQL: the recall is the asker's, about it, or reaches a lot of its own; the organisation is parameter 1. */
  private concerns(actor: Actor): string {
    if (actor.role === 'operator') return `$1::text IS NOT NULL`;
    return `(${this.sight.own('r.org')} OR ${this.sight.own('r.holder')}
      OR EXISTS (SELECT FROM recall_lot l JOIN lot ON lot.id = l.lot WHERE l.recall = r.sid AND ${this.mine(actor, 1)}))`;
  }
}
