/**
 * Where a person last handed gold over or took it in, beside the ledger and sealed: one place a person and no track of anybody.
 * It is only what P17 is judged by.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { text, utf8 } from '../../core/bytes.js';
import type { Doubt } from '../../core/custody/doubts.js';
import { impossibleTravel, type Sighting } from '../../core/custody/rules/people/travel.js';
import type { Actor } from '../../http/actor.js';
import { Ledger } from '../../ledger/ledger.js';
import { organisationSubject } from '../../ledger/private/vault.js';
import { thresholdsOf } from '../rules/own.projection.js';

const CONTEXT = 'whereabouts';

@Injectable()
export class Whereabouts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
  ) {}

  /** What a place that is said, at that instant, has against it; a machine is nowhere. */
  async doubts({ person, org }: Actor, now: Sighting | undefined): Promise<Doubt[]> {
    if (person === undefined || now === undefined) return [];
    const { vault } = this.ledger;
    const { manager } = this.dataSource;
    const rows: { subject: Buffer; sealed: Buffer }[] = await manager.query(
      'SELECT subject, sealed FROM whereabouts WHERE person = $1',
      [vault.tag(CONTEXT, person)],
    );
    const [bytes] = await vault.open(
      manager,
      rows.map(({ subject, sealed }) => ({ subject, sealed, context: CONTEXT })),
    );
    const before = bytes === undefined ? undefined : (JSON.parse(text(bytes) ?? '') as Sighting);
    const own = org === undefined ? undefined : await thresholdsOf(manager, org);
    return impossibleTravel(before, now, now.at.slice(0, 10), own);
  }

  /** After the act that says it is recorded. */
  async keep({ person, org }: Actor, now: Sighting | undefined): Promise<void> {
    if (person === undefined || org === undefined || now === undefined) return;
    const { vault } = this.ledger;
    const { manager } = this.dataSource;
    const clear = { subject: organisationSubject(org), context: CONTEXT, value: utf8(JSON.stringify(now)) };
    const [row] = await vault.seal(manager, [clear]);
    await manager.query(
      `INSERT INTO whereabouts (person, org, subject, sealed) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person) DO UPDATE SET org = excluded.org, subject = excluded.subject, sealed = excluded.sealed`,
      [vault.tag(CONTEXT, person), org, row?.subject, row?.sealed],
    );
  }
}
