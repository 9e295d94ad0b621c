/** Handovers as a registrar says them. Whether they can be is judged by core, inside the ledger's transaction. */
import { Injectable } from '@nestjs/common';
import type { Asked } from '../desk/asked.js';
import { Places } from '../desk/places.js';
import { one, Recorder, type Told } from '../desk/recorder.js';
import type * as body from './handover.dto.js';
import { Handovers } from './handovers.js';

@Injectable()
export class HandoverDesk {
  constructor(
    private readonly recorder: Recorder,
    private readonly handovers: Handovers,
    private readonly places: Places,
  ) {}

  dispatch(asked: Asked, lot: string, { on, tz, ...said }: body.DispatchBody): Promise<Told> {
    return this.recorder.record(asked, { id: lot, on, tz, lots: [{ lot }] }, (request, [named]) =>
      this.handovers.dispatch(request, { lot: one(named).id, ...said }),
    );
  }

  receive(asked: Asked, lot: string, { on, tz, scale, ...said }: body.ReceiptBody): Promise<Told> {
    return this.recorder.record(
      asked,
      { id: lot, on, tz, lots: [{ lot }], arriving: true },
      async (request, [named]) => {
        const divisionMg = await this.places.divisionMgOf(request.act.org, scale);
        return this.handovers.receive(request, { lot: one(named).id, divisionMg, oneSided: false, ...said });
      },
    );
  }

  refuse(asked: Asked, lot: string, { on, tz, ...said }: body.RefusalBody): Promise<Told> {
    return this.recorder.record(asked, { id: lot, on, tz, lots: [{ lot }], arriving: true }, (request, [named]) =>
      this.handovers.refuse(request, { lot: one(named).id, ...said }),
    );
  }

  title(asked: Asked, lot: string, { on, tz, ...said }: body.TitleBody): Promise<Told> {
    return this.recorder.record(asked, { id: lot, on, tz, lots: [{ lot }] }, (request, [named]) =>
      this.handovers.transferTitle(request, { lot: one(named).id, ...said }),
    );
  }
}
