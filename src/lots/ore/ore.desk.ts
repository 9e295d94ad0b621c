/** The desk before the counter: ore that is brought, and what the mill makes of it. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { mill, type Milling } from '../../core/custody/ore/mill.js';
import type { Asked } from '../desk/asked.js';
import { Places } from '../desk/places.js';
import { one, Recorder, stated, type Told } from '../desk/recorder.js';
import type { Named } from '../lot.queries.js';
import { Lots } from '../lots.js';
import type { ByProductBody, MillingBody, OreBody, RecoveredBody } from './ore.dto.js';

@Injectable()
export class OreDesk {
  constructor(
    private readonly recorder: Recorder,
    private readonly lots: Lots,
    private readonly places: Places,
  ) {}

  ore(
    asked: Asked,
    { on, tz, bags, gradeMgPerT, moisturePpm, origin = 'production', ...said }: OreBody,
  ): Promise<Told> {
    return this.recorder.record(asked, { id: said.code, on, tz, site: said.site }, async (request) => {
      if (said.scale !== undefined) await this.places.divisionMgOf(request.act.org, said.scale);
      const ore = stated({ bags, gradeMgPerT, moisturePpm }) as Milling['byProducts'][number]['ore'];
      return this.lots.register(request, { ...stated(said), lot: randomUUID(), origin, ore });
    });
  }

  milling(asked: Asked, { on, tz, ...said }: MillingBody): Promise<Told> {
    const about = { id: said.campaign, on, tz, lots: said.inputs, at: (n: number) => `inputs[${n}].lot` };
    return this.recorder.record(asked, about, async (request, named) => {
      const { org } = request.act;
      const milling = millingOf(said, named);
      const made = [...milling.recovered.lots, ...milling.byProducts];
      const needs = {
        lots: [...named.map(({ id }) => id), ...made.map(({ lot }) => lot)],
        uses: made.map(({ code }) => `code:${org}:${code}`),
      };
      // All that is left of a lot is known only inside the transaction.
      return this.lots.append(request, needs, (facts) => {
        const inputs = milling.inputs.map(({ lot }, n) => {
          return { lot, grossMg: said.inputs[n]?.grossMg ?? facts.lots.get(lot)?.grossMg ?? 0 };
        });
        return mill(facts, request.act, { ...milling, inputs });
      });
    });
  }
}

function millingOf(said: Omit<MillingBody, 'on' | 'tz'>, named: readonly Named[]): Milling {
  const { campaign: code, technique, flushed, additions = [], byProducts = [], recovered, inputs, cause } = said;
  return {
    campaign: { code, technique, flushed },
    inputs: inputs.map(({ grossMg = 0 }, n) => ({ lot: one(named[n]).id, grossMg })),
    additions: additions.map(({ material, grossMg }) => ({ material, grossMg })),
    recovered: recoveredOf(recovered),
    byProducts: byProducts.map(byProductOf),
    cause,
  };
}

function recoveredOf({ finenessPpm: ppm, method = 'estimate', uncertaintyPpm, form, grossMg, lots }: RecoveredBody) {
  const doubt = uncertaintyPpm === undefined ? {} : { uncertaintyPpm };
  const codes = lots.map((lot) => Object.assign({ lot: randomUUID() }, stated(lot)));
  return { form, grossMg, ...(ppm !== undefined && { reading: { ppm, method, ...doubt } }), lots: codes };
}

function byProductOf({ bags, gradeMgPerT, moisturePpm, ...said }: ByProductBody): Milling['byProducts'][number] {
  const ore = stated({ bags, gradeMgPerT, moisturePpm }) as Milling['byProducts'][number]['ore'];
  return { lot: randomUUID(), ...stated(said), ore };
}
