/**
 * The desk: what a registrar says, with codes turned into ids, as a command on lots; and the answer in the reader's words.
 * Lots are judged by core, inside the ledger's transaction. What is looked up here only says which lot was meant.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Asked } from './asked.js';
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

  count(asked: Asked, { on, tz, stock, countedMg }: body.CountBody): Promise<Told> {
    return this.recorder.record(asked, { id: stock, on, tz }, (request) =>
      this.lots.count(request, { stock, countedMg }),
    );
  }
}
