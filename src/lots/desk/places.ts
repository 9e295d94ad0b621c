import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { USUAL_DIVISION_MG } from '../../core/custody/rules/mass.js';
import { Rejection } from '../../core/rejection.js';
import { timeZoneOf } from '../../core/time-zones.js';
import { readAs } from '../../database/tenant.js';

/** What the registers say of the places where gold is weighed. */
@Injectable()
export class Places {
  constructor(private readonly dataSource: DataSource) {}

  /** The zone said, else that of the site's country, else of the organisation's. */
  async zoneOf(org: string, said: string | undefined, site?: string): Promise<string> {
    if (said !== undefined) return known(said);
    const sql = `SELECT coalesce((SELECT country FROM site WHERE org = $1 AND code = $2),
                       (SELECT country FROM organisation WHERE org = $1)) AS country`;
    type Row = { readonly country: string | null };
    const [row] = await readAs(this.dataSource, org, (tx) => tx.query<Row[]>(sql, [org, site ?? null]));
    return timeZoneOf(row?.country ?? '');
  }

  async divisionMgOf(org: string, scale: string | undefined): Promise<number> {
    if (scale === undefined) return USUAL_DIVISION_MG;
    const sql = 'SELECT division_mg AS "divisionMg" FROM scale WHERE org = $1 AND code = $2';
    type Row = { readonly divisionMg: number };
    const [row] = await readAs(this.dataSource, org, (tx) => tx.query<Row[]>(sql, [org, scale]));
    if (row === undefined) throw new Rejection('unknown-scale', 'scale', { scale });
    return row.divisionMg;
  }
}

function known(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new Rejection('malformed', 'tz', { value: zone, example: 'America/Bogota' });
  }
}
