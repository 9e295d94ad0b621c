/** Producers' own reports under the CRAFT Code, always shown as what they are: nobody has verified them. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { craftStatus, reportCraft, type CraftStatus } from '../../core/custody/diligence/craft.js';
import type { CraftReported } from '../../core/custody/diligence/statements.js';
import { dayAt } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { byOf, orgOf, type Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Registered } from '../parties.js';
import type { CraftBody } from './diligence.dto.js';
import { CRAFT } from './sourced.sql.js';

export const SELF_DECLARED = {
  en: 'Self-declared: the producer says this of itself, and nobody has verified it.',
  es: 'Autodeclarado: lo dice el propio productor y nadie lo ha verificado.',
  fr: 'Autodéclaré : le producteur le dit de lui-même, et personne ne l’a vérifié.',
} as const;

export interface CraftView extends CraftReported {
  readonly organisation: string;
  readonly sid: string;
  readonly label: typeof SELF_DECLARED;
  /** Follows from the modules; `lapsed` before and after its days. */
  readonly status: CraftStatus;
}

@Injectable()
export class CraftReports {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
  ) {}

  async report(actor: Actor, once: Idempotency, body: CraftBody): Promise<Registered> {
    const org = orgOf(actor);
    const now = Date.now();
    const today = dayAt(now, 'UTC');
    const { evidence, ...said } = JSON.parse(JSON.stringify(body)) as CraftBody;
    const input = { ...said, evidence: evidence[0] ?? '' };
    const at = new Date(now).toISOString();
    const { entries } = await this.ledger.append({
      org,
      actor: actor.name,
      ...byOf(actor),
      ...once,
      needs: {},
      decide: () => {
        const act = { org, on: { date: today, tz: 'UTC' }, at, today, attested: 'platform' as const };
        return { drafts: reportCraft(act, input), result: {} };
      },
    });
    return { id: `CRAFT ${body.version}`, entries };
  }

  /** The newest; of others, whose gold one got. */
  async of(actor: Actor, organisation: string): Promise<CraftView> {
    const [row]: { sid: string; data: CraftReported }[] = await readAs(this.dataSource, actor.org, (tx) =>
      tx.query(CRAFT, [organisation]),
    );
    if (row === undefined) throw new Rejection('not-found', 'organisation', { value: organisation });
    const { sid, data } = row;
    const status = craftStatus(data, dayAt(Date.now(), 'UTC'));
    return { organisation, sid, label: SELF_DECLARED, status, ...data };
  }
}
