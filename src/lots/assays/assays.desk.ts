/** The desk of readings and samples: codes turned into ids, and what is left unsaid filled in. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Rejection } from '../../core/rejection.js';
import type { Asked } from '../desk/asked.js';
import { one, Recorder, stated, unlike, type Told } from '../desk/recorder.js';
import type { AssayBody, SamplingBody } from './assays.dto.js';
import { Assays } from './assays.js';

@Injectable()
export class AssaysDesk {
  constructor(
    private readonly recorder: Recorder,
    private readonly assays: Assays,
  ) {}

  assay(asked: Asked, lot: string, { on, tz, ...said }: AssayBody): Promise<Told> {
    return this.recorder.record(asked, { id: lot, on, tz, lots: [{ lot }] }, async (request, [named]) => {
      const { id, code, custodian } = one(named);
      // Whoever does not hold the gold cannot have drilled it.
      if (custodian !== request.act.org) {
        throw new Rejection('lot-not-in-your-custody', 'lot', { lot: code, custodian });
      }
      const {
        finenessPpm: ppm,
        method,
        uncertaintyPpm,
        laboratory = request.act.org,
        sampleMg = 0,
        replaces,
        ...more
      } = said;
      const kind = more.kind ?? (method === 'umpire' ? 'umpire' : 'control');
      const reading = { ppm, method, ...(uncertaintyPpm !== undefined && { uncertaintyPpm }) };
      const earlier = replaces && { replaces: { ...replaces } };
      return this.assays.assay(request, { ...stated(more), ...earlier, lot: id, laboratory, reading, sampleMg, kind });
    });
  }

  samples(asked: Asked, lot: string, { on, tz, samples }: SamplingBody): Promise<Told> {
    return this.recorder.record(asked, { id: lot, on, tz, lots: [{ lot }] }, async (request, [named]) => {
      const codes = samples.map(({ code }) => code);
      unlike(codes, (n) => `samples[${n}].code`, 'code-used');
      const sets = samples.map(({ keptBy = request.act.org, ...set }) =>
        Object.assign({ lot: randomUUID(), keptBy }, stated(set)),
      );
      return this.assays.sample(request, { lot: one(named).id, samples: sets });
    });
  }
}
