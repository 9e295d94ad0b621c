/** What a site gave against what it can give, and what a person handed in against what the person may. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Member } from '../../core/custody/registry.js';
import { ceilingsOf, leastOf, volumesOf, type Ceiling, type Volume } from '../../core/custody/volumes/ceilings.js';
import { addMonths, dayAt, monthOf } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import { timeZoneOf } from '../../core/time-zones.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { Ledger } from '../../ledger/ledger.js';
import { members, openMembers, type SealedMember } from '../../parties/projections/members.projection.js';
import { drawCapacity } from './capacity.svg.js';

export interface CapacityView {
  readonly site: string;
  readonly month: string;
  /** Nanograms of what was registered as dug there; gold without fineness at its gross mass. */
  readonly fineNg: string;
  readonly ceilings: readonly Ceiling[];
  /** The ceiling that binds, where one could be reckoned, and how much of it the month is, in whole per cent rounded down. */
  readonly least?: Ceiling['id'];
  readonly percent?: number;
}

export interface VolumesView {
  readonly member: string;
  readonly kind: string;
  readonly month: Volume;
  readonly year: Volume;
}

interface SiteRow {
  readonly country: string;
  readonly capacityMg: number;
  readonly fineNg: string | null;
}

@Injectable()
export class Capacity {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
  ) {}

  async site(actor: Actor, code: string, asked?: string): Promise<CapacityView> {
    const org = orgOf(actor);
    const month = asked ?? new Date().toISOString().slice(0, 7);
    const { row, sealed } = await readAs(this.dataSource, org, async (tx) => {
      const [found]: SiteRow[] = await tx.query(SITE, [org, code, month]);
      const people: SealedMember[] = await tx.query('SELECT subject, sealed FROM private_member WHERE org = $1', [org]);
      return { row: found, sealed: people };
    });
    if (row === undefined) throw new Rejection('unknown-site', 'site', { site: code });
    const people = await openMembers(this.dataSource, this.ledger.vault, sealed);
    const here = people.filter(({ site }) => site === code);
    const panners = here.filter(({ kind }) => kind === 'panner').length;
    const { country, capacityMg, fineNg } = row;
    const ceilings = ceilingsOf({ month, country, capacityMg, miners: here.length, panners });
    const least = leastOf(ceilings);
    const view = { site: code, month, fineNg: fineNg ?? '0', ceilings };
    if (least === undefined) return view;
    const most = BigInt(least.fineNg ?? 0);
    const percent = most === 0n ? {} : { percent: Number((BigInt(view.fineNg) * 100n) / most) };
    return { ...view, least: least.id, ...percent };
  }

  /** The twelve months that end with the one asked for, against its lowest ceiling. */
  async drawn(actor: Actor, code: string, asked?: string): Promise<string> {
    const { month, ceilings } = await this.site(actor, code, asked);
    const names = Array.from({ length: 12 }, (_, n) => monthOf(addMonths(`${month}-01`, n - 11)));
    const org = orgOf(actor);
    const [row]: { months: Readonly<Record<string, string>> }[] = await readAs(this.dataSource, org, (tx) =>
      tx.query('SELECT months FROM site_yield WHERE org = $1 AND site = $2', [org, code]),
    );
    const least = leastOf(ceilings)?.fineNg;
    return drawCapacity(
      names.map((name) => ({ month: name, fineNg: BigInt(row?.months[name] ?? 0) })),
      least === undefined ? undefined : BigInt(least),
    );
  }

  async member(actor: Actor, code: string, asked?: string): Promise<VolumesView> {
    const org = orgOf(actor);
    const id = `${org}/${code}`;
    const known = await members(this.ledger.vault).load(this.dataSource.manager, [id]);
    const member = known.get(id);
    if (member === undefined) throw new Rejection('not-found', 'member', { value: code });
    const country = await this.countryOf(org, member);
    const today = dayAt(Date.now(), timeZoneOf(country));
    const day = asked === undefined || today.startsWith(asked) ? today : `${asked}-01`;
    return { member: code, kind: member.kind, ...volumesOf(member, country, day) };
  }

  /** Of the member's site; of the organisation, where the member has none. */
  private async countryOf(org: string, { site }: Member): Promise<string> {
    const [row]: { country: string }[] = await this.dataSource.query(
      `SELECT coalesce((SELECT country FROM site WHERE org = $1 AND code = $2), country) AS country
         FROM organisation WHERE org = $1`,
      [org, site],
    );
    return row?.country ?? '';
  }
}

const SITE = `
SELECT s.country, s.capacity_mg_per_month::float8 AS "capacityMg", y.months ->> $3 AS "fineNg"
  FROM site s LEFT JOIN site_yield y ON y.org = s.org AND y.site = s.code
 WHERE s.org = $1 AND s.code = $2`;
