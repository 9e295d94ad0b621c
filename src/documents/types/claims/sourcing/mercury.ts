/** Mercury as it was recorded: gold that came as amalgam sponge, mills that worked by amalgamation, and what went in there. */
import type { Lot } from '../../../../core/custody/lot.js';
import { TECHNIQUES, type LotsTransformed } from '../../../../core/custody/statements.js';
import type { Statement } from '../../../../core/log/statement.js';
import { rest } from '../../../../core/provenance/shares.js';
import type { TracedBar } from '../../../payload.js';
import { WRITTEN } from '../../parts/substances.js';

export interface MercuryOnPaper {
  /** Fine gold of the bars that was delivered as sponge. */
  readonly spongeNg: string;
  /** How the milling campaigns worked; empty where none is recorded. */
  readonly techniques: readonly (typeof TECHNIQUES)[number][];
  /** Put into those campaigns, milligrams. */
  readonly addedMg: number;
  /** Fine gold under Fairmined Ecological, which is won without mercury. */
  readonly ecologicalNg: string;
}

export function mercuryOf(
  bars: readonly TracedBar[],
  lots: ReadonlyMap<string, Lot>,
  ancestry: ReadonlySet<string>,
  statements: readonly Statement[],
): MercuryOnPaper {
  const milled = statements
    .filter(({ type }) => type === 'lots.transformed')
    .map(({ data }) => data as unknown as LotsTransformed)
    .filter(({ outputs }) => outputs.some(({ lot }) => ancestry.has(lot)));
  const used = new Set(milled.flatMap(({ campaign }) => campaign?.technique ?? []));
  const added = milled.flatMap(({ additions }) => additions).filter(({ material }) => WRITTEN.mercury.test(material));
  return {
    spongeNg: spongeIn(bars, lots).toString(),
    techniques: TECHNIQUES.filter((one) => used.has(one)),
    addedMg: added.reduce((sum, { grossMg }) => sum + grossMg, 0),
    ecologicalNg: ecologicalIn(bars).toString(),
  };
}

function spongeIn(bars: readonly TracedBar[], lots: ReadonlyMap<string, Lot>): bigint {
  let sum = 0n;
  for (const bar of bars) {
    const lot = lots.get(bar.lot);
    for (const [id, units] of lot === undefined ? [] : rest(lot.composition)) {
      if (lots.get(id)?.form === 'amalgam-sponge') sum += units;
    }
  }
  return sum;
}

function ecologicalIn(bars: readonly TracedBar[]): bigint {
  return bars
    .filter(({ claims }) => claims.some(({ scheme, carried }) => carried && scheme === 'fairmined-ecological'))
    .reduce((sum, { fineNg }) => sum + BigInt(fineNg), 0n);
}
