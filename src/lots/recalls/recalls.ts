/** Recalls are opened and lifted here; what one reached is looked up in `provenance/recalls`. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Act } from '../../core/custody/act.js';
import type { Speaker } from '../../core/custody/credentials/issuers.js';
import { liftRecall, recallLot, recallPapers, type Recall } from '../../core/custody/credentials/recall.js';
import { dayAt } from '../../core/day.js';
import type { Draft } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { authorOf, type Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { Ledger, type Receipt } from '../../ledger/ledger.js';
import type { Facts } from '../../ledger/projection.js';
import { Places } from '../desk/places.js';
import { LotQueries } from '../lot.queries.js';
import { factsOf } from '../lots.js';
import type { LiftBody, RecallBody } from './recalls.dto.js';

/** The recall by the sid of its statement, and where it stands in the log. */
export interface RecallTold {
  readonly id: string;
  readonly entries: Receipt['entries'];
}

interface Said {
  readonly actor: Actor;
  readonly once: Idempotency;
  readonly org: string;
  readonly on?: string | undefined;
  readonly tz?: string | undefined;
}

type Needs = Readonly<Record<string, readonly string[]>>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SID = /^[0-9a-f]{64}$/;

@Injectable()
export class Recalls {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
    private readonly queries: LotQueries,
    private readonly places: Places,
  ) {}

  async open(actor: Actor, once: Idempotency, body: RecallBody): Promise<RecallTold> {
    const { lot, holder, scheme, number, site, from, until, reason, on, tz } = body;
    const speaker = speakerOf(actor);
    if ((lot === undefined) === (holder === undefined)) {
      throw new Rejection('malformed', lot === undefined ? 'holder' : 'lot', { choices: 'lot, holder' });
    }
    if (lot !== undefined) {
      const named = await this.lotNamed(actor, lot);
      const said = { actor, once, org: actor.org ?? named.registrar, on, tz };
      return this.record(said, { lots: [named.id] }, (facts, act) =>
        recallLot(factsOf(facts), act, { lot: named.id, reason }, speaker),
      );
    }
    if (holder === undefined || from === undefined) throw new Rejection('missing', 'from', { example: '2026-03-01' });
    const org = actor.org ?? holder;
    const cause = stated({ holder, scheme, number, site, from, until, reason });
    return this.record({ actor, once, org, on, tz }, { parties: [holder, org] }, (facts, act) =>
      recallPapers(factsOf(facts), act, cause, speaker),
    );
  }

  async lift(actor: Actor, once: Idempotency, of: string, { reason, on, tz }: LiftBody): Promise<RecallTold> {
    if (!SID.test(of)) throw new Rejection('unknown-recall', 'id', { recall: of.slice(0, 64) });
    const org = actor.org ?? (await this.openerOf(of));
    const needs = { recalls: [of], authors: [of], lots: await this.causeOf(of) };
    const told = await this.record({ actor, once, org, on, tz }, needs, (facts, act) => {
      const known = { recalls: facts<Recall>('recalls'), authors: facts<readonly string[]>('authors') };
      return liftRecall(known, act, { of, reason }, speakerOf(actor));
    });
    return { ...told, id: of };
  }

  private async record(
    { actor, once, org, on, tz }: Said,
    needs: Needs,
    decide: (facts: Facts, act: Act) => Draft[],
  ): Promise<RecallTold> {
    const zone = await this.places.zoneOf(org, tz);
    const now = Date.now();
    const today = dayAt(now, zone);
    const by = authorOf(actor);
    const said = { org, on: { date: on ?? today, tz: zone }, at: new Date(now).toISOString(), today };
    const act: Act = { ...said, attested: 'platform', ...(by !== undefined && { by }) };
    const { entries } = await this.ledger.append({
      org,
      actor: actor.name,
      ...(by !== undefined && { by }),
      ...once,
      needs,
      alone: true,
      decide: (facts) => ({ drafts: decide(facts, act), result: {} }),
    });
    return { id: entries[0]?.sid ?? '', entries };
  }

  /** Compliance of the register belongs to no organisation and names any lot by its id. */
  private async lotNamed(actor: Actor, name: string): Promise<{ id: string; registrar: string }> {
    if (actor.org !== undefined) {
      const [named] = await this.queries.idsOf(actor.org, [name]);
      if (named !== undefined) return named;
    } else if (UUID.test(name)) {
      const sql = 'SELECT id, registrar FROM lot WHERE id = $1';
      const [row]: { id: string; registrar: string }[] = await this.dataSource.query(sql, [name]);
      if (row !== undefined) return row;
    }
    throw new Rejection('unknown-lot', 'lot', { lot: name.slice(0, 60) });
  }

  private async openerOf(sid: string): Promise<string> {
    const [row]: { org: string }[] = await this.dataSource.query('SELECT org FROM recall WHERE sid = $1', [
      Buffer.from(sid, 'hex'),
    ]);
    if (row === undefined) throw new Rejection('unknown-recall', 'id', { recall: sid });
    return row.org;
  }

  /** The lot it is about, if it is about one: its chain goes on with the lifting. */
  private async causeOf(sid: string): Promise<string[]> {
    const rows: { lot: string }[] = await this.dataSource.query(
      'SELECT lot FROM recall WHERE sid = $1 AND lot IS NOT NULL',
      [Buffer.from(sid, 'hex')],
    );
    return rows.map(({ lot }) => lot);
  }
}

function speakerOf({ role }: Actor): Speaker {
  return role === 'operator' ? 'register' : 'organisation';
}

function stated<Said extends object>(said: Said): { [Name in keyof Said]: Exclude<Said[Name], undefined> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
}
