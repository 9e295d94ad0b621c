/**
 * What a statement moves in the stock book: read off the lots before and after it, so that whatever the fold of custody does
 * is booked, and nothing else. Per custodian, form and claim: opening + in − out − loss = closing, in milligrams and in
 * nanograms of fine gold (gold nobody assayed counts 0 ng until somebody did; then all of it comes in as `revalued-up`).
 */
import type { Statement } from '../../log/statement.js';
import { monthOf } from '../../day.js';
import type { Lot } from '../lot.js';
import {
  TRANSFORMATIONS,
  type Form,
  type LotAssayed,
  type LotRegistered,
  type LotsTransformed,
  type On,
} from '../statements.js';

export const IN = [
  'opening-stock',
  'produced',
  /** Picked by selectors from what the mine leaves. */
  'selected',
  'purchased',
  'received',
  'made',
  /** The receiver's scale read more than the sender's book. */
  'found',
  'revalued-up',
  'corrected-up',
  'reclassified-in',
  'other-in',
] as const;
export const OUT = ['delivered', 'used', 'returned', 'corrected-down', 'reclassified-out', 'other-out'] as const;
export const LOSS = ['processing', 'sample', 'missing', 'revalued-down', 'lost', 'seized'] as const;
export type MovementKind = (typeof IN | typeof OUT | typeof LOSS)[number];

/** A row of the book, but for its site. */
export interface Shelf {
  readonly custodian: string;
  readonly form: Form;
  /** Schemes the gold may be claimed under, ascending, joined by `+`; empty for none, and while it is held. */
  readonly claim: string;
}

/** Never negative: the kind says which way. */
export interface Amount {
  readonly mg: number;
  readonly ng: bigint;
}

export interface Movement extends Shelf, Amount {
  readonly lot: string;
  /** `YYYY-MM` of the act's local day. */
  readonly month: string;
  readonly kind: MovementKind;
}

/** How a registered lot came in. */
export const BORN: Readonly<Record<LotRegistered['origin'], MovementKind>> = {
  production: 'produced',
  selection: 'selected',
  purchase: 'purchased',
  opening: 'opening-stock',
};

/** Kinds of what a lot gains and loses where it lies, by statement type. */
const CHANGES: Readonly<Record<string, readonly [up: MovementKind, down: MovementKind]>> = {
  'lot.assayed': ['revalued-up', 'revalued-down'],
  ...Object.fromEntries(TRANSFORMATIONS.map((type) => [type, ['revalued-up', 'used']] as const)),
  'custody.received': ['found', 'missing'],
  'statement.corrected': ['corrected-up', 'corrected-down'],
  'statement.voided': ['corrected-up', 'corrected-down'],
  'lot.lost': ['other-in', 'lost'],
  'lot.seized': ['other-in', 'seized'],
  // Held gold that went back to whoever brought it.
  'lot.returned': ['other-in', 'returned'],
};

type Said = Pick<Statement, 'type' | 'at' | 'data' | 'lots'>;
type Known = (lot: string) => Lot | undefined;

/** In the order of the statement's lots; nothing that moves nothing. */
export function movementsOf(said: Said, before: Known, after: Known): Movement[] {
  return said.lots.flatMap((id) => {
    const lot = after(id);
    if (lot === undefined) return [];
    const was = before(id);
    return (was === undefined ? born(said, lot) : moved(said, was, lot)).filter(({ mg, ng }) => mg !== 0 || ng !== 0n);
  });
}

export function shelfOf({ custodian, form, holds, claims }: Lot): Shelf {
  const carried = holds.length > 0 ? [] : claims.filter((one) => one.carried).map(({ scheme }) => scheme);
  return { custodian, form, claim: carried.sort().join('+') };
}

export function amountOf({ grossMg, fineness }: Lot): Amount {
  return { mg: grossMg, ng: BigInt(grossMg) * BigInt(fineness?.ppm ?? 0) };
}

function born(said: Said, lot: Lot): Movement[] {
  const book = bookOf(said, lot, lot);
  const { mg, ng } = amountOf(lot);
  if (said.type === 'lot.registered') return [book(BORN[(said.data as unknown as LotRegistered).origin], mg, ng)];
  const { outputs, losses, rebasings } = said.data as unknown as Partial<LotsTransformed>;
  if (outputs?.[0]?.lot !== lot.id || losses === undefined) return [book('made', mg, ng)];
  // What was lost on the way is booked with the first thing made: in comes what was put in, out goes what did not come out.
  const lostMg = losses.reduce((sum, loss) => sum + loss.grossMg, 0);
  const lostNg = losses.reduce((sum, loss) => sum + BigInt(loss.fineNg), 0n);
  const shift = (rebasings ?? []).reduce((sum, { fromNg, toNg }) => sum + BigInt(toNg) - BigInt(fromNg), 0n);
  return [
    book('made', mg + lostMg, ng + lostNg - shift),
    ...signed(book, 0, shift, 'revalued-up', 'revalued-down'),
    book('processing', lostMg, lostNg),
  ];
}

function moved(said: Said, was: Lot, lot: Lot): Movement[] {
  const [from, to] = [shelfOf(was), shelfOf(lot)];
  const [old, now] = [amountOf(was), amountOf(lot)];
  const [there, here] = [bookOf(said, was, was), bookOf(said, was, lot)];
  const [up, down] = CHANGES[said.type] ?? (['other-in', 'other-out'] as const);
  const movements: Movement[] = [];
  if (from.custodian !== to.custodian) {
    movements.push(there('delivered', old.mg, old.ng), here('received', old.mg, old.ng));
  } else if (from.form !== to.form || from.claim !== to.claim) {
    movements.push(there('reclassified-out', old.mg, old.ng), here('reclassified-in', old.mg, old.ng));
  }
  let [mg, ng] = [now.mg - old.mg, now.ng - old.ng];
  if (said.type === 'lot.assayed') {
    const { sampleMg } = said.data as unknown as LotAssayed;
    const sampleNg = BigInt(sampleMg) * BigInt(lot.fineness?.ppm ?? 0);
    movements.push(here('sample', sampleMg, sampleNg));
    [mg, ng] = [mg + sampleMg, ng + sampleNg];
  }
  return [...movements, ...signed(here, mg, ng, up, down)];
}

type Book = (kind: MovementKind, mg: number, ng: bigint) => Movement;

/** Nothing is booked of a lot in a month before it came to where it lies (P16): an assay may be of an earlier day. */
function bookOf(said: Said, was: Lot, lot: Lot): Book {
  const day = (said.data['on'] as unknown as On | undefined)?.date ?? said.at.slice(0, 10);
  const month = monthOf(day < was.movedOn ? was.movedOn : day);
  return (kind, mg, ng) => ({ ...shelfOf(lot), lot: lot.id, month, kind, mg, ng });
}

function signed(book: Book, mg: number, ng: bigint, up: MovementKind, down: MovementKind): Movement[] {
  return [book(up, Math.max(mg, 0), ng > 0n ? ng : 0n), book(down, Math.max(-mg, 0), ng < 0n ? -ng : 0n)];
}
