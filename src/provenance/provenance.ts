/**
 * Where a lot came from, for those who ask a server: replayed from the statements' bytes by the very code with which a
 * stranger's verifier reads a bundle, so that both say the same.
 */
import { formatBundle } from '../core/evidence/bundle.js';
import { Findings } from '../core/evidence/findings.js';
import { replay, type Replay } from '../core/evidence/gold.js';
import { summarise, type Summary } from '../core/evidence/summary.js';
import type { OrganisationRegistered } from '../core/custody/registry.js';
import { toBase64Url } from '../core/bytes.js';
import { monthOf } from '../core/day.js';
import { parseEntry } from '../core/log/entry.js';
import { foldDeliveries, lineageOf, type Lineage } from '../core/provenance/lineage.js';
import { rest } from '../core/provenance/shares.js';
import type { DataSource } from 'typeorm';
import { History, type Past } from '../ledger/history.js';
import { Proofs } from '../ledger/tree/proofs.js';
import { Trails } from './trails.js';

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
  ) {}

  /** Undefined until a signed checkpoint covers the lot. */
  async viewOf(lot: string): Promise<ProvenanceView | undefined> {
    const checkpoint = await this.proofs.newestCheckpoint();
    if (checkpoint === undefined) return undefined;
    const past = await this.trails.of(lot, checkpoint.size);
    const recorded = past.map(recordedOf);
    const replayed = replay(recorded, new Findings());
    const state = replayed.lots.get(lot);
    if (state === undefined) return undefined;
    const log = past[0]?.statement.log ?? '';
    return {
      ...summarise(state, replayed, recorded, { log, treeSize: checkpoint.size }),
      originLots: originLotsOf(lot, replayed),
      lineage: foldDeliveries(lineageOf(lot, replayed.statements), MOST_DELIVERIES_DRAWN),
      parties: replayed.statements
        .filter(({ type }) => type === 'organisation.registered')
        .map(({ data }) => data as unknown as OrganisationRegistered),
    };
  }

  /** The bundle file of a lot under the newest signed checkpoint; undefined until one covers the lot. */
  async bundleOf({ id, code }: { readonly id: string; readonly code: string }): Promise<Uint8Array | undefined> {
    const checkpoint = await this.proofs.newestCheckpoint();
    if (checkpoint === undefined) return undefined;
    const past = await this.trails.of(id, checkpoint.size);
    if (!past.some(({ statement }) => statement.lots.includes(id))) return undefined;
    const paths = await this.proofs.inclusion(
      past.map(({ idx }) => idx),
      checkpoint.size,
    );
    const events = past.map(({ idx, entry, statementBytes }, i) => {
      return { index: idx, entry, statement: statementBytes, path: paths[i] ?? [] };
    });
    return formatBundle({ checkpoint: checkpoint.note, lot: id, code, events });
  }
}

export function openProvenance(dataSource: DataSource): Provenance {
  return new Provenance(new Trails(dataSource, new History(dataSource)), new Proofs(dataSource));
}

function recordedOf({ idx, leaf, entry, statement }: Past): Parameters<typeof replay>[0][number] {
  const read = parseEntry(entry);
  if (read === undefined) throw new Error(`bug: entry ${idx} left the ledger unreadable`);
  return { index: idx, leaf: toBase64Url(leaf), entry: read, statement, signatures: 0 };
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
