/** What people do with ore, samples and readings, in the trade's words. */
import { assay, type AssayReport } from '../../src/core/custody/assays/assay.js';
import { takeSamples } from '../../src/core/custody/assays/samples.js';
import type { Kept, Ore } from '../../src/core/custody/statements.js';
import { mill, type Milling } from '../../src/core/custody/ore/mill.js';
import type { Reading } from '../../src/core/custody/assays/reading.js';
import { delivered } from './deeds.js';
import { idOf, type Deed } from './story.js';

/** A tonne, in milligrams. */
export const TONNE = 1_000_000_000;

export const umpire = (ppm: number): Reading => ({ ppm, method: 'umpire' });

/** Bags of ore from the river site's miner. */
export const broughtOre = (code: string, grossMg: number, ore: Ore = {}, more = {}): Deed =>
  delivered(code, grossMg, null, { form: 'ore', ore, ...more });

export const read =
  (code: string, reading: Reading, more: Partial<AssayReport> = {}): Deed =>
  (world) =>
    assay(world, world.act, {
      lot: idOf(code),
      laboratory: 'LAB-1',
      reading,
      sampleMg: 0,
      kind: reading.method === 'umpire' ? 'umpire' : 'control',
      ...more,
    });

export const sampled =
  (code: string, ...sets: [sample: string, grossMg: number, holder: Kept['holder'], more?: Partial<Kept>][]): Deed =>
  (world) =>
    takeSamples(world, world.act, {
      lot: idOf(code),
      samples: sets.map(([sample, grossMg, holder, more = {}]) => {
        const kept = { seal: `S-${sample}`, holder, keptBy: world.org };
        return Object.assign({ lot: idOf(sample), code: sample, grossMg }, kept, more);
      }),
    });

export interface Campaign {
  readonly takes: readonly (readonly [code: string, grossMg: number])[];
  readonly sponge: number;
  readonly reading?: Reading;
  readonly tailings?: number;
  readonly technique?: Milling['campaign']['technique'];
  /** Code of the lot of each owner; else one lot `SP`. */
  readonly owners?: Readonly<Record<string, string>>;
  readonly tailingsOf?: string;
}

export const milled =
  ({ takes, sponge, reading, tailings, technique = 'amalgamation', owners, tailingsOf }: Campaign): Deed =>
  (world) => {
    const lots = Object.entries(owners ?? {}).map(([owner, code]) => ({ lot: idOf(code), code, owner }));
    const whose = tailingsOf === undefined ? {} : { owner: tailingsOf };
    return mill(world, world.act, {
      campaign: { code: 'C-1', technique, flushed: true },
      inputs: takes.map(([code, grossMg]) => ({ lot: idOf(code), grossMg })),
      additions: [],
      recovered: {
        form: 'amalgam-sponge',
        grossMg: sponge,
        ...(reading && { reading }),
        lots: owners === undefined ? [{ lot: idOf('SP'), code: 'SP' }] : lots,
      },
      byProducts:
        tailings === undefined
          ? []
          : [{ lot: idOf('TL'), code: 'TL', form: 'tailings', grossMg: tailings, ore: {}, ...whose }],
      cause: 'moisture',
    });
  };
