/** A further reading of a lot: assays are a series, never overwritten, and which one governs is a rule. */
import type { Draft, Reveal, Statement } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import { settle } from '../doubts.js';
import type { Lot } from '../lot.js';
import { notOre } from '../ore/rules.js';
import { inOrder, inOwnHands } from '../rules/custody.js';
import { enough, notNegative } from '../rules/mass.js';
import { ASSAY_KINDS, type AssayKind, type Fineness, type LotAssayed } from '../statements.js';
import { keptStill } from './kept.js';
import { governs, rankOf } from './methods.js';
import { finenessOf, rebase, type Reading } from './reading.js';
import { readingsApart } from './splitting.js';

export interface AssayReport {
  readonly lot: string;
  readonly laboratory: string;
  readonly reading: Reading;
  readonly silverPpm?: number;
  readonly silverUncertaintyPpm?: number;
  readonly certificate?: string;
  /** Consumed by the assay. */
  readonly sampleMg: number;
  readonly kind?: AssayKind;
  /** Seal of the retained sample that was read. */
  readonly sample?: string;
  readonly surfacePrepared?: boolean;
  readonly sellerPresent?: boolean;
  /** Code of the person who read it, in the books of whoever records it; kept beside the ledger. */
  readonly operator?: string;
  /** An assay of this lot, by its sid, that this one stands for from now on. */
  readonly replaces?: NonNullable<LotAssayed['replaces']>;
}

/** Statements by sid, only where an assay replaces one. */
export interface AssayFacts extends Facts {
  readonly statements?: ReadonlyMap<string, Pick<Statement, 'type' | 'org' | 'data'>>;
}

/**
 * `lot.assayed`: re-bases first where the reading governs, then takes the sample, which the assay consumes;
 * `question.raised` where it lies too far from the reading before (P12).
 */
export function assay(facts: AssayFacts, act: Act, input: AssayReport): Draft[] {
  const lot = lotOf(facts, input.lot);
  inOrder(act, lot.born.date, lot.code);
  notNegative(input.sampleMg, 'sampleMg');
  // A reading re-bases the lot and a sample leaves it for good: only whoever has it in hand lets that be done.
  inOwnHands(lot, act);
  notOre(lot);
  if (input.sampleMg > 0) enough(lot, input.sampleMg);
  const fineness = finenessOf(input.reading, act.on.date);
  wholeAtMost(fineness.ppm, input.silverPpm);
  umpireApart(lot, act, input);
  const stands = input.replaces && standsFor(facts, lot, act, input.replaces.of, fineness);
  const better = governs(fineness, lot.fineness, stands);
  const data: LotAssayed = {
    on: act.on,
    lot: lot.id,
    laboratory: input.laboratory,
    fineness,
    ...said(input),
    sampleMg: input.sampleMg,
    governs: better,
    ...(better && lot.fineness && { rebasing: rebase(lot.id, lot.grossMg, lot.fineness, fineness) }),
  };
  const doubts = [
    ...(stands === undefined ? readingsApart(lot.fineness, fineness, act.on.date) : []),
    ...(input.sampleMg > 0 && input.kind !== 'umpire' ? keptStill([lot], act.on.date) : []),
  ];
  return [draft(act, 'lot.assayed', [lot.id], data, reveals(act, input)), ...settle(act, lot.id, doubts)];
}

/** Members of the report that the statement repeats as they are, where they were given. */
function said(input: AssayReport): Partial<LotAssayed> {
  const { silverPpm, silverUncertaintyPpm, certificate, kind, sample, surfacePrepared, sellerPresent, replaces } =
    input;
  const members = {
    silverPpm,
    silverUncertaintyPpm,
    certificate,
    kind,
    sample,
    surfacePrepared,
    sellerPresent,
    replaces,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** Who read it is a person: theirs, and erased with them. */
function reveals(act: Act, { operator }: AssayReport): Reveal[] {
  return operator === undefined
    ? []
    : [{ name: 'operator', value: operator, subject: `member:${act.org}/${operator}` }];
}

function wholeAtMost(goldPpm: number, silverPpm = 0): void {
  if (goldPpm + silverPpm <= 1_000_000) return;
  throw new Rejection('more-than-whole', 'silverPpm', { goldPpm: `${goldPpm}`, silverPpm: `${silverPpm}` });
}

/** The umpire is a third: neither whoever holds the gold, nor whose it is; and only the umpire's reading is an umpire's. */
function umpireApart(lot: Lot, act: Act, { kind, laboratory, reading }: AssayReport): void {
  if (kind !== undefined && (kind === 'umpire') !== (reading.method === 'umpire')) {
    const kinds = ASSAY_KINDS.filter((one) => (one === 'umpire') === (reading.method === 'umpire'));
    throw new Rejection('malformed', 'kind', { value: kind, choices: kinds.join(', ') });
  }
  if (reading.method !== 'umpire') return;
  if ([act.org, lot.custodian, lot.owner, lot.registrar].includes(laboratory)) {
    throw new Rejection('umpire-not-apart', 'laboratory', { laboratory });
  }
}

/** Whether the assay replaced is the one that governs. It must be one's own, of this lot, in force, and read no better. */
function standsFor(facts: AssayFacts, lot: Lot, act: Act, of: string, fineness: Fineness): boolean {
  const original = facts.statements?.get(of);
  const data = original?.data as unknown as LotAssayed | undefined;
  // Assays without a kind were recorded before one could be replaced; a later assay takes their place by itself.
  if (original?.type !== 'lot.assayed' || data?.lot !== lot.id || data.kind === undefined || original.org !== act.org) {
    throw new Rejection('unknown-assay', 'replaces.of', { lot: lot.code });
  }
  if (lot.replaced?.includes(of) === true) throw new Rejection('assay-replaced', 'replaces.of', { lot: lot.code });
  if (rankOf(fineness) < rankOf(data.fineness)) {
    throw new Rejection('worse-method', 'method', { method: fineness.method, before: data.fineness.method });
  }
  return lot.governing === of;
}
