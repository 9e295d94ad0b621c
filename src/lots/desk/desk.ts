/**
 * The desk: what a registrar says, with codes turned into ids, as a command on lots; and the answer in the reader's words.
 * Lots are judged by core, inside the ledger's transaction. What is looked up here only says which lot was meant.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Asked } from './asked.js';
import { LotQueries } from '../lot.queries.js';
import type * as body from './lots.dto.js';
import { Lots } from '../lots.js';
import { Outlines } from './outlines.js';
import { Places } from './places.js';
import { one, Recorder, stated, unlike, type Told } from './recorder.js';

@Injectable()
export class Desk {
  constructor(
    private readonly recorder: Recorder,
    private readonly lots: Lots,
    private readonly queries: LotQueries,
    private readonly places: Places,
    private readonly outlines: Outlines,
  ) {}

  delivery(asked: Asked, { on, tz, finenessPpm, method, uncertaintyPpm, ...said }: body.DeliveryBody): Promise<Told> {
    const doubt = uncertaintyPpm === undefined ? {} : { uncertaintyPpm };
    const reading =
      finenessPpm === undefined ? {} : { reading: { ppm: finenessPpm, method: method ?? 'estimate', ...doubt } };
    return this.recorder.record(asked, { id: said.code, on, tz, site: said.site }, async (request) => {
      if (said.scale !== undefined) await this.places.divisionMgOf(request.act.org, said.scale);
      // What a private value is judged by is looked up here: no replay judges it again.
      const outline = said.place && (await this.outlines.of(request.act.org, said.site));
      const judged = outline === undefined ? {} : { outline };
      return this.lots.register(request, { lot: randomUUID(), origin: 'production', ...said, ...reading, ...judged });
    });
  }

  split(asked: Asked, lot: string, { on, tz, outputs }: body.SplitBody): Promise<Told> {
    return this.recorder.record(asked, { id: lot, on, tz, lots: [{ lot }] }, async (request, [named]) => {
      unlike(
        outputs.map(({ code }) => code),
        (n) => `outputs[${n}].code`,
        'code-used',
      );
      return this.lots.split(request, {
        lot: one(named).id,
        outputs: outputs.map((part) => ({ lot: randomUUID(), ...part })),
      });
    });
  }

  melt(asked: Asked, { on, tz, inputs, output, ...said }: body.MeltBody): Promise<Told> {
    const about = { id: output.code, on, tz, lots: inputs, at: (n: number) => `inputs[${n}].lot` };
    return this.recorder.record(asked, about, async (request, named) => {
      const takes = named.map(({ id }, n) => ({ lot: id, grossMg: inputs[n]?.grossMg }));
      const sites = [...new Set(named.flatMap(({ site }) => site ?? []))];
      const poured = { lot: randomUUID(), ...output };
      const melt = { ...said, inputs: takes.map(({ lot, grossMg = 0 }) => ({ lot, grossMg })), output: poured };
      // All that is left is known only inside the transaction.
      return this.lots.melt(request, melt, sites, ({ lots }) => ({
        ...melt,
        inputs: takes.map(({ lot, grossMg }) => ({ lot, grossMg: grossMg ?? lots.get(lot)?.grossMg ?? 0 })),
      }));
    });
  }

  refining(asked: Asked, { on, tz, bars, grain }: body.RefiningBody): Promise<Told> {
    const about = { id: grain.code, on, tz, lots: bars, at: (n: number) => `bars[${n}].lot` };
    return this.recorder.record(asked, about, async (request, named) => {
      const outturns = bars.map(({ finenessPpm: ppm, method, uncertaintyPpm, meltMg, creditedMg, grainMg }, n) => ({
        lot: one(named[n]).id,
        meltMg,
        reading: { ppm, method, ...(uncertaintyPpm !== undefined && { uncertaintyPpm }) },
        creditedMg,
        grainMg,
      }));
      const poured = { lot: randomUUID(), code: grain.code, ppm: grain.finenessPpm };
      return this.lots.refine(request, { bars: outturns, grain: poured });
    });
  }

  working(asked: Asked, { on, tz, process, lot, grossMg, alloyMg = 0, output }: body.WorkingBody): Promise<Told> {
    return this.recorder.record(asked, { id: output.code, on, tz, lots: [{ lot }] }, async (request, [named]) => {
      const { finenessPpm: ppm, ...rest } = stated(output);
      const made = { lot: randomUUID(), ppm, ...rest };
      return this.lots.work(request, { process, input: { lot: one(named).id, grossMg }, alloyMg, output: made });
    });
  }

  release(asked: Asked, lot: string): Promise<Told> {
    return this.recorder.record(asked, { id: lot, lots: [{ lot }] }, (request, [named]) =>
      this.lots.release(request, one(named).id),
    );
  }

  packing(asked: Asked, { on, tz, code, bars, terms, ...said }: body.PackingBody): Promise<Told> {
    const about = { id: code, on, tz, lots: bars, at: (n: number) => `bars[${n}].lot` };
    return this.recorder.record(asked, about, (request, named) => {
      const sealed = bars.map(({ seal }, n) => ({ lot: one(named[n]).id, ...(seal !== undefined && { seal }) }));
      return this.lots.pack(request, {
        shipment: code,
        ...said,
        bars: sealed,
        terms: { ...USUAL_TERMS, ...stated(terms) },
      });
    });
  }

  repacking(asked: Asked, shipment: string, { on, tz, box, bars }: body.RepackBody): Promise<Told> {
    const about = { id: shipment, on, tz, lots: bars, at: (n: number) => `bars[${n}].lot` };
    return this.recorder.record(asked, about, async (request, named) => {
      const lots = await this.queries.packedIn(request.act.org, shipment);
      const sealed = bars.map(({ seal }, n) => ({ lot: one(named[n]).id, ...(seal !== undefined && { seal }) }));
      return this.lots.repack(request, lots, { shipment, box, bars: sealed });
    });
  }

  departure(asked: Asked, shipment: string, { on, tz, ...said }: body.ExportBody): Promise<Told> {
    return this.recorder.record(asked, { id: shipment, on, tz }, async (request) => {
      const lots = await this.queries.packedIn(request.act.org, shipment);
      const packedMg = await this.queries.packedMgOf(request.act.org, lots);
      return this.lots.exportShipment(request, lots, { shipment, packedMg, ...said });
    });
  }

  paper(asked: Asked, shipment: string, { on, tz, ...said }: body.PaperBody): Promise<Told> {
    return this.recorder.record(asked, { id: shipment, on, tz }, (request) =>
      this.lots.capture(request, { shipment, ...stated(said) }),
    );
  }

  count(asked: Asked, { on, tz, stock, countedMg }: body.CountBody): Promise<Told> {
    return this.recorder.record(asked, { id: stock, on, tz }, (request) =>
      this.lots.count(request, { stock, countedMg }),
    );
  }
}

/** Where the seller says nothing else. */
const USUAL_TERMS = {
  fixingDate: '',
  session: '',
  discountPercent: '0',
  provisionalPercent: '100',
  freightUsd: '0',
  insuranceUsd: '0',
};
