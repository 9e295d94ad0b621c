/** Figures of one's own at the desk: set, and shown with who set them. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Act } from '../../core/custody/act.js';
import type { OwnThresholds } from '../../core/custody/rules/own/own.js';
import { setThreshold } from '../../core/custody/rules/own/set.js';
import { dayAt } from '../../core/day.js';
import { readAs } from '../../database/tenant.js';
import { byOf, orgOf, type Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Registered } from '../../parties/parties.js';
import { Places } from '../desk/places.js';
import type { OwnThresholdBody } from './own.dto.js';
import { thresholdsOf } from './own.projection.js';

@Injectable()
export class OwnFigures {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
    private readonly places: Places,
  ) {}

  async set(actor: Actor, once: Idempotency, body: OwnThresholdBody): Promise<Registered> {
    const org = orgOf(actor);
    const [now, tz] = [Date.now(), await this.places.zoneOf(org, undefined)];
    // Its own day: gold that comes in this evening is judged by what was decided this afternoon.
    const today = dayAt(now, tz);
    const by = byOf(actor);
    const at = new Date(now).toISOString();
    const act: Act = { org, on: { date: today, tz }, at, today, attested: 'platform', ...by };
    const input = JSON.parse(JSON.stringify(body)) as OwnThresholdBody;
    const { entries } = await this.ledger.append({
      org,
      actor: actor.name,
      ...by,
      ...once,
      needs: { thresholds: [org] },
      decide: (facts) => {
        const own = facts<OwnThresholds>('thresholds').get(org) ?? [];
        return { drafts: setThreshold(own, act, input), result: {} };
      },
    });
    return { id: body.threshold, entries };
  }

  /** Those of whoever asks, in the order they were set; nobody's for the public. */
  async of({ org }: Actor): Promise<OwnThresholds> {
    if (org === undefined) return [];
    return readAs(this.dataSource, org, async (tx) => (await thresholdsOf(tx, org)) ?? []);
  }
}
