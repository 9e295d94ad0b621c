/**
 * Random seasons, decided by the rules: deliveries, then melts, splits, assays, refinings, benches, corrections, disputes and
 * voids of whatever is there.
 */
import * as fc from 'fast-check';
import { draft } from '../../src/core/custody/act.js';
import { correct, dispute, voidRegistration, withdraw } from '../../src/core/custody/amending/amend.js';
import { refine, work } from '../../src/core/custody/transformations/bench.js';
import { assay } from '../../src/core/custody/assays/assay.js';
import { melt, split } from '../../src/core/custody/transformations/melt.js';
import type { LotRegistered } from '../../src/core/custody/statements.js';
import { Rejection } from '../../src/core/rejection.js';
import { idOf, LittleLog } from './little-log.js';
import { actOf } from './one-delivery.js';

const coop = actOf('coop', '2026-01-05');

/** A delivery of some mass, assayed or not, straight into the log. */
export function delivered(log: LittleLog, n: number, grossMg: number, ppm: number | undefined): string {
  const lot = idOf(0xde, n);
  const data: LotRegistered = {
    on: coop.on,
    lot,
    code: `E-${n}`,
    origin: 'production',
    form: 'alluvial',
    site: 'R-1',
    grossMg,
    ...(ppm !== undefined && { fineness: { ppm, method: 'touchstone', uncertaintyPpm: 15_000 } }),
    custodian: 'coop',
    owner: 'coop',
    claims: [],
  };
  log.append(draft(coop, 'lot.registered', [lot], data));
  return lot;
}

/** What one step of a random season does to one lot; numbers are choices, in per mille. */
interface Step {
  readonly kind: 'melt' | 'split' | 'assay' | 'refine' | 'work' | 'correct' | 'dispute' | 'void';
  readonly pick: number;
  readonly some: number;
  readonly ppm: number;
}

const permille = fc.integer({ min: 1, max: 999 });
export const season = fc.record({
  deliveries: fc.array(
    fc.record({
      grossMg: fc.integer({ min: 1, max: 90_000 }),
      ppm: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom('melt', 'split', 'assay', 'refine', 'work', 'correct', 'dispute', 'void'),
      pick: permille,
      some: permille,
      ppm: fc.integer({ min: 1, max: 1_000_000 }),
    }),
    { maxLength: 10 },
  ),
});

class Season {
  readonly log = new LittleLog();
  readonly lots: string[] = [];
  private made = 0;

  step({ kind, pick, some, ppm }: Step): void {
    const id = this.lots[Math.floor((pick * this.lots.length) / 1000)] as string;
    const lot = this.log.facts.lots.get(id);
    if (lot === undefined || (lot.grossMg === 0 && lot.voided === undefined)) return;
    const part = Math.max(1, Math.floor((lot.grossMg * some) / 1000));
    try {
      if (kind === 'split') {
        const halves = [part, lot.grossMg - part].filter((mg) => mg > 0);
        const outputs = halves.map((grossMg) => Object.assign(this.next(), { grossMg }));
        this.log.decide(split, coop, { lot: id, outputs });
        this.keep(outputs);
      } else if (kind === 'assay') {
        const reading = { ppm, method: 'fire-assay' as const };
        this.log.decide(assay, coop, { lot: id, laboratory: 'lab', reading, sampleMg: Math.min(part, 30) });
      } else if (kind === 'correct' || kind === 'dispute' || kind === 'void') this.amend(kind, id, some * 7, ppm);
      else this.transform(kind, id, part, ppm);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }

  /** Of the lot's first statement, its registration where it was delivered. */
  private amend(kind: 'correct' | 'dispute' | 'void', lot: string, grossMg: number, ppm: number): void {
    const { amendable } = this.log;
    const [of = ''] = [...amendable.statements].find(([, { lots }]) => lots.includes(lot)) ?? [];
    if (kind === 'void') {
      this.log.append(...voidRegistration(amendable, coop, { of, reason: 'never-existed', with: 'trader' }));
    } else if (kind === 'dispute') {
      const open = this.log.facts.lots.get(lot)?.disputes?.[0];
      if (open === undefined) this.log.append(...dispute(amendable, coop, { of, reason: 'mass' }));
      else this.log.append(...withdraw(amendable, coop, { of: open.sid, reason: 'settled' }));
    } else {
      const fineness = { ppm, method: 'touchstone', uncertaintyPpm: 15_000 };
      const fields = { grossMg, ...(ppm % 2 === 0 && { fineness }), ...(ppm % 3 === 0 && { form: 'nugget' }) };
      this.log.append(...correct(amendable, coop, { of, reason: 'typing-error', fields }));
    }
  }

  private transform(kind: 'melt' | 'refine' | 'work', id: string, part: number, ppm: number): void {
    const grossMg = this.log.facts.lots.get(id)?.grossMg ?? 0;
    if (kind === 'melt') {
      const other = this.lots.find((one) => one !== id && (this.log.facts.lots.get(one)?.grossMg ?? 0) > 0);
      const inputs = [{ lot: id, grossMg: part }, ...(other === undefined ? [] : [{ lot: other, grossMg: 1 }])];
      const inMg = inputs.reduce((mg, input) => mg + input.grossMg, 0);
      const output = { ...this.next(), form: 'dore' as const, grossMg: Math.max(1, inMg - (ppm % 7)) };
      this.log.decide(melt, coop, { inputs, output, cause: 'moisture' });
      this.keep([output]);
    } else if (kind === 'refine') {
      const reading = { ppm, method: 'fire-assay' as const };
      const creditedMg = Number((BigInt(part) * BigInt(ppm)) / 1_000_000n);
      const grainMg = Number((BigInt(creditedMg) * 1_000_000n) / 999_900n);
      const grain = { ...this.next(), ppm: 999_900 };
      this.log.decide(refine, coop, {
        bars: [{ lot: id, meltMg: Math.min(part, grossMg), reading, creditedMg, grainMg }],
        grain,
      });
      this.keep([grain]);
    } else {
      const output = { ...this.next(), form: 'piece' as const, grossMg: part, ppm };
      this.log.decide(work, coop, {
        process: 'manufacture',
        input: { lot: id, grossMg: part },
        alloyMg: ppm % 11,
        output,
      });
      this.keep([output]);
    }
  }

  private next(): { lot: string; code: string } {
    this.made += 1;
    return { lot: idOf(0xba, this.made), code: `B-${this.made}` };
  }

  private keep(outputs: readonly { readonly lot: string }[]): void {
    for (const { lot } of outputs) if (this.log.facts.lots.has(lot)) this.lots.push(lot);
  }
}

export function played({
  deliveries,
  steps,
}: {
  deliveries: { grossMg: number; ppm: number | undefined }[];
  steps: Step[];
}): Season {
  const played = new Season();
  played.log.append(
    draft(coop, 'organisation.registered', [], {
      organisation: 'trader',
      name: 'Trader',
      role: 'trader',
      country: 'CO',
    }),
  );
  for (const [i, { grossMg, ppm }] of deliveries.entries()) played.lots.push(delivered(played.log, i, grossMg, ppm));
  for (const step of steps) played.step(step);
  return played;
}
