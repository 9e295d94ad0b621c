/** One lot to one organisation, until a day: its view, history and provenance, and nothing of what is beside the ledger. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { showLot } from '../../core/custody/access.js';
import { Rejection } from '../../core/rejection.js';
import { OrganisationRow } from '../../parties/registry.row.js';
import type { Asked } from '../desk/asked.js';
import { one, Recorder, type Told } from '../desk/recorder.js';
import { Lots } from '../lots.js';
import type { ShowBody } from './shown.dto.js';

@Injectable()
export class Shown {
  constructor(
    private readonly recorder: Recorder,
    private readonly lots: Lots,
    private readonly dataSource: DataSource,
  ) {}

  async show(asked: Asked, lot: string, { to, until, reason }: ShowBody): Promise<Told> {
    if (!(await this.dataSource.getRepository(OrganisationRow).existsBy({ org: to }))) {
      throw new Rejection('unknown-organisation', 'to', { organisation: to });
    }
    return this.recorder.record(asked, { id: lot, lots: [{ lot }] }, (request, [named]) => {
      const { id } = one(named);
      const said = { shows: id, audience: `organisation:${to}`, until, reason };
      return this.lots.append(request, { lots: [id] }, (facts) => showLot(facts, request.act, said));
    });
  }
}
