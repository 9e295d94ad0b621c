/** Corrections, disputes and withdrawals said at the desk; a registration is voided only by two who sign it. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { utf8 } from '../../core/bytes.js';
import type { Act } from '../../core/custody/act.js';
import { correct, dispute, withdraw, type AmendFacts, type Amending } from '../../core/custody/amending/amend.js';
import { dayAt } from '../../core/day.js';
import type { Draft } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { authorOf } from '../../http/actor.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Facts } from '../../ledger/projection.js';
import type { Asked } from '../desk/asked.js';
import type { Told } from '../desk/recorder.js';
import { Places } from '../desk/places.js';
import { Doubts } from '../doubts/told.js';
import { doubtsIn, factsOf, type Outcome } from '../lots.js';
import type { CorrectionBody, DisputeBody, WithdrawalBody } from './amendments.dto.js';
import { statementsBySid } from './statements.projection.js';

type Said = Omit<CorrectionBody, 'fields'>;

@Injectable()
export class Amendments {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
    private readonly places: Places,
    private readonly doubts: Doubts,
  ) {}

  correction(asked: Asked, sid: string, { fields, ...said }: CorrectionBody): Promise<Told> {
    const { fineness, ...plain } = stated(fields);
    const restated = { ...plain, ...(fineness && { fineness: stated(fineness) }) };
    return this.record(asked, sid, said, (facts, act, input) => correct(facts, act, { ...input, fields: restated }));
  }

  dispute(asked: Asked, sid: string, said: DisputeBody): Promise<Told> {
    return this.record(asked, sid, said, dispute);
  }

  withdrawal(asked: Asked, sid: string, said: WithdrawalBody): Promise<Told> {
    return this.record(asked, sid, said, withdraw);
  }

  private async record(
    { actor, once, language }: Asked,
    sid: string,
    { on, tz, reason, note }: Said,
    decide: (facts: AmendFacts, act: Act, input: Amending) => Draft[],
  ): Promise<Told> {
    const { org } = actor;
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const now = Date.now();
    const by = authorOf(actor);
    const author = by === undefined ? {} : { by };
    const zone = await this.places.zoneOf(org, tz);
    const at = new Date(now).toISOString();
    const act: Act = { org, on: { date: on, tz: zone }, at, today: dayAt(now, zone), attested: 'platform', ...author };
    const input = { of: sid, reason, ...(note !== undefined && { note }) };
    const { result, entries } = await this.ledger.append<Outcome>({
      org,
      actor: actor.name,
      ...author,
      key: once.key,
      digest: utf8(once.digest),
      needs: await this.needsOf(org, sid),
      decide: (loaded) => {
        const drafts = decide(amendFactsOf(loaded), act, input);
        return { drafts, result: doubtsIn(drafts) };
      },
    });
    return { id: sid, entries, ...(await this.doubts.told(result, entries, language)) };
  }

  /** The lots of a statement never change, so they may be looked up before; one out of sight is as one that is not there. */
  private async needsOf(org: string, sid: string): Promise<Readonly<Record<string, readonly string[]>>> {
    const seen = await readAs(this.dataSource, org, (tx) => statementsBySid(tx, [sid]));
    const original = seen.get(sid);
    if (original === undefined) return {};
    const { site } = original.data;
    return {
      statements: [sid],
      lots: original.lots,
      sites: typeof site === 'string' ? [`${original.org}/${site}`] : [],
    };
  }
}

export function amendFactsOf(loaded: Facts): AmendFacts {
  return { ...factsOf(loaded), statements: loaded('statements') };
}

/** Without the optional fields left out, which a body within a body carries as `undefined`. */
function stated<Body extends object>(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Body;
}
