/** Everybody the gold came through before the exporter, and whoever carried it: what each did, and where their gold was dug. */
import type { StepOnPaper } from '../facts/path.js';

/** What somebody did in this chain. */
export const PARTS_IN_CHAIN = ['producer', 'intermediary', 'carrier'] as const;
export type PartInChain = (typeof PARTS_IN_CHAIN)[number];

export interface Actor {
  readonly organisation: string;
  readonly parts: readonly PartInChain[];
}

/**
 * Of the way to the exporter; exporter and consignee stand on every paper themselves.
 * @param producers who took gold in from miners
 */
export function actorsOf(producers: readonly string[], path: readonly StepOnPaper[], ends: readonly string[]): Actor[] {
  const carriers = path.filter(({ act }) => act === 'relayed').map(({ by }) => by);
  const hands = path
    .filter(({ act }) => act === 'received' || act === 'sold')
    .flatMap(({ by, from }) => (from === null ? [by] : [by, from]));
  const seen = [...new Set([...producers, ...hands, ...carriers])].filter((one) => !ends.includes(one));
  return seen.map((organisation) => {
    const is = { producer: producers.includes(organisation), carrier: carriers.includes(organisation) };
    const intermediary = !is.producer && !is.carrier;
    const parts = PARTS_IN_CHAIN.filter((part) => (part === 'intermediary' ? intermediary : is[part]));
    return { organisation, parts };
  });
}
