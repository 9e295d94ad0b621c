/**
 * Transport plans: route, times and courier of gold on the road. Two named persons see one, nobody else of either side; it is
 * sealed, stands in no statement, and goes with the receipt (`arrivals.projection.ts`).
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { text, utf8 } from '../../../core/bytes.js';
import { isUuid } from '../../../core/log/shape.js';
import { Rejection } from '../../../core/rejection.js';
import type { Actor } from '../../../http/actor.js';
import { Ledger } from '../../../ledger/ledger.js';
import { organisationSubject } from '../../../ledger/private/vault.js';
import { LotQueries } from '../../lot.queries.js';
import type { PlanBody, RouteBody } from './plans.dto.js';

interface PlanRow {
  readonly subject: Buffer;
  readonly sealed: Buffer;
}

@Injectable()
export class TransportPlans {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly queries: LotQueries,
  ) {}

  /** Said by whoever sent the lot, while it is on the road; said again it takes the place of what was said before. */
  async keep({ org }: Actor, lot: string, { readers, ...plan }: PlanBody): Promise<void> {
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    if (readers.length !== 2 || readers[0] === readers[1] || !readers.every(isUuid)) {
      throw new Rejection('malformed', 'readers', { example: '5b0c1f6e-3a35-4f10-9a6e-0b7c7a1d2e11' });
    }
    const [named] = await this.queries.idsOf(org, [lot]);
    const id = named?.id ?? '';
    await this.dataSource.transaction(async (tx) => {
      // Held until the plan is there: a receipt comes before it, and is seen, or after it, and takes it along.
      const [row]: { code: string; custodian: string; bound: boolean }[] = await tx.query(
        'SELECT code, custodian, bound_for IS NOT NULL AS bound FROM lot WHERE id = $1 FOR SHARE',
        [id],
      );
      if (row?.custodian !== org) {
        throw new Rejection('lot-not-in-your-custody', 'lot', { lot, custodian: row?.custodian ?? '' });
      }
      if (!row.bound) throw new Rejection('lot-not-in-transit', 'lot', { lot: row.code });
      const value = utf8(JSON.stringify(plan));
      const clear = { subject: organisationSubject(org), context: contextOf(id), value };
      const [sealed] = await this.ledger.vault.seal(tx, [clear]);
      await tx.query(
        `INSERT INTO transport_plan (lot, org, readers, subject, sealed) VALUES ($1, $2, $3::uuid[], $4, $5)
         ON CONFLICT (lot) DO UPDATE SET readers = excluded.readers, subject = excluded.subject, sealed = excluded.sealed`,
        [id, org, readers, sealed?.subject, sealed?.sealed],
      );
    });
  }

  /** @throws Rejection `unknown-plan`, alike where there is none and where it is not for this person */
  async read({ org, person }: Actor, lot: string): Promise<RouteBody> {
    const unknown = new Rejection('unknown-plan', 'lot', { lot: lot.slice(0, 60) });
    if (org === undefined || person === undefined) throw unknown;
    const [named] = await this.queries.idsOf(org, [lot]);
    const id = named?.id ?? '';
    const { manager } = this.dataSource;
    const [row]: PlanRow[] = await manager.query(
      'SELECT subject, sealed FROM transport_plan WHERE lot = $1 AND $2::uuid = ANY (readers)',
      [id, person],
    );
    if (row === undefined) throw unknown;
    const [bytes] = await this.ledger.vault.open(manager, [{ ...row, context: contextOf(id) }]);
    if (bytes === undefined) throw unknown;
    return JSON.parse(text(bytes) ?? '') as RouteBody;
  }
}

function contextOf(lot: string): string {
  return `transport_plan ${lot}`;
}
