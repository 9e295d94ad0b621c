/**
 * What the ledger records of mercury and cyanide in the making of a lot, over everything it was made from. Silence is never taken
 * for absence: where nobody recorded anything, that is what is told.
 */
import type { Lot } from '../../../core/custody/lot.js';
import type { LotsTransformed } from '../../../core/custody/statements.js';
import type { Replay } from '../../../lots/ancestry.js';
import { WRITTEN, type Substance } from '../parts/substances.js';

/** By what its use is known: the technique of a milling campaign, what was added to one, or the form gold was handed in. */
export const TRACES = ['technique', 'addition', 'form'] as const;
export type Trace = (typeof TRACES)[number];

/** `declared-none`: nobody recorded its use, and the gold carries the claim of a standard that forbids it. */
export type Residue =
  | { readonly is: 'used'; readonly by: readonly Trace[] }
  | { readonly is: 'declared-none'; readonly scheme: string }
  | { readonly is: 'not-recorded' };

export type Residues = Readonly<Record<Substance, Residue>>;

/** Fairmined Standard v2.0: neither mercury nor cyanide in Ecological gold. */
const FORBIDDING = 'fairmined-ecological';

const KNOWN_BY: Readonly<Record<Substance, { readonly technique: string; readonly form?: Lot['form'] }>> = {
  // Retorted sponge keeps some of its mercury until it is flamed.
  mercury: { technique: 'amalgamation', form: 'amalgam-sponge' },
  cyanide: { technique: 'cyanidation' },
};

/** @param id a lot of the replay */
export function residuesOf(replay: Replay, id: string): Residues {
  const { forms, makings } = behind(replay, id);
  const claims = replay.lots.get(id)?.claims ?? [];
  const forbidding = claims.find(({ scheme, carried }) => carried && scheme === FORBIDDING);
  const residueOf = (substance: Substance): Residue => {
    const { technique, form } = KNOWN_BY[substance];
    const found: Readonly<Record<Trace, boolean>> = {
      technique: makings.some(({ campaign }) => campaign?.technique === technique),
      addition: makings.some(({ additions }) => additions.some((one) => WRITTEN[substance].test(one.material))),
      form: form !== undefined && forms.has(form),
    };
    const by = TRACES.filter((trace) => found[trace]);
    if (by.length > 0) return { is: 'used', by };
    return forbidding === undefined ? { is: 'not-recorded' } : { is: 'declared-none', scheme: forbidding.scheme };
  };
  return { mercury: residueOf('mercury'), cyanide: residueOf('cyanide') };
}

/** Forms of the lot and of all it was made from, and the acts that made them of one another. */
function behind({ lots, statements }: Replay, id: string): { forms: Set<Lot['form']>; makings: LotsTransformed[] } {
  const seen = new Set([id]);
  const makings: LotsTransformed[] = [];
  // Backwards in the log: what a lot was made from was there before it.
  for (const { statement } of statements.toReversed()) {
    const made = statement.data as unknown as Partial<LotsTransformed>;
    if (made.inputs === undefined || made.outputs?.some(({ lot }) => seen.has(lot)) !== true) continue;
    for (const { lot } of made.inputs) seen.add(lot);
    makings.push(made as LotsTransformed);
  }
  return { forms: new Set([...seen].flatMap((lot) => lots.get(lot)?.form ?? [])), makings };
}
