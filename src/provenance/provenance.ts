/**
 * Where a lot came from, for those who ask a server: replayed from the statements' bytes by the very code with which a
 * stranger's verifier reads a bundle, so that both say the same.
 */
import { checkSigners } from '../core/evidence/authors/signers.js';
import { checkDisclosures } from '../core/evidence/disclosures.js';
import { Findings } from '../core/evidence/findings.js';
import { neededLots } from '../core/evidence/history/needed.js';
import { replay, type Replay } from '../core/evidence/lot/gold.js';
import { summarise, type Summary } from '../core/evidence/summary.js';
import type { OrganisationRegistered } from '../core/custody/registry.js';
import { monthOf } from '../core/day.js';
import { foldDeliveries, lineageOf, type Lineage } from '../core/provenance/lineage.js';
import { rest } from '../core/provenance/shares.js';
import type { DataSource } from 'typeorm';
import { Cosigned } from '../ledger/cosigners/kept.js';
import { History } from '../ledger/history.js';
import { Proofs } from '../ledger/tree/proofs.js';
import { Bundles, type Disclose, type SignsHeads } from './bundles.js';
import { recordedOf, Trails } from './trails.js';

/** More deliveries than this into one bar are drawn as one per site and month. */
const MOST_DELIVERIES_DRAWN = 12;

/** One lot in which the gold began, with its exact part of this one. */
export interface OriginLot {
  readonly lot: string;
  readonly code: string | null;
  readonly site: string | null;
  readonly period: string;
  /** Nanograms of fine gold. */
  readonly fineNg: string;
}

export interface ProvenanceView extends Summary {
  readonly originLots: readonly OriginLot[];
  readonly lineage: Lineage;
  /** Who the organisations named here are. */
  readonly parties: readonly OrganisationRegistered[];
}

export class Provenance {
  constructor(
    private readonly trails: Trails,
    private readonly proofs: Proofs,
    private readonly bundles: Bundles,
  ) {}

  /** Undefined until a signed checkpoint covers the lot. */
  async viewOf(lot: string): Promise<ProvenanceView | undefined> {
    const checkpoint = await this.proofs.newestCheckpoint();
    if (checkpoint === undefined) return undefined;
    const { past, needed } = await this.trails.of(lot, checkpoint.size);
    const recorded = past.map(recordedOf);
    const unjudged = new Findings();
    const replayed = replay(recorded, neededLots(needed), unjudged);
    const state = replayed.lots.get(lot);
    if (state === undefined) return undefined;
    const log = past[0]?.statement.log ?? '';
    const { ring } = checkSigners(recorded, unjudged);
    const values = checkDisclosures([], recorded, unjudged);
    return {
      ...summarise(state, replayed, recorded, { log, treeSize: checkpoint.size, isNewest: true, ring, values }),
      originLots: originLotsOf(lot, replayed),
      lineage: foldDeliveries(lineageOf(lot, replayed.statements), MOST_DELIVERIES_DRAWN),
      parties: replayed.statements
        .filter(({ type }) => type === 'organisation.registered')
        .map(({ data }) => data as unknown as OrganisationRegistered),
    };
  }

  /** See `Bundles.of`. */
  bundleOf(lot: { readonly id: string; readonly code: string }, disclose?: Disclose): Promise<Uint8Array | undefined> {
    return this.bundles.of(lot, disclose);
  }

  /** See `Bundles.headOf`. */
  headOf(lot: string): Promise<string | undefined> {
    return this.bundles.headOf(lot);
  }
}

export function openProvenance(dataSource: DataSource, log: SignsHeads, history = new History(dataSource)): Provenance {
  const [trails, proofs] = [new Trails(dataSource, history), new Proofs(dataSource)];
  const bundles = new Bundles(trails, proofs, log, new Cosigned(dataSource), history);
  return new Provenance(trails, proofs, bundles);
}

function originLotsOf(id: string, { lots }: Replay): OriginLot[] {
  const lot = lots.get(id);
  if (lot?.fineness === undefined) return [];
  return [...rest(lot.composition)].map(([origin, fineNg]) => {
    const from = lots.get(origin);
    const period = from?.origin === undefined ? 'unexplained' : from.origin.kind === 'opening' ? 'opening' : undefined;
    return {
      lot: origin,
      code: from?.code ?? null,
      site: from?.origin?.site ?? null,
      period: period ?? monthOf(from?.born.date ?? ''),
      fineNg: `${fineNg}`,
    };
  });
}
