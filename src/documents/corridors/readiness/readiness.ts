/** What an exporter's shipments still lack: one at a time, or what is due of all of them, the soonest first. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { addMonths, dayAt } from '../../../core/day.js';
import { Rejection } from '../../../core/rejection.js';
import { timeZoneOf } from '../../../core/time-zones.js';
import { readAs } from '../../../database/tenant.js';
import { orgOf, type Actor } from '../../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../../http/page.js';
import type { Language } from '../../../http/sentences.js';
import { Sight } from '../../../http/sight.js';
import { Ledger } from '../../../ledger/ledger.js';
import { outturnsOf } from '../../captured/captured.view.js';
import { corridorOf, itemize, judge, type Item, type Itemized, type Papers } from './judge.js';
import { papersOf, remarked, unremarked, type Rows } from './papers.js';
import { knownOf, shipmentsOf, type ShipmentKnown, type ShipmentRow } from './shipments.js';
import { itemIn, nameOf, readinessIn, type ItemView, type ReadinessView } from './views.js';

/** Nobody plans further: a later year is a slip of the hand. */
const MOST_MONTHS_AHEAD = 36;

export interface DeadlineView extends ItemView {
  readonly shipment: string;
  readonly corridor: string;
  readonly late: boolean;
}

@Injectable()
export class Readiness {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly sight: Sight,
  ) {}

  async of(actor: Actor, code: string, language: Language): Promise<ReadinessView> {
    const org = orgOf(actor);
    const { today, rows, found, outturns } = await readAs(this.dataSource, org, async (tx) => {
      const here = await this.gathered(tx, org, code);
      return { ...here, outturns: await outturnsOf(tx, here.rows.captured) };
    });
    const [shipment] = await knownOf(this.dataSource.manager, found);
    if (shipment === undefined) throw new Rejection('unknown-shipment', 'code', { shipment: code.slice(0, 60) });
    const papers = await remarked(this.dataSource, this.ledger, shipment, rows, outturns);
    return readinessIn(code, judge(shipment, papers, today, await this.yearMg(org, shipment, today)), language);
  }

  /** By due day, then shipment, then kind; of what has left only what is required. */
  async deadlines(
    actor: Actor,
    { after, limit = PAGE_ROWS }: PageQuery,
    language: Language,
  ): Promise<Page<DeadlineView>> {
    const org = orgOf(actor);
    const { today, rows, found } = await readAs(this.dataSource, org, (tx) => this.gathered(tx, org));
    const papers = unremarked(rows);
    const all = (await knownOf(this.dataSource.manager, found))
      .flatMap((known) => {
        const [shipment, one] = [known.code, itemize(known, papers.get(known.code) ?? NONE, today)];
        return lacking(one, today).map((item) => {
          return { shipment, one, item, key: `${item.due} ${shipment} ${item.needed.kind}` };
        });
      })
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .filter(({ key }) => after === undefined || key > after);
    const page = pageOf(all.slice(0, limit + 1), limit, ({ key }) => key);
    const items = page.items.map(({ shipment, one, item }) => {
      const corridor = nameOf(one.corridor);
      return { shipment, corridor, ...itemIn(item, language), late: item.due < today };
    });
    return { items, ...(page.next !== undefined && { next: page.next }) };
  }

  /** Until the shipment has left; said again it takes the place of what was said before. */
  async plan(actor: Actor, code: string, day: string): Promise<void> {
    const org = orgOf(actor);
    await this.dataSource.transaction(async (tx) => {
      // Held until the plan is there: an export comes before it, and is seen, or after it, and takes it along.
      const rows: { exported: boolean; day: string }[] = await tx.query(
        'SELECT exported, day::text AS day FROM shipment WHERE org = $1 AND code = $2 FOR SHARE',
        [org, code],
      );
      const [shipment] = rows;
      if (shipment === undefined) throw new Rejection('unknown-shipment', 'code', { shipment: code.slice(0, 60) });
      if (shipment.exported) throw new Rejection('lot-exported', 'code', { lot: code });
      if (day < shipment.day) throw new Rejection('chronology', 'on', { day, notBefore: shipment.day });
      const max = addMonths(dayAt(Date.now(), 'UTC'), MOST_MONTHS_AHEAD);
      if (day > max) throw new Rejection('out-of-range', 'on', { value: day, min: shipment.day, max });
      await tx.query(
        `INSERT INTO planned_departure (org, shipment, day) VALUES ($1, $2, $3)
         ON CONFLICT (org, shipment) DO UPDATE SET day = excluded.day`,
        [org, code, day],
      );
    });
  }

  /** With the exporter's eyes: one shipment, or all that somebody may still wait for a paper of. */
  private async gathered(tx: EntityManager, org: string, code?: string): Promise<Seen> {
    const own = (column: string): string => this.sight.own(column);
    const [row]: { country: string }[] = await tx.query('SELECT country FROM organisation WHERE org = $1', [org]);
    const today = dayAt(Date.now(), timeZoneOf(row?.country ?? ''));
    const found = await shipmentsOf(tx, own('s.org'), org, { today, ...(code !== undefined && { code }) });
    const codes = found.map((one) => one.code);
    return { today, found, rows: await papersOf(tx, own, org, codes) };
  }

  /** Gross milligrams that went, or are to go, to the same consignee in the year of its packing; 0 where nothing depends on it. */
  private async yearMg(org: string, shipment: ShipmentKnown, today: string): Promise<number> {
    if (!corridorOf(shipment).limits.some(({ code }) => code === 'importer-volume')) return 0;
    const { organisation } = shipment.consignee;
    const year = shipment.packedOn.slice(0, 4);
    const found = await readAs(this.dataSource, org, (tx) =>
      shipmentsOf(tx, this.sight.own('s.org'), org, { today, since: `${year}-01-01`, consignee: organisation }),
    );
    const others = found.filter(({ code }) => code !== shipment.code);
    const all = [shipment, ...(await knownOf(this.dataSource.manager, others))];
    const same = all.filter(({ packedOn }) => packedOn.slice(0, 4) === year);
    return same.flatMap(({ lines }) => lines).reduce((sum, { grossMg }) => sum + grossMg, 0);
  }
}

interface Seen {
  readonly today: string;
  readonly found: readonly ShipmentRow[];
  readonly rows: Rows;
}

const NONE: Papers = { made: [], kept: [] };

function lacking({ items, departs }: Itemized, today: string): Item[] {
  const left = departs < today;
  return items.filter(({ needed, state, what }) => {
    if (state === 'have' || state === 'warning' || what.code === 'made-at-export') return false;
    return needed.level === 'required' || !left;
  });
}
