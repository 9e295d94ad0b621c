/**
 * One act from a desk to the ledger: codes turned into ids, the day and its zone, who asks; and the answer in the reader's
 * words. Every subject's desk records through it, so that a repetition is answered alike wherever it was asked.
 */
import { Injectable } from '@nestjs/common';
import { utf8 } from '../../core/bytes.js';
import { dayAt } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import { authorOf } from '../../http/actor.js';
import { Ledger, type Receipt } from '../../ledger/ledger.js';
import type { Asked } from './asked.js';
import { LotQueries, type Named } from '../lot.queries.js';
import { Doubts, type ToldDoubts } from '../doubts/told.js';
import type { Outcome, Request } from '../lots.js';
import { Places } from './places.js';

/** What was recorded, where in the log it stands, and what did not fit. */
export interface Told extends ToldDoubts {
  /** Code of the lot, shipment or stock. */
  readonly id: string;
  readonly entries: Receipt['entries'];
  readonly [name: string]: unknown;
}

/** What an act is about: its day, and the lots it names, each with the place where it was named. */
export interface About {
  readonly id: string;
  readonly on?: string;
  readonly tz?: string | undefined;
  readonly site?: string;
  readonly lots?: readonly { readonly lot: string }[];
  readonly at?: (n: number) => string;
  readonly arriving?: true;
}

type Recording = (request: Request, lots: readonly Named[]) => Promise<Receipt<Outcome>>;

@Injectable()
export class Recorder {
  constructor(
    private readonly ledger: Ledger,
    private readonly queries: LotQueries,
    private readonly places: Places,
    private readonly doubts: Doubts,
  ) {}

  async record({ actor, once, language }: Asked, about: About, act: Recording): Promise<Told> {
    const { org } = actor;
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const by = authorOf(actor);
    const command = {
      org,
      ...(by !== undefined && { by }),
      actor: actor.name,
      key: once.key,
      digest: utf8(once.digest),
    };
    const done = await this.prepare(command, about, act).catch(async (error: unknown) => {
      if (!(error instanceof Rejection)) throw error;
      // The lot of an act that was done may be out of sight by now: its repetition is still answered as it was.
      const refuse = (): never => {
        throw error;
      };
      return this.ledger.append<Outcome>({ ...command, needs: {}, decide: refuse });
    });
    const { held, asked, warned, expiring = [], ...noted } = done.result;
    const doubts = { held, ...(asked && { asked }), ...(warned && { warned }) };
    return {
      id: about.id,
      entries: done.entries,
      ...(await this.doubts.told(doubts, done.entries, language, expiring)),
      ...noted,
    };
  }

  private async prepare(command: Omit<Request, 'act'> & { org: string; by?: string }, about: About, act: Recording) {
    const { org } = command;
    const { at = () => 'lot', lots = [], on, tz, site } = about;
    const codes = lots.map(({ lot }) => lot);
    const named = codes.length === 0 ? [] : await this.queries.idsOf(org, codes, at, about.arriving);
    unlike(
      named.map(({ id }) => id),
      at,
      'malformed',
    );
    const zone = await this.places.zoneOf(org, tz, site);
    const now = Date.now();
    const today = dayAt(now, zone);
    const instant = new Date(now).toISOString();
    const { actor, key, digest, by } = command;
    const day = { date: on ?? today, tz: zone };
    const author = by === undefined ? {} : { by };
    const said = { org, on: day, at: instant, today, attested: 'platform' as const, ...author };
    return act({ act: said, actor, key, digest }, named);
  }
}

export function one(named: Named | undefined): Named {
  if (named === undefined) throw new Error('bug: a lot was named and not looked up');
  return named;
}

/** Without the optional fields left out, which a body within a body carries as `undefined`. */
export function stated<Said extends object>(said: Said): Said {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said;
}

/** Each thing is named once in one act. */
export function unlike(names: readonly string[], at: (n: number) => string, code: 'code-used' | 'malformed'): void {
  const twice = names.findIndex((name, n) => names.indexOf(name) !== n);
  if (twice !== -1) throw new Rejection(code, at(twice), { code: names[twice] ?? '', value: names[twice] ?? '' });
}
