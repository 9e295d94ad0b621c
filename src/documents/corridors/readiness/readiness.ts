/** What an exporter's shipments still lack: one at a time, or what is due of all of them, the soonest first. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dayAt } from '../../../core/day.js';
import { Rejection } from '../../../core/rejection.js';
import { timeZoneOf } from '../../../core/time-zones.js';
import { readAs } from '../../../database/tenant.js';
import { orgOf, type Actor } from '../../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../../http/page.js';
import type { Language } from '../../../http/sentences.js';
import { Sight } from '../../../http/sight.js';
import { Ledger } from '../../../ledger/ledger.js';
import { judge, type Item, type Judged } from './judge.js';
import { papersOf, sorted } from './papers.js';
import { knownOf, shipmentsOf, type ShipmentKnown } from './shipments.js';
import { itemIn, nameOf, readinessIn, type ItemView, type ReadinessView } from './views.js';

export interface DeadlineView extends ItemView {
  readonly shipment: string;
  readonly corridor: string;
  readonly late: boolean;
}

type Judgement = readonly [shipment: string, judged: Judged];

@Injectable()
export class Readiness {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly sight: Sight,
  ) {}

  async of(actor: Actor, code: string, language: Language): Promise<ReadinessView> {
    const { judged } = await this.judged(orgOf(actor), code);
    const [found] = judged;
    if (found === undefined) throw new Rejection('unknown-shipment', 'code', { shipment: code.slice(0, 60) });
    return readinessIn(code, found[1], language);
  }

  /** By due day, then shipment, then kind; of what has left only what is required. */
  async deadlines(
    actor: Actor,
    { after, limit = PAGE_ROWS }: PageQuery,
    language: Language,
  ): Promise<Page<DeadlineView>> {
    const { today, judged } = await this.judged(orgOf(actor));
    const all = judged
      .flatMap(([shipment, one]) =>
        lacking(one, today).map((item) => ({
          shipment,
          one,
          item,
          key: `${item.due} ${shipment} ${item.needed.kind}`,
        })),
      )
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
      await tx.query(
        `INSERT INTO planned_departure (org, shipment, day) VALUES ($1, $2, $3)
         ON CONFLICT (org, shipment) DO UPDATE SET day = excluded.day`,
        [org, code, day],
      );
    });
  }

  private async judged(org: string, code?: string): Promise<{ today: string; judged: readonly Judgement[] }> {
    const own = (column: string): string => this.sight.own(column);
    const found = await readAs(this.dataSource, org, async (tx) => {
      const [row]: { country: string }[] = await tx.query('SELECT country FROM organisation WHERE org = $1', [org]);
      const today = dayAt(Date.now(), timeZoneOf(row?.country ?? ''));
      const shipments = await shipmentsOf(tx, own('s.org'), org, { today });
      const asked = shipments.filter((one) => code === undefined || one.code === code);
      const older =
        code === undefined || asked.length > 0 ? [] : await shipmentsOf(tx, own('s.org'), org, { code, today });
      const wanted = [...asked, ...older];
      const codes = wanted.map((one) => one.code);
      return { today, shipments, wanted, rows: await papersOf(tx, own, org, codes) };
    });
    const { today, rows } = found;
    const { manager } = this.dataSource;
    const [wanted, all] = [await knownOf(manager, found.wanted), await knownOf(manager, found.shipments)];
    const papers = await sorted(this.dataSource, this.ledger, wanted, rows);
    const judged = wanted.map((one): Judgement => {
      const here = papers.get(one.code) ?? { made: [], kept: [] };
      return [one.code, judge(one, here, today, yearOf(one, all))];
    });
    return { today, judged };
  }
}

/** Gross milligrams that went, or are to go, to the same consignee in the year of its packing. */
function yearOf({ consignee, packedOn }: ShipmentKnown, all: readonly ShipmentKnown[]): number {
  const same = all.filter(
    (one) => one.consignee.organisation === consignee.organisation && one.packedOn.slice(0, 4) === packedOn.slice(0, 4),
  );
  return same.flatMap(({ lines }) => lines).reduce((sum, { grossMg }) => sum + grossMg, 0);
}

function lacking({ items, departs }: Judged, today: string): Item[] {
  const left = departs < today;
  return items.filter(({ needed, state, what }) => {
    if (state === 'have' || state === 'warning' || what.code === 'made-at-export') return false;
    return needed.level === 'required' || !left;
  });
}
