/** Ore and gold stay apart until the mill: no furnace takes ore, and no mill gold. */
import { Rejection } from '../../rejection.js';
import type { Doubt } from '../doubts.js';
import type { Lot } from '../lot.js';
import type { Member } from '../registry.js';
import type { Form, LotRegistered, Ore } from '../statements.js';
import { isOre } from './ore.js';

export function notOre(lot: Lot): void {
  if (isOre(lot)) throw new Rejection('ore-not-milled', 'lot', { lot: lot.code });
}

export function onlyOre(lot: Lot): void {
  if (!isOre(lot)) throw new Rejection('not-ore', 'lot', { lot: lot.code, form: lot.form });
}

/** Ore that is registered: its form, bags, grade and moisture fit one another, and it has no fineness. */
export function fitForOre(form: Form, ore: Ore | undefined, hasReading: boolean): void {
  if (ore === undefined) {
    if (ORE_ONLY.includes(form)) throw new Rejection('missing', 'ore', { example: '{"bags": 40}' });
    return;
  }
  if (![...ORE_ONLY, 'concentrate'].includes(form)) throw new Rejection('not-ore', 'ore', { form });
  if (hasReading) throw new Rejection('ore-not-milled', 'finenessPpm');
  within('ore.bags', ore.bags, 1, 1_000_000);
  within('ore.gradeMgPerT', ore.gradeMgPerT, 1, MOST_GRADE);
  within('ore.moisturePpm', ore.moisturePpm, 0, 999_999);
}

/** Forms that are ore and nothing else; a concentrate may be ore still, or gold that was read. */
const ORE_ONLY: readonly Form[] = ['ore', 'tailings'];

/** All of it gold: a tonne in a tonne. */
const MOST_GRADE = 1_000_000_000;

function within(at: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= min && value <= max)) return;
  throw new Rejection('out-of-range', at, { value: String(value), min: String(min), max: String(max) });
}

/** P4: ore picked by hand from waste rock is a selector's: a person of that kind in the register. */
export function selectorsOnly(origin: LotRegistered['origin'], member: Member | undefined): Doubt[] {
  if (origin !== 'selection' || member === undefined || member.kind === 'selector') return [];
  const figures = { member: member.id.slice(member.id.indexOf('/') + 1) };
  return [{ rule: 'P4', code: 'not-a-selector', at: 'member', level: 'hold', figures }];
}
