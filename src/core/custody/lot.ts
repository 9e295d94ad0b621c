/**
 * A lot: what is left of it, who holds it, whose it is, and what may be claimed of it.
 *
 * At every moment takenMg + grossMg = initialMg + differenceMg, and the units left in the composition are
 * grossMg * finenessPpm nanograms, or grossMg milligrams while nobody has assayed the lot.
 */
import { take, type Composition, type Shares } from '../provenance/shares.js';
import type { Claims } from './claims.js';
import type { Correction, Dispute, Voiding } from './amending/amended.js';
import type { Detention, Promised, SaidToContain } from './handover/fold.js';
import type { Bags, HandoverTerms } from './handover/statements.js';
import type { Fineness, Form, HoldReason, Kept, LotRegistered, On, Ore } from './statements.js';

export interface Transit {
  readonly to: string;
  readonly sentMg: number;
  readonly since: string;
  /** Day by which it is expected. */
  readonly due?: string;
  readonly terms?: HandoverTerms;
  readonly sealed?: Bags;
}

export interface Lot {
  readonly id: string;
  readonly code: string;
  /** Organisation in whose books the lot's code is unique. */
  readonly registrar: string;
  readonly form: Form;
  readonly name?: string;
  readonly born: On;
  /** Day on which it was made, or custody or title last moved or came back: nothing is done with it before (P16). */
  readonly movedOn: string;
  /** Site and kind of origin; absent for what a transformation made. */
  readonly origin?: { readonly kind: LotRegistered['origin']; readonly site: string };
  readonly initialMg: number;
  readonly grossMg: number;
  readonly takenMg: number;
  /** Sum of accepted weighing differences. */
  readonly differenceMg: number;
  readonly fineness?: Fineness;
  readonly assays: number;
  /** The assay that governs, by its sid, where it is of a kind; absent where the fineness came otherwise. */
  readonly governing?: string;
  /** Assays that others stand for now, by sid. */
  readonly replaced?: readonly string[];
  /** It is ore: it has no fineness, and only a mill takes it. */
  readonly ore?: Ore;
  /** It is a retained sample. */
  readonly kept?: Kept;
  readonly composition: Composition;
  readonly custodian: string;
  readonly owner: string;
  /** It is made of gold of several owners: these, until somebody says whose it is; absent where it had one. */
  readonly owners?: readonly string[];
  readonly seal?: string;
  readonly transit?: Transit;
  /** Carried by count since it was last weighed: nobody opens or works it. */
  readonly bags?: SaidToContain;
  /** Kept by an authority: nothing is done with it meanwhile. */
  readonly detained?: Detention;
  /** Nothing is left of it, and why. */
  readonly lost?: 'robbed' | 'lost' | 'seized';
  /** Promised to a buyer; the owner offers it to nobody else. */
  readonly agreed?: Promised;
  readonly holds: readonly HoldReason[];
  /** Sids of the open recalls that reach it; not said of it but found from their causes (credentials/recall.ts). */
  readonly recalls?: readonly string[];
  /** Day on which it was refused: its hold is never lifted. */
  readonly refused?: string;
  /** Day on which it went back to whoever brought it: nothing is left of it. */
  readonly returned?: string;
  readonly claims: Claims;
  /** Scheme in whose account of incorporated gold all of it was counted: it carries no claim of its own since. */
  readonly incorporated?: string;
  readonly shipment?: string;
  readonly exported: boolean;
  readonly released: boolean;
  /** Statements about it that were corrected, in the order of their corrections. */
  readonly corrected?: readonly Correction[];
  /** Open disputes; they stop nothing, and every reader is told. */
  readonly disputes?: readonly Dispute[];
  /** It was registered in error: nothing is left of it, and nothing can be done with it. */
  readonly voided?: Voiding;
}

export type Lots = Map<string, Lot>;

/** Who registered it, has it, owns it, is on the point of either, or none of these. */
export function concerns({ registrar, custodian, owner, transit, agreed }: Lot, org: string): boolean {
  return [registrar, custodian, owner, transit?.to, agreed?.to].includes(org);
}

/** The owners of these lots, each once, the first lot's first. */
export function ownersOf(lots: readonly Pick<Lot, 'owner'>[]): string[] {
  return [...new Set(lots.map(({ owner }) => owner))];
}

/** Nanograms of fine gold left, or undefined while not assayed. */
export function fineNgOf(lot: Lot): bigint | undefined {
  return lot.fineness === undefined ? undefined : BigInt(lot.grossMg) * BigInt(lot.fineness.ppm);
}

/** Units of `composition`: fine nanograms, or gross milligrams while not assayed. */
export function unitsOf(grossMg: number, fineness: Fineness | undefined): bigint {
  return BigInt(grossMg) * BigInt(fineness?.ppm ?? 1);
}

/** A lot with some of its gross mass taken off, and the shares that went. */
export function takeFrom(lot: Lot, grossMg: number): { lot: Lot; shares: Shares } {
  const { shares, left } = take(lot.composition, unitsOf(grossMg, lot.fineness));
  return {
    lot: { ...lot, grossMg: lot.grossMg - grossMg, takenMg: lot.takenMg + grossMg, composition: left },
    shares,
  };
}
