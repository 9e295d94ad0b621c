/** What of an organisation's papers and instruments will not hold much longer, with what that stops and from which day. */
import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { isNear, STAGES, type Expiring } from '../../core/custody/credentials/expiring.js';
import { addDays, dayAt, daysBetween } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import { timeZoneOf } from '../../core/time-zones.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import { expirySentence } from '../../http/expiries.js';
import type { Language } from '../../http/sentences.js';
import { Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import { openMembers, type SealedMember } from '../projections/members.projection.js';

export class ExpiryView {
  @ApiProperty({ enum: ['credential', 'registration', 'scale'] }) what: string;
  @ApiProperty({ description: 'Number of the credential, or code of the member or scale' }) name: string;
  @ApiProperty({ required: false, description: 'Of a credential' }) scheme?: string;
  @ApiProperty({ format: 'date', description: 'First day it no longer holds' }) until: string;
  @ApiProperty({ type: 'integer' }) days: number;
  @ApiProperty({ type: 'integer', enum: STAGES, description: 'The last of the three warnings that is due' })
  stage: number;
  @ApiProperty({ description: 'What it will stop, in the language asked for' }) sentence: string;
}

interface Dated {
  readonly what: string;
  readonly name: string;
  readonly scheme?: string;
  readonly until: string;
}

const CODES: Readonly<Record<string, Expiring['code']>> = {
  credential: 'credential-expires',
  registration: 'registration-expires',
  scale: 'calibration-expires',
};

@Injectable()
export class Expiries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly sight: Sight,
  ) {}

  /** All that ends within 60 days, the soonest first; today is the organisation's own. */
  async of({ org }: Actor, language: Language): Promise<{ items: ExpiryView[] }> {
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const { today, papers, people } = await this.read(org);
    const members = await openMembers(this.dataSource, this.ledger.vault, people);
    const registrations = members.flatMap(({ id, kind, until }): Dated[] =>
      kind === 'panner' && isNear(today, until)
        ? [{ what: 'registration', name: id.slice(org.length + 1), until }]
        : [],
    );
    const items = [...papers, ...registrations].sort((a, b) => (a.until + a.name < b.until + b.name ? -1 : 1));
    return { items: items.map((one) => viewOf(one, today, language)) };
  }

  private read(org: string): Promise<{ today: string; papers: Dated[]; people: SealedMember[] }> {
    return readAs(this.dataSource, org, async (tx) => {
      const [row]: { country: string }[] = await tx.query('SELECT country FROM organisation WHERE org = $1', [org]);
      const today = dayAt(Date.now(), timeZoneOf(row?.country ?? ''));
      const papers: Dated[] = await tx.query(
        `SELECT 'credential' AS what, number AS name, scheme, valid_until::text AS until FROM credential
          WHERE ${this.sight.own('org')} AND valid_until > $2::date AND valid_until <= $3::date
         UNION ALL
         SELECT 'scale', code, NULL, valid_until::text FROM scale
          WHERE ${this.sight.own('org')} AND valid_until > $2::date AND valid_until <= $3::date`,
        [org, today, addDays(today, STAGES[0])],
      );
      const people: SealedMember[] = await tx.query(
        `SELECT subject, sealed FROM private_member WHERE ${this.sight.own('org')}`,
        [org],
      );
      return { today, papers, people };
    });
  }
}

function viewOf({ what, name, scheme, until }: Dated, today: string, language: Language): ExpiryView {
  const days = daysBetween(today, until);
  const code = CODES[what];
  if (code === undefined) throw new Error(`bug: nobody says what it means that a ${what} expires`);
  const figures = { member: name, scale: name, number: name, scheme: scheme ?? '', until, days: `${days}` };
  const stage = STAGES.findLast((one) => days <= one) ?? STAGES[0];
  const sentence = expirySentence(code, figures, language);
  return { what, name, ...(scheme && { scheme }), until, days, stage, sentence };
}
