/** Core's Lot to and from its jsonb: the only bigints in it are those of the composition. */
import type { Lot } from '../core/custody/lot.js';

type Stored = Omit<Lot, 'composition'> & {
  readonly composition: { readonly origins: string[]; readonly weights: string[]; readonly taken: string };
};

/** @param recalls sids of the open recalls that reach it, which stand beside it */
export function lotFrom(state: object, recalls: readonly string[] | null = null): Lot {
  const { composition, ...lot } = state as Stored;
  return {
    ...lot,
    ...(recalls !== null && { recalls }),
    composition: {
      origins: composition.origins,
      weights: composition.weights.map(BigInt),
      taken: BigInt(composition.taken),
    },
  };
}

export function stateOf(lot: Lot): object {
  const { recalls: _, composition, ...said } = lot;
  const { origins, weights, taken } = composition;
  return { ...said, composition: { origins, weights: weights.map(String), taken: String(taken) } };
}
