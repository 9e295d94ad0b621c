/** Core's Lot to and from its jsonb: the only bigints in it are those of the composition. */
import type { Lot } from '../core/custody/lot.js';

type Stored = Omit<Lot, 'composition'> & {
  readonly composition: { readonly origins: string[]; readonly weights: string[]; readonly taken: string };
};

export function lotFrom(state: object): Lot {
  const { composition, ...lot } = state as Stored;
  return {
    ...lot,
    composition: {
      origins: composition.origins,
      weights: composition.weights.map(BigInt),
      taken: BigInt(composition.taken),
    },
  };
}

export function stateOf(lot: Lot): object {
  const { origins, weights, taken } = lot.composition;
  return { ...lot, composition: { origins, weights: weights.map(String), taken: String(taken) } };
}
