/** Shipments as an exporter's clerk says them, with codes turned into ids. Whether they can be is judged by core. */
import { Injectable } from '@nestjs/common';
import type { Asked } from '../desk/asked.js';
import { one, Recorder, type Told } from '../desk/recorder.js';
import { LotQueries, type Named } from '../lot.queries.js';
import type * as body from './shipments.dto.js';
import { Shipments } from './shipments.js';
import { termsIn } from './terms.dto.js';

@Injectable()
export class ShipmentsDesk {
  constructor(
    private readonly recorder: Recorder,
    private readonly shipments: Shipments,
    private readonly queries: LotQueries,
  ) {}

  packing(asked: Asked, { on, tz, code, bars, terms, ...said }: body.PackingBody): Promise<Told> {
    const about = { id: code, on, tz, lots: bars, at: (n: number) => `bars[${n}].lot` };
    return this.recorder.record(asked, about, (request, named) =>
      this.shipments.pack(request, {
        shipment: code,
        ...said,
        bars: sealed(bars, named),
        terms: termsIn(terms),
      }),
    );
  }

  repacking(asked: Asked, shipment: string, { on, tz, box, bars }: body.RepackBody): Promise<Told> {
    const about = { id: shipment, on, tz, lots: bars, at: (n: number) => `bars[${n}].lot` };
    return this.recorder.record(asked, about, async (request, named) => {
      const lots = await this.queries.packedIn(request.act.org, shipment);
      return this.shipments.repack(request, lots, { shipment, box, bars: sealed(bars, named) });
    });
  }

  departure(asked: Asked, shipment: string, { on, tz, ...said }: body.ExportBody): Promise<Told> {
    return this.recorder.record(asked, { id: shipment, on, tz }, async (request) => {
      const lots = await this.queries.packedIn(request.act.org, shipment);
      const packedMg = await this.queries.packedMgOf(request.act.org, lots);
      return this.shipments.exportShipment(request, lots, { shipment, packedMg, ...said });
    });
  }
}

function sealed(bars: readonly body.PackedBarBody[], named: readonly Named[]): { lot: string; seal?: string }[] {
  return bars.map(({ seal }, n) => ({ lot: one(named[n]).id, ...(seal !== undefined && { seal }) }));
}
