/** From the shaft to the grain: ore of a cooperative, a mill, a sponge, a bar with sealed samples, a replaced assay and an umpire. */
import { assay } from '../../src/core/custody/assays/assay.js';
import { takeSamples } from '../../src/core/custody/assays/samples.js';
import { refine } from '../../src/core/custody/transformations/bench.js';
import { register } from '../../src/core/custody/intake.js';
import { melt } from '../../src/core/custody/transformations/melt.js';
import { mill } from '../../src/core/custody/ore/mill.js';
import type { LotAssayed, LotRegistered, LotsTransformed } from '../../src/core/custody/statements.js';
import type { Draft } from '../../src/core/log/statement.js';
import { idOf, LittleLog } from './little-log.js';
import { actOf, papers } from './one-delivery.js';

export const ORE = [idOf(0x0e, 1), idOf(0x0e, 2)] as const;
export const SPONGE = idOf(0x5b, 1);
export const TAILINGS = idOf(0x7a, 1);
export const INGOT = idOf(0xba, 7);
export const SAMPLE = idOf(0x5a, 1);
export const GRAIN = idOf(0x6b, 1);

const coop = actOf('coop', '2026-01-05');

export type Change = (data: LotsTransformed & LotAssayed & Pick<LotRegistered, 'ore'>) => object;

/** @param forge what the statement of that type says instead, recorded as if it had been decided so */
export function oneCampaign(forge: Readonly<Record<string, Change>> = {}): LittleLog {
  const honest: Draft[] = [];
  const log = papers(new LittleLog());
  const told = (drafts: readonly Draft[]): void => {
    honest.push(...drafts);
    log.append(...drafts);
  };
  for (const [n, lot] of ORE.entries()) {
    const ore = { bags: 20, gradeMgPerT: 15_000 * (n + 1), moisturePpm: 80_000 };
    const about = { code: `O-${n}`, origin: 'production', form: 'ore', site: 'R-1', member: 'M-1' } as const;
    told(register(log.facts, coop, { lot, ...about, grossMg: 1_000_000_000, ore }));
  }
  told(
    mill(log.facts, coop, {
      campaign: { code: 'C-1', technique: 'amalgamation', flushed: true },
      inputs: ORE.map((lot) => ({ lot, grossMg: 1_000_000_000 })),
      additions: [{ material: 'water', grossMg: 400_000_000 }],
      recovered: { form: 'amalgam-sponge', grossMg: 16_000, lots: [{ lot: SPONGE, code: 'SP-1' }] },
      byProducts: [{ lot: TAILINGS, code: 'T-1', form: 'tailings', grossMg: 2_200_000_000, ore: {} }],
      cause: 'drainage',
    }),
  );
  const read = { laboratory: 'lab', sampleMg: 0, kind: 'settlement' } as const;
  told(assay(log.facts, coop, { ...read, lot: SPONGE, reading: { ppm: 810_000, method: 'xrf' } }));
  const output = { lot: INGOT, code: 'B-7', form: 'dore', grossMg: 15_100 } as const;
  told(melt(log.facts, coop, { inputs: [{ lot: SPONGE, grossMg: 16_000 }], output, cause: 'mercury' }));
  const sample = { lot: SAMPLE, code: 'M-7', grossMg: 500, seal: 'S-9', holder: 'umpire', keptBy: 'coop' } as const;
  told(takeSamples(log.facts, coop, { lot: INGOT, samples: [sample] }));
  told(assay(log.facts, coop, { ...read, lot: INGOT, reading: { ppm: 981_000, method: 'fire-assay' } }));
  const replaces = { of: log.sidOf('lot.assayed', INGOT), reason: 'typing-error' } as const;
  told(
    assay({ ...log.facts, statements: log.amendable.statements }, coop, {
      ...read,
      lot: INGOT,
      reading: { ppm: 861_000, method: 'fire-assay' },
      replaces,
    }),
  );
  told(
    assay(log.facts, coop, {
      ...read,
      lot: INGOT,
      kind: 'umpire',
      reading: { ppm: 860_300, method: 'umpire' },
      sample: 'S-9',
    }),
  );
  const bar = { lot: INGOT, meltMg: 14_590, creditedMg: 12_500, grainMg: 12_501 };
  told(
    refine(log.facts, coop, {
      bars: [{ ...bar, reading: { ppm: 860_100, method: 'outturn' } }],
      grain: { lot: GRAIN, code: 'G-7', ppm: 999_900 },
    }),
  );
  return papers(new LittleLog()).append(...honest.map((one) => forged(one, forge[one.type])));
}

function forged(one: Draft, change: Change = (data) => data): Draft {
  return { ...one, data: change(one.data as never) as Draft['data'] };
}
