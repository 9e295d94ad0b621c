/** Commands about readings and samples, and what a new governing assay changed. Lots are named by id here. */
import { Injectable } from '@nestjs/common';
import { assay, type AssayReport } from '../../core/custody/assays/assay.js';
import { takeSamples, type Sampling } from '../../core/custody/assays/samples.js';
import type { LotAssayed } from '../../core/custody/statements.js';
import type { Json } from '../../core/log/canonical-json.js';
import { Ledger, type Receipt as Recorded } from '../../ledger/ledger.js';
import { commandOf, doubtsIn, factsOf, Lots, type Outcome, type Request } from '../lots.js';

type Done = Promise<Recorded<Outcome>>;

@Injectable()
export class Assays {
  constructor(
    private readonly ledger: Ledger,
    private readonly lots: Lots,
  ) {}

  /** The answer says which fineness governs now, what the re-basing changed, and how much left the lot before it. */
  assay(request: Request, input: AssayReport): Done {
    const { act } = request;
    return this.ledger.append<Outcome>({
      ...commandOf(request),
      needs: { lots: [input.lot], ...(input.replaces && { statements: [input.replaces.of] }) },
      decide: (loaded) => {
        const facts = { ...factsOf(loaded), statements: loaded<never>('statements') };
        const drafts = assay(facts, act, input);
        const data = drafts[0]?.data as unknown as LotAssayed;
        const takenMg = facts.lots.get(input.lot)?.takenMg ?? 0;
        return { drafts, result: { ...doubtsIn(drafts), ...changedBy(data, takenMg) } };
      },
    });
  }

  sample(request: Request, input: Sampling): Done {
    const { org } = request.act;
    const uses = input.samples.flatMap(({ code, seal }) => [`code:${org}:${code}`, `seal:${org}:${seal}`]);
    const needs = { lots: [input.lot, ...input.samples.map(({ lot }) => lot)], uses };
    return this.lots.append(request, needs, (facts) => takeSamples(facts, request.act, input));
  }
}

/**
 * `beforeMg` is what had left the lot by then, melted, split off or sampled: it was counted at the fineness of its day, belongs
 * to other lots by now, and is not re-based.
 */
function changedBy({ governs, rebasing }: LotAssayed, takenMg: number): { readonly [name: string]: Json } {
  if (rebasing === undefined) return { governs };
  const { fromNg, toNg, uncertaintyNg, within } = rebasing;
  const differenceNg = `${BigInt(toNg) - BigInt(fromNg)}`;
  return { governs, rebased: { fromNg, toNg, differenceNg, uncertaintyNg, within, beforeMg: takenMg } };
}
