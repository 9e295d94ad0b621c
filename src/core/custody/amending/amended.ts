/**
 * What amendments leave of a lot: a correction of its registration, disputes, and a registration declared void. Nothing is ever
 * edited; the statement that was wrong and the one that says so stand in the lot's chain, one after the other.
 */
import type { Statement } from '../../log/statement.js';
import { compositionOf } from '../../provenance/shares.js';
import { unitsOf, type Lot, type Lots } from '../lot.js';
import type { LotRegistered, On } from '../statements.js';

/** `of` in each: the statement it is about, its sid in lowercase hex. */
export interface StatementCorrected {
  readonly of: string;
  readonly on: On;
  readonly reason: string;
  /** Members of its data as they should have been. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface StatementDisputed {
  readonly of: string;
  readonly on: On;
  readonly reason: string;
}

/** Of a registration `with` the organisation that agrees and signs too; without one, an author withdraws a dispute. */
export interface StatementVoided {
  readonly of: string;
  readonly on: On;
  readonly reason: string;
  readonly with?: string;
}

/** Says of values beside the ledger that they are gone; digests as in `sd` of the statements `of`. */
export interface PersonalDataErased {
  readonly digests: readonly string[];
  readonly of: readonly string[];
  readonly basis: string;
  readonly requestedBy: string;
  readonly approvedBy: string;
}

export interface Correction {
  readonly of: string;
  readonly day: string;
  readonly reason: string;
  readonly members: readonly string[];
}

export interface Dispute {
  /** The disputing statement, by which it is withdrawn. */
  readonly sid: string;
  readonly of: string;
  readonly org: string;
  readonly day: string;
  readonly reason: string;
}

export interface Voiding {
  readonly day: string;
  readonly reason: string;
  readonly with: string;
}

/** Members of a registration on which gold rests. */
export const GOLD_MEMBERS: readonly string[] = [
  'grossMg',
  'fineness',
  'form',
  'scale',
] satisfies (keyof LotRegistered)[];

/** Whether a correction restates the gold of a registration, and not only what papers say. */
export function movesGold({ fields }: Pick<StatementCorrected, 'fields'>): boolean {
  return Object.keys(fields).some((name) => GOLD_MEMBERS.includes(name));
}

/** Registered, and nothing else yet: no gold taken, weighed again, assayed, moved, sold, packed or counted in an account. Only then is it restated. */
export function isUntouched(lot: Lot): boolean {
  const { origin, takenMg, differenceMg, assays, transit, seal, shipment, voided, incorporated } = lot;
  const atRest = lot.custodian === lot.registrar && lot.owner === lot.registrar && lot.movedOn === lot.born.date;
  const counted = takenMg === 0 && differenceMg === 0 && assays === 0 && incorporated === undefined;
  const stayed = transit === undefined && seal === undefined && shipment === undefined && voided === undefined;
  return origin !== undefined && atRest && counted && stayed;
}

/** Folds one amendment into the lots it names, in place; returns the ids that changed. A restatement that comes too late moves no gold. */
export function amend(
  lots: Lots,
  { type, lots: ids, data: said, org }: Pick<Statement, 'type' | 'lots' | 'data' | 'org'>,
  sid: string,
): string[] {
  const data = said as unknown;
  const fold =
    type === 'statement.corrected'
      ? correction(data as StatementCorrected, org)
      : type === 'statement.disputed'
        ? dispute(data as StatementDisputed, org, sid)
        : voiding(data as StatementVoided, org);
  return ids.filter((id) => {
    const lot = lots.get(id);
    if (lot !== undefined) lots.set(id, fold(lot));
    return lot !== undefined;
  });
}

type Fold = (lot: Lot) => Lot;

function mayRestate(lot: Lot, org: string): boolean {
  return lot.registrar === org && isUntouched(lot);
}

function correction(data: StatementCorrected, org: string): Fold {
  const { of, on, reason, fields } = data;
  const mark: Correction = { of, day: on.date, reason, members: Object.keys(fields).sort() };
  return (lot) => {
    const marked = { ...lot, corrected: [...(lot.corrected ?? []), mark] };
    return movesGold(data) && mayRestate(lot, org) ? restated(marked, fields) : marked;
  };
}

function restated(lot: Lot, fields: Partial<Pick<LotRegistered, 'grossMg' | 'fineness' | 'form'>>): Lot {
  const { grossMg = lot.grossMg, fineness = lot.fineness, form = lot.form } = fields;
  return {
    ...lot,
    form,
    initialMg: grossMg,
    grossMg,
    ...(fineness && { fineness }),
    composition: compositionOf(new Map([[lot.id, unitsOf(grossMg, fineness)]])),
  };
}

function dispute({ of, on, reason }: StatementDisputed, org: string, sid: string): Fold {
  return (lot) => ({ ...lot, disputes: [...(lot.disputes ?? []), { sid, of, org, day: on.date, reason }] });
}

function voiding({ of, on, reason, with: other }: StatementVoided, org: string): Fold {
  if (other === undefined) return (lot) => withdrawn(lot, of);
  return (lot) =>
    mayRestate(lot, org)
      ? {
          ...lot,
          initialMg: 0,
          grossMg: 0,
          composition: compositionOf(new Map()),
          claims: [],
          voided: { day: on.date, reason, with: other },
        }
      : lot;
}

function withdrawn({ disputes = [], ...lot }: Lot, sid: string): Lot {
  const open = disputes.filter((one) => one.sid !== sid);
  return open.length === 0 ? lot : { ...lot, disputes: open };
}
