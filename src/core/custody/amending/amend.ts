/**
 * Amendments: whoever said a thing corrects it, whoever it concerns disputes it, and two organisations together declare a
 * registration void. The statement amended stays; its lots carry the amendment too, so that leaving it out shows.
 */
import { isRecord, type Json } from '../../log/canonical-json.js';
import { isWord } from '../../log/shape.js';
import type { Draft, Statement } from '../../log/statement.js';
import { fineNg, PPM_WHOLE } from '../../quantity.js';
import { Rejection } from '../../rejection.js';
import { draft, lotOf, type Act, type Facts } from '../act.js';
import {
  isUntouched,
  movesGold,
  type StatementCorrected,
  type StatementDisputed,
  type StatementVoided,
} from './amended.js';
import { finenessOf, type Reading } from '../assays/reading.js';
import { fitForOre } from '../ore/rules.js';
import { settle, type Doubt } from '../doubts.js';
import type { Lot } from '../lot.js';
import { notInFuture } from '../rules/custody.js';
import type { SiteRegistered } from '../registry.js';
import { withinSite } from '../rules/intake/fineness.js';
import { depositFits, originFits } from '../rules/intake/sites.js';
import { readData } from '../statement-data.js';
import type { Form, LotRegistered, On } from '../statements.js';

export interface AmendFacts extends Pick<Facts, 'lots' | 'sites' | 'parties'> {
  /** By sid, lowercase hex. */
  readonly statements: ReadonlyMap<string, Statement>;
}

/** Why, as a code that names nobody; what else there is to say is the reveal `note`. */
export const CORRECTION_REASONS = ['typing-error', 'misread-scale', 'wrong-paper', 'other'] as const;
export const DISPUTE_REASONS = ['mass', 'fineness', 'origin', 'custody', 'title', 'never-said', 'other'] as const;
export const WITHDRAWAL_REASONS = ['settled', 'mistaken', 'other'] as const;
export const VOID_REASONS = ['registered-twice', 'never-existed', 'wrong-lot', 'other'] as const;

/** Members that may be corrected; gold moves only with those of a registration. */
export const CORRECTABLE: Readonly<Record<string, readonly string[]>> = {
  'lot.registered': ['grossMg', 'fineness', 'form', 'scale'],
  // What was read is indelible: an assay is replaced by another (custody/assays/), and only its papers are corrected.
  'lot.assayed': ['certificate'],
  'custody.dispatched': ['seal'],
  'title.transferred': ['document'],
  'shipment.packed': ['box', 'incoterm'],
  'shipment.exported': ['airWaybill'],
};

export interface Amending {
  readonly of: string;
  readonly reason: string;
  readonly note?: string;
}

/** `statement.corrected`, and `lot.held` where the gold grew or no longer fits its site. */
export function correct(
  facts: AmendFacts,
  act: Act,
  { of, reason, note, fields }: Amending & Pick<StatementCorrected, 'fields'>,
): Draft[] {
  const original = ownOf(facts, act, of);
  oneOf(CORRECTION_REASONS, reason);
  const restated = stated(fields, original);
  correctable(original, restated);
  const data: StatementCorrected = { of, on: act.on, reason, fields: restated };
  const drafts = [draft(act, 'statement.corrected', original.lots, data, reveals(note))];
  if (!movesGold(data)) return drafts;
  const lot = untouched(facts, original);
  fitForOre((fields['form'] as Form | undefined) ?? lot.form, lot.ore, fields['fineness'] !== undefined);
  return [...drafts, ...settle(act, lot.id, doubts(facts, original, lot, restated))];
}

/** `statement.disputed`: a mark that every reader sees; by itself it stops nothing. */
export function dispute(facts: AmendFacts, act: Act, { of, reason, note }: Amending): Draft[] {
  const original = concerning(facts, act, of);
  oneOf(DISPUTE_REASONS, reason);
  const open = lotsOf(facts, original).flatMap(({ disputes = [] }) => disputes);
  if (open.some((one) => one.of === of && one.org === act.org)) throw new Rejection('disputed-already', 'of');
  const data: StatementDisputed = { of, on: act.on, reason };
  return [draft(act, 'statement.disputed', original.lots, data, reveals(note))];
}

/** `statement.voided` of one's own open dispute. */
export function withdraw(facts: AmendFacts, act: Act, { of, reason, note }: Amending): Draft[] {
  const disputing = ownOf(facts, act, of);
  oneOf(WITHDRAWAL_REASONS, reason);
  const open = lotsOf(facts, disputing).flatMap(({ disputes = [] }) => disputes);
  if (!open.some(({ sid }) => sid === of)) throw new Rejection('not-disputed', 'of');
  const data: StatementVoided = { of, on: act.on, reason };
  return [draft(act, 'statement.voided', disputing.lots, data, reveals(note))];
}

/**
 * `statement.voided` of a registration: the lot was never there, or is registered twice. The gold is gone from the books for
 * good, so a second organisation must sign it too (`custody/signers.ts`).
 */
export function voidRegistration(
  facts: AmendFacts,
  act: Act,
  { of, reason, note, with: other }: Amending & { readonly with: string },
): Draft[] {
  const original = ownOf(facts, act, of);
  oneOf(VOID_REASONS, reason);
  if (original.type !== 'lot.registered') throw new Rejection('not-correctable', 'of', { type: original.type });
  if (other === act.org) throw new Rejection('malformed', 'with', { value: other });
  if (!facts.parties.has(other)) throw new Rejection('unknown-organisation', 'with', { organisation: other });
  untouched(facts, original);
  const data: StatementVoided = { of, on: act.on, reason, with: other };
  return [draft(act, 'statement.voided', original.lots, data, reveals(note))];
}

/** The statement, if it concerns whoever acts; of any other it is told that there is none. */
function concerning(facts: AmendFacts, act: Act, of: string): Statement {
  const original = facts.statements.get(of);
  if (original === undefined || !concerned(facts, original).has(act.org)) {
    throw new Rejection('unknown-act', 'of', { act: of.slice(0, 64) });
  }
  notInFuture(act);
  const notBefore = (original.data as { readonly on?: On }).on?.date ?? '';
  if (act.on.date < notBefore) throw new Rejection('chronology', 'on', { day: act.on.date, notBefore });
  return original;
}

/** A statement about lots concerns its author and those it names, and whoever made, holds, awaits or owns one of the lots. */
function concerned(facts: AmendFacts, { org, lots, data }: Statement): ReadonlySet<unknown> {
  if (lots.length === 0) return new Set();
  const { from, to, consignee } = data;
  const parties = lots.flatMap((id) => {
    const lot = facts.lots.get(id);
    return lot === undefined ? [] : [lot.registrar, lot.custodian, lot.owner, lot.transit?.to];
  });
  return new Set([org, from, to, consignee, ...parties]);
}

function ownOf(facts: AmendFacts, act: Act, of: string): Statement {
  const original = concerning(facts, act, of);
  if (original.org !== act.org) throw new Rejection('not-your-act', 'of', { organisation: original.org });
  return original;
}

function correctable(original: Statement, fields: StatementCorrected['fields']): void {
  const { type, data, lots } = original;
  const choices = CORRECTABLE[type] ?? [];
  const names = Object.keys(fields);
  if (names.length === 0) throw new Rejection('missing', 'fields', { choices: choices.join(', ') });
  for (const name of names) {
    if (!choices.includes(name)) {
      throw new Rejection('not-correctable', name, {
        type,
        ...(choices.length > 0 && { choices: choices.join(', ') }),
      });
    }
    const value = fields[name] as never;
    const plain = movesGold({ fields }) || isWord(value);
    if (!plain || readData({ type, lots, data: { ...data, [name]: value } }) !== 'good') {
      throw new Rejection('malformed', `fields.${name}`);
    }
  }
}

/** A reading as a registration writes it: with its method's uncertainty where none is given, and nothing else. */
function stated(fields: StatementCorrected['fields'], { data }: Statement): StatementCorrected['fields'] {
  const { fineness } = fields as { readonly fineness?: Json };
  if (fineness === undefined || !isRecord(fineness)) return fields;
  return {
    ...fields,
    fineness: finenessOf(
      fineness as unknown as Reading,
      String((data['on'] as { readonly date?: Json } | undefined)?.date),
    ),
  };
}

/** The one lot that a registration made, if nothing has happened to it since. */
function untouched(facts: AmendFacts, { lots }: Statement): Lot {
  const lot = lotOf(facts, lots[0] ?? '');
  if (lot.voided !== undefined) throw new Rejection('lot-void', 'of', { lot: lot.code });
  if (!isUntouched(lot)) throw new Rejection('correction-too-late', 'of', { lot: lot.code });
  return lot;
}

/**
 * P5, P7, P8 and P20 again: gold that grew was not counted in its miner's month, and a new fineness or form must still be of this
 * site, on the day it was handed in.
 */
function doubts(facts: AmendFacts, original: Statement, lot: Lot, fields: StatementCorrected['fields']): Doubt[] {
  const registered = original.data as unknown as LotRegistered;
  if (registered.origin !== 'production' && registered.origin !== 'selection') return [];
  const { grossMg = lot.grossMg, fineness = lot.fineness, form = lot.form } = fields as Partial<LotRegistered>;
  const site = facts.sites.get(`${original.org}/${registered.site}`);
  const counted = fineNg(registered.grossMg, registered.fineness?.ppm ?? PPM_WHOLE);
  const found = fineNg(grossMg, fineness?.ppm ?? PPM_WHOLE);
  const figures = { counted: `${counted}`, found: `${found}` };
  const upwards: Doubt = { rule: 'P5', code: 'corrected-upwards', at: 'grossMg', level: 'hold', figures };
  return [
    ...(found > counted ? [upwards] : []),
    ...(site === undefined || fields['fineness'] === undefined ? [] : withinSite(site, fineness?.ppm)),
    ...(site === undefined || fields['form'] === undefined ? [] : formOf(site, form, registered.on.date)),
  ];
}

/** Whose site it is was judged when it was handed in, and does not change. */
function formOf(site: SiteRegistered, form: Form, day: string): Doubt[] {
  return [...depositFits(site, form, day), ...originFits(site, undefined, form, day)];
}

function lotsOf(facts: AmendFacts, { lots }: Statement): Lot[] {
  return lots.flatMap((id) => facts.lots.get(id) ?? []);
}

function oneOf(choices: readonly string[], reason: string): void {
  if (!choices.includes(reason)) throw new Rejection('malformed', 'reason', { choices: choices.join(', ') });
}

function reveals(note: string | undefined): { name: string; value: string }[] {
  return note === undefined ? [] : [{ name: 'note', value: note }];
}
