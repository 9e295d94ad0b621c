/** A refiner's form, filled for one shipment from what its packing list says: made when it is asked for, and not kept. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { Ledger } from '../../ledger/ledger.js';
import { LotQueries } from '../../lots/lot.queries.js';
import { lastIndex, readShipment } from '../snapshot/snapshot.js';
import type { OfShipment } from '../types/document-type.js';
import { silverOf } from '../types/invoice/priced.js';
import { totalsOf } from '../types/packing/figures.js';
import { weighed } from '../types/packing/weighed.js';
import type { FormKind } from './form.js';
import { IntakeForms } from './intake-forms.js';
import type { BarOfForm, Consignment } from './mapping/fields.js';

export interface FilledForm {
  readonly name: string;
  readonly kind: FormKind;
  readonly bytes: Uint8Array;
}

@Injectable()
export class FilledForms {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly queries: LotQueries,
    private readonly forms: IntakeForms,
  ) {}

  /** @throws Rejection where the form is another refiner's, or has too few rows */
  async of(actor: Actor, shipment: string, name: string): Promise<FilledForm> {
    const org = orgOf(actor);
    const lots = await this.queries.packedIn(org, shipment);
    const { form, consignee } = await this.forms.opened(actor, name);
    const consignment = await this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const idx = await lastIndex(tx);
      return consignmentOf(await readShipment(tx, this.ledger.vault, { org, shipment, lots, idx }));
    });
    const goesTo = consignment.facts.consignee.organisation;
    if (goesTo !== consignee) throw new Rejection('form-not-theirs', 'name', { consignee, other: goesTo });
    return { name: `${shipment}-${name}.${form.kind}`, kind: form.kind, bytes: await form.filledFor(consignment) };
  }
}

function consignmentOf({ facts, replay }: OfShipment): Consignment {
  const bars = facts.bars.map((bar, n): BarOfForm => {
    const silverPpm = silverOf(replay, bar.lot);
    return { ...weighed(bar), number: n + 1, ...(silverPpm !== undefined && { silverPpm }) };
  });
  return { facts, bars, totals: totalsOf(bars) };
}
